// What follows from news of a parcel: messages, written into the ledger together with the news, and
// wake-up calls for those who send them and tell the shop. A call that is lost loses nothing: the
// ledger is what counts, and the sweep (sweep.ts) calls again.
import * as z from 'zod'
import { merchantById } from '../../core/db/config.ts'
import type { NewMessage } from '../../core/db/messages.ts'
import type { Db } from '../../core/db/open.ts'
import { type OrderRow, readContent } from '../../core/db/orders.ts'
import { intentsFor, type News } from '../../core/intents.ts'
import { MerchantConfig } from '../../core/merchant.ts'
import { NO_RECIPIENT } from '../../core/message.ts'
import { recipientHash } from '../../core/recipient-hash.ts'
import { trackingLink } from '../../core/tracking-link.ts'
import { versions } from '../../emails/compiled.ts'
import type { Env, Settings } from '../env.ts'
import { pepperOf } from '../pepper.ts'
import { sendAll } from '../queue.ts'

/** News of a parcel whose order is at hand as it is stored. */
type ParcelNews = Pick<News, 'parcel' | 'lane' | 'before' | 'after'>

export type FollowUp = {
  readonly now: number
  /** The merchant's; null when there is no such merchant. */
  timeZoneOf(merchantId: number): Promise<string | null>
  messagesOf(order: OrderRow, news: ParcelNews): Promise<readonly NewMessage[]>
}

/** Where and when news is followed up. */
export type Place = {
  readonly db: Db
  readonly shard: string
  readonly settings: Settings
  readonly now: number
}

/** The follow-up of one batch of news; each merchant's config is read once. */
export function followUpAt({ db, shard, settings, now }: Place): FollowUp {
  const configs = new Map<number, Promise<MerchantConfig | null>>()
  return {
    now,
    timeZoneOf: async merchantId => (await configOf(merchantId))?.timeZone ?? null,
    messagesOf: async (order, news) => {
      const config = await configOf(order.merchantId)
      if (!config) return []
      const intents = intentsFor(
        {
          ...news,
          order: readContent(order.content),
          salesChannel: order.channel,
          silent: order.silent === 1,
        },
        config,
        { trackingUrl: trackingLink(order.token, config, settings.publicUrl), now },
      )
      return Promise.all(
        intents.map(async intent => ({
          ...intent,
          recipientHash: intent.recipient
            ? await recipientHash(intent.recipient, await pepperOf(db, shard, settings))
            : NO_RECIPIENT,
          template: `${intent.milestone}@${versions[intent.milestone]}`,
        })),
      )
    },
  }

  function configOf(merchantId: number): Promise<MerchantConfig | null> {
    const known = configs.get(merchantId)
    if (known) return known
    const config = merchantById(db, merchantId).then(merchant =>
      merchant ? MerchantConfig.parse(JSON.parse(merchant.config)) : null,
    )
    configs.set(merchantId, config)
    return config
  }
}

/** A wake-up call: an order's messages, or what its shop must be told, want to be looked at. */
export const Wake = z.object({ shard: z.string(), orderId: z.int() })
export type Wake = z.infer<typeof Wake>

/** Calls once for each order, however often it is named. */
export async function wake(
  queue: Env['MESSAGES'],
  shard: string,
  orderIds: Iterable<number>,
): Promise<void> {
  const calls = [...new Set(orderIds)].map(orderId => ({ shard, orderId }) satisfies Wake)
  await sendAll(queue, calls)
}

type Queues = Pick<Env, 'MESSAGES' | 'WRITE_BACKS' | 'WATCHES'>

/** Orders that got a parcel, or another number for one: everybody who waits for that is called. */
export async function announce(
  env: Queues,
  shard: string,
  orderIds: Iterable<number>,
): Promise<void> {
  const ids = [...orderIds]
  for (const queue of [env.MESSAGES, env.WRITE_BACKS, env.WATCHES]) await wake(queue, shard, ids)
}
