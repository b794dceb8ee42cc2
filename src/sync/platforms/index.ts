// The registry of platforms: one line each. The id is what a merchant writes in the config.
import { bigcommerce } from './bigcommerce/index.ts'
import { cin7 } from './cin7/index.ts'
import { magento } from './magento/index.ts'
import type { Platform } from './platform.ts'
import { shopify } from './shopify/index.ts'
import { theIconic } from './the-iconic/index.ts'
import { woocommerce } from './woocommerce/index.ts'

export const platforms = {
  shopify,
  woocommerce,
  bigcommerce,
  magento,
  cin7,
  'the-iconic': theIconic,
} satisfies Record<string, Platform<unknown>>

export type PlatformId = keyof typeof platforms

const byId: Readonly<Record<string, Platform<unknown>>> = platforms

/**
 * The platform of that id, or null. Its settings are unknown to the caller: parse the merchant's with
 * this platform's own `settings` and hand back what that returned.
 */
export function platformOf(id: string): Platform<unknown> | null {
  return Object.hasOwn(byId, id) ? (byId[id] ?? null) : null
}
