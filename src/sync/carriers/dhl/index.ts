// DHL: the Unified tracking API asks of a shipment, Unified Push tells of one that was subscribed to, and
// both speak for all of DHL's divisions. Replies of MyDHL (Express) are read as well.
// https://developer.dhl.com/api-reference/shipment-tracking-unified-push (read 2026-11-24)
import { accepted, verifyToken } from '../../verify.ts'
import type { Carrier } from '../carrier.ts'
import { check, HOST, handshake, poll, TOKEN_HEADER, watch } from './calls.ts'
import { read } from './read.ts'
import { Settings } from './settings.ts'
import { meaning } from './tables.ts'

const DAY_MS = 86_400_000
/** A new app may call once a second. https://support-developer.dhl.com (read 2026-11-24) */
const ONE_A_SECOND = { calls: 1, perMs: 1000 }

export const dhl: Carrier<Settings> = {
  name: 'DHL',
  serves: ['dhl-express', 'dhl-ecommerce'],
  settings: Settings,
  secrets: {
    apiKey: { about: 'the API key of your app at developer.dhl.com', required: true },
    webhookToken: {
      about: 'the token that DHL repeats with every post',
      required: true,
      generated: true,
    },
  },

  calls: {
    needs: ['apiKey'],
    hosts: () => [HOST],
    // The allowance is the key's, and a key is no name.
    account: () => '',
    limits: ({ callsPerDay }) => [ONE_A_SECOND, { calls: callsPerDay, perMs: DAY_MS }],
  },

  // DHL signs nothing: it repeats the token that the subscription gave it, in a header of our choice.
  async verify(hook, { secrets }) {
    return verifyToken(hook.headers.get(TOKEN_HEADER), accepted(secrets, 'webhookToken'))
  },

  read,
  meaning,
  handshake,
  check,
  poll,
  watch,
}
