// How many calls an account of a platform may take, and who goes first. Each of the platform's limits
// is a stretch of time cut into slots; a call is granted only while the slots that could fall into one
// stretch with it hold fewer calls than allowed. So no stretch, wherever it begins, is ever over its
// limit, and at most one slot in forty is given away for that.

/** So many calls in any stretch of so many milliseconds. */
export type Limit = { readonly calls: number; readonly perMs: number }

export const PRIORITIES = ['write-back', 'orders', 'reconciliation', 'backfill'] as const
/**
 * What a call is for, the most urgent first: telling the shop, new orders, looking after what may have
 * been missed, the first import.
 */
export type Priority = (typeof PRIORITIES)[number]

/** The part of each limit that may be used for it: what is more urgent always finds room. */
const SHARE: Readonly<Record<Priority, number>> = {
  'write-back': 1,
  orders: 0.95,
  reconciliation: 0.92,
  backfill: 0.9,
}

const SLOTS = 40
/** Calls granted in order arrive a little out of step: networks do not keep time. */
const JITTER_MS = 150

/** Calls by slot, one record a limit, in the order of the limits; JSON. */
export type Spent = readonly Readonly<Record<string, number>>[]

export type Taken =
  | { readonly granted: true; readonly spent: Spent }
  | { readonly granted: false; readonly waitMs: number }

/** One call at `now`, or how long until there may be room for one of that priority. */
export function take(
  spent: Spent,
  limits: readonly Limit[],
  priority: Priority,
  now: number,
): Taken {
  const live = limits.map((limit, i) => within(spent[i] ?? {}, limit, now))
  const waits = limits.map((limit, i) => waitMs(live[i] ?? {}, limit, priority, now))
  const longest = Math.max(0, ...waits)
  if (longest > 0) return { granted: false, waitMs: longest }
  return {
    granted: true,
    spent: limits.map((limit, i) => {
      const slot = slotOf(limit, now)
      return { ...live[i], [slot]: (live[i]?.[slot] ?? 0) + 1 }
    }),
  }
}

/** How many calls each limit has behind it at `now`. */
export const used = (spent: Spent, limits: readonly Limit[], now: number): number[] =>
  limits.map((limit, i) => sum(within(spent[i] ?? {}, limit, now)))

const slotMs = ({ perMs }: Limit): number => (perMs + JITTER_MS) / SLOTS
const slotOf = (limit: Limit, now: number): number => Math.floor(now / slotMs(limit))
const sum = (slots: Readonly<Record<string, number>>): number =>
  Object.values(slots).reduce((total, calls) => total + calls, 0)

/** The slots that could share a stretch with a call made now. */
function within(slots: Readonly<Record<string, number>>, limit: Limit, now: number) {
  const oldest = slotOf(limit, now) - SLOTS
  return Object.fromEntries(Object.entries(slots).filter(([slot]) => Number(slot) >= oldest))
}

/** Until so many slots are past that one more call of this priority has room; 0: it has. */
function waitMs(
  live: Readonly<Record<string, number>>,
  limit: Limit,
  priority: Priority,
  now: number,
): number {
  let left = sum(live)
  const allowed = Math.max(1, Math.floor(limit.calls * SHARE[priority]))
  const slots = Object.entries(live).toSorted(([a], [b]) => Number(a) - Number(b))
  for (const [slot, calls] of slots) {
    if (left < allowed) break
    left -= calls
    const past = (Number(slot) + SLOTS + 1) * slotMs(limit)
    if (left < allowed) return Math.max(1, Math.ceil(past - now))
  }
  return 0
}
