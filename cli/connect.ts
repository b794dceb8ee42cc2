// `waymark connect`: checks a shop's credentials and rights, makes its webhooks and starts the first
// import. It may be run again at any time: it finds what it made before.
import { Command, Option } from 'commander'
import { Connected } from './answers.ts'
import { call, complain, say, type Target, wayTo, withTarget } from './client.ts'
import { NO_WEBHOOKS, topicWords } from './connection.ts'
import { watchBackfill } from './watch-backfill.ts'

type Options = Target & { readonly wait: boolean }

export function connectCommand(): Command {
  return withTarget(new Command('connect'))
    .argument(
      '<connection>',
      'the shop, as the config names it; or its platform, where there is one',
    )
    .addOption(new Option('--no-wait', 'do not stay to watch the first import'))
    .description('check a shop, make its webhooks and start its first import')
    .action(async (connection: string, options: Options) => {
      const way = wayTo(options)
      if (!way.ok) return complain(way.problem)
      const path = `/connections/${encodeURIComponent(connection)}/connect`
      const connected = await call(options, { method: 'POST', path }, Connected)
      if (!connected.ok) return complain(connected.problem)
      for (const line of linesOf(connected.value)) say(line)
      if (options.wait) await watchBackfill(options, connection)
    })
}

function linesOf({ name, account, liveSince, webhooks, advice }: Connected): string[] {
  return [
    `${name} is connected to ${account}.`,
    `  live      since ${liveSince}: orders from before are imported and nobody is told`,
    webhooks.problem === null
      ? `  webhooks  ${topicWords(webhooks.topics) || NO_WEBHOOKS}`
      : `  webhooks  ${webhooks.problem}`,
    ...advice.map(each => `  to do     ${each}`),
  ]
}
