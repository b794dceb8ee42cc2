// How the questions of each minute and each webhook are answered: by an index, however many parcels there are.
import { env } from 'cloudflare:test'
import { describe, expect, it } from 'vitest'
import { type Db, openDb } from '../../src/core/db/open.ts'
import { strayReports } from '../../src/core/db/unmatched-reports.ts'
import {
  connectionsDue,
  dueLooks,
  lookSoon,
  parcelsToTell,
  warnedOf,
  watchFigures,
} from '../../src/core/db/watches.ts'
import { metered } from '../metered.ts'

const RANGE = { from: 1, to: 2000, since: 0 }

async function planOf(ask: (db: Db) => PromiseLike<unknown>): Promise<string> {
  const { d1, statements } = metered(env.DB0)
  const db = openDb({ DB0: d1 }, '0')
  if (!db) throw new Error('no DB0')
  await ask(db)
  const [text] = statements()
  const { results } = await env.DB0.prepare(
    `EXPLAIN QUERY PLAN ${text?.replaceAll('?', "'1'")}`,
  ).all<{ detail: string }>()
  return results.map(({ detail }) => detail).join('\n')
}

const BY_PARCEL = 'SEARCH watches USING PRIMARY KEY (order_id=? AND parcel=?)'

describe('a question about watches', () => {
  it.each<[string, (db: Db) => PromiseLike<unknown>, string]>([
    [
      'which feeds have one due',
      db => connectionsDue(db, 1),
      'COVERING INDEX watches_due (connection_id=? AND due_at<?)',
    ],
    [
      'which are due',
      db => dueLooks(db, 1, 1, 10),
      'INDEX watches_due (connection_id=? AND due_at<?)',
    ],
    [
      'which shall be asked about at once',
      db => lookSoon(db, { id: 1, merchantId: 1 }, ['A'], 1),
      BY_PARCEL,
    ],
    [
      'which parcels have none',
      db => parcelsToTell(db, RANGE, { toldBefore: 1, endedBefore: 1 }, ['fedex']),
      BY_PARCEL,
    ],
    [
      'how many a feed has',
      db => watchFigures(db, 1),
      'SEARCH watches USING PRIMARY KEY (order_id>?)',
    ],
    [
      'what is wrong with them',
      db => warnedOf(db, 1, 20),
      'SEARCH watches USING PRIMARY KEY (order_id>?)',
    ],
  ])('reads by an index: %s', async (_, ask, index) => {
    const plan = await planOf(ask)
    expect(plan).toContain(index)
    expect(plan).not.toMatch(/SCAN (?:watches|shipments|orders)/)
  })

  it('reads the parcels of those alone that a round asks about', async () => {
    const plan = await planOf(db => dueLooks(db, 1, 1, 10))
    expect(plan.split('\n').findIndex(step => step.includes('watches_due'))).toBeLessThan(
      plan.split('\n').findIndex(step => step.includes('shipments')),
    )
    expect(plan.match(/watches_due/g)).toHaveLength(1)
    expect(plan).toContain('SCAN first')
  })
})

describe('news that waits although its parcel is here', () => {
  it('is looked for by the parcels of a slice, not through all that waits', async () => {
    expect(await planOf(db => strayReports(db, RANGE, 50))).toContain(
      'SEARCH unmatched_reports USING PRIMARY KEY (merchant_id=? AND tracking_number=?)',
    )
  })
})
