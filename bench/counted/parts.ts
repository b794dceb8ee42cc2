// Sums of counts: what belongs to a shipment, and how its sum is made up.
import type { Counts } from './count.ts'

export type Parts = Readonly<Record<string, Counts>>

/**
 * Grows with days, shops or databases, and not with shipments: the shop's access token, the pepper of
 * recipients, the sweep's position, and what the sweep forgets once a round.
 */
const NOT_OF_A_SHIPMENT = /^(insert keep (token|recipient|sweep)|delete keep|delete api_requests)/

/**
 * What the shop's own news costs: each of its webhooks is noted and forgotten, and the cursor moves when a poll
 * brings something new. A quiet shop pays that for each turn, a busy one shares the cursor's row.
 */
const OF_THE_SHOP = /^((insert|delete) hook_deliveries|update connections cursor)/

const NOTHING: Counts = { reads: 0, writes: 0, statements: 0 }

/** What was counted between two readings. */
export function between(before: Parts, after: Parts): Parts {
  return Object.fromEntries(
    Object.entries(after).map(([part, counts]) => {
      const { reads, writes, statements } = before[part] ?? NOTHING
      return [
        part,
        {
          reads: counts.reads - reads,
          writes: counts.writes - writes,
          statements: counts.statements - statements,
        },
      ]
    }),
  )
}

/** How many statements there were in all. */
export const statementsOf = (parts: Parts): number =>
  Object.values(parts).reduce((sum, { statements }) => sum + statements, 0)

/** The parts that a shipment causes and that wrote something. */
const written = (parts: Parts): [string, Counts][] =>
  Object.entries(parts).filter(
    ([part, { writes }]) => writes > 0 && !NOT_OF_A_SHIPMENT.test(part) && !OF_THE_SHOP.test(part),
  )

const sumOf = (entries: readonly [string, Counts][]): number =>
  entries.reduce((sum, [, { writes }]) => sum + writes, 0)

export const rowsWritten = (parts: Parts): number => sumOf(written(parts))

export const rowsOfTheShop = (parts: Parts): number =>
  sumOf(Object.entries(parts).filter(([part]) => OF_THE_SHOP.test(part)))

/** `4 insert orders, 7 update shipments status`; the most expensive first. */
export const inWords = (parts: Parts): string =>
  written(parts)
    .toSorted(([, a], [, b]) => b.writes - a.writes)
    .map(([part, { writes }]) => `${writes} ${part}`)
    .join(', ') || 'nothing'
