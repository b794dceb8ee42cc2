// What a merchant gives to connect a BigCommerce store.

import * as z from 'zod'
import type { Context, SecretKind } from '../../context.ts'

export const HOST = 'api.bigcommerce.com'

export const Settings = z.strictObject({
  storeHash: z
    .string()
    .regex(/^[a-z0-9]{4,20}$/, 'copy only the store hash, as in the API path …/stores/<hash>/v3/')
    .describe(
      'The store hash: the part after /stores/ in the API path that BigCommerce shows with the API account.',
    ),
})
export type BigCommerceSettings = z.infer<typeof Settings>
export type BigCommerceContext = Context<BigCommerceSettings>

// https://github.com/bigcommerce/docs, webhooks overview: the client secret signs, and custom headers
// are the older way to know the sender (read 2026-11-23)
export const SECRETS = {
  accessToken: {
    about: 'Access token of the store-level API account (Settings › Store-level API accounts).',
    required: true,
  },
  clientSecret: {
    about: 'Client secret of the same API account: BigCommerce signs its webhooks with it.',
    required: false,
  },
  webhookSecret: {
    about: 'Made up by Waymark; BigCommerce sends it back in a header of each webhook.',
    required: false,
    generated: true,
  },
} as const satisfies Record<string, SecretKind>
