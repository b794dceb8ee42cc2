// What a template may show: the facts of a message, made safe once, and the words of its language. Every
// field is a string that is ready to be escaped, or null when there is nothing to show. The templates and the filler both
// take this and nothing else, so they cannot disagree about what a fact means.

import type { MessageFacts, TemplateName } from '../core/message.ts'
import type { Voice } from '../core/message-words.ts'
import { type Detail, STEPS, shapes } from './shapes.ts'

export type ItemView = {
  readonly itemTitle: string
  readonly itemVariant: string | null
  /** `Quantity: 4`, and the number itself. */
  readonly itemQuantity: string
  readonly itemCount: string
  readonly itemImage: string | null
}

export type View = {
  readonly lang: string
  readonly dir: string
  readonly subject: string
  /** What an inbox shows beside the subject. */
  readonly preview: string
  readonly headline: string
  /** A line of its own; null when nobody knows the name. */
  readonly greeting: string | null
  readonly lead: string
  readonly step: string
  readonly progress: string
  readonly action: string
  readonly help: string | null
  readonly itemsHeading: string
  readonly questions: string
  readonly helpPages: string
  /** Why it was sent. */
  readonly reason: string
  readonly brand: string
  readonly colour: string
  /** Black or white, whichever reads better on the brand's colour. */
  readonly onColour: string
  readonly logo: string | null
  readonly logoWidth: string
  readonly logoHeight: string
  readonly website: string | null
  readonly websiteHost: string
  /** Set when there is at least one way to reach the merchant. */
  readonly support: string | null
  readonly supportEmail: string | null
  readonly supportEmailUrl: string
  readonly supportPhone: string | null
  readonly supportPhoneUrl: string
  readonly supportUrl: string | null
  readonly orderNumber: string
  readonly carrier: string
  readonly trackingNumber: string
  readonly trackingUrl: string
  readonly eta: string | null
  readonly happened: string | null
  readonly place: string | null
  /** `one` when `items` is not empty. */
  readonly anyItem: string | null
  readonly items: readonly ItemView[]
  /** `and 12 more items`: a long order must not push the mail past Gmail's clipping at 102 KB. */
  readonly more: string | null
} & { readonly [detail in Detail as `${detail}Label`]: string }

export type SlotName = Exclude<keyof View, 'items'> | keyof ItemView

/** What a slot holds decides where in the HTML it may stand and how it is escaped. */
export type SlotKind = 'text' | 'url' | 'colour' | 'number' | 'language' | 'direction'

export const SLOT_KINDS: Readonly<Record<SlotName, SlotKind>> = {
  lang: 'language',
  dir: 'direction',
  subject: 'text',
  preview: 'text',
  headline: 'text',
  greeting: 'text',
  lead: 'text',
  step: 'text',
  progress: 'text',
  action: 'text',
  help: 'text',
  itemsHeading: 'text',
  questions: 'text',
  helpPages: 'text',
  reason: 'text',
  etaLabel: 'text',
  happenedLabel: 'text',
  placeLabel: 'text',
  carrierLabel: 'text',
  trackingNumberLabel: 'text',
  orderNumberLabel: 'text',
  brand: 'text',
  colour: 'colour',
  onColour: 'colour',
  logo: 'url',
  logoWidth: 'number',
  logoHeight: 'number',
  website: 'url',
  websiteHost: 'text',
  support: 'text',
  supportEmail: 'text',
  supportEmailUrl: 'url',
  supportPhone: 'text',
  supportPhoneUrl: 'url',
  supportUrl: 'url',
  orderNumber: 'text',
  carrier: 'text',
  trackingNumber: 'text',
  trackingUrl: 'url',
  eta: 'text',
  happened: 'text',
  place: 'text',
  anyItem: 'text',
  more: 'text',
  itemTitle: 'text',
  itemVariant: 'text',
  itemQuantity: 'text',
  itemCount: 'number',
  itemImage: 'url',
}

const MAX_ITEMS = 20
const LOGO_BOX = { width: 200, height: 48 }
const CALM_COLOUR = '#1f2937'

export function viewOf(template: TemplateName, facts: MessageFacts, voice: Voice): View {
  const { mail, mails, say, sayCount } = voice
  const { brand } = facts
  const trackingUrl = safeUrl(facts.trackingUrl)
  if (trackingUrl === null) throw new Error('the tracking page’s address is not a https:// address')
  const clean = {
    brand: line(brand.name) ?? '–',
    orderNumber: line(facts.orderNumber) ?? '',
    carrier: line(facts.carrier) ?? '–',
  }
  const told = { brand: clean.brand, carrier: clean.carrier, number: clean.orderNumber }
  const { subject, preview, headline, lead, progress, action, help } = mails[template]
  const { step, happened } = shapes[template]
  const name = line(facts.firstName)
  const colour = safeColour(brand.colour) ?? CALM_COLOUR
  const shown = facts.items.slice(0, MAX_ITEMS)
  const hidden = facts.items.length - shown.length
  const email = line(brand.support.email)
  const phone = line(brand.support.phone)
  const website = safeUrl(brand.website)
  const supportUrl = safeUrl(brand.support.url)
  return {
    ...clean,
    lang: voice.locale,
    dir: voice.dir,
    subject: say(subject, told),
    preview: say(preview, told),
    headline,
    greeting: name && say(mail.greeting, { name }),
    lead: say(lead, told),
    step: say(mail.step, { step, of: STEPS.length }),
    progress,
    action,
    help: help || null,
    itemsHeading: mail.items,
    questions: mail.questions,
    helpPages: say(mail.helpPages, told),
    reason: say(mail.reason, told),
    etaLabel: mail.eta,
    happenedLabel: mail[happened],
    placeLabel: mail.where,
    carrierLabel: mail.carrier,
    trackingNumberLabel: mail.trackingNumber,
    orderNumberLabel: mail.order,
    colour,
    onColour: textOn(colour),
    ...logoOf(brand.logo),
    website,
    websiteHost: website ? new URL(website).hostname.replace(/^www\./, '') : '',
    support: email || phone || supportUrl ? 'yes' : null,
    supportEmail: email,
    supportEmailUrl: `mailto:${encodeURIComponent(email ?? '').replace('%40', '@')}`,
    supportPhone: phone,
    supportPhoneUrl: `tel:${(phone ?? '').replace(/[^\d+]/g, '')}`,
    supportUrl,
    trackingNumber: line(facts.trackingNumber) ?? '',
    trackingUrl,
    eta: line(facts.eta),
    happened: line(facts.happened),
    place: capital(line(facts.place), voice.locale),
    anyItem: shown.length > 0 ? 'yes' : null,
    items: shown.map(item => ({
      itemTitle: line(item.title) ?? '–',
      itemVariant: line(item.variant),
      itemQuantity: say(mail.quantity, { count: countOf(item) }),
      itemCount: String(countOf(item)),
      itemImage: safeUrl(item.imageUrl),
    })),
    more: hidden > 0 ? sayCount(mail.more, { count: hidden }) : null,
  }
}

/** The address as a browser would write it; null unless https (http on this machine only). */
export function safeUrl(address: string | null | undefined): string | null {
  const url = URL.parse(address ?? '')
  if (!url || url.username || url.password) return null
  const local = url.protocol === 'http:' && /^(localhost|127\.0\.0\.1)$/.test(url.hostname)
  return url.protocol === 'https:' || local ? url.href : null
}

function safeColour(colour: string): string | null {
  return /^#[0-9a-f]{6}$/i.test(colour) ? colour.toLowerCase() : null
}

/**
 * White or black: the one with the higher contrast on `colour`, which is always at least 4.5 : 1.
 * https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio (read 2026-11-23)
 */
export function textOn(colour: string): '#ffffff' | '#000000' {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(at => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
  return 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.05 ? '#ffffff' : '#000000'
}

/** One visible line: no control, direction-reversing or half characters, nothing of the slot marks. */
export function line(text: string | null | undefined): string | null {
  const visible = (text ?? '')
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\u200E\u200F\u2028-\u202E\u2066-\u2069\uE000\uE001\uFEFF]/gu, '')
  return visible.toWellFormed().trim() || null
}

const capital = (text: string | null, locale: string): string | null =>
  text && text.charAt(0).toLocaleUpperCase(locale) + text.slice(1)

const countOf = ({ quantity }: MessageFacts['items'][number]): number =>
  Math.max(0, Math.trunc(quantity) || 0)

function logoOf(
  logo: MessageFacts['brand']['logo'],
): Pick<View, 'logo' | 'logoWidth' | 'logoHeight'> {
  const url = safeUrl(logo?.url)
  if (!logo || !url || !(logo.width > 0) || !(logo.height > 0)) {
    return { logo: null, logoWidth: '0', logoHeight: '0' }
  }
  const scale = Math.min(1, LOGO_BOX.width / logo.width, LOGO_BOX.height / logo.height)
  const size = (side: number) => String(Math.max(1, Math.round(side * scale)))
  return { logo: url, logoWidth: size(logo.width), logoHeight: size(logo.height) }
}
