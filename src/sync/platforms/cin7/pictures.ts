// Pictures of items: a line names its product and the option of it that was ordered, `Products` has a
// picture of either. It wants the right "Products: Read".
// https://api.cin7.com/api/Help/ResourceModel?modelName=Product (through
// https://github.com/ChemicalLuck/cin7-api-node, read 2026-11-29)
import { ok } from '../../../core/result.ts'
import type { Pictures } from '../platform.ts'
import { call } from './call.ts'
import type { Cin7Settings } from './settings.ts'
import * as wire from './wire.ts'

/** As many as a query string holds (call.ts): an id has nine digits or fewer. */
const MOST = 150

export const pictures: Pictures<Cin7Settings> = {
  // Where public examples of `link` lie. Unverified: that there are no others.
  hosts: () => ['go.cin7.com', 'cin7.com'],
  catalogue: {
    most: MOST,
    find: async (products, context) => {
      const ids = new Set(products.map(product => partsOf(product)[0]))
      const query = {
        where: `id IN (${[...ids].join(',')})`,
        fields: 'id,images,productOptions',
        rows: String(MOST),
      }
      const reply = await call({ resource: 'Products', query }, wire.Products, context)
      if (!reply.ok) return reply
      const byId = new Map(reply.value.map(product => [product.id, product]))
      const shown = products.flatMap(product => {
        const [id = '', option] = partsOf(product)
        const url = pictureOf(byId.get(id), option)
        return url ? [[product, url] as const] : []
      })
      return ok(new Map(shown))
    },
  },
}

/** What an item's `product` says: `300/301` is option 301 of product 300. */
export const productOf = ({ productId, productOptionId }: wire.Line): string | undefined =>
  Number(productId) > 0
    ? [productId, productOptionId].filter(id => Number(id) > 0).join('/')
    : undefined // typed in by hand

const partsOf = (product: string) => product.split('/')

/** Some addresses are written with http, and answer to https as well. */
function pictureOf(product: wire.Product | undefined, option: string | undefined): string | null {
  const own = product?.productOptions?.find(({ id }) => id === option)?.image?.link
  const link = own || product?.images?.find(image => image.link)?.link
  const url = link?.replace(/^http:/, 'https:')
  return url?.startsWith('https://') ? url : null
}
