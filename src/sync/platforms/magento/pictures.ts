// Pictures of items: an order names products, the catalogue has their pictures as files below the shop's
// media address. It wants the right Magento_Catalog::products.
// https://developer.adobe.com/commerce/webapi/rest/ (OpenAPI file of 2.4.8, GET /V1/products), and
// magento2 app/code/Magento/Catalog/etc/webapi.xml for the right (read 2026-11-29)
import { ok } from '../../../core/result.ts'
import type { Pictures } from '../platform.ts'
import { search } from './search.ts'
import type { MagentoContext, MagentoSettings } from './settings.ts'
import { storesOf } from './stores.ts'
import * as wire from './wire.ts'

const MOST = 200

const hosts = ({ host, mediaHost }: MagentoSettings): string[] =>
  mediaHost ? [host, mediaHost] : [host]

/** In the size that they were uploaded: addresses of smaller ones hold a key that the shop makes up. */
export const pictures: Pictures<MagentoSettings> = {
  hosts,
  catalogue: {
    most: MOST,
    find: async (products, context) => {
      const ids = [...new Set(products.flatMap(partsOf))]
      const wanted = {
        path: '/V1/products',
        filters: [{ field: 'entity_id', condition: 'in', value: ids.join(',') }],
        pageSize: ids.length,
        fields: 'items[id,media_gallery_entries[media_type,disabled,types,file]],total_count',
      } as const
      const reply = await search(wanted, context, wire.Products)
      if (!reply.ok) return reply
      const files = new Map(reply.value.items.map(product => [product.id, fileOf(product)]))
      const media = await mediaOf(context)
      const shown = products.flatMap(product => {
        const file = partsOf(product).flatMap(id => files.get(id) ?? [])[0]
        return file ? [[product, `${media}catalog/product${file}`] as const] : []
      })
      return ok(new Map(shown))
    },
  },
}

/** What an item's `product` says: `55,54` is product 54 as its variant 55, which need not have a picture. */
export const productOf = (line: wire.Line, part: wire.Line | undefined): string | undefined =>
  [part?.product_id, line.product_id].filter(Boolean).join(',') || undefined

const partsOf = (product: string) => product.split(',')

/** The smallest role first; else whichever is shown first. */
const ROLES = ['thumbnail', 'small_image', 'image']

function fileOf({ media_gallery_entries: entries }: wire.Product): string | null {
  const shown = entries.filter(
    ({ media_type, disabled, file }) => media_type === 'image' && !disabled && isFile(file),
  )
  const chosen = ROLES.flatMap(role => shown.find(({ types }) => types.includes(role)) ?? [])[0]
  return (chosen ?? shown[0])?.file ?? null
}

const isFile = (file: string | null): boolean => file?.startsWith('/') ?? false

/** Where the store views say that files lie, as long as that is a place we take pictures from. */
async function mediaOf(context: MagentoContext): Promise<string> {
  const stores = await storesOf(context)
  const said = stores.ok ? Object.values(stores.value).map(store => store.media ?? '') : []
  const allowed = hosts(context.settings)
  const found = said.find(url => allowed.includes(URL.parse(url)?.hostname ?? ''))
  const base = found ?? `https://${context.settings.host}/media/`
  return base.replace(/^http:/, 'https:').replace(/\/?$/, '/')
}
