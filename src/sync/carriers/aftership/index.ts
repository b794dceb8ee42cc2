// AfterShip Tracking: it follows the parcels it is told of, and posts a parcel's whole history at each
// change, signed. https://www.aftership.com/docs/tracking/2026-07/webhook/webhook-specifications and
// /webhook-signature (read 2026-11-24)
import * as z from 'zod'
import { accepted, verifyHmac } from '../../verify.ts'
import type { Carrier } from '../carrier.ts'
import { begin, calls, check, end } from './calls.ts'
import { read } from './read.ts'
import { meaning } from './tables.ts'

const Settings = z.strictObject({})

export const aftership: Carrier<z.infer<typeof Settings>> = {
  name: 'AfterShip',
  serves: 'any',
  settings: Settings,
  secrets: {
    webhookSecret: {
      about: 'the webhook secret of AfterShip Tracking, under Settings › Webhooks',
      required: true,
    },
    apiKey: {
      about: 'an API key of AfterShip Tracking, under Settings › API keys',
      required: true,
    },
  },
  calls,

  // Base64 HMAC-SHA256 over the raw body. Neither an id nor the time is signed: a repeat is harmless
  // because each checkpoint is known by itself.
  verify: (hook, { secrets }) =>
    verifyHmac({
      hash: 'SHA-256',
      encodings: ['base64'],
      secrets: accepted(secrets, 'webhookSecret'),
      signature: hook.headers.get('aftership-hmac-sha256'),
      signed: hook.body,
    }),

  read,
  meaning,
  check,
  watch: {
    begin: (parcel, _callback, context) => begin(parcel, context),
    end: (id, _parcel, context) => end(id, context),
  },
}
