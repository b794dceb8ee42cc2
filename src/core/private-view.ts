// What an order's own shopper may see of it: name, address, how it is handed over, and how it was.
import type { Assignment, OrderContent } from './order.ts'
import type { Private } from './shopper.ts'
import { textOrNull } from './text.ts'

export type Proof = Private['proofs'][number]

export function privateView(
  { contact, shipTo, marks }: Pick<OrderContent, 'contact' | 'shipTo' | 'marks'>,
  {
    signatureRequired,
    authorityToLeave,
  }: Pick<Assignment, 'signatureRequired' | 'authorityToLeave'>,
  proofs: readonly Proof[],
): Private {
  const { company, line1, line2, suburb, state, postcode, country } = shipTo
  const town = [suburb, state, postcode].filter(Boolean).join(' ')
  return {
    name: textOrNull(shipTo.name ?? contact.name),
    address: [company, line1, line2, town].flatMap(line => textOrNull(line) ?? []),
    country: country && /^[A-Z]{2}$/.test(country) ? country : null,
    instructions: instructionsOf(marks),
    signatureRequired,
    authorityToLeave,
    proofs: [...proofs],
  }
}

/**
 * Checkouts ask for them in a field of that name. The order's note is left out: shops write their own
 * remarks into it (BigCommerce's `staff_notes`), and connectors their marks.
 */
function instructionsOf({ attributes }: OrderContent['marks']): string | null {
  const found = attributes.find(({ key }) => /delivery[ _-]*(instructions?|notes?)$/i.test(key))
  return textOrNull(found?.value)
}
