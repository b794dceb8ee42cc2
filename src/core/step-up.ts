// Who may see more than the link shows: whoever knows the email address of the order, or the postcode and a
// name on the parcel. None is a secret, so tries are counted (sync/tries.ts), and a contact that is not the
// shopper's own (masked, a marketplace's relay, `noreply@…`) opens nothing.
import { recipientFor } from './contact.ts'
import type { Contact, OrderContent } from './order.ts'
import { postcodeKey } from './places.ts'
import { isEmail } from './shopper.ts'
import { wordsOf } from './text.ts'

type Known = Pick<OrderContent, 'contact' | 'shipTo'>

/** What was given for an answer; `name` counts beside a postcode only. */
export type Given = { readonly answer: string; readonly name: string }

/**
 * The page names the suburb, and in Australia that is the postcode in a try or two: alone it would open an
 * address to whoever was sent the link. The page names nobody.
 */
export const belongsTo = (order: Known, { answer, name }: Given): boolean =>
  isEmail(answer) ? isEmailOf(order, answer) : isPostcodeOf(order, answer) && isNameOf(order, name)

export function isEmailOf({ contact }: Pick<Known, 'contact'>, given: string): boolean {
  const known = mailbox(contact.email)
  return known !== null && known === mailbox(given)
}

export function isPostcodeOf({ shipTo }: Pick<Known, 'shipTo'>, given: string): boolean {
  const known = readPostcode(shipTo.country, shipTo.postcode ?? '')
  return known !== null && known === readPostcode(shipTo.country, given)
}

/** Written without blanks, a family name is the beginning of the name: 王小明, 김민준. */
const UNSPACED = /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]+$/u

/** Titles, particles and forms of companies, without accents: on so many parcels that they are no answer alone. */
const COMMON = new Set(
  (
    'mr mrs ms miss mx dr prof sir and und the of de del della la los las da dos di von der den ' +
    'al el bin ibn bint pty ltd limited proprietary inc llc llp plc corp co company gmbh ag kg ' +
    'group holdings trust australia'
  ).split(' '),
)

/**
 * Any of the names on the parcel, however many of them: families are called in too many ways to say which. One
 * of them must tell more than the page does, which names the town.
 */
function isNameOf({ contact, shipTo }: Known, given: string): boolean {
  const known = [shipTo.name, contact.name, shipTo.company].flatMap(name => wordsOf(name ?? ''))
  const shown = new Set([shipTo.suburb, shipTo.state].flatMap(place => wordsOf(place ?? '')))
  const isKnown = (word: string) =>
    known.some(one => one === word || (UNSPACED.test(word) && one.startsWith(word)))
  const tells = (word: string) =>
    (word.length > 1 || UNSPACED.test(word)) && !COMMON.has(word) && !shown.has(word)
  const words = wordsOf(given)
  return words.every(isKnown) && words.some(tells)
}

const NOBODY: Contact = { name: null, email: null, phone: null }

/** The one form of a shopper's email address. Upper and lower case are one: no provider of note tells them apart, and shoppers do not either. */
export function mailbox(email: string | null): string | null {
  const found = recipientFor('email', { ...NOBODY, email }, { country: null })
  return 'address' in found ? found.address.toLowerCase() : null
}

/** `####`, `XXXX`, `0000`: kept back, or a country without. Each real one has a digit above 0. */
function readPostcode(country: string | null, postcode: string): string | null {
  const key = postcodeKey(country, postcode.normalize('NFKC'))
  return /^[A-Z0-9-]{3,10}$/.test(key) && /[1-9]/.test(key) ? key : null
}
