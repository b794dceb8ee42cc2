// The registry of tracking feeds: one line each. The battery in test/battery runs over it.
import { seventeenTrack } from './17track/index.ts'
import { aftership } from './aftership/index.ts'
import { australiaPost } from './australia-post/index.ts'
import type { Carrier } from './carrier.ts'
import { custom } from './custom.ts'
import { dhl } from './dhl/index.ts'
import { doordash } from './doordash.ts'
import { easypost } from './easypost.ts'
import { fedex } from './fedex/index.ts'
import { nzPost } from './nz-post/index.ts'
import { ship24 } from './ship24/index.ts'
import { shipengine } from './shipengine/index.ts'
import { shippo } from './shippo/index.ts'
import { starshipit } from './starshipit.ts'
import { uberDirect } from './uber-direct.ts'
import { ups } from './ups/index.ts'

export const carriers = {
  '17track': seventeenTrack,
  aftership,
  'australia-post': australiaPost,
  custom,
  dhl,
  doordash,
  easypost,
  fedex,
  'nz-post': nzPost,
  ship24,
  shipengine,
  shippo,
  starshipit,
  'uber-direct': uberDirect,
  ups,
} as const

export type FeedId = keyof typeof carriers

const isFeedId = (id: string): id is FeedId => Object.hasOwn(carriers, id)

/** The feed of that id, or null. Its settings must be parsed with its own schema before use. */
export function carrierOf(id: string): Carrier<unknown> | null {
  return isFeedId(id) ? carriers[id] : null
}
