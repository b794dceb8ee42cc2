// Cin7 Omni's own traps, through the stand-in: pages that shift, a filter that orders leave by being sent,
// one text for all tracking numbers, results a row, and a small allowance of calls.
import { beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { BUYERS, CATALOGUE, iconicOrder } from '../../../demo/world/orders.ts'
import { type Limit, type Priority, type Spent, take } from '../../../src/core/budget.ts'
import { recogniseChannel } from '../../../src/core/channel.ts'
import type { PlatformOrder } from '../../../src/core/order.ts'
import { err, ok } from '../../../src/core/result.ts'
import { parseExactly } from '../../../src/sync/exact-json.ts'
import type { Call, CallProblem, Reply } from '../../../src/sync/http.ts'
import { paced } from '../../../src/sync/pace.ts'
import { cin7 } from '../../../src/sync/platforms/cin7/index.ts'
import { type Cin7Settings, HOST, Settings } from '../../../src/sync/platforms/cin7/settings.ts'
import type { Cursor, WantedFulfilment } from '../../../src/sync/platforms/platform.ts'
import { openShop, type StandInShop } from '../../battery/shops.ts'

const HOUR = 3_600_000
const Row = z.looseObject({ id: z.union([z.number(), z.string()]).transform(String) })

type Sent = { readonly url: URL; readonly method: string; readonly body: string }
/** What comes instead of Cin7's answer, or null for its own. */
type Meddle = (sent: Sent) => Reply | CallProblem | null

let shop: StandInShop
let sent: Sent[]
beforeEach(() => {
  shop = openShop('cin7')
  sent = []
})

function context(settings: Partial<Cin7Settings> = {}, meddle: Meddle = () => null) {
  const base = shop.context()
  const given = Settings.parse({ ...shop.standIn.connection.settings, ...settings })
  const http = async (url: string, call: Call = {}) => {
    const one = { url: new URL(url), method: call.method ?? 'GET', body: call.body ?? '' }
    sent.push(one)
    const instead = meddle(one)
    if (!instead) return base.http(url, call)
    return 'kind' in instead ? err(instead) : ok(instead)
  }
  return { ...base, settings: given, http }
}

const answerOf = (status: number, body: unknown): Reply => ({
  status,
  headers: new Headers(),
  text: typeof body === 'string' ? body : JSON.stringify(body),
})

const start = (): Cursor => ({ since: shop.now() - HOUR, page: null })

async function readAll(cursor = start(), settings: Partial<Cin7Settings> = {}, meddle?: Meddle) {
  const read: PlatformOrder[] = []
  for (let next = cursor, pages = 1; pages < 100; pages++) {
    const page = await cin7.orders(next, context(settings, meddle))
    if (!page.ok) throw new Error(page.problem.message)
    read.push(...page.value.orders)
    next = page.value.next
    if (!page.value.more) return { read, next, pages }
  }
  throw new Error('the pages never end')
}

const idsOf = (orders: readonly { platformId: string }[]) =>
  [...new Set(orders.map(order => order.platformId))].toSorted()

/** Somebody changes fields in Cin7 itself; not through the adapter. */
async function inCin7(platformId: string, fields: Record<string, unknown>) {
  const body = `[{"id":${platformId},${JSON.stringify(fields).slice(1)}]`
  const reply = await rawCall('', { method: 'PUT', body })
  expect(reply).toMatchObject([{ success: true }])
}

async function rawOrder(platformId: string) {
  return Row.parse(await rawCall(`/${platformId}`))
}

async function rawCall(path: string, call: Call = {}): Promise<unknown> {
  const { username } = Settings.parse(shop.standIn.connection.settings)
  const key = shop.standIn.connection.secrets.connectionKey
  const headers = { authorization: `Basic ${btoa(`${username}:${key}`)}` }
  const url = `https://${HOST}/api/v1/SalesOrders${path}`
  const reply = await shop.context().http(url, { ...call, headers })
  return reply.ok ? parseExactly(reply.value.text) : reply.problem
}

const parcel = (change: Partial<WantedFulfilment> = {}): WantedFulfilment => ({
  trackingNumber: 'AAA1',
  carrier: 'Australia Post',
  trackingUrl: 'https://track.example.com/t/0abc',
  items: null,
  mayCreate: true,
  events: [],
  ...change,
})

const tell = async (
  platformId: string,
  wanted: readonly WantedFulfilment[],
  settings: Partial<Cin7Settings> = {},
) => {
  const told = await cin7.writeBack(platformId, wanted, context(settings))
  return told.ok ? told.value.map(each => each.state) : told.problem.kind
}

const puts = () => sent.filter(({ method }) => method === 'PUT')
const rowsIn = (one: Sent | undefined) => z.array(Row).parse(parseExactly(one?.body ?? ''))

describe('reading Cin7’s orders', () => {
  it('asks in one `where`, oldest change first, for 250 rows and only for fields it reads', async () => {
    shop.place()
    await readAll({ since: Date.UTC(2026, 10, 25, 1, 2, 3, 456), page: null })
    expect(sent).toHaveLength(1)
    const query = Object.fromEntries(sent[0]?.url.searchParams ?? [])
    expect(query).toMatchObject({
      where: "modifiedDate>='2026-11-25T00:57:03Z'", // five minutes over
      order: 'modifiedDate ASC',
      page: '1',
      rows: '250',
    })
    expect(query.fields?.split(',')).not.toContain('internalComments')
    expect(sent[0]?.url.search.length).toBeLessThan(2048)
    expect(sent[0]?.url.search).not.toContain('+')
  })

  it('lets an open order in when it is approved and in a stage of the settings', async () => {
    const { platformId } = shop.place()
    const begins = async (stages?: string[]) => {
      const { read } = await readAll(start(), stages && { stages })
      return read.map(order => !order.onlyIfKnown)
    }
    await inCin7(platformId, { stage: 'New' })
    expect(await begins()).toEqual([false])
    expect(await begins(['new'])).toEqual([true])
    expect(await begins([])).toEqual([true])
    await inCin7(platformId, { stage: 'Fully Picked', isApproved: false })
    expect(await begins([])).toEqual([false])
    await inCin7(platformId, { isApproved: true })
    expect(await begins()).toEqual([true])
  })

  it('learns that an order it knows was dispatched, and that one was voided', async () => {
    const [one, other] = [shop.place(), shop.place()]
    const first = await readAll()
    expect(first.read).toHaveLength(2)
    shop.pass(HOUR)
    shop.standIn.fulfil(one.platformId, { carrier: 'Sendle', trackingNumber: 'S1', items: null })
    await inCin7(other.platformId, { stage: 'Needs Attention' })
    shop.standIn.cancel(other.platformId)
    const voidedAt = shop.now()
    expect(await rawOrder(one.platformId)).toMatchObject({ stage: 'Dispatched' })
    const { read } = await readAll(first.next)
    expect(read.find(each => each.platformId === one.platformId)?.fulfilments).toMatchObject([
      { trackingNumber: 'S1', carrier: 'Sendle', cancelled: false },
    ])
    expect(read.find(each => each.platformId === other.platformId)?.cancelledAt).toBe(voidedAt)
  })

  it('does not lose an order that was picked and sent between two readings', async () => {
    const { platformId } = shop.place()
    shop.standIn.fulfil(platformId, { carrier: 'Sendle', trackingNumber: 'S1', items: null })
    expect(idsOf((await readAll()).read)).toEqual([platformId])
  })

  it('reads all of 600 orders that one second holds, by their ids, and stops', async () => {
    const placed = Array.from({ length: 600 }, () => shop.place())
    const { read, pages, next } = await readAll()
    expect(idsOf(read)).toEqual(idsOf(placed))
    expect(pages).toBeLessThanOrEqual(5)
    expect(sent[1]?.url.searchParams.get('where')).toMatch(
      /^modifiedDate>='[^']+' AND modifiedDate<'[^']+' AND id>0$/,
    )
    expect(next.page).toBeNull()
  })

  it('reads orders on both sides of a second that fills several pages', async () => {
    const placed = [shop.place()]
    shop.pass(1000)
    for (let i = 0; i < 520; i++) placed.push(shop.place())
    shop.pass(1000)
    placed.push(shop.place())
    expect(idsOf((await readAll()).read)).toEqual(idsOf(placed))
  })

  it('asks for fewer rows when 250 orders are more than a reply may hold', async () => {
    const placed = Array.from({ length: 120 }, () => shop.place())
    const tooLarge: CallProblem = {
      kind: 'too_large',
      host: HOST,
      status: 200,
      message: 'too much',
      retry: false,
    }
    const { read } = await readAll(start(), {}, ({ url }) =>
      Number(url.searchParams.get('rows')) > 50 ? tooLarge : null,
    )
    expect(idsOf(read)).toEqual(idsOf(placed))
    const asked = sent.map(({ url }) => url.searchParams.get('rows'))
    expect(asked.slice(0, 3)).toEqual(['250', '50', '50'])
    expect(asked.filter(rows => rows === '250')).toHaveLength(1)
  })

  it('takes nothing over from rows that are not sorted', async () => {
    const rows = [2, 1].map(id => ({ id, modifiedDate: `2026-11-25T00:00:0${id}Z` }))
    const page = await cin7.orders(
      start(),
      context({}, () => answerOf(200, rows)),
    )
    expect(page).toMatchObject({ ok: false, problem: { kind: 'unreadable' } })
  })

  it('recognises THE ICONIC and shows the shopper’s own number, not Cin7’s', async () => {
    shop.standIn.place(iconicOrder('217348921', BUYERS.masked, [CATALOGUE.dress]))
    shop.place()
    const { read } = await readAll()
    const iconic = read.filter(each => recogniseChannel(each, []) === 'the-iconic')
    expect(iconic.map(each => each.number)).toEqual(['217348921'])
    expect(iconic[0]?.contact.name).toBe('Priya N')
  })

  it('finds nothing new in its own write-back', async () => {
    const { platformId } = shop.place()
    const before = (await readAll()).read[0]
    await tell(platformId, [parcel()], { dispatchedStage: 'Dispatched' })
    const after = (await readAll()).read[0]
    const content = ({ updatedAt: _, fulfilments: __, ...rest }: PlatformOrder) => rest
    expect(after && content(after)).toEqual(before && content(before))
    expect(after?.updatedAt).not.toBe(before?.updatedAt)
  })
})

describe('telling Cin7 of parcels', () => {
  it('tells 40 orders in one GET and one PUT', async () => {
    const placed = Array.from({ length: 40 }, () => shop.place())
    const orders = placed.map(({ platformId }, i) => ({
      platformId,
      wanted: [parcel({ trackingNumber: `AAA${i}` })],
    }))
    const told = await cin7.writeBackMany?.(orders, context())
    expect(told?.map(each => each.ok && each.value[0]?.state)).toEqual(placed.map(() => 'written'))
    expect(sent.map(({ method }) => method)).toEqual(['GET', 'PUT'])
    expect(sent[0]?.url.searchParams.get('where')).toMatch(/^id IN \(\d+(,\d+){39}\)$/)
    expect(shop.standIn.shown(placed[7]?.platformId ?? '')[0]?.numbers).toEqual(['AAA7'])
  })

  it('keeps every query short, however many orders there are', async () => {
    const orders = Array.from({ length: 300 }, (_, i) => ({
      platformId: String(9_007_199_254_800_000n + BigInt(i)),
      wanted: [parcel()],
    }))
    const told = await cin7.writeBackMany?.(orders, context())
    expect(told).toHaveLength(300)
    expect(Math.max(...sent.map(({ url }) => url.search.length))).toBeLessThan(2048)
  })

  it('hears for each row whether it was taken', async () => {
    const [good, bad] = [shop.place(), shop.place()]
    const wanted = [parcel()]
    const refusing: Meddle = ({ method, body }) => {
      if (method !== 'PUT') return null
      const rows = z.array(Row).parse(parseExactly(body))
      return answerOf(
        200,
        rows.map(({ id }, index) =>
          id === bad.platformId
            ? { index, success: false, id: null, code: null, errors: ['Order is locked'] }
            : { index, success: true, id, code: 'SO', errors: [] },
        ),
      )
    }
    const orders = [bad, good].map(({ platformId }) => ({ platformId, wanted }))
    expect(await cin7.writeBackMany?.(orders, context({}, refusing))).toMatchObject([
      {
        ok: true,
        value: [{ state: 'refused', reason: 'Cin7 refuses the change: Order is locked' }],
      },
      { ok: true, value: [{ state: 'written' }] },
    ])
  })

  it('comes again for a row of which Cin7 says nothing', async () => {
    const { platformId } = shop.place()
    const silent: Meddle = ({ method }) => (method === 'PUT' ? answerOf(200, []) : null)
    expect(await cin7.writeBack(platformId, [parcel()], context({}, silent))).toMatchObject({
      ok: false,
      problem: { kind: 'unreadable', retry: { afterSeconds: 60 } },
    })
  })

  it('reads again after a failure that leaves open whether it happened', async () => {
    const { platformId } = shop.place()
    shop.loseNextAnswer()
    expect(await tell(platformId, [parcel()])).toEqual(['written'])
    expect(sent.map(({ method }) => method)).toEqual(['GET', 'PUT', 'GET'])
    const failing: Meddle = ({ method }) => (method === 'PUT' ? answerOf(503, 'busy') : null)
    const changed = [parcel({ trackingNumber: 'BBB2', previous: 'AAA1' })]
    const told = await cin7.writeBack(platformId, changed, context({}, failing))
    expect(told).toMatchObject({ ok: false, problem: { status: 503, retry: { afterSeconds: 60 } } })
  })

  it('sends what is missing and nothing else, and never the lines', async () => {
    const { platformId } = shop.place([2, 1])
    await tell(platformId, [parcel()])
    const [row] = rowsIn(puts()[0])
    expect(Object.keys(row ?? {}).toSorted()).toEqual([
      'dispatchedDate',
      'id',
      'internalComments',
      'logisticsCarrier',
      'trackingCode',
    ])
    expect(row?.id).toBe(platformId)
    expect(puts()[0]?.body).toContain(`[{"id":${platformId},`)
    expect(shop.problems).toEqual([])
  })

  it('adds a line to the internal comments and keeps what people wrote', async () => {
    const { platformId } = shop.place()
    await inCin7(platformId, { internalComments: 'Ring the bell twice\n' })
    await tell(platformId, [parcel()])
    await tell(platformId, [parcel()])
    expect((await rawOrder(platformId)).internalComments).toBe(
      'Ring the bell twice\nAustralia Post AAA1 2026-11-24',
    )
  })

  it('joins the numbers of several parcels by commas, in one act', async () => {
    const { platformId } = shop.place([2])
    const second = parcel({ trackingNumber: ' BBB2 ', carrier: 'Sendle' })
    expect(await tell(platformId, [parcel(), second])).toEqual(['written', 'written'])
    expect(puts()).toHaveLength(1)
    expect(await rawOrder(platformId)).toMatchObject({
      trackingCode: 'AAA1,BBB2',
      logisticsCarrier: 'Australia Post',
      internalComments: 'Australia Post AAA1 2026-11-24\nSendle BBB2 2026-11-24',
    })
  })

  it('calls the order fully dispatched only when everything of it is in a parcel', async () => {
    const { platformId, itemIds } = shop.place([2, 1])
    const [one = '', other = ''] = itemIds
    const first = parcel({ items: [{ platformItemId: one, quantity: 2 }] })
    const rest = parcel({
      trackingNumber: 'BBB2',
      items: [{ platformItemId: other, quantity: 1 }],
    })
    expect(await tell(platformId, [first])).toEqual(['written'])
    expect(await rawOrder(platformId)).toMatchObject({ trackingCode: 'AAA1', dispatchedDate: null })
    expect(await tell(platformId, [{ ...first, mayCreate: false }, rest])).toEqual([
      'written',
      'written',
    ])
    expect(shop.standIn.isShipped(platformId)).toBe(true)
  })

  it('does not take a number that somebody typed there for a parcel of the whole order', async () => {
    const { platformId, itemIds } = shop.place([1, 1, 1])
    await inCin7(platformId, { trackingCode: 'HAND1' })
    const typed = parcel({ trackingNumber: 'HAND1', mayCreate: false })
    const [, two = '', three = ''] = itemIds
    const part = parcel({ items: [{ platformItemId: two, quantity: 1 }] })
    expect(await tell(platformId, [typed, part])).toEqual(['written', 'written'])
    expect(await rawOrder(platformId)).toMatchObject({
      trackingCode: 'HAND1,AAA1',
      dispatchedDate: null,
    })
    const rest = parcel({ trackingNumber: 'AAA2', items: [{ platformItemId: three, quantity: 1 }] })
    await tell(platformId, [typed, { ...part, mayCreate: false }, rest])
    expect(shop.standIn.isShipped(platformId)).toBe(false)
    const known = [typed, part, rest].map(each => ({ ...each, mayCreate: false }))
    await tell(platformId, [...known, parcel({ trackingNumber: 'AAA3' })])
    expect(shop.standIn.isShipped(platformId)).toBe(true)
  })

  it('does not dispatch again what somebody took back in Cin7', async () => {
    const { platformId } = shop.place()
    await tell(platformId, [parcel()])
    await inCin7(platformId, { dispatchedDate: null })
    expect(await tell(platformId, [parcel({ mayCreate: false })])).toEqual(['written'])
    expect(shop.standIn.isShipped(platformId)).toBe(false)
  })

  it('leaves the stock alone with `dispatch: false`, and moves the stage when told to', async () => {
    const [kept, moved] = [shop.place(), shop.place()]
    await tell(kept.platformId, [parcel()], { dispatch: false, dispatchedStage: 'Sent' })
    expect(await rawOrder(kept.platformId)).toMatchObject({
      trackingCode: 'AAA1',
      dispatchedDate: null,
      stage: 'Fully Picked',
    })
    await tell(moved.platformId, [parcel()], { dispatchedStage: 'Sent' })
    expect(await rawOrder(moved.platformId)).toMatchObject({ stage: 'Sent' })
  })

  it('puts a corrected number in the place of the old one, with its carrier', async () => {
    const { platformId } = shop.place()
    await tell(platformId, [parcel()])
    const changed = parcel({ trackingNumber: 'SEN2', previous: 'AAA1', carrier: 'Sendle' })
    expect(await tell(platformId, [{ ...changed, mayCreate: false }])).toEqual(['written'])
    expect(await rawOrder(platformId)).toMatchObject({
      trackingCode: 'SEN2',
      logisticsCarrier: 'Sendle',
    })
  })

  it('leaves a number that moved to another parcel of the order', async () => {
    const { platformId } = shop.place([2])
    await tell(platformId, [parcel({ trackingNumber: 'X' })])
    const swapped = [
      parcel({ trackingNumber: 'Y', previous: 'X' }),
      parcel({ trackingNumber: 'X' }),
    ]
    expect(await tell(platformId, swapped)).toEqual(['written', 'written'])
    expect((await rawOrder(platformId)).trackingCode).toBe('X,Y')
  })

  it('keeps a carrier that stands beside a number of somebody else', async () => {
    const { platformId } = shop.place([2])
    await inCin7(platformId, { trackingCode: 'THEIRS1', logisticsCarrier: 'StarTrack' })
    expect(await tell(platformId, [parcel()])).toEqual(['written'])
    expect(await rawOrder(platformId)).toMatchObject({
      trackingCode: 'THEIRS1,AAA1',
      logisticsCarrier: 'StarTrack',
    })
  })

  it('tells an order that comes twice in one call after what the first telling wrote', async () => {
    const { platformId } = shop.place([2])
    const orders = ['AAA1', 'BBB2'].map(trackingNumber => ({
      platformId,
      wanted: [parcel({ trackingNumber, items: [] })],
    }))
    await cin7.writeBackMany?.(orders, context())
    expect((await rawOrder(platformId)).trackingCode).toBe('AAA1,BBB2')
  })

  /** As Cin7 answers, with one row changed. */
  const answerWith = (platformId: string, change: (row: Record<string, unknown>) => void) =>
    async function answer(ids: readonly string[]) {
      const where = `id IN (${ids.join(',')})`
      const rows = z
        .array(Row)
        .parse(await rawCall(`?where=${encodeURIComponent(where)}&rows=250&page=1`))
      for (const row of rows) if (row.id === platformId) change(row)
      return answerOf(200, rows)
    }

  it.each([
    ['whose comments do not come', { internalComments: undefined }],
    ['whose numbers do not come', { trackingCode: undefined }],
    ['with an odd field', { stage: 7 }],
  ])('leaves an order alone %s, and tells the others', async (_, odd) => {
    const placed = [shop.place(), shop.place(), shop.place()]
    const [, bad] = placed
    const orders = placed.map(({ platformId }) => ({ platformId, wanted: [parcel()] }))
    const reply = await answerWith(bad?.platformId ?? '', row => Object.assign(row, odd))(
      placed.map(each => each.platformId),
    )
    const told = await cin7.writeBackMany?.(
      orders,
      context({}, ({ method }) => (method === 'GET' ? reply : null)),
    )
    expect(told).toMatchObject([
      { ok: true, value: [{ state: 'written' }] },
      { ok: false, problem: { kind: 'unreadable', retry: { afterSeconds: 60 } } },
      { ok: true, value: [{ state: 'written' }] },
    ])
    expect(rowsIn(puts()[0]).map(({ id }) => id)).not.toContain(bad?.platformId)
  })

  it('does not call an order gone whose row may be the one without a readable id', async () => {
    const [odd, gone] = [shop.place(), shop.place()]
    const rows = answerOf(200, [{ id: null, trackingCode: null, internalComments: null }])
    const orders = [odd, gone].map(({ platformId }) => ({ platformId, wanted: [parcel()] }))
    const told = await cin7.writeBackMany?.(
      orders,
      context({}, () => rows),
    )
    expect(told).toMatchObject(Array(2).fill({ ok: false, problem: { kind: 'unreadable' } }))
  })

  it('halves a batch that Cin7 refuses, until only the row that it is about stays untold', async () => {
    const placed = Array.from({ length: 40 }, () => shop.place())
    const bad = placed[17]?.platformId ?? ''
    const refusing: Meddle = ({ method, body }) =>
      method === 'PUT' && body.includes(bad) ? answerOf(400, { message: 'odd row' }) : null
    const orders = placed.map(({ platformId }) => ({ platformId, wanted: [parcel()] }))
    const told = await cin7.writeBackMany?.(orders, context({}, refusing))
    const untold = placed.filter((_, index) => !told?.[index]?.ok)
    expect(untold.map(each => each.platformId)).toEqual([bad])
    expect(told?.[17]).toMatchObject({ problem: { kind: 'refused', status: 400 } })
    expect(sent.length).toBeLessThan(30)
  })

  it('gives up early when Cin7 refuses whatever it is told', async () => {
    const placed = Array.from({ length: 90 }, () => shop.place())
    const orders = placed.map(({ platformId }) => ({ platformId, wanted: [parcel()] }))
    const refusing: Meddle = ({ method }) => (method === 'PUT' ? answerOf(400, 'no') : null)
    const told = await cin7.writeBackMany?.(orders, context({}, refusing))
    expect(told).toHaveLength(90)
    expect(told?.every(each => !each.ok && each.problem.status === 400)).toBe(true)
    expect(sent.length).toBeLessThan(50)
  })

  it('stops after a batch that was throttled, and says so for all the others', async () => {
    const orders = Array.from({ length: 300 }, (_, i) => ({
      platformId: String(9_007_199_254_800_000n + BigInt(i)),
      wanted: [parcel()],
    }))
    const told = await cin7.writeBackMany?.(
      orders,
      context({}, () => answerOf(429, 'slow down')),
    )
    expect(sent).toHaveLength(1)
    expect(told?.every(each => !each.ok && each.problem.kind === 'throttled')).toBe(true)
  })
})

describe('the budget of a Cin7 account', () => {
  it('is never exceeded in any window, and used to 80 % while a backlog is told', async () => {
    const orders = Array.from({ length: 40 }, () => shop.place())
    let spent: Spent = []
    let restUntil = 0
    const account = {
      take: async (_: string, limits: readonly Limit[], priority: Priority, now: number) => {
        if (restUntil > now) return restUntil - now
        const taken = take(spent, limits, priority, now)
        if (taken.granted) spent = taken.spent
        return taken.granted ? 0 : taken.waitMs
      },
      rest: async (forMs: number, now: number) => {
        restUntil = now + forMs
      },
    }
    const http = paced(rawHttp, {
      account,
      connection: '0 1',
      limits: cin7.limits ?? [],
      priority: 'write-back',
      now: async () => shop.now(),
      wait: async ms => shop.pass(ms),
    })
    const begin = shop.now()
    let calls = 0
    for (let i = 0; shop.now() < begin + 10 * 60_000; i++) {
      const wanted = [parcel({ trackingNumber: `N${i}`, previous: `N${i - orders.length}` })]
      const platformId = orders[i % orders.length]?.platformId ?? ''
      const told = await cin7.writeBack(platformId, wanted, { ...context(), http })
      calls = sent.length
      if (told.ok || !told.problem.retry) continue
      expect(told.problem).toMatchObject({ kind: 'throttled', status: null }) // never Cin7's own 429
      shop.pass(told.problem.retry.afterSeconds * 1000)
    }
    expect(calls).toBeGreaterThanOrEqual(0.8 * 600)
    for (const { calls: most, perMs } of cin7.limits ?? []) {
      expect(shop.standIn.mostCallsIn?.(perMs)).toBeLessThanOrEqual(most)
    }

    /** Without the harness's own pacing: the clock moves only as far as the account makes us wait. */
    async function rawHttp(url: string, call: Call = {}) {
      const target = new URL(url)
      sent.push({ url: target, method: call.method ?? 'GET', body: call.body ?? '' })
      const { method = 'GET', headers, body = '' } = call
      const host = shop.standIn.hosts[HOST] ?? expect.fail('no host')
      const answer = await host({ method, url: target, headers: new Headers(headers), body })
      return ok({ status: answer.status, headers: answer.headers, text: await answer.text() })
    }
  })
})

describe('checking a Cin7 connection', () => {
  it('names the right that is missing', async () => {
    shop.place()
    const noUpdate: Meddle = ({ method }) => (method === 'PUT' ? answerOf(403, 'no') : null)
    expect(await cin7.check(context({}, noUpdate))).toMatchObject({
      value: { account: 'WattleThreadsAU', missing: ['SalesOrders: Update'] },
    })
    expect(await cin7.check(context({}, () => answerOf(403, 'no')))).toMatchObject({
      value: { missing: ['SalesOrders: Read'] },
    })
    expect(shop.standIn.acts()).toBe(0)
  })

  it('warns of a stage in which there is no order, as after a slip of the pen', async () => {
    shop.place()
    const advice = async (stages: string[]) => {
      const grants = await cin7.check(context({ stages }))
      return grants.ok ? (grants.value.advice ?? []).join(' ') : grants.problem.message
    }
    expect(await advice(['Fully Picked'])).not.toContain('is in the stage')
    expect(await advice(["Fuly Picked's", 'Packed'])).toContain("“Fuly Picked's” or “Packed”")
  })

  it('says what to do when a secret is missing or wrong, without repeating it', async () => {
    const wrong = await cin7.check({ ...context(), secrets: { connectionKey: 'schlüssel-7' } })
    expect(wrong).toMatchObject({ problem: { kind: 'credentials', status: 401 } })
    expect(JSON.stringify(wrong)).toContain('connectionKey')
    expect(JSON.stringify(wrong)).not.toContain('schlüssel-7')
  })
})

describe('the stand-in for Cin7', () => {
  it('refuses the fourth call in a second and the 61st in a minute, and has counted them', async () => {
    const ask = async () => {
      const reply = await shop.standIn.hosts[HOST]?.({
        method: 'GET',
        url: new URL(`https://${HOST}/api/v1/SalesOrders?rows=1`),
        headers: new Headers({ authorization: `Basic ${btoa(keyPair())}` }),
        body: '',
      })
      return reply?.status
    }
    expect([await ask(), await ask(), await ask(), await ask()]).toEqual([200, 200, 200, 429])
    shop.pass(1000)
    for (let i = 0; i < 57; i++) {
      expect(await ask()).toBe(200)
      shop.pass(500)
    }
    expect(await ask()).toBe(429)
    expect(shop.standIn.mostCallsIn?.(1000)).toBe(4)
    expect(shop.standIn.mostCallsIn?.(60_000)).toBe(62)
  })

  const keyPair = () => {
    const { settings, secrets } = shop.standIn.connection
    return `${settings.username}:${secrets.connectionKey}`
  }
})
