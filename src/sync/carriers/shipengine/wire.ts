// ShipEngine's payloads, as far as they are used: the specification is closed to further fields, real
// payloads are not.
// https://github.com/ShipEngine/shipengine-openapi openapi.yaml, tracking_information (read 2026-11-24)
import * as z from 'zod'

/** Codes and postcodes come as numbers too: the specification's own examples do. */
const text = z.union([z.string(), z.number().transform(String)]).nullish()

/** Earlier specifications have them in small letters: `it`. */
const code = text.transform(told => told?.trim().toUpperCase())

export const Scan = z.object({
  occurred_at: text,
  carrier_occurred_at: text,
  /** What older payloads call the time. */
  event_date: text,
  description: text,
  event_code: text,
  event_description: text,
  status_code: code.nullish(),
  status_detail_code: code.nullish(),
  status_description: text,
  carrier_status_description: text,
  city_locality: text,
  state_province: text,
  postal_code: text,
  country_code: text,
  company_name: text,
  signer: text,
  proof_of_delivery_url: text,
})
export type Scan = z.infer<typeof Scan>

export const Parcel = z.object({
  tracking_number: z.union([z.string().trim().min(1), z.number().transform(String)]),
  carrier_code: text,
  status_code: code.nullish(),
  status_detail_code: code.nullish(),
  status_description: text,
  status_detail_description: text,
  carrier_status_description: text,
  exception_description: text,
  ship_date: text,
  shipped_date: text,
  estimated_delivery_date: text,
  actual_delivery_date: text,
  events: z.array(z.unknown()).nullish(),
})
export type Parcel = z.infer<typeof Parcel>

/** `API_TRACK` (v1), `TRACK_EVENT_V2`; other events of the account may come to the same address. */
export const Notice = z.object({
  resource_type: z.string(),
  resource_url: text,
  data: z.unknown().optional(),
})

export const Failure = z.object({
  errors: z.array(z.object({ message: z.string(), error_code: z.string().nullish() })).min(1),
})

export const Webhooks = z.array(z.object({ event: z.string() }))
