// Who may see more than the link shows: whoever knows the postcode or the email address of the order.
// Neither is a secret, so tries are counted (sync/tries.ts), and a contact that is not the shopper's
// own (masked, a marketplace's relay, `noreply@…`) opens nothing.
import { recipientFor } from './contact.ts'
import type { Contact, OrderContent } from './order.ts'
import { postcodeKey } from './places.ts'

type Known = Pick<OrderContent, 'contact' | 'shipTo'>

/** An email address is told by its @; all else is read as a postcode. */
export const isEmail = (given: string): boolean => given.includes('@')

/** Whether `given` is the order's email address or the postcode it goes to. */
export const belongsTo = (order: Known, given: string): boolean =>
  isEmail(given) ? isEmailOf(order, given) : isPostcodeOf(order, given)

export function isEmailOf({ contact }: Pick<Known, 'contact'>, given: string): boolean {
  const known = mailbox(contact.email)
  return known !== null && known === mailbox(given)
}

export function isPostcodeOf({ shipTo }: Pick<Known, 'shipTo'>, given: string): boolean {
  const known = readPostcode(shipTo.country, shipTo.postcode ?? '')
  return known !== null && known === readPostcode(shipTo.country, given)
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
