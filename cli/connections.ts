// `waymark connections`: how a merchant's connections are doing. What is wrong with each, and which secret
// is still to be set.
import { Command } from 'commander'
import { type Connection, Connections } from './answers.ts'
import { call, say, show, type Target, withTarget } from './client.ts'
import { NO_WEBHOOKS } from './connection.ts'

export function connectionsCommand(): Command {
  return withTarget(new Command('connections'))
    .description('how the connections are doing: problems, secrets to be set, webhook addresses')
    .action(async (target: Target) => {
      const found = await call(target, { method: 'GET', path: '/connections' }, Connections)
      show(found, ({ connections }) => {
        if (connections.length === 0) say('There are none.')
        for (const line of connections.flatMap(linesOf)) say(line)
      })
    })
}

function linesOf(connection: Connection): string[] {
  const { name, kind, adapter, hookUrl, problem, webhookProblem, missingSecrets } = connection
  const isShop = kind === 'platform'
  return [
    `${name}, ${adapter} (${kind})`,
    `  webhooks  ${hookUrl ?? (isShop ? NO_WEBHOOKS : 'none')}`,
    ...(isShop ? [`  orders    ${ordersWords(connection)}`] : []),
    ...(problem === null ? [] : [`  problem   ${problem}`]),
    ...(webhookProblem === null ? [] : [`  problem   its webhooks: ${webhookProblem}`]),
    ...missingSecrets.map(secret => `  to do     waymark secret set ${name} ${secret}`),
    ...(isShop && connection.connectedAt === null ? [`  to do     waymark connect ${name}`] : []),
  ]
}

function ordersWords({ connectedAt, backfilledAt }: Connection): string {
  if (connectedAt === null) return 'none before it is connected'
  return backfilledAt ? `first import done ${backfilledAt}` : 'first import not done'
}
