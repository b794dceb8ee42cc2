import { describe, expect, it } from 'vitest'
import { shopify } from '../../../../src/sync/platforms/shopify/index.ts'
import { CLIENT, createFakeShopify, NOW, SHOP, TOKEN } from './fake-shopify.ts'

const DAY = 24 * 3600_000
const byClient = {
  settings: { shop: SHOP, clientId: CLIENT.clientId },
  secrets: { clientSecret: CLIENT.clientSecret },
}

/** What becomes of a call that is answered so. */
async function problemOf(status: number, body: unknown, headers?: HeadersInit) {
  const fake = createFakeShopify()
  fake.fail('grants', { status, body, headers })
  const result = await shopify.check(fake.context())
  return result.ok ? null : result.problem
}

const errors = (code: string, more: object = {}) => ({
  errors: [{ message: 'a secret sentence', extensions: { code }, ...more }],
})
const cost = (requestedQueryCost: number, currentlyAvailable: number, restoreRate: number) => ({
  extensions: { cost: { requestedQueryCost, throttleStatus: { currentlyAvailable, restoreRate } } },
})

describe('being throttled by Shopify', () => {
  it.each([
    [872, 72, 100, 8],
    [872, 71.5, 50, 17],
    [10, 9, 1000, 1],
    [10, 500, 100, 1],
  ])('waits until %i points are there, from %d, at %i a second: %i s', async (...numbers) => {
    const [requested, available, rate, afterSeconds] = numbers
    const body = { ...errors('THROTTLED'), ...cost(requested, available, rate) }
    expect(await problemOf(200, body)).toMatchObject({ kind: 'throttled', retry: { afterSeconds } })
    expect(await problemOf(429, body)).toMatchObject({ kind: 'throttled', retry: { afterSeconds } })
  })

  it('waits a while when the price is not told, and as long as Retry-After says', async () => {
    const blind = await problemOf(200, errors('THROTTLED'))
    expect(blind).toMatchObject({ kind: 'throttled', retry: { afterSeconds: 10 } })
    const told = await problemOf(429, 'Too many', { 'retry-after': '7' })
    expect(told).toMatchObject({ kind: 'throttled', retry: { afterSeconds: 7 } })
  })
})

describe('the points left after a call to Shopify', () => {
  const rest = (body: unknown) =>
    shopify.restMs?.({ status: 200, headers: new Headers(), text: JSON.stringify(body) }, NOW)

  it('make the shop rest until they would pay for the same query again', () => {
    expect(rest({ data: {}, ...cost(872, 72, 100) })).toBe(8000)
    expect(rest({ ...errors('THROTTLED'), ...cost(10, 9, 50) })).toBe(20)
  })

  it('let calls go on while they last, or when none are told', () => {
    expect(rest({ data: {}, ...cost(872, 872, 100) })).toBe(0)
    for (const body of [{ data: {} }, null, '<html>', { extensions: { cost: 'no' } }]) {
      expect(rest(body)).toBe(0)
    }
  })
})

describe('a call to Shopify that fails', () => {
  it.each([
    [401, 'credentials', false, 'set it again'],
    [402, 'refused', { afterSeconds: 3600 }, 'pay'],
    [403, 'credentials', false, 'scopes'],
    [404, 'refused', false, 'check `shop`'],
    [423, 'refused', { afterSeconds: 3600 }, 'unlock'],
    [430, 'refused', { afterSeconds: 3600 }, 'support'],
    [302, 'refused', false, 'Check `shop`'],
    [502, 'refused', { afterSeconds: 60 }, 'again by itself'],
    [503, 'refused', { afterSeconds: 60 }, 'again by itself'],
  ])('says after HTTP %i what to do next', async (status, kind, retry, words) => {
    const problem = await problemOf(status, '<html>a secret page</html>')
    expect(problem).toMatchObject({ kind, status, retry, host: SHOP })
    expect(problem?.message).toContain(words)
    expect(problem?.message).not.toContain('secret page')
  })

  it.each([
    ['<!doctype html><p>a secret page', 'web page'],
    ['{"data":{"shop":{"name":"a secr', 'broken JSON'],
    ['', 'broken JSON'],
    ['[]', 'broken JSON'],
  ])('cannot read %j and tries again', async (body, words) => {
    const problem = await problemOf(200, body)
    expect(problem).toMatchObject({ kind: 'unreadable', retry: { afterSeconds: 60 } })
    expect(problem?.message).toContain(words)
    expect(problem?.message).not.toContain('secr')
  })

  it('names the field and the scope that Shopify denies', async () => {
    const denied = errors('ACCESS_DENIED', {
      message: 'Access denied for location field. Required access: `read_locations` access scope.',
      path: ['order', 'fulfillmentOrders', 'nodes', 0, 'assignedLocation', 'location'],
    })
    const problem = await problemOf(200, { data: null, ...denied })
    expect(problem).toMatchObject({ kind: 'credentials', retry: false })
    expect(problem?.message).toContain('location')
    expect(problem?.message).toContain('read_locations')
  })

  it.each([
    ['SHOP_INACTIVE', 'refused', { afterSeconds: 3600 }],
    ['INTERNAL_SERVER_ERROR', 'unreachable', { afterSeconds: 30 }],
    ['MAX_COST_EXCEEDED', 'refused', false],
    ['SOMETHING_NEW', 'refused', false],
  ])('knows %s inside HTTP 200, and does not repeat its sentence', async (code, kind, retry) => {
    const problem = await problemOf(200, { data: { shop: null }, ...errors(code) })
    expect(problem).toMatchObject({ kind, retry })
    expect(problem?.message).not.toContain('secret')
  })

  it('tries again when the shop is down, also when it says so in JSON', async () => {
    const problem = await problemOf(503, { errors: [{ message: 'Service unavailable' }] })
    expect(problem).toMatchObject({ kind: 'refused', retry: { afterSeconds: 60 } })
  })

  it('names the place where an answer is not as documented, not what was there', async () => {
    const problem = await problemOf(200, { data: { shop: { name: 7 }, secret: 'a secret' } })
    expect(problem).toMatchObject({ kind: 'unreadable', retry: false })
    expect(problem?.message).toContain('shop.name')
    expect(problem?.message).not.toContain('secret')
  })
})

describe('the access token', () => {
  it('is the merchant’s own when there is one', async () => {
    const fake = createFakeShopify()
    await shopify.check(fake.context())
    expect(fake.calls.map(call => [call.operation, call.token])).toEqual([['grants', TOKEN]])
  })

  it('is fetched once with the client credentials and kept until shortly before its end', async () => {
    const fake = createFakeShopify()
    await shopify.check(fake.context(byClient))
    await shopify.check(fake.context(byClient))
    expect(fake.callsOf('token')).toHaveLength(1)
    expect(fake.callsOf('token')[0]?.variables.grant_type).toBe('client_credentials')
    const [kept] = fake.cached.values()
    expect(kept?.expiresAt).toBeLessThan(NOW + DAY - 300_000)
    expect(kept?.expiresAt).toBeGreaterThan(NOW + DAY / 2)
    fake.cached.clear() // its time is over
    expect(await shopify.check(fake.context(byClient))).toMatchObject({ ok: true })
    expect(fake.callsOf('token')).toHaveLength(2)
  })

  it('is renewed once when the shop refuses it', async () => {
    const fake = createFakeShopify()
    await shopify.check(fake.context(byClient))
    fake.tokens.clear() // the app was installed again
    expect(await shopify.check(fake.context(byClient))).toMatchObject({ ok: true })
    expect(fake.callsOf('token')).toHaveLength(2)
  })

  it('is a matter for the merchant when a new one is refused as well, and is not tried for ever', async () => {
    const fake = createFakeShopify()
    fake.fail('grants', { status: 401, body: {} }, { status: 401, body: {} })
    const result = await shopify.check(fake.context(byClient))
    expect(result).toMatchObject({ ok: false, problem: { kind: 'credentials', retry: false } })
    expect(fake.calls.map(call => call.operation)).toEqual(['token', 'grants', 'token', 'grants'])
  })

  it('is not renewed when it is a fixed one', async () => {
    const fake = createFakeShopify()
    const result = await shopify.check(fake.context({ secrets: { token: 'shpat_revoked' } }))
    expect(result).toMatchObject({ ok: false, problem: { kind: 'credentials', status: 401 } })
    expect(fake.calls).toHaveLength(1)
  })

  it.each([
    [{ settings: { shop: SHOP }, secrets: {} }, ['token', 'clientId', 'clientSecret']],
    [{ ...byClient, secrets: {} }, ['token', 'clientSecret']],
    [{ ...byClient, settings: { shop: SHOP } }, ['token', 'clientId']],
  ])('is asked for by name when it is missing (%#)', async (lacking, names) => {
    const fake = createFakeShopify()
    const result = await shopify.check(fake.context(lacking))
    expect(result).toMatchObject({ ok: false, problem: { kind: 'credentials' } })
    for (const name of names) expect(JSON.stringify(result)).toContain(name)
    expect(fake.calls).toEqual([])
  })

  it('is not got with a wrong client secret, which no message repeats', async () => {
    const fake = createFakeShopify()
    const secrets = { clientSecret: 'a wrong secret' }
    const result = await shopify.check(fake.context({ ...byClient, secrets }))
    expect(result).toMatchObject({ ok: false, problem: { kind: 'credentials', retry: false } })
    expect(JSON.stringify(result)).not.toContain('a wrong secret')
  })

  it('may be asked for again when the shop was down', async () => {
    const fake = createFakeShopify()
    fake.fail('token', { status: 503, body: 'down', headers: { 'retry-after': '20' } })
    const result = await shopify.check(fake.context(byClient))
    expect(result).toMatchObject({ ok: false, problem: { retry: { afterSeconds: 20 } } })
  })
})

describe('checking a connection', () => {
  it('names the shop, and nothing is missing when a granted scope writes what we read', async () => {
    const result = await shopify.check(createFakeShopify().context())
    expect(result).toMatchObject({ ok: true, value: { account: 'Wattle', missing: [] } })
  })

  it('advises to set the secret that signs webhooks, until there is one', async () => {
    const fake = createFakeShopify()
    const advised = async (secrets: Record<string, string>) => {
      const result = await shopify.check(fake.context({ secrets: { token: TOKEN, ...secrets } }))
      return result.ok && result.value.advice
    }
    expect(await advised({})).toEqual([expect.stringContaining('clientSecret')])
    expect(await advised({ clientSecret: 'invented' })).toEqual([])
    expect(await advised({ webhookSecret: 'invented' })).toEqual([])
  })

  it('names every scope that is missing', async () => {
    const fake = createFakeShopify()
    fake.scopes.delete('write_merchant_managed_fulfillment_orders')
    fake.scopes.delete('read_locations')
    const result = await shopify.check(fake.context())
    expect(result).toMatchObject({
      value: {
        missing: [
          'read_merchant_managed_fulfillment_orders',
          'write_merchant_managed_fulfillment_orders',
          'read_locations',
        ],
      },
    })
  })
})
