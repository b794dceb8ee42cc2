// Pictures of items: all of them lie at Shopify's CDN, which makes a smaller one when asked by `width`; a
// picture is never made larger than it is.
// https://shopify.dev/docs/api/liquid/filters/image_url (read 2026-11-29)
import type { Pictures } from '../platform.ts'

const WIDTH = 192

export const pictures: Pictures<unknown> = {
  hosts: () => ['cdn.shopify.com'],
  small: picture => {
    const url = new URL(picture)
    url.searchParams.set('width', String(WIDTH))
    return url.href
  },
}
