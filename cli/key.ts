// `waymark key`: a merchant's API keys. A new key is printed by itself, so that it can be piped to
// where it is needed, and never again.
import { Command, InvalidArgumentError } from 'commander'
import { ALL_SCOPES, isScope, SCOPES, type Scope } from '../src/core/api-key.ts'
import { KeyMade, Keys } from './answers.ts'
import { call, Nothing, say, show, type Target, withTarget } from './client.ts'

export function keyCommand(): Command {
  const key = new Command('key').description('API keys and what they may do')
  withTarget(key.command('create'))
    .argument('<name>', 'who will use it: warehouse, till-2')
    .requiredOption('--scopes <list>', `what it may do: ${ALL_SCOPES.join(',')}`, readScopes)
    .description('make a key; it is shown once')
    .addHelpText('after', scopeHelp())
    .action(async (name: string, { scopes, ...target }: Target & { scopes: Scope[] }) => {
      const body = { name, scopes }
      show(await call(target, { method: 'POST', path: '/keys', body }, KeyMade), made => {
        say(made.key)
        console.error(`This key is shown once. It may: ${made.scopes.join(', ')}.`)
      })
    })
  withTarget(key.command('list'))
    .description('the keys’ names and scopes')
    .action(async (target: Target) => {
      show(await call(target, { method: 'GET', path: '/keys' }, Keys), ({ keys }) => {
        if (keys.length === 0) say('There are no keys.')
        const width = Math.max(...keys.map(({ name }) => name.length))
        for (const { name, scopes, createdAt } of keys) {
          say(`${name.padEnd(width)}  since ${createdAt.slice(0, 10)}  ${scopes.join(', ')}`)
        }
      })
    })
  withTarget(key.command('delete'))
    .argument('<name>')
    .description('delete a key; it opens nothing from then on')
    .action(async (name: string, target: Target) => {
      const path = `/keys/${encodeURIComponent(name)}`
      const deleted = await call(target, { method: 'DELETE', path }, Nothing)
      show(deleted, () => say(`The key ${name} is deleted.`))
    })
  return key
}

function readScopes(list: string): Scope[] {
  const names = list.split(',').map(name => name.trim())
  const strange = names.find(name => !isScope(name))
  if (strange !== undefined) {
    throw new InvalidArgumentError(`"${strange}" is none. Known: ${ALL_SCOPES.join(', ')}.`)
  }
  return names.filter(isScope)
}

const scopeHelp = (): string =>
  `\nScopes:\n${Object.entries(SCOPES)
    .map(([scope, words]) => `  ${scope.padEnd(20)} ${words}`)
    .join('\n')}`
