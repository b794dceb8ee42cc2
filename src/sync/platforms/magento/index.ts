// Magento 2 and Adobe Commerce, through the REST API. The sections of an adapter, one file each, in this
// order: settings.ts · wire.ts · tables.ts · read.ts · calls: oauth.ts, call.ts and search.ts (how),
// stores.ts, check.ts, orders.ts, pictures.ts and write-back.ts with plan.ts (what for). Magento posts no
// webhooks: the shop is polled.
import type { Platform } from '../platform.ts'
import { check } from './check.ts'
import { count, order, orders } from './orders.ts'
import { pictures } from './pictures.ts'
import { read } from './read.ts'
import { accountOf, type MagentoSettings, SECRETS, Settings } from './settings.ts'
import { writeBack } from './write-back.ts'

export const magento: Platform<MagentoSettings> = {
  name: 'Magento',
  settings: Settings,
  secrets: SECRETS,
  hosts: settings => [settings.host],
  account: accountOf,
  pictures,
  read: payload => read(payload),
  check,
  orders,
  count,
  order,
  writeBack,
}
