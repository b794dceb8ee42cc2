// THE ICONIC, through the REST API (v2) of its Seller Center, for merchants without a platform in
// between. The sections of an adapter, one file each, in this order: settings.ts · wire.ts · tables.ts
// · read.ts · calls: call.ts, reply.ts and token.ts (how), check.ts, providers.ts, orders.ts,
// webhook.ts, plan.ts and write-back.ts (what for). The official documentation needs a sign-in; what is
// known of it is public in https://github.com/DuneRaccoon/py-iconic-api, checked by its author against
// it (read 2026-11-23).
import type { Platform } from '../platform.ts'
import { check } from './check.ts'
import { count, order, orders } from './orders.ts'
import { read } from './read.ts'
import { restMs } from './reply.ts'
import { hostOf, type IconicSettings, LIMITS, SECRETS, Settings } from './settings.ts'
import { readHook, subscribe, verify } from './webhook.ts'
import { writeBack } from './write-back.ts'

export const theIconic: Platform<IconicSettings> = {
  name: 'THE ICONIC',
  settings: Settings,
  secrets: SECRETS,
  hosts: settings => [hostOf(settings)],
  account: settings => `${hostOf(settings)}/${settings.applicationId}`,
  limits: LIMITS,
  restMs,
  read,
  check,
  orders,
  count,
  order,
  verify,
  readHook,
  subscribe,
  writeBack,
}
