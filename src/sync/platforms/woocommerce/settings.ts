// What a merchant gives to connect a WooCommerce shop, and what the REST key must be allowed to do.

import * as z from 'zod'
import type { Context, SecretKind } from '../../context.ts'

const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
// A segment begins with a letter or digit, so `..` and an encoded slash cannot be written.
const SEGMENT = '[A-Za-z0-9_][A-Za-z0-9._~-]{0,60}'
const ADDRESS = new RegExp(`^(?:https://)?((?:${LABEL}\\.)+[a-z]{2,24})((?:/${SEGMENT}){0,4})/?$`)
/** Names that lead into a private network, or nowhere: https://www.rfc-editor.org/rfc/rfc6762#appendix-G (read 2026-11-23) */
const PRIVATE =
  /\.(?:local|localhost|localdomain|internal|intranet|lan|home|corp|private|arpa|onion|invalid)$/
/** Addresses copied from the admin or the API lead below the shop. */
const BELOW = /\/(?:wp-admin|wp-json|wp-login\.php)(?:\/|$)/

export const Settings = z.strictObject({
  shop: z
    .string()
    .max(250)
    .regex(
      ADDRESS,
      "write the shop's https address, as in shop.example.com or www.example.com/shop",
    )
    .refine(shop => !PRIVATE.test(hostOf(shop)), 'the shop must have a public domain name')
    .refine(shop => !BELOW.test(shop), 'leave out everything from /wp-admin or /wp-json on')
    .describe(
      "The shop's https address: shop.example.com, or www.example.com/shop when WordPress lies in a folder. Write it as the browser ends up showing it, with or without www.",
    ),
  // Off: setting `completed` makes WooCommerce mail the buyer, and no request can suppress that mail.
  completeOrders: z
    .boolean()
    .default(false)
    .describe(
      'true: an order that is wholly shipped gets the status Completed, and WooCommerce then mails the buyer "Your order is now complete" unless you switch that mail off under WooCommerce > Settings > Emails. Left out or false: the status stays yours.',
    ),
})
export type WooSettings = z.infer<typeof Settings>
export type WooContext = Context<WooSettings>

/** `https://www.Example.com/shop/` → `www.example.com/shop`: one shop, one account. */
export function siteOf(shop: string): string {
  const [, host = '', path = ''] = ADDRESS.exec(shop) ?? []
  return host + path
}

export const hostOf = (shop: string): string => siteOf(shop).split('/')[0] ?? ''

export const SECRETS = {
  consumerKey: {
    about: 'Consumer key (ck_…) of a REST API key with Read/Write permission.',
    required: true,
  },
  consumerSecret: {
    about: 'Consumer secret (cs_…) of the same key; WooCommerce shows it once.',
    required: true,
  },
  // WooCommerce decodes HTML entities in it before use: letters and digits only.
  webhookSecret: {
    about: 'Signs the webhooks. Waymark makes it up: letters and digits only.',
    required: false,
    generated: true,
  },
} as const satisfies Record<string, SecretKind>
