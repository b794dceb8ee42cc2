// What a shopper may ask or say, through the public door: edge's own fetch in front of sync's own, on the
// real D1, the real Durable Object and R2, with the demo's world outside.
import { env, listDurableObjectIds, runDurableObjectAlarm } from 'cloudflare:test'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Feedback } from '../../cli/answers.ts'
import { MERCHANT, OPERATOR_KEY, TWILIO } from '../../demo/constants.ts'
import { BUYERS, CATALOGUE, iconicOrder, ownOrder } from '../../demo/world/orders.ts'
import type { NewOrder, ShopOrder } from '../../demo/world/shop.ts'
import { twilioSignature } from '../../demo/world/sign.ts'
import type { StarshipitStatus } from '../../demo/world/starshipit.ts'
import edge from '../../src/edge/worker.tsx'
import { dyingAt, metered } from '../metered.ts'
import { type Simulation, simulate } from './simulation.ts'

const MORNING = Date.parse('2026-11-24T09:30:00+11:00')
const HOST = 'https://track.example'

let sim: Simulation
let asked: string[]
let isBusy: boolean
/** Databases beside the home. */
let moreShards: Readonly<Record<string, D1Database>>

beforeEach(async () => {
  sim = await simulate(MORNING)
  await sim.cron()
  sim.clock.jump(1)
  asked = []
  isBusy = false
  moreShards = {}
})

afterEach(() => {
  vi.unstubAllGlobals()
})

const visit = (path: string, init: RequestInit = {}) =>
  edge.fetch(
    new Request(`${HOST}${path}`, {
      redirect: 'manual',
      ...init,
      headers: { 'waymark-now': String(sim.clock.now()), ...init.headers },
    }) as never,
    {
      DB0: env.DB0,
      SYNC: {
        fetch: (input: string | Request, init?: RequestInit) => {
          const request = new Request(input, init)
          asked.push(new URL(request.url).pathname)
          return sim.ask(request as never)
        },
      } as unknown as Fetcher,
      ...moreShards,
      FORMS: { limit: async () => ({ success: !isBusy }) },
      ENVIRONMENT: 'development',
    },
  )

const post = (path: string, fields: Record<string, string> | string, headers = {}) =>
  visit(path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: String(new URLSearchParams(fields)),
  })

async function order(wanted: NewOrder = ownOrder('#2001', BUYERS.tom, [CATALOGUE.knit])) {
  const placed = sim.world.shop.place(wanted)
  await sim.drain()
  return placed
}

async function told(placed: Pick<ShopOrder, 'name'>, status: StarshipitStatus) {
  const parcel = {
    orderNumber: placed.name,
    carrier: 'Australia Post',
    service: 'Express Post',
    trackingNumber: '33AAA0000001',
    shippedAt: sim.clock.now(),
  }
  await sim.world.starshipit.tell(parcel, status)
  await sim.drain()
}

const pageOf = async ({ name }: Pick<ShopOrder, 'name'>) =>
  `/t/${await env.DB0.prepare('SELECT token FROM orders WHERE number = ?').bind(name).first('token')}`

/** The page of an order that has arrived. */
async function delivered(wanted?: NewOrder): Promise<string> {
  const placed = await order(wanted)
  await told(placed, 'Delivered')
  return pageOf(placed)
}

const rows = (table: string) => sim.rows<Record<string, unknown>>(table)
const update = (query: string) => env.DB0.prepare(query).run()

describe('whoever knows the postcode or the email address of an order', () => {
  it('sees where it goes, once, and nobody may keep that answer', async () => {
    const path = await delivered()
    const before = await (await visit(path)).text()
    for (const hidden of ['Ferraro', '27 Lygon Lane', '3053']) expect(before).not.toContain(hidden)
    for (const answer of ['3053', ' 3053 ', 'tom.ferraro@example.net', 'TOM.Ferraro@Example.NET']) {
      const response = await post(path, { private: answer })
      const page = await response.text()
      expect(response.status).toBe(200)
      expect(response.headers.get('cache-control')).toBe('no-store')
      expect(response.headers.get('etag')).toBeNull()
      expect(response.headers.get('set-cookie')).toBeNull()
      for (const shown of ['Tom Ferraro', '27 Lygon Lane', 'Carlton VIC 3053', '>Australia<'])
        expect(page).toContain(shown)
      expect(page).toContain('May be left without a signature')
      expect(page).toContain('<p role="status">Only you see this, until you leave the page.</p>')
    }
    expect(await (await visit(path)).text()).toBe(before)
  })

  it('sees who signed, and is told where a carrier tells of no picture and no signature', async () => {
    const path = await delivered()
    const page = async () => (await post(path, { private: '3053' })).text()
    expect(await page()).toContain('has not sent us a picture or a signature.')
    await update("UPDATE shipments SET state = json_set(state, '$.signedBy', 'T <b>Ferraro')")
    expect(await page()).toContain('Signed by T &lt;b&gt;Ferraro')
  })

  it('hears calmly what is wrong, beside the field, and sees nothing', async () => {
    const path = await delivered()
    const response = await post(path, { private: '2000' })
    const page = await response.text()
    expect(response.status).toBe(422)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(page).toContain('aria-describedby="private-fault"')
    expect(page).toContain(
      '<p class="warn" id="private-fault" role="status">That does not match this order. Check it and try again.</p>',
    )
    expect(page).not.toContain('Ferraro')
    expect(page).not.toContain('value="2000"')
    for (let i = 0; i < 6; i++) {
      const empty = await post(path, { private: ' ' })
      expect(empty.status).toBe(422)
      expect(await empty.text()).toContain('That does not match this order.')
    }
    expect((await post(path, { private: '3053' })).status).toBe(200)
  })

  it('has five tries in a quarter of an hour, at whatever place and however many at once', async () => {
    const path = await delivered()
    const tries = await Promise.all(
      Array.from({ length: 8 }, (_, i) => post(path, { private: `200${i}` })),
    )
    expect(tries.map(({ status }) => status).toSorted()).toEqual([
      ...Array(5).fill(422),
      ...Array(3).fill(429),
    ])
    const right = await post(path, { private: '3053' })
    expect(right.status).toBe(429)
    expect(right.headers.get('retry-after')).toBe('900')
    expect(await right.text()).toContain('Too many tries. Please try again in 15 minutes.')
    sim.clock.jump(14)
    expect(await (await post(path, { private: '3053' })).text()).toContain('in 1 minute.')
    sim.clock.jump(1)
    expect((await post(path, { private: '3053' })).status).toBe(200)
  })

  it('is counted for each order by itself, and forgiven with the right answer', async () => {
    const [one, other] = [
      await delivered(),
      await pageOf(await order(ownOrder('#2002', BUYERS.nadia, [CATALOGUE.tote]))),
    ]
    for (let i = 0; i < 4; i++) await post(one, { private: '2000' })
    expect((await post(one, { private: '3053' })).status).toBe(200)
    for (let i = 0; i < 5; i++) expect((await post(one, { private: '2000' })).status).toBe(422)
    expect((await post(one, { private: '3053' })).status).toBe(429)
    expect((await post(other, { private: '2042' })).status).toBe(200)
  })

  it('is forgotten when the time is over', async () => {
    const path = await delivered()
    await post(path, { private: '2000' })
    const rang: boolean[] = []
    for (const id of await listDurableObjectIds(env.TRIES)) {
      rang.push(await runDurableObjectAlarm(env.TRIES.get(id)))
    }
    expect(rang).toContain(true)
    for (let i = 0; i < 5; i++) expect((await post(path, { private: '2000' })).status).toBe(422)
  })

  it('is nobody where a marketplace keeps the contact back', async () => {
    const path = await delivered(iconicOrder('217000001', BUYERS.masked, [CATALOGUE.dress]))
    expect((await post(path, { private: '#####@example.net' })).status).toBe(422)
    await update("UPDATE orders SET content = json_set(content, '$.shipTo.postcode', '####')")
    expect((await post(path, { private: '####' })).status).toBe(422)
    await update("UPDATE orders SET content = json_set(content, '$.shipTo.postcode', '')")
    expect((await post(path, { private: ' ' })).status).toBe(422)
    await update(
      "UPDATE orders SET content = json_set(content, '$.contact.email', 'orders@theiconic.com.au')",
    )
    expect((await post(path, { private: 'orders@theiconic.com.au' })).status).toBe(422)
  })

  it('reads instructions of the checkout, and never the shop’s own remarks', async () => {
    const path = await delivered()
    await update(`UPDATE orders SET content = json_set(content,
      '$.marks.note', 'Difficult customer',
      '$.marks.attributes', json('[{"key":"Delivery instructions","value":"Behind the blue pot"}]'))`)
    const page = await (await post(path, { private: '3053' })).text()
    expect(page).toContain('Behind the blue pot')
    expect(page).not.toContain('Difficult customer')
  })

  it('is heard in the database of the link, however the link was typed', async () => {
    const path = await delivered()
    const token = `1${path.slice(4)}`
    await env.DB0.prepare('UPDATE orders SET token = ? WHERE token = ?')
      .bind(token, path.slice(3))
      .run()
    moreShards = { DB1: env.DB0 }
    Object.assign(sim.env, { DB1: env.DB0, DB0: dyingAt(1, env.DB0) })
    for (const typed of [token, token.toLowerCase().replace('1', 'l')]) {
      const seen = await post(`/t/${typed}`, { private: '3053' })
      expect(await seen.text(), typed).toContain('27 Lygon Lane')
    }
  })

  it('reads on in the language that was chosen', async () => {
    const path = await delivered()
    const page = await (await post(`${path}/en-AU`, { private: '2000' })).text()
    expect(page).toContain(`action="${path}/en-AU#private"`)
    expect((await post(`${path}/xx`, { private: '3053' })).status).toBe(404)
    expect((await post(`${path}/page.json`, { private: '3053' })).status).toBe(405)
  })
})

describe('a carrier’s picture of the delivery', () => {
  const JPEG = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3])
  let fetched: string[]

  /** The page of an order whose carrier has a picture there, and what the address answers. */
  async function pictured(url: string, reply: () => Response): Promise<string> {
    const path = await delivered()
    await env.DB0.prepare(
      "UPDATE shipments SET events = json_set(events, '$.events[#-1].proofUrl', ?)",
    )
      .bind(url)
      .run()
    fetched = []
    const outside = globalThis.fetch
    vi.stubGlobal('fetch', (asked: string, init?: RequestInit) => {
      if (!asked.includes('proof')) return outside(asked, init)
      fetched.push(asked)
      return Promise.resolve(reply())
    })
    return path
  }

  const pictureIn = async (path: string) =>
    /<img class="proof" src="([^"]+)" alt="Picture or signature taken by Australia Post"/.exec(
      await (await post(path, { private: '3053' })).text(),
    )?.[1]

  it('is fetched once, and shown from our own address for ten minutes', async () => {
    const path = await pictured('https://proof.example/once.jpg?key=1', () => new Response(JPEG))
    const picture = await pictureIn(path)
    expect(picture).toMatch(/^\/proof\/0\/[\w-]{22}\/\d{13}\/[\w-]{22}$/)
    await pictureIn(path)
    expect(fetched).toEqual(['http://world.test/proof.example/once.jpg?key=1'])
    const shown = await visit(picture ?? '')
    expect(shown.status).toBe(200)
    expect(shown.headers.get('content-type')).toBe('image/jpeg')
    expect(shown.headers.get('cache-control')).toBe('no-store')
    expect(shown.headers.get('content-security-policy')).toContain('sandbox')
    expect(new Uint8Array(await shown.arrayBuffer())).toEqual(JPEG)
    sim.clock.jump(11)
    expect((await visit(picture ?? '')).status).toBe(404)
  })

  it('is behind no other path', async () => {
    const path = await pictured('https://proof.example/path.jpg', () => new Response(JPEG))
    const picture = (await pictureIn(path)) ?? ''
    const [, , shard, name, until, seal] = picture.split('/')
    for (const guess of [
      `/proof/${shard}/${name}/${Number(until) + 1}/${seal}`,
      `/proof/${shard}/${name}/${until}/${seal?.slice(1)}`,
      `/proof/${shard}/${name?.toLowerCase()}/${until}/${seal}`,
      `/proof/Z/${name}/${until}/`,
    ]) {
      expect((await visit(guess)).status).toBe(404)
    }
    expect((await visit('/proof/tracking/2026-11-24')).status).toBe(404)
  })

  it.each([
    ['a document', () => new Response('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')],
    ['a page', () => new Response('<html>', { headers: { 'content-type': 'image/png' } })],
    ['too large', () => new Response(new Uint8Array(5 * 1024 * 1024 + 1).fill(0xff))],
    ['elsewhere', () => new Response(null, { status: 302, headers: { location: 'https://x.y' } })],
    ['gone', () => new Response(null, { status: 404 })],
  ])(
    'is none when what is there is %s, and is not asked for again that day',
    async (what, reply) => {
      const path = await pictured(`https://proof.example/${what}`, reply)
      expect(await pictureIn(path)).toBeUndefined()
      expect(await pictureIn(path)).toBeUndefined()
      expect(fetched).toHaveLength(1)
    },
  )

  it('is asked for again the day after it was not there yet', async () => {
    let isThere = false
    const path = await pictured('https://proof.example/tomorrow.jpg', () => {
      return isThere ? new Response(JPEG) : new Response(null, { status: 404 })
    })
    expect(await pictureIn(path)).toBeUndefined()
    isThere = true
    expect(await pictureIn(path)).toBeUndefined()
    sim.clock.jump(24 * 60 + 1)
    expect(await pictureIn(path)).toBeDefined()
  })

  it('is asked for again after its host was down, and keeps nobody from the address', async () => {
    let isUp = false
    const path = await pictured('https://proof.example/later.jpg', () => {
      return isUp ? new Response(JPEG) : new Response(null, { status: 503 })
    })
    const page = await (await post(path, { private: '3053' })).text()
    expect(page).toContain('27 Lygon Lane')
    isUp = true
    sim.clock.jump(6)
    expect(await pictureIn(path)).toBeDefined()
  })

  it.each([
    'http://proof.example/a.jpg',
    'https://127.0.0.1/proof',
    'https://2130706433/proof',
    'https://0x7f.1/proof',
    'https://[::ffff:169.254.169.254]/proof',
    'https://localhost./proof',
    'https://proof.internal/a.jpg',
    'https://proof/a.jpg',
    'https://user@proof.example/a.jpg',
    'https://proof.example:22/a.jpg',
    'https://proof.example\\@127.0.0.1/a.jpg?',
    'javascript:proof',
  ])('is never looked for at %s', async url => {
    const path = await pictured(url, () => new Response(JPEG))
    await pictureIn(path)
    expect(fetched.filter(one => !one.startsWith('http://world.test/proof.example/'))).toEqual([])
  })
})

describe('whoever looks for an order', () => {
  const FIND = '/find/wattle-and-tide'
  const find = (number: string, contact: string) => post(FIND, { number, contact })
  const mails = () => sim.world.resend.mails.map(({ subject }) => subject)

  /** The links go out after the answer. */
  async function settled() {
    await new Promise(resolve => setTimeout(resolve, 50))
    await sim.drain()
  }

  it('finds one form, in the merchant’s looks', async () => {
    const response = await visit(FIND)
    const page = await response.text()
    expect(response.status).toBe(200)
    expect(page).toContain('Where is my order?</h1>')
    expect(page).toContain('Wattle &amp; Tide')
    expect(page).toContain('autocomplete="email"')
    expect(response.headers.get('content-security-policy')).toContain("form-action 'self'")
    for (const nobody of ['/find/nobody', '/find/', '/find/%00', '/find/WATTLE', '/find/a/b'])
      expect((await visit(nobody)).status).toBe(404)
  })

  it.each(['#2001', '2001', ' #2001 ', '\t2001'])(
    'is led to the page by number %j and email',
    async number => {
      const path = await pageOf(await order())
      const response = await find(number, 'Tom.Ferraro@example.net')
      expect([response.status, response.headers.get('location')]).toEqual([303, path])
      expect(response.headers.get('cache-control')).toBe('no-store')
    },
  )

  it('finds a number in whatever case', async () => {
    const path = await pageOf(await order(ownOrder('WT-2001A', BUYERS.tom, [CATALOGUE.knit])))
    const response = await find('wt-2001a', 'tom.ferraro@example.net')
    expect(response.headers.get('location')).toBe(path)
  })

  it('gets one answer for wrong and unknown, made of the same queries', async () => {
    await order()
    const answers = []
    for (const [number, contact] of [
      ['#2001', 'somebody@example.net'],
      ['#9999', 'tom.ferraro@example.net'],
    ] as const) {
      const counted = metered(env.DB0)
      const before = sim.env.DB0
      Object.assign(sim.env, { DB0: counted.d1 })
      const response = await find(number, contact)
      Object.assign(sim.env, { DB0: before })
      const text = (await response.text()).replaceAll(number, '#')
      answers.push({ status: response.status, text, queries: counted.statements() })
    }
    expect(answers[0]).toEqual(answers[1])
    expect(answers[0]?.status).toBe(422)
    expect(answers[0]?.queries).toHaveLength(2)
    expect(answers[0]?.text).toContain('value="#"')
    expect(answers[0]?.text).not.toContain('@example.net')
  })

  it('is told to look at the mail for any postcode, before anybody looks', async () => {
    await order()
    const answers = []
    for (const [number, contact] of [
      ['#2001', '3053'],
      ['#2001', '3054'],
      ['#9999', '3053'],
    ] as const) {
      const response = await find(number, contact)
      answers.push({ status: response.status, text: await response.text() })
    }
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
    expect(answers[0]?.text).toContain('Look at your email')
    expect(answers[0]?.text).toMatch(/<a href="\/find\/[a-z-]+">Where is my order\?<\/a>/)
    await settled()
    expect(mails()).toEqual(['Your link to order #2001'])
  })

  it('is answered before the mail for a postcode that fits is under way, and whatever becomes of it', async () => {
    await order()
    const error = vi.spyOn(console, 'error').mockImplementation(() => {})
    let fail = (_: Error) => {}
    const { sendBatch } = sim.env.MESSAGES
    sim.env.MESSAGES.sendBatch = () => new Promise((_, reject) => (fail = reject))
    expect((await find('#2001', '3053')).status).toBe(200)
    await settled()
    fail(new Error('tom.ferraro@example.net'))
    await settled()
    sim.env.MESSAGES.sendBatch = sendBatch
    const logged = JSON.stringify(error.mock.calls)
    error.mockRestore()
    expect(logged).toContain('look-up')
    expect(logged).not.toContain('ferraro')
    sim.clock.jump(10)
    await sim.cron() // the ledger has it: the sweep calls again
    expect(mails()).toEqual(['Your link to order #2001'])
  })

  it('is mailed the link to the contact on file, and to nobody else', async () => {
    const path = await pageOf(await order())
    await find('2001', '3053')
    await settled()
    const [mail] = sim.world.resend.mails
    expect(mail).toMatchObject({ to: ['tom.ferraro@example.net'] })
    expect(mail?.text).toContain(`${env.PUBLIC_URL}${path}`)
    expect(mail?.html).toContain(`<a href="${env.PUBLIC_URL}${path}">`)
    const seen = await sim.api.order('#2001')
    expect(seen?.messages).toMatchObject([
      { milestone: 'link', channel: 'email', state: 'delivered' },
    ])
  })

  it('is mailed at most three links a day, however often it is asked and whatever was sent before', async () => {
    const placed = await order()
    await told(placed, 'Dispatched')
    for (let round = 0; round < 3; round++) {
      await Promise.all(Array.from({ length: 4 }, () => find('2001', '3053')))
      await settled()
      sim.clock.jump(16)
    }
    expect(mails().filter(subject => subject.startsWith('Your link'))).toHaveLength(3)
    sim.clock.jump(24 * 60)
    await find('2001', '3053')
    await settled()
    expect(mails().filter(subject => subject.startsWith('Your link'))).toHaveLength(4)
  })

  it('is not mailed where the contact is masked, the channel forbids it, or the mailbox is closed', async () => {
    await order(iconicOrder('217000001', BUYERS.masked, [CATALOGUE.dress]))
    expect((await find('217000001', '6000')).status).toBe(200)
    await settled()
    await order()
    await find('2001', '3053')
    await settled()
    await update(`INSERT INTO suppressions SELECT merchant_id, 'email', recipient_hash, 'bounced', 1
      FROM messages WHERE recipient = 'tom.ferraro@example.net' LIMIT 1`)
    await find('2001', '3053')
    await settled()
    expect(mails()).toHaveLength(1)
    const links = await rows('messages')
    expect(links.map(({ state, reason }) => [state, reason])).toEqual(
      expect.arrayContaining([
        ['skipped', 'masked'],
        ['skipped', 'suppressed'],
      ]),
    )
  })

  it('is mailed a link to an order from before the shop was connected: it was asked for', async () => {
    await order()
    await update('UPDATE orders SET silent = 1')
    await find('2001', '3053')
    await settled()
    expect(mails()).toHaveLength(1)
  })

  it('finds each of several orders of one number', async () => {
    const path = await pageOf(await order())
    await update(`INSERT INTO orders SELECT id + 1000, merchant_id, connection_id + 1, platform_id, number,
      '0SECQND7777777777777777777', channel, placed_at,
      json_set(content, '$.contact.email', 'ana@example.net', '$.shipTo.postcode', '3053'),
      assignment, silent, imported_at FROM orders`)
    expect((await find('2001', 'ana@example.net')).headers.get('location')).toBe(
      '/t/0SECQND7777777777777777777',
    )
    expect((await find('2001', 'tom.ferraro@example.net')).headers.get('location')).toBe(path)
    await find('2001', '3053')
    await settled()
    expect(sim.world.resend.mails.flatMap(({ to }) => to).toSorted()).toEqual([
      'ana@example.net',
      'tom.ferraro@example.net',
    ])
  })

  it('finds no order of another merchant', async () => {
    await order()
    await update("INSERT INTO merchants SELECT id + 1, 'other', config, brand, 1, 0 FROM merchants")
    const response = await post('/find/other', {
      number: '2001',
      contact: 'tom.ferraro@example.net',
    })
    expect(response.status).toBe(422)
  })

  it('has five tries for a number, whether there is such an order', async () => {
    await order()
    for (const number of ['2001', '9999']) {
      for (let i = 0; i < 5; i++) expect((await find(number, `a${i}@example.net`)).status).toBe(422)
      const response = await find(` #${number}`, 'tom.ferraro@example.net')
      expect(response.status).toBe(429)
      expect(await response.text()).toContain('Please try again in 15 minutes.')
    }
  })

  it('keeps the number and names what is missing', async () => {
    const response = await find('#2001"><b>', '')
    const page = await response.text()
    expect(response.status).toBe(422)
    expect(page).toContain('value="#2001&quot;&gt;&lt;b&gt;"')
    expect(page).toContain('role="status">Please fill in both fields.</p>')
    expect(asked).toEqual([])
  })
})

describe('a shopper whose parcel has arrived', () => {
  const rated = async () => (await rows('feedback')).map(({ parcel, good }) => `${parcel} ${good}`)

  it('says how it went, once a parcel, and the last answer counts', async () => {
    const path = await delivered()
    expect(await (await visit(path)).text()).toContain('How was the delivery?')
    const good = await post(path, { parcel: '1', feedback: 'good' })
    expect(good.status).toBe(200)
    expect(await good.text()).toContain('<p role="status">Thank you for telling us.</p>')
    await post(path, { parcel: '1', feedback: 'good' })
    expect(await rated()).toEqual(['1 1'])
    const bad = await post(path, { parcel: '1', feedback: 'bad' })
    expect(await bad.text()).toContain('We are sorry to hear that.')
    expect(await rated()).toEqual(['1 0'])
  })

  it('is not asked before, and cannot answer for what has not arrived', async () => {
    const placed = await order()
    await told(placed, 'InTransit')
    const path = await pageOf(placed)
    expect(await (await visit(path)).text()).not.toContain('How was the delivery?')
    expect((await post(path, { parcel: '1', feedback: 'good' })).status).toBe(422)
    await told(placed, 'Delivered')
    for (const parcel of ['2', '0', '-1', '1e400', 'NaN', '', '1 OR 1=1', '99999999999999999999'])
      expect((await post(path, { parcel, feedback: 'good' })).status).toBe(422)
    expect((await post(path, { parcel: '1', feedback: 'great' })).status).toBe(422)
    expect(await rated()).toEqual([])
  })
})

describe('what shoppers say', () => {
  const feedback = async () => {
    const response = await sim.ask(`${HOST}/api/v1/feedback`, {
      headers: { authorization: `Bearer ${OPERATOR_KEY}`, 'waymark-merchant': MERCHANT },
    })
    return Feedback.parse(await response.json()).deliveries
  }

  it('is counted by carrier and service, with how far it can be trusted', async () => {
    const path = await delivered()
    const of = { carrier: 'Australia Post', service: 'Express Post' }
    expect(await feedback()).toEqual([
      { ...of, delivered: 1, answered: 0, share: null, between: null },
    ])
    await post(path, { parcel: '1', feedback: 'good' })
    const [one] = await feedback()
    expect(one).toMatchObject({ ...of, delivered: 1, answered: 1, share: 1, between: { to: 1 } })
    // One of one tells nearly nothing: https://doi.org/10.1080/01621459.1927.10502953
    expect(one?.between?.from).toBeCloseTo(0.2065, 3)
  })

  it('is another merchant’s to nobody', async () => {
    const path = await delivered()
    await post(path, { parcel: '1', feedback: 'bad' })
    await update("INSERT INTO merchants SELECT id + 1, 'other', config, brand, 1, 0 FROM merchants")
    const headers = { authorization: `Bearer ${OPERATOR_KEY}`, 'waymark-merchant': 'other' }
    const response = await sim.ask(`${HOST}/api/v1/feedback`, { headers })
    expect(await response.json()).toMatchObject({ deliveries: [] })
    const nobody = await sim.ask(`${HOST}/api/v1/feedback`)
    expect(nobody.status).toBe(401)
  })
})

describe('a shopper who wants fewer messages', () => {
  const show = async (path: string) => (await post(path, { preferences: 'show' })).text()
  const box = (page: string, name: string) => {
    const tag = new RegExp(`<input type="checkbox" name="${name}"([^>]*)>`).exec(page)?.[1] ?? '?'
    return tag.includes('disabled') ? 'none' : tag.includes('checked') ? 'on' : 'off'
  }
  const boxes = (page: string) => [box(page, 'email'), box(page, 'sms')]

  it('sees what is on when it is asked for, switches it off, and on again', async () => {
    const placed = await order()
    const path = await pageOf(placed)
    expect(await (await visit(path)).text()).not.toContain('type="checkbox"')
    expect(boxes(await show(path))).toEqual(['on', 'on'])
    const saved = await (await post(path, { preferences: 'save', sms: 'on' })).text()
    expect(saved).toContain('<p role="status">Saved.</p>')
    expect(boxes(saved)).toEqual(['off', 'on'])
    await told(placed, 'OutForDelivery')
    expect(sim.world.resend.mails).toHaveLength(0)
    expect(sim.world.twilio.texts).toHaveLength(1)
    const seen = await sim.api.order(placed.name)
    expect(seen?.messages).toContainEqual(
      expect.objectContaining({ channel: 'email', state: 'skipped', reason: 'suppressed' }),
    )
    expect(
      boxes(await (await post(path, { preferences: 'save', email: 'on', sms: 'on' })).text()),
    ).toEqual(['on', 'on'])
    await told(placed, 'Delivered')
    expect(sim.world.resend.mails).toHaveLength(1)
    expect(await rows('suppressions')).toEqual([])
  })

  it('cannot open a phone that answered STOP, nor see that it did; START opens it', async () => {
    const path = await pageOf(await order())
    await post(path, { preferences: 'save', email: 'on' })
    const off = await show(path)
    await answers('STOP') // after it was switched off: the stronger reason must win
    expect(await show(path)).toBe(off)
    const after = await (await post(path, { preferences: 'save', email: 'on', sms: 'on' })).text()
    expect(boxes(after)).toEqual(['on', 'off'])
    expect(await rows('suppressions')).toMatchObject([{ channel: 'sms', reason: 'opted_out' }])
    await post(path, { preferences: 'save', email: 'on' })
    expect(await rows('suppressions')).toMatchObject([{ channel: 'sms', reason: 'opted_out' }])
    await answers('START')
    expect(boxes(await show(path))).toEqual(['on', 'on'])
  })

  /** The shopper's phone texts back. */
  async function answers(word: 'STOP' | 'START') {
    const url = sim.hooks.texts ?? ''
    const form = new URLSearchParams({
      MessageSid: 'SM1',
      To: TWILIO.number,
      From: BUYERS.tom.phone,
      Body: word,
      OptOutType: word,
    })
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': twilioSignature(TWILIO.authToken, url, form),
    }
    const response = await sim.ask(url, { method: 'POST', headers, body: String(form) })
    expect(response.status).toBe(204)
  }

  it('of whom there is no address has nothing to choose', async () => {
    const path = await pageOf(
      await order(iconicOrder('217000001', BUYERS.masked, [CATALOGUE.dress])),
    )
    expect(boxes(await show(path))).toEqual(['none', 'none'])
    await post(path, { preferences: 'save' })
    expect(await rows('suppressions')).toEqual([])
  })
})

describe('the door for forms', () => {
  it('takes them from our own pages only', async () => {
    const path = await delivered()
    const from = (headers: Record<string, string>) =>
      Promise.resolve(post(path, { preferences: 'save' }, headers)).then(({ status }) => status)
    // Browsers send `Origin: null` from a page with no-referrer, and say in Sec-Fetch-Site whose it is.
    expect(await from({ origin: 'null', 'sec-fetch-site': 'same-origin' })).toBe(200)
    expect(await from({ origin: HOST })).toBe(200)
    expect(await from({ origin: 'https://evil.example' })).toBe(403)
    expect(await from({ origin: 'null', 'sec-fetch-site': 'cross-site' })).toBe(403)
    expect(await from({ 'sec-fetch-site': 'same-site' })).toBe(403)
    expect(await from({ 'content-type': 'application/json' })).toBe(415)
    expect(await from({ 'content-type': 'multipart/form-data; boundary=x' })).toBe(415)
  })

  it('takes no more than 8 kB, and no more than some from one address', async () => {
    const path = await delivered()
    expect((await post(path, { private: 'x'.repeat(8 * 1024) })).status).toBe(413)
    expect(asked).toEqual([])
    isBusy = true
    for (const fields of [
      { private: '3053' },
      { parcel: '1', feedback: 'good' },
      { preferences: 'save' },
    ] as Record<string, string>[]) {
      const response = await post(path, fields)
      expect(response.status).toBe(429)
      expect(await response.text()).toContain('Please try again in 1 minute.')
    }
    const lookup = await post('/find/wattle-and-tide', { number: '1', contact: '3053' })
    expect(lookup.status).toBe(429)
    expect(asked).toEqual([])
    expect(await rows('suppressions')).toEqual([])
  })

  it('answers a link that leads nowhere as it always does', async () => {
    const body = await (await visit('/t/00000000000000000000000000')).text()
    for (const path of [
      '/t/00000000000000000000000000',
      '/t/x',
      '/t/%00',
      `/t/${'9'.repeat(10_000)}`,
    ]) {
      const response = await post(path, { private: '3053' })
      expect(response.status).toBe(404)
      expect(await response.text()).toBe(body)
    }
    expect(asked).toEqual([])
  })

  it('bears hostile fields, and ignores those it does not know', async () => {
    const path = await delivered()
    for (const value of [
      '<script>alert(1)</script>',
      "' OR 1=1--",
      '%00',
      '\u0000',
      '\u202Etxt',
      '😀'.repeat(200),
      'a@b.com\r\nBcc: x@y.z',
      '"a@b"@c.d',
      'a@b.com,c@d.com',
      '__proto__',
      '[object Object]',
      '{{constructor.constructor}}',
      '\uD800',
    ]) {
      for (const body of [
        { private: value },
        { feedback: value, parcel: value },
        { number: value, contact: value },
      ] as Record<string, string>[]) {
        const response = await post('number' in body ? '/find/wattle-and-tide' : path, body)
        expect([200, 422, 429]).toContain(response.status)
        const page = await response.text()
        expect(page).not.toContain('<script>')
        expect(page).not.toContain('Ferraro')
      }
    }
    for (const body of [
      '',
      '=&=',
      'nothing=1',
      '__proto__=1',
      'private',
      'toString=1',
      '&'.repeat(4000),
    ])
      expect((await post(path, body)).status).toBe(422)
    const twice = await post(path, 'preferences=show&preferences=save&merchant_id=2&role=admin')
    expect(twice.status).toBe(200)
    expect(await rows('suppressions')).toEqual([])
  })

  it('is the only way to what sync hears from shoppers', async () => {
    for (const path of [
      '/shopper/unlock',
      '/shopper/look-up',
      '/shopper/proof/0/a/1/b',
      '//shopper/unlock',
      '/hooks/../shopper/unlock',
      '/api/%2e%2e/shopper/unlock',
      '/SHOPPER/unlock',
    ]) {
      for (const method of ['GET', 'POST']) {
        const response = await visit(path, { method, body: method === 'POST' ? '{}' : null })
        expect([404, 405]).toContain(response.status)
      }
    }
    expect(asked).toEqual([])
    for (const path of ['/hooks/..%2fshopper/unlock', '/api/..%2f..%2fshopper/unlock']) {
      const response = await visit(path, { method: 'POST', body: '{}' })
      expect([401, 404]).toContain(response.status)
    }
  })

  it('keeps no contact in the log', async () => {
    const path = await delivered()
    const lines = (['log', 'info', 'warn', 'error'] as const).map(level =>
      vi.spyOn(console, level).mockImplementation(() => {}),
    )
    await post(path, { private: 'tom.ferraro@example.net' })
    await post('/find/wattle-and-tide', { number: '2001', contact: 'tom.ferraro@example.net' })
    Object.assign(sim.env, { DB0: dyingAt(1, env.DB0) })
    const failed = await post(path, { private: 'tom.ferraro@example.net' })
    expect(failed.status).toBe(500)
    await env.DB0.prepare('UPDATE orders SET content = ? WHERE token = ?')
      .bind('{"line1":Lygon', path.slice(3))
      .run()
    expect((await visit(path)).status).toBe(500)
    const told = JSON.stringify(lines.flatMap(line => line.mock.calls))
    for (const line of lines) line.mockRestore()
    expect(told).not.toMatch(/ferraro|3053|Lygon/i)
    expect(told).not.toContain(path.slice(3))
  })
})
