// An order as the merchant sees it: what was decided and why, its parcels, and every message that was
// sent or not sent.
import { Hono } from 'hono'
import * as z from 'zod'
import { assign, explain } from '../../core/courier-rules.ts'
import { connectionsOf } from '../../core/db/config.ts'
import type { ConnectionRow } from '../../core/db/hooks.ts'
import { messagesOfOrder } from '../../core/db/messages.ts'
import { ordersByNumber, readContent } from '../../core/db/orders.ts'
import { shipmentsOfOrder } from '../../core/db/shipments.ts'
import { type WatchRow, watchesOfOrder } from '../../core/db/watches.ts'
import { MerchantConfig } from '../../core/merchant.ts'
import { courierName } from '../../core/message-facts.ts'
import { trackingLink } from '../../core/tracking-link.ts'
import { numberFault } from '../../core/tracking-number.ts'
import { readWriteBack } from '../../core/write-back.ts'
import { type ApiEnv, needs } from './access.ts'
import { problem } from './problem.ts'

const feedView = (watch: WatchRow, connection: ConnectionRow | undefined) => ({
  name: connection?.name ?? null,
  watched: watch.watchId !== null,
  askedAt: iso(watch.askedAt),
  nextLookAt: iso(watch.dueAt),
  problem: watch.problem ?? connection?.problem ?? null,
})

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())

const Assignment = z.looseObject({ courier: z.string().nullable() })

export const orderRoutes = new Hono<ApiEnv>()

orderRoutes.get('/orders/:number', needs('orders:read'), async c => {
  const merchant = c.get('merchant')
  const db = c.get('db')
  const [order] = merchant ? await ordersByNumber(db, merchant.id, c.req.param('number')) : []
  if (!merchant || !order) {
    return problem(c, { status: 404, title: 'There is no order of that number.' })
  }
  const [shipments, messages, watches, connections] = await db.batch([
    shipmentsOfOrder(db, order.id),
    messagesOfOrder(db, order.id),
    watchesOfOrder(db, order.id),
    connectionsOf(db, merchant.id),
  ])
  const feedOf = (id: number) => connections.find(connection => connection.id === id)
  const feeds = new Map(
    watches.map(watch => [watch.parcel, feedView(watch, feedOf(watch.connectionId))]),
  )
  const config = MerchantConfig.parse(JSON.parse(merchant.config))
  const { trace } = assign(readContent(order.content), { channel: order.channel }, config)
  return c.json({
    number: order.number,
    channel: order.channel,
    cancelledAt: order.cancelledAt === null ? null : new Date(order.cancelledAt).toISOString(),
    trackingUrl: trackingLink(order.token, config, c.get('settings').publicUrl),
    assignment: Assignment.parse(JSON.parse(order.assignment)),
    /** How today's rules would decide; the assignment is what they decided at import. */
    trace: explain(trace),
    shipments: shipments.map(({ parcel, carrier, trackingNumber, status, door, writeBack }) => ({
      parcel,
      carrier,
      trackingNumber,
      /** Why the number cannot be its carrier's, in words; null: it may be. */
      numberFault: numberFault(trackingNumber, courierName(carrier, config)),
      status,
      door,
      /** What the shop has been told: pending, written, refused (with the reason) or off. */
      writeBack: readWriteBack(writeBack),
      /** Which feed looks after it; null: whoever pushes by itself. */
      feed: feeds.get(parcel) ?? null,
    })),
    messages: messages.map(({ parcel, milestone, channel, state, reason }) => ({
      parcel,
      milestone,
      channel,
      state,
      reason,
    })),
  })
})
