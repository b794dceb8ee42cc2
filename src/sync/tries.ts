// Counts the tries of whoever asks to see more of one order, or for an order by its number: one Durable
// Object for each, because the rate limit of a Worker counts in each of Cloudflare's places for itself. It
// keeps its count in storage, so that being evicted forgives nothing, and forgets when the time is over.
import { DurableObject } from 'cloudflare:workers'
import * as z from 'zod'
import type { Env } from './env.ts'

/** OWASP asks for few; people mistype twice. */
const MOST = 5
const WINDOW_MS = 15 * 60_000

const Made = z.array(z.number())

export class Tries extends DurableObject<Env> {
  /** 0: the try may be made, and is counted. Else how many ms to wait. */
  async take(now: number): Promise<number> {
    const kept = Made.safeParse(await this.ctx.storage.get('made')).data ?? []
    // What lies ahead is of another clock: the demo's begins anew.
    const made = kept.filter(at => at <= now && at > now - WINDOW_MS)
    const [oldest] = made
    if (oldest !== undefined && made.length >= MOST) return oldest + WINDOW_MS - now
    await this.ctx.storage.put('made', [...made, now])
    await this.ctx.storage.setAlarm(Date.now() + WINDOW_MS)
    return 0
  }

  /** The right answer was among them. */
  async forgive(): Promise<void> {
    await this.ctx.storage.deleteAlarm()
    await this.ctx.storage.deleteAll()
  }

  override async alarm(): Promise<void> {
    await this.ctx.storage.deleteAll()
  }
}
