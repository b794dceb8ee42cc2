// What is THE ICONIC's own: tokens that live an hour, a Seller Center under maintenance, units instead
// of quantities, and acts that cannot be taken back. Driven through the demo's Seller Center. What every
// platform promises is in test/battery.
import { beforeEach, describe, expect, it } from 'vitest'
import { createJournal } from '../../../demo/world/journal.ts'
import { BUYERS, CATALOGUE, iconicOrder } from '../../../demo/world/orders.ts'
import { createTheIconic, type IconicStandIn } from '../../../demo/world/the-iconic/index.ts'
import { recogniseChannel } from '../../../src/core/channel.ts'
import { recipientFor } from '../../../src/core/contact.ts'
import { httpFor } from '../../../src/sync/http.ts'
import type { WantedFulfilment } from '../../../src/sync/platforms/platform.ts'
import { theIconic } from '../../../src/sync/platforms/the-iconic/index.ts'

const HOST = 'sellercenter-api.theiconic.com.au'
const CALLBACK = 'https://track.example.com/hooks/0abc'

type Sent = { readonly method: string; readonly path: string; readonly body: string }

let now: number
let center: IconicStandIn
let sent: Sent[]
let problems: readonly string[]
let kept: Map<string, { value: string; expiresAt: number }>
/** Answers a call in the stand-in's place. */
let instead: (call: Sent) => Response | null
/** What an answer is turned into on its way. */
let onTheWay: (call: Sent, answer: Response) => Response | Promise<Response>
/** The answer to the next call of that path gets lost, after it was obeyed. */
let losing: string | null

beforeEach(() => {
  now = Date.parse('2026-11-25T09:30:00+11:00')
  sent = []
  kept = new Map()
  instead = () => null
  onTheWay = (_, answer) => answer
  losing = null
  const journal = createJournal(() => now)
  problems = journal.problems
  center = createTheIconic({ now: () => now, journal, post: async () => 200 })
})

const send: typeof fetch = async (input, init = {}) => {
  const url = new URL(String(input))
  const { method = 'GET' } = init
  const body = String(init.body ?? '')
  const call = { method, path: `${url.pathname}${url.search}`, body }
  sent.push(call)
  const other = instead(call)
  if (other) return other
  const answer = await center.hosts[HOST]?.({
    method,
    url,
    headers: new Headers(init.headers),
    body,
  })
  if (losing && call.path.endsWith(losing)) {
    losing = null
    throw new TypeError('lost')
  }
  return onTheWay(call, answer ?? new Response('', { status: 501 }))
}

const context = () => ({
  settings: theIconic.settings.parse(center.connection.settings),
  secrets: center.connection.secrets,
  now,
  http: httpFor({ hosts: [HOST], outsideWorld: null, fetch: send }),
  cache: {
    get: async (key: string) => kept.get(key)?.value ?? null,
    put: async (key: string, value: string, expiresAt: number) =>
      void kept.set(key, { value, expiresAt }),
  },
})

const scarves = (quantity: number) => {
  const { id, itemIds } = center.place(
    iconicOrder('217348921', BUYERS.nadia, [{ ...CATALOGUE.scarf, quantity }]),
  )
  return { id, line: itemIds[0] ?? '' }
}

const parcel = (change: Partial<WantedFulfilment> = {}): WantedFulfilment => ({
  trackingNumber: 'AAA1000001',
  carrier: 'Australia Post',
  trackingUrl: 'https://track.example.com/t/0abc',
  items: null,
  mayCreate: true,
  events: [],
  ...change,
})

async function tell(id: string, ...wanted: WantedFulfilment[]) {
  const told = await theIconic.writeBack(id, wanted, context())
  if (!told.ok) throw new Error(told.problem.message)
  return told.value
}
const acts = () =>
  sent.filter(call => call.path.startsWith('/v2/') && call.method !== 'GET').map(call => call.path)
const statuses = (id: string) => center.units(id).map(unit => unit.status)
const codes = (id: string) => center.units(id).map(unit => unit.trackingCode)
const delivered = () => [{ status: 'delivered' as const, occurredAt: now, etaAt: null }]

describe('the token', () => {
  const fetched = () => sent.filter(call => call.path === '/oauth/client-credentials').length

  it('is fetched once and kept until shortly before it ends', async () => {
    await theIconic.check(context())
    await theIconic.orders({ since: now, page: null }, context())
    expect(fetched()).toBe(1)
    const [token] = kept.values()
    expect(token?.expiresAt).toBe(now + 55 * 60_000)
  })

  it('is renewed once when Seller Center refuses it before its time', async () => {
    const { id } = scarves(1)
    await theIconic.order(id, context())
    center.expireTokens()
    expect(await theIconic.order(id, context())).toMatchObject({ ok: true })
    expect(fetched()).toBe(2)
    instead = ({ path }) => (path.startsWith('/v2/') ? new Response('{}', { status: 401 }) : null)
    expect(await theIconic.order(id, context())).toMatchObject({
      problem: { kind: 'credentials', message: expect.stringContaining('applicationSecret') },
    })
    expect(fetched()).toBe(3)
  })
})

describe('Seller Center under maintenance', () => {
  it('is left alone for as long as it says, and for five minutes when it does not', async () => {
    await theIconic.check(context())
    for (const [retryAfter, afterSeconds] of [
      ['120', 120],
      [null, 300],
    ] as const) {
      center.maintain(1, retryAfter)
      expect(await theIconic.orders({ since: now, page: null }, context())).toMatchObject({
        problem: { kind: 'throttled', status: 503, retry: { afterSeconds } },
      })
    }
    const reply = (text: string) => ({ status: 503, headers: new Headers(), text })
    expect(theIconic.restMs?.(reply('{"caused_by":"maintenance_mode"}'), now)).toBe(300_000)
    expect(theIconic.restMs?.(reply('{"caused_by":"overload"}'), now)).toBe(0)
  })
})

describe('a check', () => {
  it('names each part of Seller Center that is closed to the user', async () => {
    instead = ({ path }) =>
      /providers|webhooks/.test(path) ? new Response('<html>', { status: 403 }) : null
    expect(await theIconic.check(context())).toMatchObject({
      ok: true,
      value: {
        missing: ['shipment providers'],
        advice: expect.arrayContaining([expect.stringContaining('Webhooks are closed')]),
      },
    })
  })

  it('names the seller and the carriers as they must be written', async () => {
    scarves(1)
    const grants = await theIconic.check(context())
    expect(grants).toMatchObject({ value: { account: 'THE ICONIC, seller 4711', missing: [] } })
    expect(JSON.stringify(grants)).toContain('Couriers Please')
  })
})

describe('an order', () => {
  it('is THE ICONIC’s, and a masked contact is nobody to tell', async () => {
    const buyer = { ...BUYERS.masked, email: null, phone: null }
    const { id } = center.place(iconicOrder('217348922', buyer, [CATALOGUE.dress]))
    const order = await theIconic.order(id, context())
    if (!order.ok || order.value === 'gone') throw new Error('it was not read')
    expect(recogniseChannel(order.value, [])).toBe('the-iconic')
    const { contact, shipTo } = order.value
    expect(contact).toMatchObject({ email: '#####', phone: '#####' })
    expect(recipientFor('email', contact, shipTo)).toEqual({ none: 'masked' })
    expect(recipientFor('sms', contact, shipTo)).toEqual({ none: 'masked' })
  })

  it('that slips to another page while a list will not keep still is read all the same', async () => {
    const ids = Array.from({ length: 250 }, () => scarves(1).id)
    const read = new Set<string>()
    let cursor = { since: now - 60_000, page: null as string | null }
    for (let page = 0, more = true; more; page++) {
      const found = await theIconic.orders(cursor, context())
      if (!found.ok) throw new Error(found.problem.message)
      for (const order of found.value.orders) read.add(order.platformId)
      cursor = found.value.next
      more = found.value.more
      now += 1500
      if (page > 8) continue
      // More of them than the order that is read twice on purpose makes up for.
      for (const id of ids.slice(page * 3, page * 3 + 3)) center.edit(id, `${page} Moving Street`)
    }
    expect(read.size).toBe(250)
  })
})

describe('a parcel', () => {
  it('goes from ready to shipped at once, and to delivered when it arrived', async () => {
    const { id } = scarves(2)
    expect(await tell(id, parcel())).toMatchObject([{ state: 'written' }])
    expect(statuses(id)).toEqual(['shipped', 'shipped'])
    now += 86_400_000
    expect(await tell(id, parcel({ events: delivered() }))).toMatchObject([
      { state: 'written', events: [`delivered@${now}`] },
    ])
    expect(statuses(id)).toEqual(['delivered', 'delivered'])
    expect(acts()).toEqual([
      '/v2/orders/statuses/set-to-ready-to-ship',
      '/v2/orders/statuses/set-to-shipped',
      '/v2/orders/statuses/set-to-delivered',
    ])
  })

  it('of two of three units names two order items, by ids beyond 2^53', async () => {
    const { id, line } = scarves(3)
    const items = [{ platformItemId: line, quantity: 2 }]
    const [first, second] = center.units(id)
    expect(await tell(id, parcel({ items }))).toMatchObject([{ state: 'written' }])
    const body = sent.find(call => call.path.endsWith('set-to-ready-to-ship'))?.body
    expect(body).toBe(
      `{"orderItems":[{"id":${first?.id}},{"id":${second?.id}}],"trackingNumber":"AAA1000001",` +
        '"deliveryType":"dropship","shippingProvider":"Australia Post"}',
    )
    expect(statuses(id)).toEqual(['shipped', 'shipped', 'pending'])
  })

  it('with a carrier that THE ICONIC does not know is refused with the names it knows', async () => {
    const { id } = scarves(1)
    expect(await tell(id, parcel({ carrier: 'CouriersPlease' }))).toEqual([
      { state: 'refused', reason: expect.stringMatching(/carrierNames.*Couriers Please, DHL/) },
    ])
    expect(acts()).toEqual([])
  })

  it('is told with THE ICONIC’s own spelling of the carrier, and no blanks in the number', async () => {
    const { id } = scarves(1)
    await tell(id, parcel({ carrier: 'AUSTRALIA POST', trackingNumber: ' AAA1000001 ' }))
    expect(center.shown(id)).toMatchObject([{ carrier: 'Australia Post', numbers: ['AAA1000001'] }])
  })

  it('is refused when not all of its items were reached, for the number is spent', async () => {
    const { id } = scarves(2)
    center.reachOne()
    for (let i = 0; i < 2; i++) {
      expect(await tell(id, parcel())).toEqual([
        { state: 'refused', reason: expect.stringContaining('only 1 of 2 items') },
      ])
    }
    expect(statuses(id)).toEqual(['shipped', 'pending'])
    expect(acts().filter(path => path.endsWith('ready-to-ship'))).toHaveLength(1)
  })

  it('is looked at again when fewer items are confirmed than were told', async () => {
    const { id } = scarves(2)
    onTheWay = async ({ path }, answer) =>
      path.includes('/set-to-')
        ? new Response((await answer.text()).replace(/,\d+]/, ']'), answer)
        : answer
    expect(await tell(id, parcel())).toMatchObject([{ state: 'written' }])
    expect(statuses(id)).toEqual(['shipped', 'shipped'])
    expect(acts()).toHaveLength(2)
  })

  it('under a number that another order has is refused in THE ICONIC’s words', async () => {
    await tell(scarves(1).id, parcel())
    const { id } = scarves(1)
    expect(await tell(id, parcel())).toEqual([
      { state: 'refused', reason: expect.stringContaining('Tracking code is already used') },
    ])
    expect(codes(id)).toEqual([null])
  })

  it('that cannot be set to shipped says so, and its number stands', async () => {
    const { id } = scarves(1)
    center.forbid('shipped')
    expect(await tell(id, parcel())).toEqual([
      { state: 'refused', reason: expect.stringContaining('Status Transition is not allowed') },
    ])
    expect(codes(id)).toEqual(['AAA1000001'])
  })

  it('stays written when THE ICONIC sets deliveries itself', async () => {
    const { id } = scarves(1)
    center.forbid('delivered')
    const told = await tell(id, parcel({ events: delivered() }))
    expect(told).toMatchObject([{ state: 'written', events: [`delivered@${now}`] }])
    expect(statuses(id)).toEqual(['shipped'])
  })

  it.each(['ready-to-ship', 'shipped', 'delivered'])(
    'is moved on once, when the answer to set-to-%s was lost',
    async step => {
      const { id } = scarves(1)
      losing = `set-to-${step}`
      for (let i = 0; i < 2; i++) {
        await theIconic.writeBack(id, [parcel({ events: delivered() })], context())
      }
      expect(statuses(id)).toEqual(['delivered'])
      expect(acts()).toHaveLength(3)
    },
  )

  it('beside one that is refused still gets its number', async () => {
    const { id, line } = scarves(2)
    const items = [{ platformItemId: line, quantity: 1 }]
    const strange = parcel({ carrier: 'Nobody', trackingNumber: 'BBB2', items })
    expect(await tell(id, strange, parcel({ items }))).toMatchObject([
      { state: 'refused' },
      { state: 'written' },
    ])
  })
})

describe('a number that changed', () => {
  /** Somebody labelled the parcel in Seller Center and did not ship it yet. */
  function labelled(id: string, code: string | null) {
    for (const unit of center.units(id)) {
      unit.status = 'ready_to_ship'
      unit.trackingCode = code
      unit.provider = code && 'Sendle'
    }
  }
  const changed = parcel({ trackingNumber: 'BBB2', previous: 'AAA1000001' })

  it('is corrected with its carrier for the whole package while it is ready to ship', async () => {
    const { id } = scarves(2)
    labelled(id, 'AAA1000001')
    expect(await tell(id, changed)).toMatchObject([{ state: 'written' }])
    expect(codes(id)).toEqual(['BBB2', 'BBB2'])
    expect(center.shown(id)).toMatchObject([{ carrier: 'Australia Post' }])
    expect(acts().filter(path => path.endsWith('/shipping-provider'))).toHaveLength(1)
    expect(statuses(id)).toEqual(['shipped', 'shipped'])
  })

  it('is refused after that, and nothing is tried', async () => {
    const { id } = scarves(1)
    await tell(id, parcel())
    sent = []
    expect(await tell(id, changed)).toEqual([
      { state: 'refused', reason: expect.stringContaining('shipped') },
    ])
    expect(acts()).toEqual([])
    expect(codes(id)).toEqual(['AAA1000001'])
  })

  it('is given to items that are ready without one', async () => {
    const { id } = scarves(1)
    labelled(id, null)
    expect(await tell(id, parcel())).toMatchObject([{ state: 'written' }])
    expect(codes(id)).toEqual(['AAA1000001'])
  })
})

describe('items that do not go from the seller to the shopper', () => {
  const ofType = (id: string, type: 'crossdocking' | 'warehouse') => {
    for (const unit of center.units(id)) unit.type = type
  }

  it('are sent to THE ICONIC’s warehouse and never set to shipped when cross-docked', async () => {
    const { id } = scarves(1)
    ofType(id, 'crossdocking')
    const told = await tell(id, parcel({ events: delivered() }))
    expect(told).toMatchObject([{ state: 'written', events: [`delivered@${now}`] }])
    expect(statuses(id)).toEqual(['ready_to_ship'])
    expect(sent.find(call => call.path.endsWith('ready-to-ship'))?.body).toContain(
      '"deliveryType":"send_to_warehouse"',
    )
  })

  it('are left alone when THE ICONIC sends them from its own stock', async () => {
    const { id } = scarves(1)
    ofType(id, 'warehouse')
    expect(await tell(id, parcel())).toEqual([
      { state: 'refused', reason: expect.stringContaining('own warehouse') },
    ])
    expect(acts()).toEqual([])
  })
})

describe('the webhook', () => {
  const subscribe = async (callback: string) => {
    const made = await theIconic.subscribe?.(callback, context())
    if (!made?.ok) throw new Error('it was not made')
    return [...new Set(made.value.map(each => each.state))]
  }
  const switchOff = async () => {
    const list = await fetchJson('GET', '/v2/webhooks')
    const id = /"publicId":"([^"]+)"/.exec(list)?.[1]
    await fetchJson('POST', `/v2/webhook/${id}/status`, '{"isEnabled":false}')
  }
  const fetchJson = async (method: string, path: string, body?: string) => {
    const [token] = kept.values()
    const headers = { authorization: `Bearer ${token?.value}` }
    return (await send(`https://${HOST}${path}`, { method, headers, body })).text()
  }

  it('is switched on again when it was switched off', async () => {
    expect(await subscribe(CALLBACK)).toEqual(['created'])
    await switchOff()
    expect(await subscribe(CALLBACK)).toEqual(['mended'])
    expect(await subscribe(CALLBACK)).toEqual(['active'])
  })

  it('follows Waymark to another host instead of being made twice', async () => {
    await subscribe(CALLBACK)
    const moved = 'https://parcels.example.org/hooks/0abc'
    expect(await subscribe(moved)).toEqual(['mended'])
    expect(await subscribe(moved)).toEqual(['active'])
    expect(acts().filter(path => path === '/v2/webhook')).toHaveLength(1)
  })
})

it('asks for nothing that Seller Center does not have', async () => {
  const { id } = scarves(1)
  await theIconic.check(context())
  await theIconic.count?.(now, context())
  await tell(id, parcel({ events: delivered() }))
  expect(problems).toEqual([])
  expect(sent.some(call => call.path.includes('secret'))).toBe(false)
})
