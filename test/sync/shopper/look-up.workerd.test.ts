// Finding the page of an order by its number and what only its buyer knows.
import { env } from 'cloudflare:test'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { BUYERS, CATALOGUE, iconicOrder, ownOrder } from '../../../demo/world/orders.ts'
import { metered } from '../../metered.ts'
import {
  around,
  asked,
  HOME,
  openShop,
  order,
  pageOf,
  post,
  rows,
  sim,
  told,
  update,
  visit,
} from './visitor.ts'

beforeEach(openShop)

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

  it('is led to the page in the language that was chosen', async () => {
    const path = await pageOf(await order())
    const fields = { number: '2001', contact: 'tom.ferraro@example.net' }
    const response = await post(`${FIND}/ar`, fields)
    expect([response.status, response.headers.get('location')]).toEqual([303, `${path}/ar`])
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

  it('is understood in full-width letters', async () => {
    const path = await pageOf(await order())
    const response = await find('＃２００１', 'tom.ferraro＠ｅｘａｍｐｌｅ.net')
    expect(response.headers.get('location')).toBe(path)
  })

  it('finds a number in whatever case', async () => {
    const path = await pageOf(await order(ownOrder('WT-2001A', BUYERS.tom, [CATALOGUE.knit])))
    const response = await find('wt-2001a', 'tom.ferraro@example.net')
    expect(response.headers.get('location')).toBe(path)
  })

  it('gets one answer for wrong and unknown, made of the same queries', async () => {
    await order()
    await find('1', 'first@example.net') // the first of an isolate opens the key of the database
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
    expect(answers[0]?.text).toContain('Check your email')
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

  it('has three tries for a number, whether there is such an order', async () => {
    await order()
    for (const number of ['2001', '9999']) {
      for (let i = 0; i < 3; i++) expect((await find(number, `a${i}@example.net`)).status).toBe(422)
      const response = await find(` #${number}`, 'tom.ferraro@example.net')
      expect(response.status).toBe(429)
      expect(await response.text()).toContain('Please try again in 15 minutes.')
      around.address = '198.51.100.1'
      expect((await find(number, 'a9@example.net')).status).toBe(422)
      around.address = HOME
    }
  })

  it('has not used up a try where nobody looked', async () => {
    await order()
    const right = async () => (await find('2001', 'tom.ferraro@example.net')).status
    for (let i = 0; i < 3; i++) expect((await find('2001', `a${i}@example.net`)).status).toBe(422)
    sim.clock.jump(10)
    for (let i = 0; i < 4; i++) expect(await right()).toBe(429)
    sim.clock.jump(5)
    expect(await right()).toBe(303)
  })

  it('cannot go through the numbers with a mailbox, however it is spelt and wherever from', async () => {
    await order()
    const spellings = [
      'tom.ferraro@example.net',
      ' TOM.Ferraro@Example.NET',
      'tom.ferraro@ｅxample.net',
    ]
    const statuses = []
    for (let i = 0; i < 12; i++) {
      around.address = `198.51.${Math.floor(i / 3)}.1`
      statuses.push((await find(String(1000 + i), spellings[i % 3] ?? '')).status)
    }
    expect(statuses).toEqual([...Array(10).fill(422), 429, 429])
    around.address = '198.51.99.1'
    expect((await find('2001', 'tom.ferraro@example.net')).status).toBe(429)
    // What is left to the owner of the mailbox.
    around.address = HOME
    expect((await find('2001', '3053')).status).toBe(200)
    await settled()
    expect(mails()).toEqual(['Your link to order #2001'])
  })

  it('cannot go through the numbers with a postcode from one network', async () => {
    const statuses = []
    for (let i = 0; i < 22; i++) statuses.push((await find(String(1000 + i), '3053')).status)
    expect(statuses).toEqual([...Array(20).fill(200), 429, 429])
    around.address = '198.51.100.1'
    expect((await find('1021', '3053')).status).toBe(200)
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
