// Shopify, through its Admin GraphQL API. The sections of an adapter, one file each, in this order:
// settings.ts · wire.ts · tables.ts · read.ts · calls: documents.ts (what is asked), call.ts, reply.ts
// and token.ts (how), check.ts, orders.ts, webhook.ts, subscribe.ts and write-back.ts (what for).
import type { Platform } from '../platform.ts'
import { check } from './check.ts'
import { count, order, orders } from './orders.ts'
import { pictures } from './pictures.ts'
import { read } from './read.ts'
import { restMs } from './reply.ts'
import { SECRETS, Settings, type ShopifySettings } from './settings.ts'
import { subscribe } from './subscribe.ts'
import { readHook, verify } from './webhook.ts'
import { writeBack } from './write-back.ts'

export const shopify: Platform<ShopifySettings> = {
  name: 'Shopify',
  settings: Settings,
  secrets: SECRETS,
  hosts: settings => [settings.shop],
  account: settings => settings.shop,
  pictures,
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
