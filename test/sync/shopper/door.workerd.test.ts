// What holds for every form, whichever it is.
import { env } from 'cloudflare:test'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { dyingAt } from '../../metered.ts'
import {
  around,
  asked,
  delivered,
  HOST,
  openShop,
  post,
  rows,
  sim,
  unlock,
  visit,
} from './visitor.ts'

beforeEach(openShop)

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
    for (const type of [
      'multipart/form-data; boundary=x',
      'application/x-www-form-urlencoded-x',
      '',
    ])
      expect(await from({ 'content-type': type })).toBe(415)
    expect(await from({ 'content-type': 'Application/X-WWW-Form-Urlencoded ; charset=x' })).toBe(
      200,
    )
  })

  it('reads a body only: an address asks nothing, whatever stands in it', async () => {
    const path = await delivered()
    for (const method of ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']) {
      const fields =
        'private=3053&name=Ferraro&preferences=save&number=2001&contact=tom.ferraro@example.net'
      for (const address of [path, '/find/wattle-and-tide']) {
        const headers = { 'x-http-method-override': 'POST' }
        const response = await visit(`${address}?${fields}`, { method, headers })
        expect([200, 405]).toContain(response.status)
        expect(await response.text()).not.toContain('Ferraro')
      }
    }
    expect(asked).toEqual([])
    expect(await rows('suppressions')).toEqual([])
  })

  it('hears the first of two fields of one name, and one form of several', async () => {
    const path = await delivered()
    const [wrong, right] = [
      'private=2000&private=3053&name=Ferraro',
      'preferences=save&private=3053&name=Ferraro',
    ]
    expect((await post(path, wrong)).status).toBe(422)
    expect(await (await post(path, right)).text()).toContain('27 Lygon Lane')
    expect(await rows('suppressions')).toEqual([])
  })

  it('takes no more than 8 kB, and no more than some from one address', async () => {
    const path = await delivered()
    expect((await post(path, { private: 'x'.repeat(8 * 1024) })).status).toBe(413)
    expect(asked).toEqual([])
    around.isBusy = true
    for (const fields of [
      { private: '3053', name: 'Ferraro' },
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
      const response = await unlock(path)
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
        { private: value, name: value },
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
    await unlock(path, 'tom.ferraro@example.net')
    await post('/find/wattle-and-tide', { number: '2001', contact: 'tom.ferraro@example.net' })
    Object.assign(sim.env, { DB0: dyingAt(1, env.DB0) })
    const failed = await unlock(path, 'tom.ferraro@example.net')
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
