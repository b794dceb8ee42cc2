// The message that brings a shopper the link to their order: in the order's language, to the contact on
// file and to nobody else, and through the gates that every message passes.
import { policyOf } from './channel.ts'
import { recipientFor } from './contact.ts'
import type { MerchantConfig } from './merchant.ts'
import { LINK, type LinkFacts } from './message.ts'
import { messageWordsFor } from './message-words.ts'
import { gate, type SkipReason } from './milestone.ts'
import type { OrderContent } from './order.ts'
import { say, wordsAmong } from './words.ts'

type LinkMessage = {
  readonly state: 'pending' | 'skipped'
  readonly reason: SkipReason | null
  readonly recipient: string | null
  readonly facts: LinkFacts
}

export function linkMessage(
  order: OrderContent,
  salesChannel: string,
  config: MerchantConfig,
  { url, now }: { readonly url: string; readonly now: number },
): LinkMessage {
  const found = recipientFor('email', order.contact, order.shipTo)
  const words = wordsAmong(config.locales, order.locale, config.locale)
  const verdict = gate(
    { milestone: LINK, at: now },
    {
      now,
      zone: config.timeZone,
      status: 'unknown',
      silentOnTheWay: false,
      channel: 'email',
      silent: false,
      allowed: policyOf(salesChannel, config.channels).email,
      wanted: true,
      noRecipient: 'none' in found ? found.none : null,
      provider: config.connections.some(({ email }) => email !== undefined),
      // What may change until it is sent is asked then.
      suppressed: false,
      quietUntil: null,
      smsLeft: 0,
    },
  )
  const { subject, text, ignore } = messageWordsFor(words.locale).link
  return {
    state: verdict.kind === 'skip' ? 'skipped' : 'pending',
    reason: verdict.kind === 'skip' ? verdict.reason : null,
    recipient: 'address' in found ? found.address : null,
    facts: {
      locale: words.locale,
      dir: words.dir,
      brand: config.brand.name,
      subject: say(subject, { number: order.number }),
      text,
      ignore,
      url,
    },
  }
}
