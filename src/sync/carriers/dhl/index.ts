// DHL: the Unified tracking API asks of a shipment, Unified Push tells of one that was subscribed to, and
// both speak for all of DHL's divisions. Replies of MyDHL (Express) are read as well.
// https://developer.dhl.com/api-reference/shipment-tracking-unified-push (read 2026-11-24)
import type { Limit } from '../../../core/budget.ts'
import { accepted, verifyToken } from '../../verify.ts'
import type { Carrier } from '../carrier.ts'
import { check, HOST, handshake, poll, TOKEN_HEADER, watch } from './calls.ts'
import { read } from './read.ts'
import { FREE_CALLS_A_DAY, Settings } from './settings.ts'
import { meaning } from './tables.ts'

const DAY_MS = 86_400_000
/**
 * "250 calls per day, with a maximum of 1 call every 5 seconds" for a new app; it was one a second in earlier
 * years. What comes with a larger allowance is told to nobody but its owner.
 * https://developer.dhl.com/api-reference/shipment-tracking (as two clients of 2026 quote it, read 2026-11-29)
 */
const paceOf = ({ callsPerDay }: Settings): Limit => ({
  calls: 1,
  perMs: callsPerDay > FREE_CALLS_A_DAY ? 1000 : 5000,
})

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
    limits: settings => [paceOf(settings), { calls: settings.callsPerDay, perMs: DAY_MS }],
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
