// The tables in the real D1: what SQL says and what Drizzle says agree, and writes cost what
// docs/storage.md counts.
import { env } from 'cloudflare:test'
import { getTableColumns, getTableName, is } from 'drizzle-orm'
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core'
import { describe, expect, it } from 'vitest'
import { openDb } from '../../src/core/db/open.ts'
import { type ImportedOrder, ordersByNumber, upsertOrder } from '../../src/core/db/orders.ts'
import * as schema from '../../src/core/db/schema.ts'
import { readToken, shardOf } from '../../src/core/token.ts'

const tables = Object.values(schema).filter(value => is(value, SQLiteTable))

describe('the migrated database', () => {
  it('holds exactly the tables of the schema', async () => {
    const { results } = await env.DB0.prepare(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '_cf_%' AND name <> 'd1_migrations'",
    ).all<{ name: string }>()
    expect(results.map(row => row.name).sort()).toEqual(tables.map(getTableName).sort())
  })

  it.each(tables.map(table => ({ name: getTableName(table), table })))(
    'has in $name the columns, types, keys and indexes that the schema says',
    async ({ name, table }) => {
      const info = await env.DB0.prepare(`PRAGMA table_info(${name})`).all<{
        name: string
        type: string
        notnull: number
        pk: number
      }>()
      const config = getTableConfig(table)
      const compound = config.primaryKeys.flatMap(key => key.columns.map(column => column.name))
      expect(
        info.results.map(column => ({
          name: column.name,
          type: column.type.toLowerCase(),
          required: column.notnull === 1 || column.pk > 0,
          key: column.pk > 0,
        })),
      ).toEqual(
        Object.values(getTableColumns(table)).map(column => ({
          name: column.name,
          type: column.getSQLType(),
          required: column.notNull || compound.includes(column.name),
          key: column.primary || compound.includes(column.name),
        })),
      )
      const indexes = await env.DB0.prepare(`PRAGMA index_list(${name})`).all<{
        name: string
        origin: string
      }>()
      expect(
        indexes.results
          .filter(index => index.origin === 'c')
          .map(index => index.name)
          .sort(),
      ).toEqual(config.indexes.map(index => index.config.name).sort())
    },
  )
})

const order = (platformId: string, number: string): ImportedOrder => ({
  platformId,
  channel: 'shop',
  silent: false,
  assignment: {
    courier: null,
    service: null,
    signatureRequired: false,
    authorityToLeave: false,
    tags: [],
    hold: null,
  },
  content: {
    number,
    placedAt: 1,
    cancelledAt: null,
    currency: 'AUD',
    totalCents: 12_900,
    contact: { name: 'Robin Example', email: 'robin@example.net', phone: null },
    shipTo: {
      name: 'Robin Example',
      company: null,
      line1: '1 Example Street',
      line2: null,
      suburb: 'Bondi',
      state: 'NSW',
      postcode: '2026',
      country: 'AU',
    },
    items: [],
    shippingMethod: null,
    locale: null,
    marks: {
      source: null,
      app: null,
      store: null,
      payment: null,
      billingName: null,
      note: null,
      tags: [],
      attributes: [],
    },
  },
})

describe('an imported order', () => {
  const db = openDb(env, '0')
  if (!db) throw new Error('no DB0')
  const scope = { merchantId: 1, connectionId: 1, shard: '0' }
  const written = async (imported: ImportedOrder, now: number) =>
    (await upsertOrder(db, scope, imported, now)).meta.rows_written

  it('costs 4 rows once, 0 when it comes again unchanged, 1 when it changed', async () => {
    const first = order('gid://shopify/Order/9007199254740993', '#1001')
    expect(await written(first, 10)).toBe(4)
    expect(await written(first, 20)).toBe(0)
    const edited = { ...first, content: { ...first.content, totalCents: 9900 } }
    expect(await written(edited, 30)).toBe(1)
  })

  it('keeps its link when it is imported again', async () => {
    await written(order('a', '#7'), 1)
    const [before] = await ordersByNumber(db, 1, '#7')
    await written({ ...order('a', '#7'), channel: 'the-iconic' }, 2)
    const [after] = await ordersByNumber(db, 1, '#7')
    expect(after?.token).toBe(before?.token)
    expect(readToken(after?.token ?? '')).toBe(after?.token)
    expect(shardOf(after?.token ?? '')).toBe('0')
  })

  it('is a different order at each connection, even with one number', async () => {
    await upsertOrder(db, scope, order('x', '#9'), 1)
    await upsertOrder(db, { ...scope, connectionId: 2 }, order('x', '#9'), 1)
    expect(await ordersByNumber(db, 1, '#9')).toHaveLength(2)
    expect(await ordersByNumber(db, 2, '#9')).toHaveLength(0)
  })
})

describe('a database shard', () => {
  it('that does not exist is null, not an error', () => {
    expect(openDb(env, '7')).toBeNull()
    expect(openDb(env, 'ARCHIVE')).toBeNull()
  })
})
