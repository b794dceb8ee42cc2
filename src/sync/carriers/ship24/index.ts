// Ship24: it follows the parcels it is told of, and posts one scan at a time, in no order, to the one
// address of the account. https://docs.ship24.com/webhooks/overview (read 2026-11-24)
import * as z from 'zod'
import { accepted, verifyToken } from '../../verify.ts'
import type { Carrier } from '../carrier.ts'
import { begin, calls, check } from './calls.ts'
import { read } from './read.ts'
import { meaning } from './tables.ts'

const Settings = z.strictObject({})

export const ship24: Carrier<z.infer<typeof Settings>> = {
  name: 'Ship24',
  serves: 'any',
  settings: Settings,
  secrets: {
    webhookSecret: {
      about: 'the webhook secret of your Ship24 dashboard, under Integrations › Webhook',
      required: true,
    },
    apiKey: {
      about: 'the API key of your Ship24 dashboard, under Integrations › API keys',
      required: true,
    },
  },
  calls,

  // `Bearer <secret>`: the same with each post, nothing of the body is signed. A repeat is harmless.
  // https://docs.ship24.com/webhooks/authentication (read 2026-11-24)
  verify(hook, { secrets }) {
    const header = hook.headers.get('authorization')
    const given = /^Bearer (.+)$/i.exec(header ?? '')?.[1] ?? (header && '-')
    return verifyToken(given, accepted(secrets, 'webhookSecret'))
  },

  meaning,
  read,
  check,
  watch: { begin: (parcel, _callback, context) => begin(parcel, context) },
}
