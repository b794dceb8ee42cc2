// `waymark connection status`: how one shop or feed is doing, and what to do about what is wrong.
import { Command } from 'commander'
import {
  type Budget,
  ConnectionStatus,
  type FeedStatus,
  type ShopConnected,
  type ShopStatus,
} from './answers.ts'
import { call, say, show, type Target, withTarget } from './client.ts'
import { progressLine } from './watch-backfill.ts'

export function connectionCommand(): Command {
  const connection = new Command('connection').description('one shop or tracking feed')
  withTarget(connection.command('status'))
    .argument('<connection>', 'as the config names it')
    .description('its last sync or its parcels, its budget of calls, and what to do')
    .action(async (name: string, target: Target) => {
      const path = `/connections/${encodeURIComponent(name)}`
      const status = await call(target, { method: 'GET', path }, ConnectionStatus)
      show(status, found => {
        for (const line of found.kind === 'carrier' ? feedLines(found) : linesOf(found)) say(line)
      })
    })
  return connection
}

export const feedLines = (status: FeedStatus): string[] => [
  `${status.name}, ${status.adapter}`,
  `  parcels   ${parcelWords(status)}`,
  ...budgetLines(status.budget),
  ...(status.problem === null ? [] : [`  problem   ${status.problem}`]),
  ...status.warnings.map(
    ({ order, problem }) => `  to do     ${order}: ${problem} Check the label, and the carrier.`,
  ),
  ...status.missingSecrets.map(secret => `  to do     waymark secret set ${status.name} ${secret}`),
]

const parcelWords = ({ onlyTold, parcels, lagSeconds }: FeedStatus): string =>
  onlyTold
    ? 'those that it posts of: Waymark does not call it'
    : `${parcels} that it watches or is asked about${lagSeconds > 0 ? `, the next look ${lagSeconds} s late` : ''}`

const budgetLines = (budget: Budget): string[] => [
  ...(budget?.limits ?? []).map(
    ({ used, calls, perMs }) => `  budget    ${used} of ${calls} calls in ${spanWords(perMs)}`,
  ),
  ...(budget?.restsUntil ? [`  budget    wants to be left alone until ${budget.restsUntil}`] : []),
]

export function linesOf(status: ShopStatus): string[] {
  const { name, adapter, problem, missingSecrets, liveSince, budget, webhooks } = status
  return [
    `${name}, ${adapter}`,
    `  orders    ${ordersWords(status)}`,
    `  synced    ${syncedWords(status)}`,
    ...budgetLines(budget),
    `  webhooks  ${webhookWords(webhooks, liveSince !== null)}`,
    ...(problem === null ? [] : [`  problem   ${problem}`]),
    ...missingSecrets.map(secret => `  to do     waymark secret set ${name} ${secret}`),
    ...(liveSince === null ? [`  to do     waymark connect ${name}`] : []),
  ]
}

function ordersWords({ liveSince, backfill, backfilledAt }: ShopStatus): string {
  if (liveSince === null) return 'none before it is connected'
  if (backfill !== null) return `first import: ${progressLine(backfill, 0, 0)}`
  return backfilledAt === null ? 'first import not done' : 'first import done'
}

const syncedWords = ({ syncedAt, lagSeconds }: ShopStatus): string =>
  syncedAt === null ? 'not yet' : `${syncedAt}, ${lagSeconds} s ago`

/** Of a platform that has none. */
export const NO_WEBHOOKS = 'none: the shop is asked every minute'

export const topicWords = (topics: ShopConnected['webhooks']['topics']): string =>
  topics.map(({ topic, state }) => `${topic} (${state})`).join(', ')

function webhookWords(webhooks: ShopStatus['webhooks'], isConnected: boolean): string {
  if (webhooks === null) return isConnected ? 'not looked after yet' : 'not made yet'
  if (webhooks.problem !== null) return webhooks.problem
  if (webhooks.topics.length === 0) return NO_WEBHOOKS
  return `${topicWords(webhooks.topics)}; looked after ${webhooks.checkedAt}`
}

const SPANS = [
  [86_400_000, 'a day'],
  [3_600_000, 'an hour'],
  [60_000, 'a minute'],
  [1000, 'a second'],
] as const

const spanWords = (ms: number): string =>
  SPANS.find(([span]) => span === ms)?.[1] ?? `${ms / 1000} s`
