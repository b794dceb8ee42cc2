// Whose turn it is among those who share a budget. Whoever asks more often would find each bit of room that
// comes free before those who were told to wait: so whoever had a call later steps back while somebody
// no less urgent waits, and only as long as that one may still come.
import { PRIORITIES, type Priority } from './budget.ts'

/** How much later than he was told somebody may come back: by way of a queue, with whole seconds. */
const COMES_BACK_MS = 3000
/** Soon enough to lose next to nothing when he does not come. */
const STEPS_BACK_MS = 500

type Waiting = { readonly priority: Priority; readonly since: number; readonly until: number }

export class Turns {
  private readonly grantedAt = new Map<string, number>()
  private readonly waiting = new Map<string, Waiting>()

  granted(who: string, now: number): void {
    this.grantedAt.set(who, now)
    this.waiting.delete(who)
  }

  /** He was told to come again in `waitMs`. */
  refused(who: string, priority: Priority, now: number, waitMs: number): void {
    this.waiting.set(who, { priority, since: now, until: now + waitMs + COMES_BACK_MS })
  }

  /** 0: nobody stands before him. Else in how many ms to ask again. */
  waitMs(who: string, priority: Priority, now: number): number {
    const mine = this.grantedAt.get(who) ?? 0
    for (const [other, { priority: theirs, since, until }] of this.waiting) {
      if (until <= now || since > now) this.waiting.delete(other)
      else if (other !== who && !isLess(theirs, priority) && this.before(other, mine)) {
        return Math.min(until - now, STEPS_BACK_MS)
      }
    }
    return 0
  }

  private before(who: string, at: number): boolean {
    return (this.grantedAt.get(who) ?? 0) < at
  }
}

/** Whether the first is less urgent than the second. */
const isLess = (one: Priority, other: Priority): boolean =>
  PRIORITIES.indexOf(one) > PRIORITIES.indexOf(other)
