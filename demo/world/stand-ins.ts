// The registry of stand-ins, by the platform's id in the config: one line each. The demo takes its shop
// from here, and the battery (test/battery) runs over all of them.
import { createBigCommerce } from './bigcommerce/index.ts'
import { createCin7 } from './cin7/index.ts'
import { createMagento } from './magento/index.ts'
import { createShopifyStandIn } from './shopify/index.ts'
import type { StandIn, StandInOptions } from './stand-in.ts'
import { createTheIconic } from './the-iconic/index.ts'
import { createWooCommerce } from './woocommerce/index.ts'

export const standIns = {
  shopify: createShopifyStandIn,
  woocommerce: createWooCommerce,
  bigcommerce: createBigCommerce,
  magento: createMagento,
  cin7: createCin7,
  'the-iconic': createTheIconic,
} satisfies Record<string, (options: StandInOptions) => StandIn>
