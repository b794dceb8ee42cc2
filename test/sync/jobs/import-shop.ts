// A connected shop for tests of the import: it pages by (updatedAt, id), and one run imports what
// changed since the stored cursor, as the queue's consumer does.

import { env } from 'cloudflare:test'
import { connectionById } from '../../../src/core/db/hooks.ts'
import { openDb } from '../../../src/core/db/open.ts'
import type { Decide } from '../../../src/core/decide.ts'
import type { PlatformOrder } from '../../../src/core/order.ts'
import { err, ok } from '../../../src/core/result.ts'
import type { Context } from '../../../src/sync/context.ts'
import type { CallProblem } from '../../../src/sync/http.ts'
import { importOrders, importOrdersById } from '../../../src/sync/jobs/import-orders.ts'
import { pictureItems } from '../../../src/sync/jobs/picture-items.ts'
import type { Cursor, Platform } from '../../../src/sync/platforms/platform.ts'
import { quiet } from '../quiet.ts'

export const NOW = Date.UTC(2026, 9, 25)
/** The connection went live: what was placed before is never told to anybody. */
export const LIVE = Date.UTC(2026, 9, 20)
export const NOON = Date.UTC(2026, 9, 24, 12)

export const DOWN: CallProblem = {
  kind: 'unreachable',
  host: 'shop.example',
  status: null,
  message: 'shop.example did not answer in time.',
  retry: { afterSeconds: 30 },
}

export type ShopOptions = { readonly pageSize?: number; readonly failAtPage?: number }

export function shopOf(orders: readonly PlatformOrder[], options: ShopOptions = {}) {
  const { pageSize = 2, failAtPage } = options
  let calls = 0
  const platform: Pick<Platform<unknown>, 'orders' | 'order'> = {
    async orders(cursor: Cursor) {
      calls += 1
      if (calls === failAtPage) return err(DOWN)
      const due = orders
        .filter(order => order.updatedAt >= cursor.since)
        .sort((a, b) => a.updatedAt - b.updatedAt || (a.platformId < b.platformId ? -1 : 1))
      const from = Number(cursor.page ?? 0)
      const more = from + pageSize < due.length
      const newest = Math.max(cursor.since, ...due.map(order => order.updatedAt))
      const next = more
        ? { since: cursor.since, page: String(from + pageSize) }
        : { since: newest, page: null }
      return ok({ orders: due.slice(from, from + pageSize), next, more })
    },
    order: async platformId => ok(orders.find(each => each.platformId === platformId) ?? 'gone'),
  }
  return platform
}

const NO_CONTEXT: Context<unknown> = {
  settings: {},
  secrets: {},
  now: NOW,
  http: async () => err(DOWN),
  cache: { get: async () => null, put: async () => {} },
}

/** The first tag is the courier. */
const decide: Decide = order => ({
  channel: 'shop',
  assignment: {
    courier: order.marks.tags[0] ?? null,
    service: null,
    signatureRequired: false,
    authorityToLeave: false,
    tags: [],
    hold: null,
  },
})

type Run = {
  readonly d1?: D1Database
  readonly connectionId?: number
  /** Another than that of a shop that needs none. */
  readonly context?: Context<unknown>
  /** false: the merchant shows no pictures. */
  readonly wanted?: boolean
}

function jobAt(
  platform: Pick<Platform<unknown>, 'pictures'>,
  { d1 = env.DB0, connectionId = 1, context = NO_CONTEXT, wanted = true }: Run,
) {
  const db = openDb({ DB0: d1 }, '0')
  if (!db) throw new Error('no DB0')
  const scope = { merchantId: 1, connectionId, shard: '0' }
  const pictures = pictureItems({ db, scope, platform, context, wanted })
  const followUp = quiet(context.now)
  return { db, scope, context, liveSince: LIVE, decide, pictureItems: pictures, followUp }
}

/** What the cron brings: everything since the connection's cursor. */
export async function poll(
  platform: Pick<Platform<unknown>, 'orders' | 'pictures'>,
  run: Run = {},
) {
  const job = jobAt(platform, run)
  const connection = await connectionById(jobAt(platform, {}).db, job.scope.connectionId)
  return importOrders({ ...job, platform, cursor: connection?.cursor ?? null, backfillSince: 0 })
}

/** What a webhook brings: one order. */
export const lookAt = (
  platform: Pick<Platform<unknown>, 'order' | 'pictures'>,
  platformId: string,
  run: Run = {},
) => importOrdersById({ ...jobAt(platform, run), platform }, [platformId])

/** Forgets everything; connections 1 and 2 belong to one merchant. */
export async function freshDatabase(): Promise<void> {
  for (const table of [
    'orders',
    'shipments',
    'connections',
    'dead_letters',
    'messages',
    'unmatched_reports',
  ]) {
    await env.DB0.exec(`DELETE FROM ${table}`)
  }
  for (const id of [1, 2]) {
    await env.DB0.exec(
      `INSERT INTO connections (id, merchant_id, name, kind, adapter, hook_id, settings, secrets, live_since, connected_at) VALUES (${id}, 1, 'shop-${id}', 'platform', 'a', 'h${id}', '{}', '{}', 0, 0)`,
    )
  }
}

export const rows = async (sql: string) => (await env.DB0.prepare(sql).all()).results
