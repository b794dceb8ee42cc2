// `waymark apply`: checks a merchant's config as `check` does, then stores it and shows where each
// sender's webhooks go. Applying the same file again changes nothing.
import { Command } from 'commander'
import { Applied } from './answers.ts'
import { checkedConfig } from './check.ts'
import { call, say, show, type Target, withTarget } from './client.ts'

export function applyCommand(): Command {
  return withTarget(new Command('apply'))
    .argument('<file>', "a merchant's YAML file")
    .description('check a config file and store it in Waymark')
    .action(async (file: string, target: Target) => {
      const config = checkedConfig(file)
      if (!config) return
      const applied = await call(target, { method: 'PUT', path: '/config', body: config }, Applied)
      show(applied, ({ merchant, version, connections }) => {
        say(`${file} is applied: ${merchant}, version ${version}.`)
        if (connections.length === 0) return
        const posting = connections.filter(({ hookUrl }) => hookUrl !== null)
        if (posting.length > 0) say('Webhook addresses:')
        const width = Math.max(...posting.map(({ name }) => name.length))
        for (const { name, hookUrl } of posting) say(`  ${name.padEnd(width)}  ${hookUrl}`)
        say('Secrets are set one by one: waymark secret set <connection> <name>')
      })
    })
}
