// BigCommerce, through its V2 orders and shipments and V3 webhooks and catalogue. The sections of an adapter, one file
// each, in this order: settings.ts · wire.ts · tables.ts · read.ts · calls: call.ts (how), check.ts,
// orders.ts, pictures.ts, webhook.ts, plan.ts and write-back.ts (what for).
import type { Platform } from '../platform.ts'
import { restMs } from './call.ts'
import { check } from './check.ts'
import { count, order, orders } from './orders.ts'
import { pictures } from './pictures.ts'
import { read } from './read.ts'
import { type BigCommerceSettings, HOST, SECRETS, Settings } from './settings.ts'
import { readHook, subscribe, verify } from './webhook.ts'
import { writeBack } from './write-back.ts'

export const bigcommerce: Platform<BigCommerceSettings> = {
  name: 'BigCommerce',
  settings: Settings,
  secrets: SECRETS,
  hosts: () => [HOST],
  account: settings => settings.storeHash,
  pictures,
  // The smallest plan's; every app of the store draws on it.
  // https://github.com/bigcommerce/docs, api-rate-limits.mdx (read 2026-11-23)
  limits: [{ calls: 150, perMs: 30_000 }],
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
