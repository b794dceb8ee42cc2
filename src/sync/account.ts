// One account at a platform (a shop, a store, an API user) and the one authority over its calls: a
// Durable Object, so that imports, write-backs and a first import in different invocations, and two
// connections to one account, share its budget. It also remembers how its connections are doing and
// which of them is being imported, which no table could without writes each minute to the database that
// serves the pages.
import { DurableObject } from 'cloudflare:workers'
import * as z from 'zod'
import { type Limit, type Priority, take, used } from '../core/budget.ts'
import { Turns } from '../core/turns.ts'
import type { Env } from './env.ts'

/** How a connection is doing, as far as its own work has shown. */
export const Pulse = z.object({
  /** The last import that went well, epoch ms. */
  syncedAt: z.number().nullable(),
  /** How its webhooks were found when they were last looked after; null: they never were. */
  hooks: z
    .object({
      at: z.number(),
      topics: z.array(z.object({ topic: z.string(), state: z.string() })),
      problem: z.string().nullable(),
    })
    .nullable(),
})
export type Pulse = z.infer<typeof Pulse>

export type Budget = {
  readonly limits: readonly (Limit & { readonly used: number })[]
  /** Until when the platform asked to be left alone; null: it did not. */
  readonly restsUntil: number | null
}

const Books = z.object({
  spent: z.array(z.record(z.string(), z.number())),
  restUntil: z.number(),
  at: z.number(),
})
type Books = z.infer<typeof Books>

/** Which import of a connection may run, and until when it need not show itself again. */
const Lease = z.object({ run: z.string(), until: z.number() })

/** How many orders the platform counted, and when; null: it cannot, or did not. */
const Counted = z.object({ orders: z.number().nullable(), at: z.number() })

const EMPTY: Books = { spent: [], restUntil: 0, at: 0 }
const NO_PULSE: Pulse = { syncedAt: null, hooks: null }
/** A clock that stands this far behind is another one: the demo's begins anew. */
const ANOTHER_CLOCK_MS = 3_600_000
/** Somebody watching a first import asks every two seconds; the total hardly moves. */
const COUNTED_MS = 60_000

/** `connection` is its key everywhere here: the shard and the id, which repeats from shard to shard. */
export class Account extends DurableObject<Env> {
  // In memory only: when it is lost with the object, somebody waits a moment longer.
  private readonly turns = new Turns()

  /** 0: the call may be made now. Else how many ms to wait before asking again. */
  async take(
    connection: string,
    limits: readonly Limit[],
    priority: Priority,
    now: number,
  ): Promise<number> {
    const books = await this.open(now)
    if (books.restUntil > now) return books.restUntil - now
    const taken = take(books.spent, limits, priority, now)
    if (!taken.granted) {
      this.turns.refused(connection, priority, now, taken.waitMs)
      return taken.waitMs
    }
    const behindMs = this.turns.waitMs(connection, priority, now)
    if (behindMs > 0) return behindMs
    if (limits.length === 0) return 0
    this.turns.granted(connection, now)
    await this.close({ ...books, spent: [...taken.spent], at: now })
    return 0
  }

  /** The platform wants to be left alone for so long: nobody calls it before. */
  async rest(forMs: number, now: number): Promise<void> {
    const books = await this.open(now)
    const restUntil = Math.max(books.restUntil, now + forMs)
    if (restUntil > books.restUntil) await this.close({ ...books, restUntil, at: now })
  }

  async budget(limits: readonly Limit[], now: number): Promise<Budget> {
    const books = await this.open(now)
    const calls = used(books.spent, limits, now)
    return {
      limits: limits.map((limit, i) => ({ ...limit, used: calls[i] ?? 0 })),
      restsUntil: books.restUntil > now ? books.restUntil : null,
    }
  }

  /**
   * Whether this run may do that work (an import, a round of looks) for so long; false while another one
   * does. Asked again, the same run goes on.
   */
  async begin(work: string, run: string, forMs: number, now: number): Promise<boolean> {
    const lease = Lease.safeParse(await this.ctx.storage.get(`lease ${work}`)).data
    const left = lease ? lease.until - now : 0
    const isHeld = left > 0 && left <= ANOTHER_CLOCK_MS
    if (isHeld && lease?.run !== run) return false
    await this.ctx.storage.put(`lease ${work}`, { run, until: now + forMs })
    return true
  }

  /** This run is over: the next may begin. */
  async end(work: string, run: string): Promise<void> {
    const lease = Lease.safeParse(await this.ctx.storage.get(`lease ${work}`)).data
    if (lease?.run === run) await this.ctx.storage.delete(`lease ${work}`)
  }

  /** Notes the news of a connection, and returns all that is known of it. */
  async note(connection: string, news: Partial<Pulse>): Promise<Pulse> {
    const pulse = { ...(await this.pulse(connection)), ...news }
    await this.ctx.storage.put(`pulse ${connection}`, pulse)
    return pulse
  }

  async pulse(connection: string): Promise<Pulse> {
    const kept = await this.ctx.storage.get(`pulse ${connection}`)
    return Pulse.safeParse(kept).data ?? NO_PULSE
  }

  /** What the platform counted within the last minute; null: ask it. */
  async counted(connection: string, now: number): Promise<{ orders: number | null } | null> {
    const counted = Counted.safeParse(await this.ctx.storage.get(`counted ${connection}`)).data
    return counted && Math.abs(now - counted.at) < COUNTED_MS ? counted : null
  }

  async noteCount(connection: string, orders: number | null, now: number): Promise<void> {
    await this.ctx.storage.put(`counted ${connection}`, { orders, at: now })
  }

  // Nothing of it is kept beside the storage: it is cached in memory anyway, and while it is read or
  // written the object takes no other call.
  private async open(now: number): Promise<Books> {
    const books = Books.safeParse(await this.ctx.storage.get('books')).data ?? EMPTY
    return books.at - now > ANOTHER_CLOCK_MS ? EMPTY : books
  }

  private async close(books: Books): Promise<void> {
    await this.ctx.storage.put('books', books)
  }
}
