// What NZ Post sends: ParcelTrack's reply for one parcel (3.0) or several (4), the notification of a
// subscription, and its errors. Events have two spellings; both versions are in use.
// https://anypoint.mulesoft.com/exchange/portals/nz-post-group/ (ParcelTrack API, pages Track a Parcel,
// Receiving Webhook Notifications, Subscription POST; read 2026-11-24)
import * as z from 'zod'

const text = z.union([z.string(), z.number()]).transform(String)

/** A field of no use in that shape is as good as missing. */
const lenient = <T extends z.ZodType>(schema: T) => schema.nullish().catch(null)

export const Scan = z
  .object({
    tracking_reference: lenient(text),
    event_edifact_code: lenient(text),
    edifact_code: lenient(text),
    event_datetime: lenient(z.string()),
    date_time: lenient(z.string()),
    status_description: lenient(z.string()),
    status: lenient(z.string()),
    event_description: lenient(z.string()),
    description: lenient(z.string()),
    depot_name: lenient(z.string()),
    source: lenient(z.string()),
    seqref: lenient(text),
    /** `signature` beside the name is a picture in base64: it is never read. */
    signed_by: lenient(z.object({ name: lenient(z.string()) })),
  })
  .transform(scan => ({
    trackingReference: scan.tracking_reference,
    code: (scan.event_edifact_code ?? scan.edifact_code ?? '').trim(),
    at: scan.event_datetime ?? scan.date_time,
    status: scan.status_description ?? scan.status,
    description: scan.event_description ?? scan.description,
    depot: scan.depot_name,
    source: scan.source,
    seqref: scan.seqref,
    signedBy: scan.signed_by?.name,
  }))
  // What says neither when nor what is no scan.
  .refine(scan => scan.at && (scan.code || scan.status), 'neither a time nor a code')
export type Scan = z.infer<typeof Scan>

const Fault = z.object({
  code: lenient(text),
  message: lenient(z.string()),
  details: lenient(z.string()),
})
export type Fault = z.infer<typeof Fault>

/** One or a list of them, by the page one reads. */
export const Faults = z
  .union([z.array(Fault), Fault.transform(fault => [fault])])
  .nullish()
  .catch(null)

/** A parcel with its scans: what a reply holds, and what a notification is. */
export const Parcel = z.object({
  tracking_reference: text,
  service: lenient(z.string()),
  carrier: lenient(z.string()),
  tracking_events: lenient(z.array(z.unknown())),
  errors: Faults,
})
export type Parcel = z.infer<typeof Parcel>

export const Reply = z.object({
  success: z.boolean(),
  results: lenient(z.union([Parcel.transform(parcel => [parcel]), z.array(Parcel)])),
  subscription_guid: lenient(z.string()),
  errors: Faults,
})
export type Reply = z.infer<typeof Reply>
