// The orders people place in the demo shop. Two come from THE ICONIC as IDA Connect brings them
// (its order number as the name, the channel in the note, THE ICONIC as the customer and on the
// bill, the real buyer on the parcel), one is the shop's own.
// https://help.idaconnect.com, "what to expect" (read 2026-11-23). Everybody here is invented.
import type { NewLine, NewOrder, ShopAddress } from './shop.ts'

const NOBODY: ShopAddress = {
  firstName: null,
  lastName: null,
  company: null,
  address1: null,
  address2: null,
  city: null,
  provinceCode: null,
  zip: null,
  countryCode: 'AU',
  phone: null,
}

const THE_ICONIC: ShopAddress = {
  ...NOBODY,
  firstName: 'THE',
  lastName: 'ICONIC',
  company: 'THE ICONIC',
  address1: '1 Marketplace Way',
  city: 'Sydney',
  provinceCode: 'NSW',
  zip: '2000',
}

export const CATALOGUE = {
  dress: {
    sku: 'WT-LINEN-DRESS-S',
    title: 'Linen wrap dress',
    variant: 'Saltbush / S',
    quantity: 1,
    grams: 420,
    priceCents: 18900,
  },
  knit: {
    sku: 'WT-MERINO-KNIT-M',
    title: 'Merino crew knit',
    variant: 'Ink / M',
    quantity: 1,
    grams: 380,
    priceCents: 15900,
  },
  tote: {
    sku: 'WT-CANVAS-TOTE',
    title: 'Canvas tote',
    variant: null,
    quantity: 1,
    grams: 260,
    priceCents: 4900,
  },
  scarf: {
    sku: 'WT-SILK-SCARF',
    title: 'Silk scarf',
    variant: 'Waratah',
    quantity: 2,
    grams: 60,
    priceCents: 6900,
  },
} satisfies Record<string, NewLine>

const ICONIC = {
  note: 'THE ICONIC',
  tags: ['IDA Connect'],
  sourceName: 'ida-connect',
  app: 'IDA Connect',
  gateway: 'THE ICONIC',
  customer: { firstName: 'THE', lastName: 'ICONIC' },
  billing: THE_ICONIC,
  shippingTitle: 'Express',
} as const

type Buyer = {
  readonly firstName: string
  readonly lastName: string
  readonly email: string | null
  readonly phone: string | null
  readonly address: Pick<ShopAddress, 'address1' | 'city' | 'provinceCode' | 'zip'>
}

export const BUYERS = {
  nadia: {
    firstName: 'Nadia',
    lastName: 'Rahimi',
    email: 'nadia.rahimi@example.net',
    phone: '+61491570156', // from the range kept for fiction: https://www.acma.gov.au (read 2026-11-24)
    address: { address1: '14 Kurrajong Street', city: 'Newtown', provinceCode: 'NSW', zip: '2042' },
  },
  masked: {
    firstName: 'Priya',
    lastName: 'N',
    email: '#####@example.net',
    phone: '#####',
    address: { address1: '3/88 Bulwer Street', city: 'Perth', provinceCode: 'WA', zip: '6000' },
  },
  tom: {
    firstName: 'Tom',
    lastName: 'Ferraro',
    email: 'tom.ferraro@example.net',
    phone: '+61491570157',
    address: { address1: '27 Lygon Lane', city: 'Carlton', provinceCode: 'VIC', zip: '3053' },
  },
} satisfies Record<string, Buyer>

const addressOf = (buyer: Buyer): ShopAddress => ({
  ...NOBODY,
  firstName: buyer.firstName,
  lastName: buyer.lastName,
  phone: buyer.phone,
  ...buyer.address,
})

/** An order of THE ICONIC; `number` is the marketplace's own, `217348921`. */
export function iconicOrder(number: string, buyer: Buyer, lines: readonly NewLine[]): NewOrder {
  const { email, phone } = buyer
  return { ...ICONIC, name: number, email, phone, shipping: addressOf(buyer), lines }
}

/** An order of the shop's own checkout; `number` is `#1004`. */
export function ownOrder(number: string, buyer: Buyer, lines: readonly NewLine[]): NewOrder {
  const { firstName, lastName, email, phone } = buyer
  const address = addressOf(buyer)
  return {
    name: number,
    email,
    phone,
    note: null,
    tags: [],
    sourceName: 'web',
    app: 'Online Store',
    gateway: 'shopify_payments',
    customer: { firstName, lastName },
    billing: address,
    shipping: address,
    shippingTitle: 'Standard',
    lines,
  }
}
