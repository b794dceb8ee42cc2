// Pictures of items out of a catalogue that the test holds in its hand, through the import.
import { beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod'
import type { PlatformOrder } from '../../../src/core/order.ts'
import { err, ok } from '../../../src/core/result.ts'
import type { CallProblem } from '../../../src/sync/http.ts'
import type { Platform } from '../../../src/sync/platforms/platform.ts'
import { anItem, anOrder } from '../../an-order.ts'
import { freshDatabase, NOON, poll, rows, shopOf } from './import-shop.ts'

let asked: string[][]
let problem: CallProblem | null

beforeEach(async () => {
  await freshDatabase()
  asked = []
  problem = null
})

const shop = (orders: readonly PlatformOrder[], pageSize = 10) => ({
  ...shopOf(orders, { pageSize }),
  pictures: {
    hosts: () => ['cdn.example'],
    catalogue: {
      most: 2,
      find: async (products: readonly string[]) => {
        asked.push([...products])
        return problem ? err(problem) : ok(new Map(products.map(one => [one, urlOf(one)])))
      },
    },
  } satisfies Platform<unknown>['pictures'],
})

const urlOf = (product: string) => `https://cdn.example/${product}.jpg`
const item = (id: string, product: string, change = {}) => ({
  ...anItem({ platformItemId: id, sku: `sku of ${product}`, ...change }),
  product,
})
const order = (platformId: string, ...items: PlatformOrder['items']) =>
  anOrder({ platformId, items, updatedAt: NOON + Number(platformId) })

const Urls = z.array(z.string().nullable())
const pictures = async () =>
  (
    await rows(
      "SELECT (SELECT json_group_array(json_extract(value, '$.imageUrl')) FROM json_each(content, '$.items')) AS urls FROM orders ORDER BY platform_id",
    )
  ).map(row => Urls.parse(JSON.parse(String(row.urls))))

describe('the picture of an item', () => {
  it('is looked up for a line that is new in a known order, and the others keep theirs', async () => {
    await poll(shop([order('1', item('a', 'shirt'))]))
    await poll(shop([order('1', item('a', 'shirt'), item('b', 'hat'))]))
    expect(asked).toEqual([['shirt'], ['hat']])
    expect(await pictures()).toEqual([[urlOf('shirt'), urlOf('hat')]])
  })

  it('is looked up anew for a line that holds something else by now', async () => {
    await poll(shop([order('1', item('line 1', 'shirt'))]))
    await poll(shop([order('1', item('line 1', 'hat'))]))
    expect(await pictures()).toEqual([[urlOf('hat')]])
  })

  it('is looked up once, whatever the shop wrote into the number of the line or the product', async () => {
    const line = item('a\uFEFF', 'shirt', { sku: 'SHIRT\u202E-M' })
    await poll(shop([order('1', line)]))
    await poll(shop([{ ...order('1', line), updatedAt: NOON + 2 }]))
    expect(asked).toEqual([['shirt']])
    expect(await pictures()).toEqual([[urlOf('shirt')]])
  })

  it('is not looked up for a product in no catalogue', async () => {
    await poll(shop([order('1', anItem())]))
    expect(asked).toEqual([])
  })

  it('is the one of the newest where more are new than fit into one call', async () => {
    await poll(
      shop([order('1', item('a', 'shirt')), order('2', item('b', 'hat'), item('c', 'sock'))]),
    )
    expect(asked).toEqual([['hat', 'sock']])
    expect(await pictures()).toEqual([[null], [urlOf('hat'), urlOf('sock')]])
  })

  it('is looked up on the next page where the account had no room for this one', async () => {
    const [host, message] = ['api.example', 'no room']
    problem = { kind: 'throttled', host, status: null, message, retry: { afterSeconds: 9 } }
    await poll(shop([order('1', item('a', 'shirt')), order('2', item('b', 'hat'))], 1))
    expect(asked).toEqual([['shirt'], ['hat']])
    expect(await pictures()).toEqual([[null], [null]])
  })
})
