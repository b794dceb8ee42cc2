// Whom a message may go to. Marketplaces mask contacts, or put their own address or a relay in their
// place; people type anything. Such a contact is no recipient: skipped, with the reason recorded.
import { namesIconic } from './channel.ts'
import { readMobile } from './mobile.ts'
import type { Address, Contact } from './order.ts'

export type NoRecipient =
  | 'missing'
  | 'masked'
  | 'placeholder'
  | 'invalid'
  | 'not_mobile'
  | 'country_not_served'

type Recipient = { readonly address: string } | { readonly none: NoRecipient }

/** Where we text unless told otherwise: numbers elsewhere cost more and are what SMS pumping is after. */
const SMS_COUNTRIES: readonly string[] = ['AU', 'NZ']

/** The one address to write to (`Jane@example.com`, `+61412345678`), or why there is none. */
export function recipientFor(
  channel: 'email' | 'sms',
  contact: Contact,
  shipTo: Pick<Address, 'country'>,
  options: { readonly countries?: readonly string[] } = {},
): Recipient {
  const given = (channel === 'email' ? contact.email : contact.phone) ?? ''
  if (given.trim() === '') return { none: 'missing' }
  if (channel === 'email') return emailRecipient(given)
  return smsRecipient(given, shipTo.country, options.countries ?? SMS_COUNTRIES)
}

/** How marketplaces and privacy tools blot out what they do not give: `#####`, `j***@…`, `xxxx`. */
const MASKED = /[*•●]|##|^x{3,}\b|^\W*(?:redacted|masked|hidden|restricted)\b/i
/** In a number also `04XX XXX 123`; a single x announces an extension. */
const MASKED_DIGITS = /#|xx/i

/** Domains whose addresses reach a marketplace, not the shopper; subdomains included. */
const NOT_THE_SHOPPER = [
  'theiconic.com.au',
  'theiconic.co.nz',
  'members.ebay.com', // relay; eBay and Amazon forbid mail from third parties
  'relay.walmart.com',
]
/** Amazon's relays: `marketplace.amazon.com`, `.com.au`, `.co.uk` and so on. */
const AMAZON_RELAY = /^(?:.+\.)?marketplace\.amazon\.[a-z.]+$/
/** Names that can hold no mailbox. https://www.rfc-editor.org/rfc/rfc6761 (read 2026-11-24) */
const NOWHERE = /\.(?:invalid|local|localhost|internal|test)$/
/** What a till or a hurried clerk types: `noreply@…`, `none@…`; and `a@a.com`. */
const NOBODY =
  /^(?:(?:no|donot|do-not|do_not)[._-]?reply|no[._-]?e?-?mail|none|null|undefined|unknown|n[._-]?a)(?:\+.*)?$/
const SAME_ON_BOTH_SIDES = /^(.{1,3})@\1\./

const LOCAL_PART = /^[a-z0-9#$&'*+/=?^_`{|}~-]+(?:\.[a-z0-9#$&'*+/=?^_`{|}~-]+)*$/i
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/
const TOP_LABEL = /^(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/
/** RFC 5321 §4.5.3.1, as corrected by its erratum 1690: 254 in all, 64 before the `@`. */
const MAX_EMAIL = 254
const MAX_LOCAL_PART = 64

/**
 * Exactly one plain mailbox. Quotes, comments, groups, display names and lists are lawful in a header
 * and have no place in a recipient; `%` and `!` route through other hosts; a line break starts a header.
 */
function emailRecipient(given: string): Recipient {
  const text = given.replace(/^ +| +$/g, '')
  if (MASKED.test(text)) return { none: 'masked' }
  const [local = '', typedDomain = '', ...more] = text.split('@')
  const domain = more.length === 0 ? asciiDomain(typedDomain) : null
  if (domain === null || !LOCAL_PART.test(local)) return { none: 'invalid' }
  const address = `${local}@${domain}`
  if (local.length > MAX_LOCAL_PART || address.length > MAX_EMAIL) return { none: 'invalid' }
  return isPlaceholder(local.toLowerCase(), domain) ? { none: 'placeholder' } : { address }
}

function isPlaceholder(local: string, domain: string): boolean {
  return (
    NOT_THE_SHOPPER.some(other => domain === other || domain.endsWith(`.${other}`)) ||
    AMAZON_RELAY.test(domain) ||
    NOWHERE.test(domain) ||
    NOBODY.test(local) ||
    SAME_ON_BOTH_SIDES.test(`${local}@${domain}`)
  )
}

/** `Bücher.example` → `xn--bcher-kva.example`; null when it is no public host name. */
function asciiDomain(typed: string): string | null {
  if (!/^[\p{L}\p{M}\p{N}.-]{1,253}$/u.test(typed)) return null
  const url = URL.parse(`https://${typed}`)
  const labels = url?.hostname.split('.') ?? []
  const isPublic = labels.length >= 2 && TOP_LABEL.test(labels.at(-1) ?? '')
  return isPublic && labels.every(label => LABEL.test(label)) ? labels.join('.') : null
}

/** One digit over and over, or a mobile prefix and then nothing but zeros. */
const NO_NUMBER = /^(?:(\d)\1{5,}|(?:\+?61|0)?40{8})$/

function smsRecipient(
  given: string,
  region: string | null,
  countries: readonly string[],
): Recipient {
  if (MASKED.test(given) || MASKED_DIGITS.test(given)) return { none: 'masked' }
  if (NO_NUMBER.test(given.replace(/[\s().-]/g, ''))) return { none: 'placeholder' }
  const reading = readMobile(given, region, countries)
  return 'e164' in reading ? { address: reading.e164 } : { none: reading.none }
}

const MAX_FIRST_NAME = 30
const TITLES = new Set(['mr', 'mrs', 'ms', 'miss', 'mx', 'dr', 'prof', 'professor', 'sir', 'madam'])
const NO_PERSON =
  /\b(?:pty|ltd|limited|inc|llc|co|corp|company|group|store|shop|warehouse|accounts|reception|office|department|school|hospital|customer|guest|shopper|unknown|anonymous|null|undefined|none|test)\b/i

/**
 * The first name to greet by, or null when it is not surely one: no greeting is better than
 * “Hi THE” or “Hi Pty”. `DR JANE SMITH` → `Jane`.
 */
export function firstName(name: string | null): string | null {
  const text = (name ?? '').normalize('NFC').trim()
  if (MASKED.test(text) || namesIconic(text) || NO_PERSON.test(text) || /[\d@&#/]/.test(text)) {
    return null
  }
  const words = givenNameFirst(text).split(/\s+/)
  const title = TITLES.has(words[0]?.toLowerCase().replace('.', '') ?? '')
  if (title && words.length < 3) return null // `Mr Bean` tells only the family name
  const first = words[title ? 1 : 0] ?? ''
  return isGivenName(first) ? inNameCase(first) : null
}

/** `Smith, Jane` → `Jane Smith`; any other comma ends the name. */
function givenNameFirst(name: string): string {
  const [before = '', after = ''] = name.split(',').map(part => part.trim())
  return after && !before.includes(' ') ? `${after} ${before}` : before
}

/** Letters of at least two; not a script that writes family and given name as one word, family first. */
const isGivenName = (word: string): boolean =>
  /^\p{L}[\p{L}\p{M}'’-]+$/u.test(word) &&
  !/[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(word) &&
  word.length <= MAX_FIRST_NAME

/** `JANE` and `jane` become `Jane`; whoever writes `DeShawn` knows how it is written. */
function inNameCase(word: string): string {
  if (word !== word.toUpperCase() && word !== word.toLowerCase()) return word
  return word.toLowerCase().replace(/(?:^|['’-])\p{L}/gu, start => start.toUpperCase())
}
