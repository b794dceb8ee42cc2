// `waymark secret set`: hands a connection's secret over. The value comes from a pipe or a hidden
// prompt and is never shown again; the one before stays valid until the sender has changed it too.
import { Command } from 'commander'
import { SecretSet } from './answers.ts'
import { call, complain, say, show, type Target, wayTo, withTarget } from './client.ts'
import { readSecret } from './input.ts'

export function secretCommand(): Command {
  const secret = new Command('secret').description('secrets of connections')
  withTarget(secret.command('set'))
    .argument('<connection>', 'as the config names it')
    .argument('<name>', 'as its adapter names it: clientSecret, webhookSecret, apiKey …')
    .description('set a secret; the value comes from a pipe or is asked for')
    .action(async (connection: string, name: string, target: Target) => {
      const way = wayTo(target)
      if (!way.ok) return complain(way.problem)
      const value = await readSecret(`The value of ${name}:`)
      if (value === null) return complain('No value was given: nothing is set.')
      const path = `/connections/${encodeURIComponent(connection)}/secrets/${encodeURIComponent(name)}`
      const set = await call(target, { method: 'PUT', path, body: { value } }, SecretSet)
      show(set, ({ previousValid }) => {
        const before = previousValid ? ' The one before stays valid beside it.' : ''
        say(`${name} of ${connection} is set.${before}`)
      })
    })
  return secret
}
