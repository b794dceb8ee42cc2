// What a merchant sets for DHL.
import * as z from 'zod'

/** What DHL allows a new app a day. https://support-developer.dhl.com (read 2026-11-24) */
export const FREE_CALLS_A_DAY = 250

export const Settings = z.strictObject({
  service: z
    .string()
    .regex(/^[a-z][a-z-]{1,30}$/)
    .optional()
    .describe(
      'DHL’s own name of the service that carries your parcels, such as express, parcel-de or ecommerce-europe; left out: DHL Express parcels are known, others are looked for in all services',
    ),
  callsPerDay: z
    .int()
    .min(10)
    .max(1_000_000)
    .default(FREE_CALLS_A_DAY)
    .describe('how many calls a day your app at developer.dhl.com is allowed'),
})
export type Settings = z.infer<typeof Settings>
