// Pictures of items: an order names the product only, the catalogue (V3) knows its picture. It wants the
// scope "Products: read-only". The picture is the product's and not the variant's.
// https://github.com/bigcommerce/docs reference/catalog/products_catalog.v3.yml (read 2026-11-29)
import { ok } from '../../../core/result.ts'
import type { Pictures } from '../platform.ts'
import { askFor } from './call.ts'
import type { BigCommerceSettings } from './settings.ts'
import * as wire from './wire.ts'

const MOST = 100

export const pictures: Pictures<BigCommerceSettings> = {
  // The documentation's examples lie at cdn8 and cdn11. Unverified: that all of them are numbered so.
  hosts: () => Array.from({ length: 11 }, (_, i) => `cdn${i + 1}.bigcommerce.com`),
  catalogue: {
    most: MOST,
    find: async (products, context) => {
      const query = {
        'id:in': products.join(','),
        include: 'primary_image',
        exclude_fields: 'description', // by far the largest part
        limit: String(MOST),
      }
      const reply = await askFor(context, { path: '/v3/catalog/products', query }, wire.Products)
      if (!reply.ok) return reply
      const shown = reply.value.data.flatMap(({ id, primary_image: image }) => {
        const url = image?.url_thumbnail ?? image?.url_standard
        return url?.startsWith('https://') ? [[id, url] as const] : []
      })
      return ok(new Map(shown))
    },
  },
}
