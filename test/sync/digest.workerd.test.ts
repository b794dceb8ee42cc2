// The merchant's daily mail: what needs somebody, once a day, whatever happens to the cron or the provider.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { BUYERS, CATALOGUE, ownOrder } from '../../demo/world/orders.ts'
import type { StarshipitStatus } from '../../demo/world/starshipit.ts'
import demo from '../../merchants/demo.yaml?raw'
import { readEnv } from '../../src/sync/env.ts'
import { sendDigests } from '../../src/sync/jobs/send-digests.ts'
import { dyingAt, metered } from '../metered.ts'
import { type Simulation, simulate } from './simulation.ts'

/** A Tuesday, after the hour of the mail. */
const MORNING = Date.parse('2026-11-24T09:30:00+11:00')
const EIGHT = "\nalerts: { email: ops@wattleandtide.example, at: '08:00' }\n"
const HOUR = 60
const RESEND = 'api.resend.com'

let sim: Simulation

// Days in a simulation take seconds on a busy machine.
vi.setConfig({ testTimeout: 20_000 })

const begin = async (alerts: string) => {
  sim = await simulate(MORNING, demo + alerts)
  await sim.cron()
}

beforeEach(() => begin(EIGHT))
afterEach(async () => {
  await sim.drain() // the stand-ins' own webhooks
  vi.unstubAllGlobals()
})

/** An order whose parcel the carrier says this of. */
async function parcel(number: string, status: StarshipitStatus) {
  sim.world.shop.place(ownOrder(number, BUYERS.tom, [CATALOGUE.knit]))
  await sim.drain()
  await sim.world.starshipit.tell(
    {
      orderNumber: number,
      carrier: 'Australia Post',
      service: 'Express Post',
      trackingNumber: `33AAA000${number.slice(1)}`,
      shippedAt: sim.clock.now(),
    },
    status,
  )
  await sim.drain()
}

/** Lets the clock go on to this time of the merchant's day, and the job run. */
async function at(day: number, time: string, act = () => run()) {
  const wanted = Date.parse(`2026-11-${day}T${time}:00+11:00`)
  sim.clock.jump((wanted - sim.clock.now()) / 60_000)
  await act()
}

const mails = () =>
  sim.world.resend.mails.filter(({ to }) => to.includes('ops@wattleandtide.example'))
const subjects = () => mails().map(({ subject }) => subject)

/** One run of the job alone, on this database. */
async function run(d1 = sim.db): Promise<void> {
  const settings = readEnv(sim.env)
  if (!settings.ok) throw new Error('misconfigured')
  await sendDigests({ ...sim.env, DB0: d1 }, settings.value, sim.clock.now())
}

const writes = (statements: readonly string[]) =>
  statements.filter(text => /^(insert|update|delete)/i.test(text))

describe('the merchant', () => {
  it('hears once a day, from the hour on, what needs somebody, with what is next', async () => {
    await parcel('#2001', 'Exception')
    await parcel('#2002', 'InTransit')
    await sim.db.exec(
      "UPDATE connections SET problem = 'The account is closed.' WHERE name = 'easypost'",
    )
    await sim.db.exec(
      "INSERT INTO dead_letters (connection_id, kind, problem, body, received_at) SELECT id, 'orders', 'An order cannot be read.', x'00', 0 FROM connections WHERE name = 'shop'",
    )
    await at(25, '07:59', sim.cron)
    expect(mails()).toEqual([])
    await at(25, '08:00', sim.cron)
    await at(25, '08:00', sim.cron)
    expect(subjects()).toEqual(['Wattle & Tide: 3 new, 3 in all need somebody'])
    const [mail] = mails()
    expect(mail?.text).toContain(`NEW SINCE THE LAST MAIL (3)

Order #2001: Australia Post 33AAA0002001, last heard of Tuesday 24 November
  Australia Post reports a problem. Sort it out with Australia Post, and tell the shopper what comes next.
  https://`)
    expect(mail?.text).toContain('The account is closed.')
    expect(mail?.text).toContain('waymark dead-letters replay 1 --merchant wattle-and-tide')
    expect(mail?.html).toContain('<strong>Order #2001: Australia Post 33AAA0002001')
    expect(mail?.text).not.toContain('#2002')
  })

  it('hears first what is new, then what is still open, and nothing once all is well', async () => {
    await parcel('#2001', 'Exception')
    await at(25, '08:00')
    await parcel('#2002', 'Exception')
    await at(26, '08:00')
    expect(subjects().at(-1)).toBe('Wattle & Tide: 1 new, 2 in all need somebody')
    expect(mails().at(-1)?.text).toMatch(/NEW.*#2002.*STILL OPEN.*#2001/s)
    await at(27, '08:00')
    expect(subjects().at(-1)).toBe('Wattle & Tide: nothing new, 2 in all need somebody')
    await sim.db.exec("UPDATE shipments SET status = 'delivered'")
    await at(28, '08:00')
    expect(mails()).toHaveLength(3)
  })

  it('hears of a parcel that is scanned no more, and of a shop that was not told for a day', async () => {
    await parcel('#2001', 'InTransit')
    await sim.db.exec(`UPDATE shipments SET write_back = '{"state":"pending","retryAt":9e15}'`)
    await at(25, '09:31')
    expect(mails()[0]?.text).toContain('The shop has not been told of it for a day.')
    await at(29, '12:00', sim.cron) // the silence is noted
    await at(30, '08:00')
    expect(mails().at(-1)?.text).toContain('has not scanned it for longer than usual')
  })

  it('reads no more of the shopper than the numbers of order and parcel', async () => {
    await parcel('#2001', 'Exception')
    await at(25, '08:00')
    const all = JSON.stringify(mails())
    const { tom } = BUYERS
    const [order] = await sim.rows<{ content: string }>('orders')
    const { shipTo, contact } = JSON.parse(order?.content ?? '{}')
    const personal = [
      tom.email,
      tom.phone,
      contact.name,
      shipTo.line1,
      shipTo.postcode,
      shipTo.suburb,
    ]
    const known = personal.filter((text): text is string => Boolean(text))
    expect(known.length).toBeGreaterThan(3)
    for (const text of known) expect(all).not.toContain(text)
  })

  it('is told nothing, and nothing is written, when the config names nobody', async () => {
    await begin('')
    await parcel('#2001', 'Exception')
    await at(25, '08:00')
    expect(
      (await sim.rows<{ name: string }>('keep')).filter(({ name }) => name.startsWith('digest')),
    ).toEqual([])
    expect(mails()).toEqual([])
  })
})

describe('the daily mail', () => {
  it('costs a row on a day without anything, and two with a mail', async () => {
    await at(25, '07:00')
    sim.clock.jump(HOUR)
    const idle = metered(sim.db)
    await run(idle.d1)
    await run(idle.d1)
    expect(writes(idle.statements())).toHaveLength(1)
    await parcel('#2001', 'Exception')
    await at(26, '07:59')
    sim.clock.jump(1)
    const busy = metered(sim.db)
    await run(busy.d1)
    await run(busy.d1)
    expect(writes(busy.statements())).toHaveLength(2)
    expect(mails()).toHaveLength(1)
  })

  it('is sent once by two crons at once', async () => {
    await parcel('#2001', 'Exception')
    await at(25, '07:59')
    sim.clock.jump(1)
    await Promise.all([run(), run(), run()])
    await run()
    expect(mails()).toHaveLength(1)
  })

  it('is sent once when the Worker dies after the provider took it', async () => {
    await parcel('#2001', 'Exception')
    await at(25, '07:59')
    sim.clock.jump(1)
    let updates = 0
    const once = dyingAt(/^update "keep"/, sim.db)
    const d1 = new Proxy(sim.db, {
      get: (target, name) =>
        name === 'prepare'
          ? (text: string) =>
              (/^update "keep"/.test(text) && ++updates > 1 ? once : target).prepare(text)
          : Reflect.get(target, name)?.bind(target),
    })
    await run(d1)
    expect(mails()).toHaveLength(1)
    await at(25, '08:01')
    await at(25, '08:02')
    await at(26, '07:59')
    expect(mails()).toHaveLength(1)
    await at(26, '08:00')
    expect(subjects().at(-1)).toContain('nothing new')
  })

  it('waits for a provider that is down, and says then what it said', async () => {
    await parcel('#2001', 'Exception')
    sim.world.faults.next(RESEND, 2, { kind: 'status', status: 503 })
    sim.world.faults.next(RESEND, 1, { kind: 'accept_then_hang' })
    await at(25, '08:00')
    await parcel('#2002', 'Exception')
    for (const time of ['08:01', '08:03', '08:09', '08:40']) await at(25, time)
    expect(subjects()).toEqual(['Wattle & Tide: 1 new, 1 in all need somebody'])
    await at(26, '08:00')
    expect(subjects().at(-1)).toBe('Wattle & Tide: 1 new, 2 in all need somebody')
  })

  it('is given up before the provider forgets it, and what it had to tell is new the next day', async () => {
    await parcel('#2001', 'Exception')
    sim.world.faults.next(RESEND, 99, { kind: 'status', status: 503 })
    await at(25, '08:00')
    for (const time of ['08:01', '12:00', '22:00']) await at(25, time)
    await at(26, '07:00')
    sim.world.faults.clear()
    expect(mails()).toEqual([])
    await at(26, '08:00')
    expect(subjects()).toEqual(['Wattle & Tide: 1 new, 1 in all need somebody'])
  })

  it('says at the connection why it cannot leave, and leaves once that is mended', async () => {
    await parcel('#2001', 'Exception')
    const [mail] = (await sim.rows<{ name: string; secrets: string }>('connections')).filter(
      ({ name }) => name === 'mail',
    )
    await sim.db.exec("UPDATE connections SET secrets = '{}' WHERE name = 'mail'")
    await at(25, '08:00')
    const problem = async () =>
      (await sim.rows<{ name: string; problem: string }>('connections')).find(
        ({ name }) => name === 'mail',
      )?.problem
    expect(await problem()).toContain('waymark secret set mail apiKey')
    await sim.db
      .prepare("UPDATE connections SET secrets = ? WHERE name = 'mail'")
      .bind(mail?.secrets)
      .run()
    await at(25, '08:01')
    expect(mails()).toHaveLength(1)
    expect(await problem()).toBeNull()
  })
})
