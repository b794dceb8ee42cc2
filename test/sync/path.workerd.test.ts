// The promises of the whole path, kept against the real D1 and stand-ins that refuse what they do not
// know: whatever is lost, repeated or unclear outside, each shopper is told once and each shop knows.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { TWILIO as TWILIO_ACCOUNT } from '../../demo/constants.ts'
import type { Fault } from '../../demo/world/faults.ts'
import { BUYERS, CATALOGUE, iconicOrder, ownOrder } from '../../demo/world/orders.ts'
import type { NewOrder, ShopOrder } from '../../demo/world/shop.ts'
import { twilioSignature } from '../../demo/world/sign.ts'
import type { StarshipitStatus } from '../../demo/world/starshipit.ts'
import demo from '../../merchants/demo.yaml?raw'
import { type Simulation, simulate } from './simulation.ts'

const MORNING = Date.parse('2026-11-24T09:30:00+11:00')
const [RESEND, TWILIO, SHOP] = ['api.resend.com', 'api.twilio.com', 'wattle-and-tide.myshopify.com']

let sim: Simulation

beforeEach(async () => {
  sim = await simulate(MORNING)
  await sim.cron()
  sim.clock.jump(1)
})

afterEach(() => {
  vi.unstubAllGlobals()
})

/** An order of the own shop by a shopper who can be mailed and texted. */
async function order(wanted: NewOrder = ownOrder('#2001', BUYERS.tom, [CATALOGUE.knit])) {
  const placed = sim.world.shop.place(wanted)
  await sim.drain()
  return placed
}

/** Starshipit's webhook about the order's parcel; not yet handed over. */
const says = (
  placed: Pick<ShopOrder, 'name'>,
  status: StarshipitStatus,
  trackingNumber = '33AAA0000001',
) =>
  sim.world.starshipit.tell(
    {
      orderNumber: placed.name,
      carrier: 'Australia Post',
      service: 'Express Post',
      trackingNumber,
      shippedAt: sim.clock.now(),
    },
    status,
  )

async function told(placed: Pick<ShopOrder, 'name'>, status: StarshipitStatus) {
  await says(placed, status)
  await sim.drain()
}

/** `milestone channel state reason` of each message of the order. */
async function messages(placed: ShopOrder): Promise<string[]> {
  const seen = await sim.api.order(placed.name)
  return (seen?.messages ?? []).map(({ milestone, channel, state, reason }) =>
    [milestone, channel, state, reason].filter(Boolean).join(' '),
  )
}

const subjects = () => sim.world.resend.mails.map(mail => mail.subject)
const texts = () => sim.world.twilio.texts.map(text => text.body)
const fails = (host: string, kind: 'status' | 'hang' | 'accept_then_hang', status = 503) => {
  const fault: Fault = kind === 'status' ? { kind, status } : { kind }
  sim.world.faults.next(host, 1, fault)
}

describe('a shopper', () => {
  it('hears of each step once, by the channels the merchant chose', async () => {
    const placed = await order()
    await told(placed, 'Dispatched')
    await told(placed, 'InTransit')
    sim.clock.jump(60)
    await told(placed, 'OutForDelivery')
    sim.clock.jump(60)
    await told(placed, 'Delivered')
    expect(subjects()).toEqual([
      'Your order #2001 is on its way',
      'Your order #2001 is out for delivery',
      'Your order #2001 was delivered',
    ])
    expect(texts()).toEqual([expect.stringContaining('out for delivery with Australia Post')])
    expect(await messages(placed)).toEqual([
      'shipped email delivered',
      'out_for_delivery email delivered',
      'out_for_delivery sms delivered',
      'delivered email delivered',
    ])
    expect(sim.world.journal.problems).toEqual([])
  })

  it('hears it in the language of the order, to the last word', async () => {
    const placed = await order({ ...ownOrder('#2001', BUYERS.tom, [CATALOGUE.knit]), locale: 'de' })
    await told(placed, 'InTransit')
    sim.clock.jump(60)
    await told(placed, 'OutForDelivery')
    sim.clock.jump(60)
    await told(placed, 'Delivered')
    const mail = sim.world.resend.mails.at(-1)
    expect(subjects().at(-1)).toBe('Ihre Bestellung #2001 wurde zugestellt')
    expect(mail?.html).toContain('<html dir="ltr" lang="de">')
    expect(mail?.text).toContain('Zugestellt: Dienstag, 24. November um 11:31 Uhr')
    expect(texts()).toEqual([
      expect.stringMatching(/^Wattle & Tide: Ihre Bestellung #2001 ist .*in Zustellung/),
    ])
  })

  it('hears it in the merchant’s language where theirs is not to be spoken', async () => {
    sim = await simulate(
      MORNING,
      demo.replace('locale: en-AU', 'locale: en-AU\nlocales: [en-AU, ar]'),
    )
    await sim.cron()
    sim.clock.jump(1)
    const wanted = { ...ownOrder('#2001', BUYERS.tom, [CATALOGUE.knit]), locale: 'de' }
    await told(await order(wanted), 'InTransit')
    expect(subjects()).toEqual(['Your order #2001 is on its way'])
  })

  it('hears once of a webhook that is delivered five times', async () => {
    const placed = await order()
    await says(placed, 'OutForDelivery')
    for (let i = 0; i < 4; i++) await sim.world.starshipit.repeat()
    await sim.drain()
    await sim.world.starshipit.repeat()
    await sim.drain()
    const [shipment] = await sim.rows<{ events: string }>('shipments')
    expect(JSON.parse(shipment?.events ?? '{}').events).toHaveLength(1)
    expect(subjects()).toEqual(['Your order #2001 is out for delivery'])
    expect(texts()).toHaveLength(1)
  })

  it('is never told "out for delivery" after "delivered"', async () => {
    const placed = await order()
    await says(placed, 'OutForDelivery')
    sim.clock.jump(1)
    await says(placed, 'Delivered')
    await sim.drain()
    expect(subjects()).toEqual(['Your order #2001 was delivered'])
    expect(await messages(placed)).toContain('out_for_delivery sms superseded delivered')
  })

  it('with a masked contact is told nothing, and the reason is kept', async () => {
    const placed = await order(iconicOrder('217000001', BUYERS.masked, [CATALOGUE.dress]))
    await told(placed, 'OutForDelivery')
    expect([...subjects(), ...texts()]).toEqual([])
    expect(await messages(placed)).toEqual([
      'out_for_delivery email skipped masked',
      'out_for_delivery sms skipped masked',
      'shipped email skipped masked',
    ])
  })

  it('hears nothing of orders from before the shop was connected, however they move', async () => {
    const before = sim.world.shop.place(ownOrder('#1900', BUYERS.tom, [CATALOGUE.tote]), {
      placedAt: MORNING - 5 * 86_400_000,
      quietly: true,
    })
    await sim.cron()
    await told(before, 'OutForDelivery')
    await told(before, 'Delivered')
    expect([...subjects(), ...texts()]).toEqual([])
    expect(await messages(before)).toContain('delivered email skipped backfill')
  })

  it('hears nothing of old news: a scan of the day before yesterday', async () => {
    const placed = await order()
    await says(placed, 'Delivered')
    sim.clock.jump(49 * 60)
    await sim.drain()
    expect(subjects()).toEqual([])
    expect(await messages(placed)).toContain('delivered email skipped stale')
  })

  it('is not texted at night; the text leaves in the morning and the mail at once', async () => {
    const placed = await order()
    await told(placed, 'InTransit')
    sim.clock.jump(12 * 60) // 21:31
    await told(placed, 'AttemptedDelivery')
    expect(subjects()).toHaveLength(2)
    expect(texts()).toEqual([])
    await sim.pass(10 * 60)
    expect(texts()).toEqual([])
    await sim.pass(60)
    expect(texts()).toHaveLength(1)
    expect(sim.world.twilio.texts[0]?.at).toBe(Date.parse('2026-11-25T08:00:00+11:00'))
  })

  it('who has several parcels leave together hears of them once', async () => {
    const placed = await order(ownOrder('#2002', BUYERS.tom, [CATALOGUE.knit, CATALOGUE.scarf]))
    const lines = placed.lines.map(line => `gid://shopify/LineItem/${line.id}`)
    for (const [i, platformItemId] of lines.entries()) {
      const response = await sim.ask(
        `https://x.example/api/v1/orders/${encodeURIComponent(placed.name)}/shipments`,
        {
          method: 'POST',
          headers: {
            authorization: `Bearer ${sim.env.OPERATOR_KEY}`,
            'waymark-merchant': 'wattle-and-tide',
            'content-type': 'application/json',
          },
          body: JSON.stringify({
            carrier: 'sendle',
            trackingNumber: `SPAR0000${i}`,
            items: [{ platformItemId, quantity: 1 }],
          }),
        },
      )
      expect(response.status).toBe(201)
    }
    await sim.pass(5)
    expect(subjects()).toEqual(['Your order #2002 is on its way'])
    expect(await messages(placed)).toEqual([
      'shipped email delivered',
      'shipped email superseded told_with_parcel_1',
    ])
    expect(placed.fulfilments).toHaveLength(2)
  })
})

describe('a carrier who is faster than the shop', () => {
  const early = { name: '#2001' }
  const placeQuietly = () =>
    sim.world.shop.place(ownOrder(early.name, BUYERS.tom, [CATALOGUE.knit]), { quietly: true })

  it.each(['webhook', 'poll'] as const)(
    'has its dispatch taken when the order comes by %s: one parcel, one mail, one fulfilment',
    async by => {
      await told(early, 'Dispatched')
      await sim.world.starshipit.repeat()
      await sim.drain()
      expect(await sim.rows('shipments')).toEqual([])
      sim.clock.jump(2)
      const placed = by === 'webhook' ? await order() : placeQuietly()
      for (let i = 0; i < 3; i++) {
        await sim.cron()
        await sim.pass(2)
      }
      await sim.world.starshipit.repeat()
      await sim.drain()
      expect(await sim.rows('shipments')).toMatchObject([
        {
          tracking_number: '33AAA0000001',
          carrier: 'Australia Post',
          service: 'Express Post',
          door: 'carrier',
          dispatched_at: MORNING + 60_000,
        },
      ])
      expect(subjects()).toEqual(['Your order #2001 is on its way'])
      expect(placed.fulfilments).toMatchObject([
        { tracking: [{ company: 'Australia Post', number: '33AAA0000001' }] },
      ])
      expect(await sim.rows('unmatched_reports')).toEqual([])
      expect(await sim.rows('dead_letters')).toEqual([])
      expect(sim.world.journal.problems).toEqual([])
    },
  )

  it('dispatches nothing by a printed label, and dates the dispatch by what came after it', async () => {
    await told(early, 'Printed')
    sim.clock.jump(2)
    const placed = placeQuietly()
    await sim.cron()
    expect(await sim.rows('shipments')).toEqual([])
    expect(await sim.rows('unmatched_reports')).toHaveLength(1)
    expect([...subjects(), ...placed.fulfilments]).toEqual([])
    await told(early, 'Dispatched')
    expect(await sim.rows('shipments')).toMatchObject([{ dispatched_at: MORNING + 3 * 60_000 }])
    expect(subjects()).toEqual(['Your order #2001 is on its way'])
    expect(placed.fulfilments).toHaveLength(1)
  })

  it('who told of the label first is taken at the word that it left', async () => {
    await told(early, 'Printed')
    sim.clock.jump(1)
    await told(early, 'InTransit')
    sim.clock.jump(1)
    const placed = placeQuietly()
    await sim.cron()
    const [shipment] = await sim.rows<{ dispatched_at: number; events: string }>('shipments')
    expect(shipment?.dispatched_at).toBe(MORNING + 2 * 60_000)
    expect(JSON.parse(shipment?.events ?? '{}').events).toHaveLength(2)
    expect(subjects()).toHaveLength(1)
    expect(placed.fulfilments).toHaveLength(1)
  })
})

describe('a provider that fails', () => {
  it('after it took a text leaves one text: it is looked for before it is sent again', async () => {
    const placed = await order()
    await says(placed, 'OutForDelivery')
    fails(TWILIO, 'accept_then_hang')
    sim.faults.hooksLost = true
    await sim.drain()
    expect(texts()).toHaveLength(1)
    expect(await messages(placed)).toContain('out_for_delivery sms unknown http_none')
    await sim.pass(30)
    expect(texts()).toHaveLength(1)
    expect(await messages(placed)).toContain('out_for_delivery sms accepted')
  })

  it('before it took the one text a parcel may have gets it again all the same', async () => {
    await sim.db.exec(
      "UPDATE merchants SET config = json_set(config, '$.messages.smsPerShipment', 1)",
    )
    const placed = await order()
    fails(TWILIO, 'hang')
    await told(placed, 'OutForDelivery')
    await sim.pass(30)
    expect(texts()).toHaveLength(1)
  })

  it('before it took a text gets it again, once', async () => {
    const placed = await order()
    fails(TWILIO, 'hang')
    await told(placed, 'OutForDelivery')
    await sim.pass(30)
    expect(texts()).toHaveLength(1)
    expect(await messages(placed)).toContain('out_for_delivery sms delivered')
  })

  it('after it took a mail gets it again under the same key, and one mail is there', async () => {
    const placed = await order()
    fails(RESEND, 'accept_then_hang')
    await told(placed, 'Dispatched')
    await sim.pass(30)
    expect(subjects()).toHaveLength(1)
    expect(await messages(placed)).toEqual(['shipped email delivered'])
  })

  it('for hours is waited for, and told off as dead when it is too late', async () => {
    const placed = await order()
    sim.world.faults.next(RESEND, 1000, { kind: 'status', status: 500 })
    await told(placed, 'Dispatched')
    await sim.pass(10 * 60)
    expect(await messages(placed)).toEqual(['shipped email pending http_500'])
    await sim.pass(16 * 60)
    expect((await messages(placed))[0]).toMatch(/^shipped email (dead|skipped) /)
    expect(sim.waiting()).toEqual([])
  })

  it('because of the merchant’s account says so at the connection, and sends when it is mended', async () => {
    const placed = await order()
    fails(RESEND, 'status', 401)
    await told(placed, 'Dispatched')
    const problem = async () =>
      (await sim.rows('connections')).find(({ name }) => name === 'mail')?.problem
    expect(await problem()).toContain('waymark secret set')
    await sim.pass(30)
    expect(subjects()).toHaveLength(1)
    expect(await problem()).toBeNull()
  })
})

describe('a provider that the merchant has not set up', () => {
  it('does not make calls pile up, and says what is missing', { timeout: 60_000 }, async () => {
    const placed = await order()
    await sim.db.exec("UPDATE connections SET secrets = '{}' WHERE name = 'mail'")
    await told(placed, 'Dispatched')
    for (let minute = 0; minute < 40; minute++) {
      await sim.pass(1)
      await sim.cron()
    }
    expect(sim.waiting().length).toBeLessThanOrEqual(2)
    const mail = (await sim.rows('connections')).find(({ name }) => name === 'mail')
    expect(mail?.problem).toContain('waymark secret set mail apiKey')
  })
})

describe('a recipient', () => {
  it('who answers STOP gets no more texts, and again some after START', async () => {
    const placed = await order()
    const answer = (Body: string) => reply({ From: placed.phone ?? '', Body })
    await answer('Stop')
    await told(placed, 'OutForDelivery')
    expect(texts()).toEqual([])
    expect(await messages(placed)).toContain('out_for_delivery sms skipped suppressed')
    await answer('START')
    sim.clock.jump(60)
    await told(placed, 'AttemptedDelivery')
    expect(texts()).toHaveLength(1)
  })

  it('whose mailbox is dead gets no more mails', async () => {
    const dead = { ...BUYERS.tom, email: 'bounced.tom@example.net' }
    const placed = await order(ownOrder('#2003', dead, [CATALOGUE.knit]))
    await told(placed, 'Dispatched')
    await sim.pass(1)
    expect(await messages(placed)).toEqual(['shipped email bounced Permanent/NoEmail'])
    await told(placed, 'OutForDelivery')
    expect(subjects()).toHaveLength(1)
    expect(await messages(placed)).toContain('out_for_delivery email skipped suppressed')
  })

  it('gets no more texts about one parcel than the merchant allows', async () => {
    const placed = await order()
    for (let day = 0; day < 8; day++) {
      await told(placed, 'AttemptedDelivery')
      sim.clock.jump(24 * 60)
    }
    expect(texts()).toHaveLength(4)
    expect(await messages(placed)).toContain('delivery_attempted sms skipped budget')
  })
})

describe('a wake-up call', () => {
  it('that is lost between the write and the queue is made up for when the webhook comes again', async () => {
    const placed = await order()
    const { sendBatch } = sim.env.MESSAGES
    sim.env.MESSAGES.sendBatch = async () => {
      throw new Error('Too Many Requests')
    }
    await told(placed, 'Dispatched')
    expect(subjects()).toEqual([])
    sim.env.MESSAGES.sendBatch = sendBatch
    await sim.pass(2)
    expect(subjects()).toHaveLength(1)
  })

  it('that is lost for good is made up for by the sweep', async () => {
    const placed = await order()
    const nowhere = async () => ({}) as never
    const { MESSAGES, WRITE_BACKS } = sim.env
    const [a, b] = [MESSAGES.sendBatch, WRITE_BACKS.sendBatch]
    MESSAGES.sendBatch = nowhere
    WRITE_BACKS.sendBatch = nowhere
    await told(placed, 'Dispatched')
    MESSAGES.sendBatch = a
    WRITE_BACKS.sendBatch = b
    sim.clock.jump(10)
    await sim.cron()
    expect(subjects()).toHaveLength(1)
    expect(placed.fulfilments).toHaveLength(1)
  })

  it('that two consumers take at once sends one text', async () => {
    const placed = await order()
    await says(placed, 'OutForDelivery')
    const hold = sim.env.MESSAGES.sendBatch
    sim.env.MESSAGES.sendBatch = async () => ({}) as never
    await sim.drain()
    sim.env.MESSAGES.sendBatch = hold
    const [message] = await sim.rows<{ order_id: number }>('messages')
    const call = (id: string) => ({
      id,
      queue: 'waymark-messages',
      body: { shard: '0', orderId: message?.order_id },
      at: sim.clock.now(),
      attempts: 1,
    })
    await Promise.all(['a', 'b', 'c'].map(id => sim.deliver([call(id)])))
    await sim.pass(10)
    expect(texts()).toHaveLength(1)
    expect(subjects()).toHaveLength(1)
  })
})

describe('the shop', () => {
  it('shows one fulfilment with carrier and number, and the steps of the journey', async () => {
    const placed = await order()
    await told(placed, 'Dispatched')
    await told(placed, 'InTransit')
    sim.clock.jump(60)
    await told(placed, 'Delivered')
    expect(placed.fulfilments).toMatchObject([
      { tracking: [{ company: 'Australia Post', number: '33AAA0000001' }] },
    ])
    expect(placed.fulfilments[0]?.events.map(event => event.status)).toEqual([
      'IN_TRANSIT',
      'DELIVERED',
    ])
    const [shipment] = await sim.rows<{ write_back: string }>('shipments')
    expect(JSON.parse(shipment?.write_back ?? '')).toMatchObject({
      state: 'written',
      number: '33AAA0000001',
      ended: 'delivered',
    })
  })

  it.each([1, 2, 3, 4])(
    'has one fulfilment after call %i of the write-back was left unanswered',
    async call => {
      const placed = await order()
      let calls = 0
      sim.world.faults.next(SHOP, 1, { kind: 'accept_then_hang' }, () => ++calls === call)
      await told(placed, 'Dispatched')
      await sim.pass(30)
      expect(placed.fulfilments).toHaveLength(1)
      expect(subjects()).toHaveLength(1)
    },
  )

  it('that reports our own fulfilment as a changed order changes nothing with us', async () => {
    const placed = await order()
    await told(placed, 'Dispatched')
    const before = [
      await sim.rows('orders'),
      await sim.rows('shipments'),
      await sim.rows('messages'),
    ]
    sim.clock.jump(1)
    await sim.cron()
    await sim.cron()
    expect([
      await sim.rows('orders'),
      await sim.rows('shipments'),
      await sim.rows('messages'),
    ]).toEqual(before)
    expect(placed.fulfilments).toHaveLength(1)
  })

  it('in which the fulfilment was cancelled keeps it cancelled, however the parcel moves', async () => {
    const placed = await order()
    await told(placed, 'Dispatched')
    const [made] = placed.fulfilments
    if (!made) throw new Error('nothing was fulfilled')
    sim.world.shop.cancel(made.id)
    sim.clock.jump(60)
    await told(placed, 'InTransit')
    await told(placed, 'OutForDelivery')
    expect(placed.fulfilments.map(one => one.status)).toEqual(['CANCELLED'])
    const [shipment] = await sim.rows<{ write_back: string }>('shipments')
    expect(JSON.parse(shipment?.write_back ?? '')).toMatchObject({
      state: 'refused',
      reason: 'the fulfilment was cancelled in the shop',
    })
  })

  it('that is down for an hour is not called by more and more calls', {
    timeout: 60_000,
  }, async () => {
    const placed = await order()
    const down: Fault = { kind: 'status', status: 503, headers: { 'retry-after': '47' } }
    sim.world.faults.next(SHOP, 10_000, down)
    await told(placed, 'Dispatched')
    for (let minute = 0; minute < 60; minute++) {
      await sim.pass(1)
      await sim.cron()
    }
    expect(sim.waiting().length).toBeLessThanOrEqual(2)
    sim.world.faults.clear()
    for (let minute = 0; minute < 20; minute++) {
      await sim.pass(1)
      await sim.cron()
    }
    expect(placed.fulfilments).toHaveLength(1)
  })

  it('shows both boxes of an order of which the courier only knows the number', async () => {
    const placed = await order()
    await told(placed, 'Dispatched')
    await says(placed, 'Dispatched', '33AAA0000002')
    await sim.drain()
    const numbers = placed.fulfilments.map(each => each.tracking.map(one => one.number))
    expect(numbers).toEqual([['33AAA0000001', '33AAA0000002']])
    await says(placed, 'InTransit', '33AAA0000002')
    await sim.drain()
    const shipments = await sim.rows<{ write_back: string }>('shipments')
    const states = shipments.map(({ write_back }) => JSON.parse(write_back).state)
    expect(states).toEqual(['written', 'written'])
    expect(placed.fulfilments).toHaveLength(1)
  })

  it('that refuses says why at the order, and is not asked for ever', async () => {
    const placed = await order()
    const [open] = placed.fulfilmentOrders
    if (!open) throw new Error('nothing to fulfil')
    const tracking = [{ company: 'DHL', number: 'JD014600003RNDW', url: null }]
    sim.world.shop.fulfil([{ fulfilmentOrderId: open.id, lines: null }], tracking)
    await told(placed, 'Dispatched')
    const shipments = await sim.rows<{ tracking_number: string; write_back: string }>('shipments')
    const ours = shipments.find(({ tracking_number }) => tracking_number === '33AAA0000001')
    expect(JSON.parse(ours?.write_back ?? '')).toEqual({
      state: 'refused',
      reason: 'the items are already fulfilled with another tracking number',
    })
    expect(placed.fulfilments).toHaveLength(1)
    expect(sim.waiting()).toEqual([])
  })
})

describe('a provider’s webhook that is signed but cannot be read', () => {
  it('is kept, and told again once it can be', async () => {
    const placed = await order()
    await told(placed, 'OutForDelivery')
    const url = `${sim.hooks.texts}/0.1.1.shipped.sms.x.0`
    await signedByTwilio(url, new URLSearchParams({ Unheard: 'of' }))
    const [letter] = await sim.rows<{ id: number; kind: string; body: ArrayBuffer }>('dead_letters')
    expect(letter?.kind).toBe('hook')
    const replay = () =>
      sim.ask(`https://x.example/api/v1/dead-letters/${letter?.id}/replay`, {
        method: 'POST',
        headers: { authorization: `Bearer ${sim.env.OPERATOR_KEY}` },
      })
    expect((await replay()).status).toBe(409)
    await sim.db
      .prepare("UPDATE dead_letters SET body = replace(CAST(body AS TEXT), 'Unheard=of', ?)")
      .bind(`MessageSid=SM1&From=${encodeURIComponent(placed.phone ?? '')}&Body=STOP`)
      .run()
    expect((await replay()).status).toBe(202)
    expect(await sim.rows('suppressions')).toMatchObject([{ channel: 'sms', reason: 'opted_out' }])
  })
})

describe('a forged callback', () => {
  it('changes nothing', async () => {
    const placed = await order()
    await told(placed, 'OutForDelivery')
    const before = await sim.rows('messages')
    const response = await sim.ask(`${sim.hooks.texts}/0.1.1.shipped.sms.x.0`, {
      method: 'POST',
      headers: { 'x-twilio-signature': 'AAAA' },
      body: 'MessageSid=SM1&MessageStatus=failed',
    })
    expect(response.status).toBe(401)
    expect(await sim.rows('messages')).toEqual(before)
  })
})

/** A shopper's answer. */
const reply = (answer: Record<string, string>) =>
  signedByTwilio(
    sim.hooks.texts ?? '',
    new URLSearchParams({ MessageSid: 'SM1', To: TWILIO_ACCOUNT.number, ...answer }),
  )

/** Posts as Twilio does; it must hear nothing, because it would text that back. */
async function signedByTwilio(url: string, form: URLSearchParams): Promise<void> {
  const signature = twilioSignature(TWILIO_ACCOUNT.authToken, url, form)
  const response = await sim.ask(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': signature,
    },
    body: form.toString(),
  })
  expect([response.status, await response.text()]).toEqual([204, ''])
}
