// What a merchant gives to connect a Magento shop, and which rights its integration must have.

import * as z from 'zod'
import type { Context, SecretKind } from '../../context.ts'

const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
/** A public domain name: no address in digits, no port, no path, no user before an `@`. */
const HOST = new RegExp(`^(?=.{4,253}$)(?:${LABEL}\\.)+[a-z]{2,63}$`)
/** Names that lead into a private network, or nowhere. https://www.rfc-editor.org/rfc/rfc6761 (read 2026-11-24) */
const NOT_PUBLIC = /\.(?:localhost|local|internal|intranet|lan|home|corp|arpa|onion|invalid|test)$/

export const Settings = z.strictObject({
  host: z
    .string()
    .regex(HOST, 'write the host alone, in small letters, as in www.my-shop.com.au')
    .refine(host => !NOT_PUBLIC.test(host), 'this name is not reachable from the internet')
    .describe("Host of the shop's REST API, without https:// and without a path."),
  path: z
    .string()
    .max(100)
    .regex(
      /^\w[\w.-]*(?:\/\w[\w.-]*)*$/,
      'write what stands between the host and /rest, as in shop or index.php',
    )
    .optional()
    .describe(
      'What stands between the host and /rest: a folder, or index.php when the web server does not rewrite addresses. Most shops leave it out.',
    ),
  mediaHost: z
    .string()
    .regex(HOST, 'write the host alone, in small letters, as in media.my-shop.com.au')
    .refine(host => !NOT_PUBLIC.test(host), 'this name is not reachable from the internet')
    .optional()
    .describe(
      "Host of the shop's pictures, where it is not the same; pictures of what was ordered are fetched from there.",
    ),
  // With `all` one call sees the orders of every store view, and a marketplace is often kept as a view
  // of its own. Unverified: `default` is said to see them too; the code is here to be changed.
  storeCode: z
    .string()
    .regex(/^[a-zA-Z][a-zA-Z0-9_]{0,31}$/, 'write the code as Stores > All Stores shows it')
    .default('all')
    .describe('Code of the store view whose API is called; "all" sees every store view.'),
  // oauth1 works in every shop; since Magento 2.4.4 a bearer is refused unless the shop allows it.
  // https://github.com/AdobeDocs/commerce-webapi, gs-authentication-token.md (read 2026-11-23)
  auth: z
    .enum(['oauth1', 'bearer'])
    .default('oauth1')
    .describe(
      '"oauth1" signs every call and works in every shop; "bearer" sends the access token alone, which the shop must allow under Stores > Configuration > Services > OAuth.',
    ),
})
export type MagentoSettings = z.infer<typeof Settings>
export type MagentoContext = Context<MagentoSettings>

export const SECRETS = {
  accessToken: {
    about: 'Access Token of the integration, under System > Integrations.',
    required: true,
  },
  accessTokenSecret: {
    about: 'Access Token Secret of the integration; needed unless auth is bearer.',
    required: false,
  },
  consumerKey: {
    about: 'Consumer Key of the integration; needed unless auth is bearer.',
    required: false,
  },
  consumerSecret: {
    about: 'Consumer Secret of the integration; needed unless auth is bearer.',
    required: false,
  },
} as const satisfies Record<string, SecretKind>

/** `https://host/path`, the beginning of every address. */
export const baseOf = ({ host, path }: MagentoSettings): string =>
  path ? `https://${host}/${path}` : `https://${host}`

/** The shop itself; store views are views of the same orders. */
export const accountOf = ({ host, path }: MagentoSettings): string =>
  path ? `${host}/${path}` : host
