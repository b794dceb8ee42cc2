// What a link alone does not tell, for those who know the postcode or the email address.
import {
  env,
  listDurableObjectIds,
  runDurableObjectAlarm,
  runInDurableObject,
} from 'cloudflare:test'
import { beforeEach, describe, expect, it } from 'vitest'
import { BUYERS, CATALOGUE, iconicOrder, ownOrder } from '../../../demo/world/orders.ts'
import { dyingAt } from '../../metered.ts'
import {
  around,
  asked,
  delivered,
  HOME,
  openShop,
  order,
  pageOf,
  post,
  sim,
  unlock,
  update,
  visit,
} from './visitor.ts'

beforeEach(openShop)

/** So many wrong answers, one after the other. */
async function guess(path: string, times: number): Promise<number[]> {
  const statuses = []
  for (let i = 0; i < times; i++) statuses.push((await unlock(path, '2000')).status)
  return statuses
}

describe('whoever knows the postcode or the email address of an order', () => {
  it('sees where it goes, once, and nobody may keep that answer', async () => {
    const path = await delivered()
    const before = await (await visit(path)).text()
    for (const hidden of ['Ferraro', '27 Lygon Lane', '3053']) expect(before).not.toContain(hidden)
    for (const answer of ['3053', ' 3053 ', 'tom.ferraro@example.net', 'TOM.Ferraro@Example.NET']) {
      const response = await unlock(path, answer)
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
    const page = async () => (await unlock(path)).text()
    expect(await page()).toContain('has not sent us a picture or a signature.')
    await update("UPDATE shipments SET state = json_set(state, '$.signedBy', 'T <b>Ferraro')")
    expect(await page()).toContain('Signed by T &lt;b&gt;Ferraro')
  })

  it('hears calmly what is wrong, beside the field, and sees nothing', async () => {
    const path = await delivered()
    const response = await unlock(path, '2000')
    const page = await response.text()
    expect(response.status).toBe(422)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(page).toContain('aria-describedby="private-fault"')
    expect(page).toContain(
      '<p class="warn" id="private-fault" role="status">That does not match this order. Check it and try again.</p>',
    )
    expect(page).not.toContain('Ferraro')
    expect(page).not.toContain('value="2000"')
    const without = await unlock(path, '3053', 'Nguyen')
    expect(without.status).toBe(422)
    expect(await without.text()).not.toContain('Ferraro')
  })

  it('is told what is missing, and has not used up a try', async () => {
    const path = await delivered()
    for (let i = 0; i < 6; i++) {
      for (const [answer, name] of [
        [' ', 'Ferraro'],
        ['3053', ' '],
      ] as const) {
        const lacking = await unlock(path, answer, name)
        expect(lacking.status).toBe(422)
        expect(await lacking.text()).toMatch(
          /id="private-fault" role="status">With a postcode, please enter the last name as well\./,
        )
      }
    }
    expect(asked).not.toContain('/shopper/unlock')
    expect((await unlock(path)).status).toBe(200)
  })

  it('has three tries in a quarter of an hour, at whatever place and however many at once', async () => {
    const path = await delivered()
    const tries = await Promise.all(Array.from({ length: 8 }, (_, i) => unlock(path, `200${i}`)))
    expect(tries.map(({ status }) => status).toSorted()).toEqual([
      ...Array(3).fill(422),
      ...Array(5).fill(429),
    ])
    const right = await unlock(path)
    expect(right.status).toBe(429)
    expect(right.headers.get('retry-after')).toBe('900')
    expect(await right.text()).toContain('Too many tries. Please try again in 15 minutes.')
    sim.clock.jump(14)
    expect(await (await unlock(path)).text()).toContain('in 1 minute.')
    sim.clock.jump(1)
    expect((await unlock(path)).status).toBe(200)
  })

  it('is counted for each order by itself, and the right answer is no try', async () => {
    const [one, other] = [
      await delivered(),
      await pageOf(await order(ownOrder('#2002', BUYERS.nadia, [CATALOGUE.tote]))),
    ]
    await guess(one, 2)
    for (let i = 0; i < 8; i++) expect((await unlock(one)).status).toBe(200)
    // It forgives no guess: else whoever knows the postcode could go through addresses for ever.
    expect(await guess(one, 2)).toEqual([422, 429])
    expect((await unlock(one)).status).toBe(429)
    expect((await unlock(other, '2042', BUYERS.nadia.lastName ?? '')).status).toBe(200)
  })

  it('is not kept out by a stranger who knows the link and guesses from one network', async () => {
    const path = await delivered()
    for (let day = 0; day < 2; day++) {
      for (const address of ['198.51.100.1', '198.51.100.250', '198.51.100.7']) {
        around.address = address
        await guess(path, 20)
        sim.clock.jump(16)
      }
      around.address = HOME
      expect((await unlock(path)).status).toBe(200)
      sim.clock.jump(24 * 60)
    }
  })

  it('is kept out with everybody else when guesses come from everywhere', async () => {
    const path = await delivered()
    const statuses = []
    for (let i = 0; i < 4; i++) {
      around.address = `198.51.${i}.1`
      statuses.push(...(await guess(path, 3)))
    }
    expect(statuses).toEqual([...Array(10).fill(422), 429, 429])
    around.address = HOME
    expect((await unlock(path)).status).toBe(429)
  })

  it('has six tries a day, of twenty for everybody, and is told to come tomorrow', async () => {
    const path = await delivered()
    expect(await guess(path, 3)).toEqual([422, 422, 422])
    sim.clock.jump(16)
    expect(await guess(path, 4)).toEqual([422, 422, 422, 429])
    sim.clock.jump(16)
    const late = await unlock(path)
    expect(late.status).toBe(429)
    expect(await late.text()).toContain('Too many tries. Please try again tomorrow.')
    for (let i = 0; i < 5; i++) {
      around.address = `198.51.${i}.1`
      expect(await guess(path, 3)).toEqual(i < 4 ? [422, 422, 422] : [422, 422, 429])
      sim.clock.jump(16)
    }
    around.address = HOME
    sim.clock.jump(24 * 60)
    expect((await unlock(path)).status).toBe(200)
  })

  it('is one household with whoever shares an IPv4 /24 or an IPv6 /56', async () => {
    const path = await delivered()
    for (const [one, other, areOne] of [
      ['203.0.113.7', '203.0.113.200', true],
      ['203.0.113.7', '203.0.114.7', false],
      ['2001:db8:0:af01::1', '2001:db8:0:afff:1:2:3:4', true],
      ['2001:db8::1', '2001:db8:0:0:ffff::', true],
      ['2001:db8:0:100::1', '2001:db8:0:200::1', false],
      ['2001:db8:b::a:b:c:d', '2001:db8:b:0:a::', true],
    ] as const) {
      around.address = one
      expect(await guess(path, 3), one).toEqual([422, 422, 422])
      around.address = other
      expect((await unlock(path)).status, other).toBe(areOne ? 429 : 200)
      sim.clock.jump(16)
    }
  })

  it('is counted without anybody keeping where they came from', async () => {
    const path = await delivered()
    around.address = '2001:db8:85a3:8d3:1319:8a2e:370:7348'
    await guess(path, 1)
    await post('/find/wattle-and-tide', { number: '2001', contact: 'a@example.net' })
    const kept = []
    for (const id of await listDurableObjectIds(env.TRIES)) {
      kept.push(
        await runInDurableObject(env.TRIES.get(id), async (_, state) => [
          state.id.name,
          [...(await state.storage.list())],
        ]),
      )
    }
    const text = JSON.stringify(kept)
    expect(kept.filter(([, list]) => list?.length)).toHaveLength(4)
    for (const trace of ['2001', '85a3', '85A3', 'example.net', '2000'])
      expect(text).not.toContain(trace)
  })

  it('is forgotten when the time is over', async () => {
    const path = await delivered()
    await unlock(path, '2000')
    const rang: boolean[] = []
    for (const id of await listDurableObjectIds(env.TRIES)) {
      rang.push(await runDurableObjectAlarm(env.TRIES.get(id)))
    }
    expect(rang).toContain(true)
    expect(await guess(path, 3)).toEqual([422, 422, 422])
  })

  it('is nobody where a marketplace keeps the contact back', async () => {
    const path = await delivered(iconicOrder('217000001', BUYERS.masked, [CATALOGUE.dress]))
    expect((await unlock(path, '#####@example.net')).status).toBe(422)
    await update("UPDATE orders SET content = json_set(content, '$.shipTo.postcode', '####')")
    expect((await unlock(path, '####')).status).toBe(422)
    await update("UPDATE orders SET content = json_set(content, '$.shipTo.postcode', '')")
    expect((await unlock(path, ' ')).status).toBe(422)
    await update(
      "UPDATE orders SET content = json_set(content, '$.contact.email', 'orders@theiconic.com.au')",
    )
    expect((await unlock(path, 'orders@theiconic.com.au')).status).toBe(422)
  })

  it('reads instructions of the checkout, and never the shop’s own remarks', async () => {
    const path = await delivered()
    await update(`UPDATE orders SET content = json_set(content,
      '$.marks.note', 'Difficult customer',
      '$.marks.attributes', json('[{"key":"Delivery instructions","value":"Behind the blue pot"}]'))`)
    const page = await (await unlock(path)).text()
    expect(page).toContain('Behind the blue pot')
    expect(page).not.toContain('Difficult customer')
  })

  it('is heard in the database of the link, however the link was typed', async () => {
    const path = await delivered()
    const token = `1${path.slice(4)}`
    await env.DB0.prepare('UPDATE orders SET token = ? WHERE token = ?')
      .bind(token, path.slice(3))
      .run()
    around.moreShards = { DB1: env.DB0 }
    Object.assign(sim.env, { DB1: env.DB0, DB0: dyingAt(1, env.DB0) })
    for (const typed of [token, token.toLowerCase().replace('1', 'l')]) {
      const seen = await unlock(`/t/${typed}`)
      expect(await seen.text(), typed).toContain('27 Lygon Lane')
    }
  })

  it('sees all of an order again, of which an old link alone says only how it ended', async () => {
    const path = await delivered()
    // Times are told by the clocks of where it went, whose city tells the state.
    const particulars = ['33AAA0000001', 'Carlton', 'Melbourne', CATALOGUE.knit.title]
    sim.clock.jump(90 * 24 * 60)
    const recent = await (await visit(path)).text()
    for (const shown of [...particulars, 'How was the delivery?']) expect(recent).toContain(shown)
    sim.clock.jump(1)
    for (const form of ['', '/page.json', '/page.txt', '/calendar.ics', '/feed.atom']) {
      const old = await visit(`${path}${form}`)
      expect(old.status, form).toBe(200)
      const text = await old.text()
      for (const hidden of particulars) expect(text, form).not.toContain(hidden)
    }
    const page = await (await visit(path)).text()
    expect(page).toContain('Delivered')
    expect(page).not.toContain('How was the delivery?')
    expect(page).toMatch(/<details id="private" open=""><summary>.*?<p>This order was a while ago/)
    const opened = await (await unlock(path)).text()
    for (const shown of [...particulars, '27 Lygon Lane']) expect(opened).toContain(shown)
    expect(opened).not.toContain('This order was a while ago')
  })

  it('reads on in the language that was chosen', async () => {
    const path = await delivered()
    const page = await (await unlock(`${path}/en-AU`, '2000')).text()
    expect(page).toContain(`action="${path}/en-AU#private"`)
    expect((await unlock(`${path}/xx`)).status).toBe(404)
    expect((await unlock(`${path}/page.json`)).status).toBe(405)
  })
})
