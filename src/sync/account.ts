// One account at a platform (a shop, a store, an API user) and the one authority over its calls: a
// Durable Object, so that imports, write-backs and a first import in different invocations, and two
// connections to one account, share its budget. It also remembers how its connections are doing,
// which no table could without a write a minute to the database that serves the pages.
import { DurableObject } from 'cloudflare:workers'
import * as z from 'zod'
import { type Limit, type Priority, take, used } from '../core/budget.ts'
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

const EMPTY: Books = { spent: [], restUntil: 0, at: 0 }
const NO_PULSE: Pulse = { syncedAt: null, hooks: null }
/** A clock that stands this far behind is another one: the demo's begins anew. */
const ANOTHER_CLOCK_MS = 3_600_000

export class Account extends DurableObject<Env> {
  /** 0: the call may be made now. Else how many ms to wait before asking again. */
  async take(limits: readonly Limit[], priority: Priority, now: number): Promise<number> {
    const books = await this.open(now)
    if (books.restUntil > now) return books.restUntil - now
    const taken = take(books.spent, limits, priority, now)
    if (!taken.granted) return taken.waitMs
    if (limits.length > 0) await this.close({ ...books, spent: [...taken.spent], at: now })
    return 0
  }

  /** The platform wants to be left alone for so long: nobody calls it before. */
  async rest(forMs: number, now: number): Promise<void> {
    const books = await this.open(now)
    const restUntil = Math.max(books.restUntil, now + forMs)
    if (restUntil > books.restUntil) await this.close({ ...books, restUntil, at: now })
  }

  /** true: the name is the caller's until it lets go, or for so long; false: somebody holds it. */
  async hold(name: string, forMs: number, now: number): Promise<boolean> {
    const until = z
      .number()
      .catch(0)
      .parse(await this.ctx.storage.get(`held ${name}`))
    if (until > now && until - now <= forMs) return false
    await this.ctx.storage.put(`held ${name}`, now + forMs)
    return true
  }

  async letGo(name: string): Promise<void> {
    await this.ctx.storage.delete(`held ${name}`)
  }

  async budget(limits: readonly Limit[], now: number): Promise<Budget> {
    const books = await this.open(now)
    const calls = used(books.spent, limits, now)
    return {
      limits: limits.map((limit, i) => ({ ...limit, used: calls[i] ?? 0 })),
      restsUntil: books.restUntil > now ? books.restUntil : null,
    }
  }

  /** Notes the news of a connection, and returns all that is known of it. */
  async note(connectionId: number, news: Partial<Pulse>): Promise<Pulse> {
    const pulse = { ...(await this.pulse(connectionId)), ...news }
    await this.ctx.storage.put(`pulse ${connectionId}`, pulse)
    return pulse
  }

  async pulse(connectionId: number): Promise<Pulse> {
    const kept = await this.ctx.storage.get(`pulse ${connectionId}`)
    return Pulse.safeParse(kept).data ?? NO_PULSE
  }

  // Nothing is kept beside the storage: it is cached in memory anyway, and while it is read or
  // written the object takes no other call.
  private async open(now: number): Promise<Books> {
    const books = Books.safeParse(await this.ctx.storage.get('books')).data ?? EMPTY
    return books.at - now > ANOTHER_CLOCK_MS ? EMPTY : books
  }

  private async close(books: Books): Promise<void> {
    await this.ctx.storage.put('books', books)
  }
}
