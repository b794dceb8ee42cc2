// What one odd order may do to the others: nothing. Every platform's stand-in, read into the real D1 by
// the import itself. Runs over the registry.
import { beforeEach, describe, expect, it } from 'vitest'
import { parseExactly } from '../../src/sync/exact-json.ts'
import { freshDatabase, lookAt, poll, rows } from '../sync/jobs/import-shop.ts'
import { openShop, shopIds } from './shops.ts'

const MINUTE = 60_000
const YEAR = 365 * 86_400_000

beforeEach(freshDatabase)

const imported = async () =>
  (await rows('SELECT platform_id AS id FROM orders ORDER BY id')).map(row => row.id)
const letters = () => rows('SELECT connection_id, kind, problem FROM dead_letters')

describe.each(shopIds)('%s: one odd order', id => {
  const open = () => {
    const shop = openShop(id)
    const read = async () => {
      const answer = await poll(shop.platform, { context: shop.context() })
      if (!answer.ok) throw new Error(answer.problem.message)
    }
    return { shop, read }
  }

  it('holds up no other, is named in one dead letter, and comes when it is repaired', async () => {
    const { shop, read } = open()
    const first = shop.place([1])
    const odd = shop.place([1], { lines: [ODD_LINE] })
    const last = shop.place([1])
    shop.spoil(withOddLines)
    await read()
    shop.pass(MINUTE)
    await read()
    expect(await imported()).toEqual([first, last].map(order => order.platformId).toSorted())
    expect(await letters()).toEqual([
      { connection_id: 1, kind: 'orders', problem: expect.stringContaining(odd.platformId) },
    ])
    const later = shop.place([1])
    shop.pass(MINUTE)
    await read()
    const others = [first, last, later].map(order => order.platformId)
    expect(await imported()).toEqual(others.toSorted())

    shop.spoil(text => text)
    shop.standIn.edit(odd.platformId, '9 Changed Lane')
    shop.pass(MINUTE)
    await read()
    expect(await imported()).toEqual([...others, odd.platformId].toSorted())
  })

  it('comes by its dead letter too, once it can be read', async () => {
    const { shop, read } = open()
    const odd = shop.place([1], { lines: [ODD_LINE] })
    shop.spoil(withOddLines)
    await read()
    expect(await imported()).toEqual([])
    shop.spoil(text => text)
    const [letter] = await rows('SELECT CAST(body AS TEXT) AS body FROM dead_letters')
    expect(JSON.parse(String(letter?.body))).toEqual({
      shard: '0',
      connectionId: 1,
      orderIds: [odd.platformId],
    })
    await lookAt(shop.platform, odd.platformId, { context: shop.context() })
    expect(await imported()).toEqual([odd.platformId])
  })

  it('is kept without what turns writing around, and with what emoji are joined by', async () => {
    const { shop, read } = open()
    shop.place([1], { lines: [{ ...ODD_LINE, title: 'Safe\u202Egpj\u0085 shirt 👩‍👧' }] })
    await read()
    const [order] = await rows("SELECT content ->> '$.items[0].title' AS title FROM orders")
    expect(order?.title).toBe('Safegpj shirt 👩‍👧')
  })

  it('from next year hides none that change before', async () => {
    const { shop, read } = open()
    shop.pass(YEAR)
    const placed = [shop.place([1])]
    shop.pass(-YEAR)
    for (let i = 0; i < 3; i++) {
      placed.push(shop.place([1]))
      shop.pass(10 * MINUTE)
      await read()
    }
    expect(await imported()).toEqual(placed.map(order => order.platformId).toSorted())
  })
})

const ODD_LINE = {
  sku: 'ODD',
  title: 'The odd thing',
  variant: null,
  quantity: 1,
  grams: 10,
  priceCents: 1990,
}

/** Wherever the odd thing is named, all that is said of it is of another kind than it should be. */
function withOddLines(text: string): string {
  const body = parseExactly(text)
  return body === undefined ? text : JSON.stringify(oddIn(body))
}

function oddIn(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(oddIn)
  if (typeof value !== 'object' || value === null) return value
  const isOdd = Object.values(value).includes(ODD_LINE.title)
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, isOdd ? {} : oddIn(inner)]),
  )
}
