// Codes that no table knew, and what a table that was mended does to what is stored.
import { env } from 'cloudflare:test'
import { beforeEach, describe, expect, it } from 'vitest'
import worker from '../../../src/sync/worker.ts'
import {
  api,
  appear,
  CONFIG,
  connectFeeds,
  drain,
  fedexSays,
  outfit,
  outside,
  rows,
  scan,
  ship,
  T0,
  tick,
  TRACK,
} from './two-feeds.ts'

beforeEach(connectFeeds)

describe('a code that nobody understands', () => {
  it('is counted also where it was told before its parcel appeared', async () => {
    const connections = [{ name: 'ours', carrier: 'starshipit' }]
    const applied = await api('PUT', '/config', { ...CONFIG, connections })
    const body = {
      order_number: 'unknown',
      carrier_name: 'Australia Post',
      tracking_number: 'AAA1000001',
      tracking_status: 'SomethingNew',
      last_updated_date: new Date(T0).toISOString(),
    }
    const { pathname } = new URL(applied.json.connections[0].hookUrl)
    const post = { method: 'POST', body: JSON.stringify(body) }
    const hook = new Request(`https://track.example.com${pathname}`, post)
    expect((await worker.fetch(hook as never, outfit)).status).toBe(200)
    await drain()
    expect((await api('GET', '/unmapped-codes')).json.codes).toEqual([])
    await appear('Australia Post', 'AAA1000001')
    expect((await api('GET', '/unmapped-codes')).json.codes).toMatchObject([{ seen: 1 }])
  })
})

describe('a table that was mended', () => {
  it('is applied to what is stored, and the code is no longer counted as unknown', async () => {
    outside[TRACK] = fedexSays(scan('PU', -3), scan('ZZ', -2))
    await ship('FedEx')
    await tick(0)
    const unmapped = await api('GET', '/unmapped-codes')
    expect(unmapped.json.codes).toMatchObject([{ source: 'fedex', seen: 1, text: 'scan ZZ' }])
    // As it stood before the table knew what DL means.
    await env.DB0.exec(
      `UPDATE shipments SET events = replace(events, 'ZZ', 'DL'), status = 'in_transit'`,
    )
    await env.DB0.exec(`UPDATE unmapped_codes SET code = replace(code, 'ZZ', 'DL')`)
    const page = await api('POST', '/reproject', {})
    expect(page.json).toEqual({ looked: 1, changed: 1, next: null })
    expect(await rows('shipments')).toMatchObject([{ status: 'delivered' }])
    expect(await rows('unmapped_codes')).toEqual([])
    expect((await api('POST', '/reproject', {})).json).toMatchObject({ changed: 0 })
  })

  it('tells nobody twice: what was told stays told, and what is new is told once', async () => {
    outside[TRACK] = fedexSays(scan('PU', -3), scan('DL', -1))
    await ship('FedEx')
    await tick(0)
    const told = await rows('messages')
    expect(told.filter(({ milestone }) => milestone === 'delivered')).toHaveLength(1)
    // The table forgets what DL means, and learns it again.
    const shipment = "UPDATE shipments SET status = 'in_transit', events = replace(events"
    await env.DB0.exec(`${shipment}, '"status":"delivered"', '"status":"unknown"')`)
    expect((await api('POST', '/reproject', {})).json).toMatchObject({ changed: 1 })
    expect(await rows('shipments')).toMatchObject([{ status: 'delivered' }])
    expect(await rows('messages')).toHaveLength(told.length)
  })
})
