// NZ Post's ParcelTrack: asked of one parcel at a time, and told by it of parcels that were subscribed to.
// What it posts is unsigned and is taken for a hint: the answer to our own question counts.
// https://anypoint.mulesoft.com/exchange/portals/nz-post-group/ (ParcelTrack API 3.0, read 2026-11-24)
import { accepted, verifyToken } from '../../verify.ts'
import type { Carrier } from '../carrier.ts'
import { API, check, OAUTH, poll, Settings, watch } from './calls.ts'
import { read } from './read.ts'
import { meaning } from './tables.ts'

export const nzPost: Carrier<Settings> = {
  name: 'NZ Post',
  serves: ['nz-post'],
  settings: Settings,
  secrets: {
    clientSecret: { about: 'the client secret of your app at NZ Post', required: true },
    webhookToken: {
      about: 'the last part of the address that NZ Post posts to',
      required: true,
      generated: true,
    },
  },

  calls: {
    needs: ['clientSecret'],
    hosts: () => [API, OAUTH],
    account: ({ clientId }) => clientId,
    // 15 a second for all merchants of the API together; what is more is queued there for a minute.
    limits: () => [{ calls: 3, perMs: 1000 }],
  },

  // Unsigned, and no header can be asked for: the address is the credential, and ends in a token.
  async verify({ rest }, { secrets }) {
    return verifyToken(rest || null, accepted(secrets, 'webhookToken').map(encodeURIComponent))
  },

  postsAreHints: true,
  read,
  meaning,
  check,
  poll,
  watch,
}
