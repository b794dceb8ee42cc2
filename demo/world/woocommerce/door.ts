// The WooCommerce site's REST door: who may come in, which calls there are, and what the small ones answer.
import { type Ask, type Host, refuseUnknown } from '../host.ts'
import { orderRoutes } from './orders.ts'
import { parcelRoutes } from './parcels.ts'
import type { Route, Site } from './site.ts'
import { webhookRoutes } from './webhooks.ts'
import { fault, invalid, noRoute, perPage, queryOf, reply } from './wire.ts'

export const KEY = 'ck_0f6c1d2b3a4958677685940312fedcba98765432'
export const SECRET = 'cs_89abcdef0123456789abcdef0123456789abcdef'
const BASIC = `Basic ${Buffer.from(`${KEY}:${SECRET}`).toString('base64')}`

/** What keeps a caller out, beside a wrong key. */
export type Locks = {
  /** So many calls more are too many. */
  throttled: number
  isRevoked: boolean
  isReadOnly: boolean
}

export function createDoor(site: Site, locks: Locks): Host {
  const routes: readonly Route[] = [
    ['GET', /^\/$/, index],
    ...orderRoutes(site),
    ['GET', /^\/wc\/v3\/products$/, listProducts],
    ['GET', /^\/wc\/v3\/products\/(\d+)\/variations$/, listProducts],
    ['GET', /^\/wc\/v3\/settings\/(\w+)\/(\w+)$/, readSetting],
    ...webhookRoutes(site),
  ]

  return ask => {
    site.asks.push(ask)
    if (locks.throttled > 0) {
      locks.throttled -= 1
      const page = '<html><body><h1>Too Many Requests</h1></body></html>'
      const headers = { 'content-type': 'text/html', 'retry-after': '20' }
      return new Response(page, { status: 429, headers }) // the host's own, not WooCommerce's
    }
    const given = ask.headers.get('authorization')
    if (locks.isRevoked || given !== BASIC) {
      return fault(401, 'woocommerce_rest_cannot_view', 'Sorry, you cannot list resources.')
    }
    if (locks.isReadOnly && ask.method !== 'GET') {
      const message = 'The API key provided does not have write permissions.'
      return fault(401, 'woocommerce_rest_authentication_error', message)
    }
    const path = /^\/wp-json(\/.*)$/.exec(ask.url.pathname)?.[1]
    if (path === undefined) return refuseUnknown(`${ask.url.pathname} at WooCommerce`)
    for (const [method, pattern, run] of [...routes, ...parcelRoutes(site)]) {
      const found = pattern.exec(path)
      if (ask.method === method && found) return run(ask, found[1] ?? '', found[2] ?? '')
    }
    if (isKnownElsewhere(path)) return noRoute()
    return refuseUnknown(`${ask.method} ${path} at WooCommerce`)
  }

  function index({ url }: Ask): Response {
    queryOf(url, ['_fields'])
    const plugins = {
      fulfilments: [],
      notes: [],
      tracking: ['wc-shipment-tracking/v3'],
      ast: ['wc-shipment-tracking/v3', 'wc-ast/v3'],
      'ast-alone': ['wc-ast/v3'],
    }
    const namespaces = ['wp/v2', 'wc/v3', ...site.modes.flatMap(each => plugins[each])]
    return reply({ name: 'Wattle & Tide', namespaces })
  }

  /** Products beneath no product, variations beneath theirs: neither list has the other's. */
  function listProducts({ url }: Ask, parent: string): Response {
    const query = queryOf(url, ['include', 'per_page', '_fields'])
    const limit = perPage(query)
    if (limit === null) return invalid('per_page')
    const wanted = new Set((query.include ?? '').split(','))
    const found = site.shop
      .products()
      .filter(each => String(each.parent) === (parent || '0') && wanted.has(String(each.id)))
      .map(({ id, grams }) => ({ id, weight: String(grams / 1000), virtual: false }))
    return reply(found.slice(0, limit))
  }

  function readSetting(_: Ask, group: string, id: string): Response {
    const settings: Readonly<Record<string, string>> = {
      'products/woocommerce_weight_unit': 'kg',
      'email_customer_completed_order/enabled': site.completes ? 'no' : 'yes',
    }
    const value = settings[`${group}/${id}`]
    if (value === undefined) return refuseUnknown(`the setting ${group}/${id}`)
    return reply({ id, value })
  }
}

/** Routes that other shops have: without the plugin or feature WordPress does not know them. */
function isKnownElsewhere(path: string): boolean {
  return /\/orders\/\d+\/(?:fulfillments|shipment-trackings)(?:\/|$)/.test(path)
}
