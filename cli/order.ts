// `waymark order`: an order as its merchant asks about it. Where was it sold, which courier and why,
// where are its parcels, and who was told what, or not told and why.
import { Command } from 'commander'
import { type Feed, Order } from './answers.ts'
import { call, say, show, type Target, withTarget } from './client.ts'

/** A message's state as people say it; what is not here is printed as it is. */
const STATE_WORDS: Readonly<Record<string, string>> = {
  pending: 'waiting',
  claimed: 'being sent',
  accepted: 'sent',
  delivered: 'arrived',
  bounced: 'came back',
  failed: 'not sent',
  skipped: 'not sent',
  superseded: 'not sent',
  unknown: 'perhaps sent',
  dead: 'not sent',
}

/** What the shop was told of a parcel. */
const SHOP_WORDS: Readonly<Record<string, string>> = {
  pending: 'the shop is not told yet',
  written: 'the shop knows',
  refused: 'not told to the shop',
  off: 'the shop is not to be told',
}

export function orderCommand(): Command {
  return withTarget(new Command('order'))
    .argument('<number>', 'as the shopper knows it; a # at its start may be left out')
    .description('look at an order: courier and why, parcels, messages')
    .action(async (number: string, target: Target) => {
      show(await orderOf(number, target), order => {
        for (const line of linesOf(order)) say(line)
      })
    })
}

/** Shells take a # for the start of a comment, so a number is tried with one too. */
async function orderOf(number: string, target: Target) {
  const look = (each: string) =>
    call(target, { method: 'GET', path: `/orders/${encodeURIComponent(each)}` }, Order)
  const found = await look(number)
  if (found.ok || number.startsWith('#')) return found
  const marked = await look(`#${number}`)
  return marked.ok ? marked : found
}

export function linesOf(order: Order): string[] {
  const { courier, service, hold } = order.assignment
  return [
    `${order.number}, sold on ${order.channel}`,
    ...(order.cancelledAt ? [`  cancelled  ${order.cancelledAt}`] : []),
    `  page       ${order.trackingUrl}`,
    `  courier    ${[courier ?? 'none', service].filter(Boolean).join(', ')}`,
    ...(hold ? [`  on hold    ${hold}`] : []),
    ...order.trace.map((line, i) => `  ${(i === 0 ? 'why' : '').padEnd(9)}  ${line}`),
    ...section('parcels', parcelsOf(order)),
    ...section('messages', messagesOf(order)),
  ]
}

const section = (name: string, lines: readonly string[]): string[] =>
  (lines.length > 0 ? lines : ['none']).map(
    (line, i) => `  ${(i === 0 ? name : '').padEnd(9)}  ${line}`,
  )

const parcelsOf = ({ shipments }: Order): string[] =>
  shipments.map(
    ({ parcel, carrier, trackingNumber, numberFault, status, door, writeBack, feed }) => {
      const shop = SHOP_WORDS[writeBack.state] ?? writeBack.state
      const why = writeBack.reason ? ` (${writeBack.reason})` : ''
      const by = feed ? `; ${feedInWords(feed)}` : ''
      return `${parcel}: ${carrier} ${trackingNumber}, ${words(status)}; dispatched by ${door}; ${shop}${why}${by}${numberFault ? `; ${numberFault}` : ''}`
    },
  )

/** Who looks after the parcel, and what is wrong there. */
function feedInWords({ name, watched, nextLookAt, problem }: NonNullable<Feed>): string {
  const next = nextLookAt ? `asked again ${nextLookAt}` : null
  const how = [watched ? 'pushes' : null, next, problem].filter(Boolean).join(', ')
  return `${name ?? 'its feed'} ${how || 'has let it go'}`
}

const messagesOf = ({ messages }: Order): string[] =>
  messages.map(({ parcel, milestone, channel, state, reason }) => {
    // The link to an order is about none of its parcels.
    const which = parcel > 0 ? `, parcel ${parcel}` : ''
    const what = `${words(milestone)} by ${channel}${which}`
    return `${STATE_WORDS[state] ?? state}: ${what}${reason ? ` (${words(reason)})` : ''}`
  })

const words = (name: string): string => name.replaceAll('_', ' ')
