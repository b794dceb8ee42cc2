// Where is my order? An email address that fits opens its page. A postcode can be guessed, so it opens
// nothing: the link goes to the contact on file, and the answer is the same whether there is one. It is
// given before anybody looks whether there is, and so takes the same time.
import { waitUntil } from 'cloudflare:workers'
import { type MerchantRow, merchantBySlug } from '../../core/db/config.ts'
import { insertLink } from '../../core/db/messages.ts'
import { type OrderRow, ordersByNumbers, readContent } from '../../core/db/orders.ts'
import { linkMessage } from '../../core/link-message.ts'
import { MerchantConfig } from '../../core/merchant.ts'
import { NO_RECIPIENT } from '../../core/message.ts'
import { numberKey, numbersLike } from '../../core/order-number.ts'
import { recipientHash } from '../../core/recipient-hash.ts'
import { isEmail, type LookedUp, type LookUp } from '../../core/shopper.ts'
import { isEmailOf, isPostcodeOf, mailbox } from '../../core/step-up.ts'
import { trackingLink } from '../../core/tracking-link.ts'
import { LINK_TEMPLATE } from '../../emails/link.ts'
import { wake } from '../jobs/follow-up.ts'
import { nameOf } from '../log.ts'
import { pepperOf } from '../pepper.ts'
import type { Visit } from './door.ts'
import { guess } from './guess.ts'

export async function lookUp(
  { merchant: slug, number, contact, network }: LookUp,
  visit: Visit,
): Promise<LookedUp> {
  const { db } = visit
  const merchant = await merchantBySlug(db, slug)
  if (!merchant) return { kind: 'nothing' }
  const { id: merchantId } = merchant
  const things = thingsIn(number, contact).map(thing => `${thing} at ${merchantId}`)
  const tried = await guess({ things, network, merchantId }, visit)
  if (tried.kind === 'wait') return tried
  const orders = await ordersByNumbers(db, merchant.id, numbersLike(number))
  if (!isEmail(contact)) {
    waitUntil(sendLinks(merchant, orders, contact, visit))
    return { kind: 'sent' }
  }
  const order = orders.find(({ content }) => isEmailOf(readContent(content), contact))
  if (!order) return { kind: 'nothing' }
  await tried.wasRight()
  return { kind: 'page', token: order.token }
}

/**
 * What can be guessed here: the address to a number, and the numbers to an address. Whoever knows a mailbox
 * goes through the numbers, which follow each other, and would find what its owner bought.
 */
function thingsIn(number: string, contact: string): string[] {
  const address = isEmail(contact) ? mailbox(contact) : null
  return [...(address ? [`mailbox ${address}`] : []), `number ${numberKey(number)}`]
}

/** Numbers repeat across a merchant's shops: each order that fits sends its own link to its own shopper. */
async function sendLinks(
  merchant: MerchantRow,
  orders: readonly OrderRow[],
  postcode: string,
  visit: Visit,
): Promise<void> {
  try {
    const config = MerchantConfig.parse(JSON.parse(merchant.config))
    for (const order of orders) {
      if (isPostcodeOf(readContent(order.content), postcode)) await sendLink(order, config, visit)
    }
  } catch (cause) {
    console.error({ event: 'failed', about: 'look-up', cause: nameOf(cause) })
  }
}

async function sendLink(order: OrderRow, config: MerchantConfig, visit: Visit): Promise<void> {
  const { db, env, shard, settings, now } = visit
  const url = trackingLink(order.token, config, settings.publicUrl)
  const message = linkMessage(readContent(order.content), order.channel, config, { url, now })
  const hash = message.recipient
    ? await recipientHash(message.recipient, await pepperOf(db, shard, settings))
    : NO_RECIPIENT
  const { id: orderId, merchantId } = order
  const link = { ...message, recipientHash: hash, template: LINK_TEMPLATE, merchantId, orderId }
  const { meta } = await insertLink(db, link, now)
  if (meta.changes > 0 && message.state === 'pending') await wake(env.MESSAGES, shard, [orderId])
}
