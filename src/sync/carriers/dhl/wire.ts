// What DHL sends: the Unified shapes, which its poll and its push share, MyDHL's (Express) own, and the
// error document of both. DHL unifies its sources, not what each of them fills in, so every field but the
// number may be missing, and one odd scan is left out alone.
// https://developer.dhl.com/api-reference/shipment-tracking and .../shipment-tracking-unified-push
// (read 2026-11-24)
import * as z from 'zod'

/** DHL's samples write one id as a number and the next as a string. */
const text = z.union([z.string(), z.number()]).transform(String)

/** A field of no use in that shape is as good as missing. */
const lenient = <T extends z.ZodType>(schema: T) => schema.nullish().catch(null)

const Address = z.object({
  countryCode: lenient(z.string()),
  postalCode: lenient(text),
  addressLocality: lenient(z.string()),
})
export type Address = z.infer<typeof Address>

const Location = z.object({
  address: lenient(Address),
  /** The shop or locker where a parcel waits. */
  servicePoint: lenient(z.object({ label: lenient(z.string()) })),
})
export type Location = z.infer<typeof Location>

export const Scan = z.object({
  timestamp: lenient(z.string()),
  location: lenient(Location),
  statusCode: lenient(z.string()),
  status: lenient(text),
  description: lenient(z.string()),
  remark: lenient(z.string()),
})
export type Scan = z.infer<typeof Scan>

const Person = z.object({
  name: lenient(z.string()),
  givenName: lenient(z.string()),
  familyName: lenient(z.string()),
})

const Details = z.object({
  product: lenient(z.object({ productName: lenient(z.string()) })),
  pieceIds: lenient(z.array(text)),
  /** Other numbers of the shipment, some of them on its label. */
  references: lenient(z.array(z.object({ number: lenient(text), type: lenient(z.string()) }))),
  proofOfDelivery: lenient(
    z.object({
      signatureUrl: lenient(z.string()),
      documentUrl: lenient(z.string()),
      signed: lenient(Person),
    }),
  ),
})

export const Unified = z.object({
  id: text,
  service: lenient(z.string()),
  destination: lenient(Location),
  status: lenient(Scan),
  events: lenient(z.array(z.unknown())),
  estimatedTimeOfDelivery: lenient(z.string()),
  estimatedDeliveryTimeFrame: lenient(
    z.object({ estimatedFrom: lenient(z.string()), estimatedThrough: lenient(z.string()) }),
  ),
  details: lenient(Details),
})
export type Unified = z.infer<typeof Unified>

/** A checkpoint of MyDHL: the clock of the service area, with its offset only when asked for. */
export const Checkpoint = z.object({
  date: z.string(),
  time: lenient(z.string()),
  GMTOffset: lenient(z.string()),
  typeCode: lenient(z.string()),
  description: lenient(z.string()),
  serviceArea: lenient(
    z.array(z.object({ code: lenient(z.string()), description: lenient(z.string()) })),
  ),
  signedBy: lenient(z.string()),
})
export type Checkpoint = z.infer<typeof Checkpoint>

export const Express = z.object({
  shipmentTrackingNumber: text,
  description: lenient(z.string()),
  events: lenient(z.array(z.unknown())),
  estimatedTimeOfDelivery: lenient(z.string()),
  estimatedDeliveryDate: lenient(z.string()),
})
export type Express = z.infer<typeof Express>

export const Shipments = z.object({
  scope: z.string().optional(),
  shipments: z.array(z.unknown()),
})

/** What the push posts beside news: `subscription.validate`, `.ready`, `.failure` and their like. */
export const Notice = z.object({
  scope: z.string().startsWith('subscription.'),
  self: lenient(z.string()),
  secret: lenient(z.string()),
  failure: lenient(z.object({ title: lenient(z.string()), detail: lenient(z.string()) })),
})

/** RFC 7807, more or less; `instance` ends in the number that was asked for. */
export const Refusal = z.object({
  title: lenient(z.string()),
  detail: lenient(z.string()),
  message: lenient(z.string()),
  instance: lenient(z.string()),
  status: z.union([z.int(), z.string().regex(/^\d{3}$/)]).transform(Number),
})
export type Refusal = z.infer<typeof Refusal>
