// The connectors between shops and THE ICONIC, as data: where each names the channel on an order it
// brings, what it waits for before it tells THE ICONIC, and what the merchant must set. [S] is seen at
// the address beside it, [M] is our reading of it; read 2026-11-23 and 24.

/** Where a connector writes the name of the sales channel: a mark of the order, or one of its fields. */
export type NamePlace =
  | 'source'
  | 'app'
  | 'payment'
  | 'billingName'
  | 'note'
  | 'tag'
  /** The value of the field of this name, in any case. */
  | { readonly attribute: string }

export type Connector = {
  readonly name: string
  readonly namesChannelIn: readonly NamePlace[]
  /** What it must read instead of a courier's own name. Left out: it maps the name itself. */
  readonly carrierNames: Readonly<Record<string, string>>
  /** It takes the first parcel for the whole order. */
  readonly wholeOrdersOnly: boolean
  /** What it waits for, and how soon it looks. */
  readonly watches: readonly string[]
  /** What the merchant must set, there or in the shop. */
  readonly setUp: readonly string[]
}

/** THE ICONIC takes none but the names in the seller's own list, and no correction. */
// [S] https://help.idaconnect.com/article/14-fulfilment-errors
// [S] https://marketplace.zendesk.com/hc/en-us/articles/8960060160143-Golden-Rules-for-Shipping
const FOR_EVERY_ONE: readonly string[] = [
  'In Seller Center every courier you use must be active and available under Profile › Shipping: THE ICONIC refuses a parcel of any other, and of "Other".',
  'Fulfil orders of THE ICONIC through Waymark only: what a connector has forwarded is not corrected by THE ICONIC.',
]

export const CONNECTORS = {
  'ida-connect': {
    name: 'IDA Connect',
    // [S] https://help.idaconnect.com/article/25-what-to-expect: the channel in the note, THE ICONIC as
    // the customer and on the bill, its order number as the order's name.
    namesChannelIn: ['note', 'billingName'],
    // [S] https://help.idaconnect.com/article/88-carrier-matching: Australia Post becomes AusPost there.
    carrierNames: {},
    wholeOrdersOnly: false,
    watches: [
      // [S] article 25; the plans' cycles: https://www.idaconnect.com/help/
      'A fulfilment in Shopify with the carrier’s name and the tracking number; it looks every 60 minutes (Start plan) or 30 (Grow plan).',
    ],
    setUp: [
      // [S] https://help.idaconnect.com/article/91-how-to-resolve-unmatched-carrier-fulfillment-issue
      'It knows Australia Post and DHL by itself. Match every other courier (CouriersPlease, Aramex) under The Iconic Connector Settings › Custom Carrier Matching, with the name that Waymark writes into Shopify.',
      // [S] https://help.idaconnect.com/article/14-fulfilment-errors
      'A "Fulfilment Error" mail from it means that THE ICONIC was not told: correct the carrier match and press Retry Fulfilment.',
    ],
  },
  omnivore: {
    name: 'Omnivore',
    // [M] Its own order model has a marketplace_code ([S] https://support.omnivore.com.au/support/solutions/articles/17000098110);
    // that it reaches the shop's order was seen nowhere. Beside it the marks of THE ICONIC hold.
    namesChannelIn: [{ attribute: 'marketplace_code' }],
    carrierNames: {},
    wholeOrdersOnly: false,
    watches: [
      // [S] https://support.omnivore.com.au/support/solutions/articles/17000110422
      'Magento: the order’s status Complete, unless told otherwise also without carrier and number; it looks every few hours.',
      // [S] https://traderunnersupport.omnivore.com.au/support/solutions/articles/17000117992, its sister for Trade Me
      'BigCommerce: the order’s status Shipped, with a shipment that has carrier and number; it looks every few hours.',
      // [S] https://traderunnersupport.omnivore.com.au/support/solutions/articles/17000097417, its sister for Trade Me
      'Shopify: the order fulfilled, with carrier and number given in the same act; it looks every two hours.',
      // [M]
      'WooCommerce: the order’s status Completed.',
    ],
    setUp: [
      // [S] 17000110422
      'Under Settings › Administration › Order Management choose not to mark an order as shipped unless carrier and tracking code are provided.',
      // [S] https://support.omnivore.com.au/support/solutions/articles/17000122264
      'Cancel and refund orders of THE ICONIC in Seller Center: what happens in the shop refunds nobody there.',
    ],
  },
  channelengine: {
    name: 'ChannelEngine',
    // [S] https://github.com/logeecom/woocommerce src/includes/Components/Services/class-orders-service.php
    // [S] https://github.com/channelengine/magento2 Model/ChannelEngineApi.php; a column of Magento's orders
    // that its REST API does not show ([M]: no extension attribute is declared).
    // [M] that ChannelEngine serves THE ICONIC, and that its channel's name there says so.
    namesChannelIn: [
      { attribute: '_channel_engine_channel_name' },
      { attribute: 'ce_channel_name' },
    ],
    // [S] https://help.channelengine.com/article/77-how-to-use-the-carrier-mapping
    carrierNames: {},
    wholeOrdersOnly: false,
    watches: [
      // [S] https://help.channelengine.com/article/50-shipments
      'Magento: the shipment with its tracking number, as the plugin exports it.',
      // [S] https://github.com/logeecom/woocommerce src/includes/class-channelengine.php
      'WooCommerce: the order reaching the status that the plugin calls shipped; it then sends the tracking number in the plugin’s own box of the order, and nothing of any other plugin’s.',
    ],
    setUp: [
      'Under Mappings › Carrier mappings map every courier by exactly the name that Waymark writes; without a mapping the shipment is rejected and the order stays open.',
      'WooCommerce: write `writeBack: false` at the connection unless Waymark’s page of your shop says that it fills the plugin’s box; an order that reaches the status without a number there is shipped without one.',
      'Magento: orders say that ChannelEngine brought them (payment `channelengine`), not from where: describe the channel yourself when it brings more than THE ICONIC.',
    ],
  },
  hemi: {
    name: 'Hemi',
    // No public page says what names the marketplace on the shop's order: the marks of THE ICONIC hold.
    namesChannelIn: [],
    // [S] It has a courier mapping of its own: https://help.useresponse.com/hemi/knowledge-base/article/marketplaces-woocommerce-technical-sccope-woocommerce-order-management-woocommerce-ship-orders-through-shipment-tracking_1
    carrierNames: {},
    // [S] "from which Shopify first we get the shipping update we will ship the whole order":
    // https://help.useresponse.com/hemi/knowledge-base/article/hemi-connectors-shopify-connector-technical-scope-shopify-erp-create-orders-per-seller_1
    // [S] full shipments only with WooCommerce's Shipment Tracking (the page above). [M] for all shops.
    wholeOrdersOnly: true,
    watches: [
      'The shop’s first shipping update of an order, by a scheduled read; with it the whole order is shipped.',
    ],
    setUp: [
      'Send each order of THE ICONIC as one parcel. A parcel with a part of an order is not told to the shop: enter it in Seller Center.',
      'WooCommerce: the plugin Shipment Tracking must be installed; without it Hemi sees no tracking number.',
      'Map each courier in Hemi by the name that Waymark writes.',
    ],
  },
  cin7app: {
    name: 'The Iconic Marketplace app of Cin7 Omni',
    // [S] the field Source names the selling channel: https://help.connexecommerce.com/hc/getting-started-with-cin-7
    // [M] that the app writes THE ICONIC there.
    namesChannelIn: ['source'],
    // [S] what Seller Center calls it: https://help.idaconnect.com/article/88-carrier-matching
    // [M] that the app hands the carrier's name on as it stands.
    carrierNames: { 'Australia Post': 'AusPost' },
    wholeOrdersOnly: false,
    watches: [
      // [S] that it is Cin7's own app: https://help.omni.cin7.com/hc/en-us/articles/9128586792975-The-Iconic-marketplace-settings
      // [M] what it waits for.
      'A dispatched sales order with carrier and tracking code, by a scheduled run.',
    ],
    setUp: [
      'Each courier’s name must read as in Seller Center’s list of shipping providers; write the others under `carrierNames`.',
      'Leave the order’s Source as the app writes it: Waymark knows orders of THE ICONIC by it.',
    ],
  },
} as const satisfies Readonly<Record<string, Connector>>

export type ConnectorId = keyof typeof CONNECTORS
export const CONNECTOR_IDS = Object.keys(CONNECTORS) as [ConnectorId, ...ConnectorId[]]

/** The connector behind a connection, or null when there is none or we do not know it. */
export const connectorOf = (id: ConnectorId | undefined): Connector | null =>
  id === undefined ? null : CONNECTORS[id]

/** What the merchant must know and set, for whoever connects the shop; nothing without a connector. */
export function onboarding(id: ConnectorId | undefined): string[] {
  const connector = connectorOf(id)
  if (!connector) return []
  const { name, watches, setUp } = connector
  return [...watches.map(each => `What ${name} waits for: ${each}`), ...setUp, ...FOR_EVERY_ONE]
}
