// `waymark connect`: checks credentials and rights; of a shop it makes the webhooks and starts the first
// import. It may be run again at any time: it finds what it made before.
import { Command, Option } from 'commander'
import { Connected, type FeedConnected, type ShopConnected } from './answers.ts'
import { call, complain, say, type Target, wayTo, withTarget } from './client.ts'
import { NO_WEBHOOKS, topicWords } from './connection.ts'
import { watchBackfill } from './watch-backfill.ts'

type Options = Target & { readonly wait: boolean }

export function connectCommand(): Command {
  return withTarget(new Command('connect'))
    .argument(
      '<connection>',
      'a shop or a tracking feed, as the config names it; or its adapter, where there is one of it',
    )
    .addOption(new Option('--no-wait', 'do not stay to watch the first import'))
    .description('check a shop or a feed; make a shop’s webhooks and start its first import')
    .action(async (connection: string, options: Options) => {
      const way = wayTo(options)
      if (!way.ok) return complain(way.problem)
      const path = `/connections/${encodeURIComponent(connection)}/connect`
      const connected = await call(options, { method: 'POST', path }, Connected)
      if (!connected.ok) return complain(connected.problem)
      const { value } = connected
      for (const line of value.kind === 'carrier' ? feedLines(value) : shopLines(value)) say(line)
      if (options.wait && value.kind === 'platform') await watchBackfill(options, connection)
    })
}

const feedLines = ({ name, account, hookUrl, advice }: FeedConnected): string[] => [
  account === null
    ? `${name} is ready: it posts to Waymark, which does not call it.`
    : `${name} accepts us: ${account}.`,
  `  webhooks  ${hookUrl ?? 'none: it is asked'}`,
  ...advice.map(each => `  to do     ${each}`),
]

function shopLines({ name, account, liveSince, webhooks, advice }: ShopConnected): string[] {
  return [
    `${name} is connected to ${account}.`,
    `  live      since ${liveSince}: orders from before are imported and nobody is told`,
    webhooks.problem === null
      ? `  webhooks  ${topicWords(webhooks.topics) || NO_WEBHOOKS}`
      : `  webhooks  ${webhooks.problem}`,
    ...advice.map(each => `  to do     ${each}`),
  ]
}
