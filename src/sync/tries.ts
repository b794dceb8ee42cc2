// Counts the tries at one thing that can be guessed (an order, a number, a mailbox), or those of one network: a
// Durable Object for each, because the rate limit of a Worker counts in each of Cloudflare's places for
// itself. The count is in storage, so that being evicted forgives nothing, and is forgotten after a day.
import { DurableObject } from 'cloudflare:workers'
import * as z from 'zod'
import type { Env } from './env.ts'

/** `most` of everybody together, `mostFrom` of each network. */
export type Limit = { readonly withinMs: number; readonly most: number; readonly mostFrom: number }

const DAY_MS = 86_400_000

/** When, and from where. Never more of them than the day's `most`. */
const Made = z.array(z.tuple([z.number(), z.string()]))

export class Tries extends DurableObject<Env> {
  /**
   * 0: the try may be made, and is counted. Else how many ms to wait. `from`: a mark that tells networks
   * apart, and no address. No limit reaches beyond a day.
   */
  async take(from: string, limits: readonly Limit[], now: number): Promise<number> {
    // What lies ahead is of another clock: the demo's begins anew.
    const made = (await this.made()).filter(([at]) => at <= now && at > now - DAY_MS)
    const own = made.filter(([, where]) => where === from)
    const waitMs = Math.max(
      ...limits.flatMap(({ withinMs, most, mostFrom }) => [
        waitOf(made, most, withinMs, now),
        waitOf(own, mostFrom, withinMs, now),
      ]),
    )
    if (waitMs > 0) return waitMs
    await this.ctx.storage.put('made', [...made, [now, from]])
    await this.ctx.storage.setAlarm(Date.now() + DAY_MS)
    return 0
  }

  /** It was right, and so no guess: one try from there is taken back, and nobody else's. */
  async giveBack(from: string): Promise<void> {
    const made = await this.made()
    const last = made.findLastIndex(([, where]) => where === from)
    if (last >= 0) await this.ctx.storage.put('made', made.toSpliced(last, 1))
  }

  private async made(): Promise<z.infer<typeof Made>> {
    return Made.safeParse(await this.ctx.storage.get('made')).data ?? []
  }

  override async alarm(): Promise<void> {
    await this.ctx.storage.deleteAll()
  }
}

/** Until fewer than `most` of these lie within the time before; oldest first. */
function waitOf(
  made: readonly (readonly [number, string])[],
  most: number,
  withinMs: number,
  now: number,
): number {
  const [at] = made.at(-most) ?? []
  return at === undefined ? 0 : Math.max(0, at + withinMs - now)
}
