// What a merchant gives to connect a Shopify shop, and what the app must be allowed to do.

import * as z from 'zod'
import type { Context, SecretKind } from '../../context.ts'

/** Pinned: Shopify names a version per quarter and serves it for a year. */
export const API_VERSION = '2026-10'

export const Settings = z.strictObject({
  shop: z
    .string()
    .regex(
      /^[a-z0-9][a-z0-9-]{0,59}\.myshopify\.com$/,
      "write the shop's own address, as in my-shop.myshopify.com",
    )
    .describe("The shop's myshopify.com address, as the Shopify admin shows it under Domains."),
  clientId: z
    .string()
    .regex(/^[A-Za-z0-9]{8,64}$/, 'copy the client id as the Dev Dashboard shows it')
    .optional()
    .describe('Client id of your app in the Dev Dashboard; leave it out with a fixed token.'),
})
export type ShopifySettings = z.infer<typeof Settings>
export type ShopifyContext = Context<ShopifySettings>

// Either `token`, or `clientSecret` together with the setting clientId. Apps made in the Shopify
// admin (none can be made since 2026-01-01) have a token; apps of the Dev Dashboard fetch theirs.
// https://shopify.dev/docs/apps/build/authentication-authorization/client-secrets (read 2026-11-23)
export const SECRETS = {
  token: {
    about: 'Admin API access token (shpat_…) of an app made in the Shopify admin.',
    required: false,
  },
  clientSecret: {
    about: "The app's client secret (older apps: API secret key). It signs the app's webhooks.",
    required: false,
  },
  webhookSecret: {
    about: 'Only for webhooks made in the admin under Notifications: the key shown there.',
    required: false,
  },
} as const satisfies Record<string, SecretKind>

// fulfillmentOrders silently returns only what the scopes show, so they are asked for by name.
// https://shopify.dev/docs/api/admin-graphql/2026-10/objects/FulfillmentOrder (read 2026-11-23)
// write_fulfillments: https://shopify.dev/docs/api/admin-graphql/2024-10/mutations/fulfillmentEventCreate
// read_locations: https://shopify.dev/changelog/the-location-object-requires-read_locations-scope
export const SCOPES = [
  'read_orders',
  'read_merchant_managed_fulfillment_orders',
  'write_merchant_managed_fulfillment_orders',
  'write_fulfillments',
  'read_locations',
] as const
