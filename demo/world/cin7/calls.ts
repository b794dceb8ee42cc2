// How Cin7 counts calls: so many in any second, minute and day, refused ones among them, as an account's
// log would show them.
const SECOND = 1_000

const LIMITS = [
  { calls: 3, perMs: SECOND },
  { calls: 60, perMs: 60 * SECOND },
  { calls: 5_000, perMs: 86_400 * SECOND },
] as const

export function createCallCount(now: () => number) {
  const seenAt: number[] = []
  const allowedAt: number[] = []
  let refusals = 0
  const within = (ms: number) => allowedAt.length - firstAfter(allowedAt, now() - ms)

  return {
    /** Counts one call; null: it may pass, else for how many seconds to stay away. */
    count(): number | null {
      seenAt.push(now())
      if (refusals > 0) {
        refusals -= 1
        return 1
      }
      const over = LIMITS.find(({ calls, perMs }) => within(perMs) >= calls)
      if (over) return Math.min(over.perMs, 60 * SECOND) / SECOND
      allowedAt.push(now())
      return null
    },
    refuseNext: (times: number) => {
      refusals += times
    },
    /** Largest number of calls in any stretch of that many ms. */
    mostIn: (ms: number): number =>
      Math.max(0, ...seenAt.map((at, index) => index + 1 - firstAfter(seenAt, at - ms))),
  }
}

/** Index of the first instant after that one; the instants never fall. */
function firstAfter(instants: readonly number[], at: number): number {
  let [low, high] = [0, instants.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((instants[middle] ?? 0) > at) high = middle
    else low = middle + 1
  }
  return low
}
