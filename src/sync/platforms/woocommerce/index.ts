// WooCommerce, through its REST API wc/v3. The sections of an adapter, one file each, in this order:
// settings.ts · wire.ts · tables.ts · read.ts · calls: call.ts (how), check.ts and namespaces.ts, orders.ts
// and details.ts, webhook.ts, places.ts and write-back.ts (what for).
import type { Platform } from '../platform.ts'
import { check } from './check.ts'
import { count, order, orders } from './orders.ts'
import { read } from './read.ts'
import { hostOf, SECRETS, Settings, siteOf, type WooSettings } from './settings.ts'
import { readHook, subscribe, verify } from './webhook.ts'
import { writeBack } from './write-back.ts'

/** No limits: WooCommerce has none of its own, and a host's show in its replies only. */
export const woocommerce: Platform<WooSettings> = {
  name: 'WooCommerce',
  settings: Settings,
  secrets: SECRETS,
  hosts: ({ shop }) => [hostOf(shop)],
  account: ({ shop }) => siteOf(shop),
  pictures: { hosts: ({ shop }) => [hostOf(shop)] }, // in the size that they were uploaded
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
