// A message: about one milestone of one parcel, to one recipient, by one channel; or the link to an order,
// for a shopper who asked for it. The facts are frozen when the milestone happens, so that every attempt
// carries the same bytes and a provider's idempotency key holds.
import { type Brand, MILESTONES, type Milestone } from './merchant.ts'

export type Channel = 'email' | 'sms'

/** Nothing happened: somebody asked where their order is. */
export const LINK = 'link'
export const ABOUT = [...MILESTONES, LINK] as const
/** What a message is about. */
export type About = (typeof ABOUT)[number]

/** What makes a message unique; the table's primary key. */
export type MessageKey = {
  readonly orderId: number
  readonly parcel: number
  readonly milestone: About
  readonly channel: Channel
  /** See recipient-hash.ts; `none` when there is nobody to write to. */
  readonly recipientHash: string
  /** 0, or the day (since 1970) of a milestone that may happen again; of links: how many were before. */
  readonly epoch: number
}

export const NO_RECIPIENT = 'none'

export type MessageFacts = {
  /** The language of the message, by the tag of its table of words; the facts below are in it. */
  readonly locale: string
  readonly brand: Pick<Brand, 'name' | 'colour' | 'logo' | 'website' | 'support'>
  readonly orderNumber: string
  /** The shopper's first name, or null. */
  readonly firstName: string | null
  readonly carrier: string
  readonly trackingNumber: string
  /** Our page, absolute. */
  readonly trackingUrl: string
  /** Ready to read, in the destination's zone: `Wednesday 25 November`; null when unknown. */
  readonly eta: string | null
  /**
   * When the milestone happened, ready to read: `Tuesday 24 November, 2:05 pm`; of a silence the last word
   * before it; null when only guessed.
   */
  readonly happened: string | null
  /** Where the parcel was left, in plain words (`left in a safe place`), or null. */
  readonly place: string | null
  readonly items: readonly {
    readonly title: string
    readonly variant: string | null
    readonly quantity: number
    readonly imageUrl: string | null
  }[]
}

/** The mail with the link, in finished words. */
export type LinkFacts = {
  readonly locale: string
  readonly dir: 'ltr' | 'rtl'
  /** Its name. */
  readonly brand: string
  readonly subject: string
  readonly text: string
  readonly ignore: string
  readonly url: string
}

/** Which words: one template a milestone; the version changes when its bytes do. */
export type TemplateName = Milestone

/**
 * The message's one name outside: idempotency key, provider's tag, end of the status callback. It
 * begins with the database's character and holds letters, digits, `.`, `_` and `-` only.
 */
export function messageId(shard: string, key: MessageKey): string {
  const { orderId, parcel, milestone, channel, recipientHash, epoch } = key
  return [shard, orderId, parcel, milestone, channel, recipientHash, epoch].join('.')
}

const ID =
  /^([0-9A-Z])\.(\d{1,15})\.(\d{1,6})\.([a-z_]+)\.(email|sms)\.([A-Za-z0-9_-]{1,40})\.(\d{1,9})$/

/** The message an id names, or null when it is not one of ours. */
export function readMessageId(text: string): { shard: string; key: MessageKey } | null {
  const [, shard, orderId, parcel, name, channel, recipientHash, epoch] = ID.exec(text) ?? []
  const milestone = ABOUT.find(known => known === name)
  if (!shard || !recipientHash || !milestone) return null
  return {
    shard,
    key: {
      orderId: Number(orderId),
      parcel: Number(parcel),
      milestone,
      channel: channel === 'email' ? 'email' : 'sms',
      recipientHash,
      epoch: Number(epoch),
    },
  }
}
