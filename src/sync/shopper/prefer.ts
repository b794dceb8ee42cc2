// What may be sent about an order: each channel on or off. Off is a suppression of the recipient with a
// reason of its own, which on takes back; who bounced, complained or answered STOP is off, whatever is
// ticked, and the page does not say why: it may be in other hands than the mailbox.
import { recipientFor } from '../../core/contact.ts'
import { orderByToken, readContent } from '../../core/db/orders.ts'
import { lift, SWITCHED_OFF, suppress, suppressionsOf } from '../../core/db/suppressions.ts'
import type { Channel } from '../../core/message.ts'
import { recipientHash } from '../../core/recipient-hash.ts'
import type { Prefer, Preferred } from '../../core/shopper.ts'
import { pepperOf } from '../pepper.ts'
import type { Visit } from './door.ts'

const CHANNELS: readonly Channel[] = ['email', 'sms']

export async function prefer(
  { token, choice }: Prefer,
  { db, shard, settings, now }: Visit,
): Promise<Preferred> {
  const order = await orderByToken(db, token)
  if (!order) return { kind: 'unknown' }
  const { contact, shipTo } = readContent(order.content)
  const pepper = await pepperOf(db, shard, settings)
  const { merchantId } = order
  const addresses = CHANNELS.flatMap(channel => {
    const found = recipientFor(channel, contact, shipTo)
    return 'address' in found ? [{ channel, address: found.address }] : []
  })
  const recipients = await Promise.all(
    addresses.map(async ({ channel, address }) => ({
      merchantId,
      channel,
      recipientHash: await recipientHash(address, pepper),
    })),
  )
  for (const one of choice ? recipients : []) {
    if (choice?.[one.channel]) await lift(db, one, [SWITCHED_OFF])
    else await suppress(db, one, SWITCHED_OFF, now)
  }
  const off = recipients.length > 0 ? await suppressionsOf(db, recipients) : []
  const stateOf = (channel: Channel) => {
    if (!recipients.some(one => one.channel === channel)) return 'none'
    return off.some(one => one.channel === channel) ? 'off' : 'on'
  }
  return { kind: 'preferred', email: stateOf('email'), sms: stateOf('sms') }
}
