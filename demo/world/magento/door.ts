// The Magento shop's REST door: who may come in, which calls there are, and what they answer.
import { createHmac } from 'node:crypto'
import * as z from 'zod'
import { Integer, parseExactly, writeExactly } from '../exact-json.ts'
import { type Ask, type Host, json, refuseUnknown } from '../host.ts'
import type { Journal } from '../journal.ts'
import { criteriaRow, onlyFields, parseFields, readCriteria, searchRows } from './search.ts'
import type { MageOrder, MagentoShop } from './shop.ts'
import { orderRow, type Row, shipmentRow, trackRow } from './views.ts'

/** How this shop is set up. */
export type Switches = {
  /** "Allow OAuth Access Tokens to be used as standalone Bearer tokens": off since 2.4.4. */
  readonly bearer: boolean
  /** "Maximum page size" of the input limiting; null: not limited. */
  readonly maxPageSize: number | null
  /** Rights that the integration lacks. */
  readonly denied: readonly string[]
}
type Secrets = Readonly<
  Record<'consumerKey' | 'consumerSecret' | 'accessToken' | 'accessTokenSecret', string>
>

const Track = z.strictObject({
  track_number: z.string().min(1),
  title: z.string().min(1),
  carrier_code: z.string().min(1),
})
const ShipBody = z.strictObject({
  items: z.array(z.strictObject({ order_item_id: Integer, qty: z.number() })).optional(),
  notify: z.boolean().optional(),
  appendComment: z.boolean().optional(),
  tracks: z.array(Track).optional(),
})
const TrackBody = z.strictObject({
  entity: Track.extend({
    entity_id: Integer.optional(),
    order_id: Integer,
    parent_id: Integer,
    weight: z.number(),
    qty: z.number(),
    description: z.string(),
  }),
})

type Options = {
  readonly shop: MagentoShop
  readonly now: () => number
  readonly journal: Journal
  readonly secrets: Secrets
  readonly switches: Switches
}

export function createMagentoDoor({ shop, now, journal, secrets, switches }: Options) {
  const nonces = new Set<string>()
  let revoked = false
  let throttled = 0
  let acts = 0

  type Route = {
    readonly method: string
    readonly path: RegExp
    readonly right: string
    readonly act: (ask: Ask, id: string) => Response
  }
  const routes: readonly Route[] = [
    {
      method: 'GET',
      path: /^\/V1\/orders$/,
      right: 'Magento_Sales::actions_view',
      act: listOrders,
    },
    {
      method: 'GET',
      path: /^\/V1\/orders\/(\d+)$/,
      right: 'Magento_Sales::actions_view',
      act: oneOrder,
    },
    {
      method: 'GET',
      path: /^\/V1\/shipments$/,
      right: 'Magento_Sales::shipment',
      act: listShipments,
    },
    { method: 'POST', path: /^\/V1\/order\/(\d+)\/ship$/, right: 'Magento_Sales::ship', act: ship },
    {
      method: 'POST',
      path: /^\/V1\/shipment\/track$/,
      right: 'Magento_Sales::shipment',
      act: saveTrack,
    },
    {
      method: 'GET',
      path: /^\/V1\/store\/storeConfigs$/,
      right: 'Magento_Backend::store',
      act: storeConfigs,
    },
  ]

  const host: Host = ask => {
    if (throttled > 0) {
      throttled -= 1
      return page('Too many requests', 429, { 'retry-after': '30' }) // the hoster, not Magento
    }
    const [, store = '', path = ''] = /^\/rest\/(\w+)(\/.*)$/.exec(ask.url.pathname) ?? []
    if (!path) return refuseUnknown(`${ask.url.pathname} at Magento`)
    if (!STORES.includes(store))
      return fault(
        404,
        "The store that was requested wasn't found. Verify the store and try again.",
      )
    const route = routes.find(each => each.method === ask.method && each.path.test(path))
    if (!route) return refuseUnknown(`${ask.method} ${path} at Magento`)
    const no = refusalOf(ask, route.right)
    return no ?? route.act(ask, route.path.exec(path)?.[1] ?? '')
  }

  return {
    host,
    acts: () => acts,
    throttle: (times: number) => {
      throttled = times
    },
    revoke: () => {
      revoked = true
    },
  }

  /** Who is not known is nobody, and nobody has no rights: a wrong bearer and a missing right sound alike. */
  function refusalOf(ask: Ask, right: string): Response | null {
    const given = ask.headers.get('authorization') ?? ''
    const nobody = fault(401, "The consumer isn't authorized to access %resources.", {
      resources: right,
    })
    if (given.startsWith('Bearer ')) {
      const known = switches.bearer && !revoked && given === `Bearer ${secrets.accessToken}`
      return known && !switches.denied.includes(right) ? null : nobody
    }
    if (!given.startsWith('OAuth ')) return nobody
    return oauthFault(ask, given) ?? (switches.denied.includes(right) ? nobody : null)
  }

  /** magento2 lib/internal/Magento/Framework/Oauth (read 2026-11-24) */
  function oauthFault(ask: Ask, given: string): Response | null {
    const oauth = new Map(
      given
        .slice(6)
        .split(',')
        .map(part => part.trim().split('='))
        .map(([name = '', ...rest]) => [
          name,
          decodeURIComponent(rest.join('=').replace(/^"|"$/g, '')),
        ]),
    )
    for (const name of REQUIRED) {
      if (!oauth.get(name)) {
        return fault(400, '"%fieldName" is required. Enter and try again.', { fieldName: name })
      }
    }
    if (oauth.get('oauth_signature_method') !== 'HMAC-SHA256') {
      return fault(400, 'Signature method %1 is not supported', [
        oauth.get('oauth_signature_method'),
      ])
    }
    if (oauth.get('oauth_consumer_key') !== secrets.consumerKey) {
      return fault(401, 'A consumer with this key does not exist.')
    }
    const at = Number(oauth.get('oauth_timestamp')) * 1000
    if (!(at > 0) || at > now() + 600_000) {
      return fault(400, 'Incorrect timestamp value in the oauth_timestamp parameter')
    }
    const nonce = oauth.get('oauth_nonce') ?? ''
    if (nonce.length > 32) return fault(401, 'An error occurred validating the nonce')
    if (nonces.has(nonce)) {
      return fault(401, 'The nonce is already being used by the consumer with ID %1', ['1'])
    }
    nonces.add(nonce)
    if (revoked || oauth.get('oauth_token') !== secrets.accessToken) {
      return fault(401, 'The access token is invalid or was revoked.')
    }
    return oauth.get('oauth_signature') === signatureOf(ask, oauth)
      ? null
      : fault(401, 'The signature is invalid. Verify and try again.')
  }

  function signatureOf(ask: Ask, oauth: ReadonlyMap<string, string>): string {
    const all = new Map([...ask.url.searchParams, ...oauth])
    all.delete('oauth_signature')
    const pairs = [...all].map(([name, value]) => `${rfc3986(name)}=${rfc3986(value)}`).sort()
    const address = `https://${ask.url.host}${ask.url.pathname}`
    const base = [ask.method, address, pairs.join('&')].map(rfc3986).join('&')
    const key = `${secrets.consumerSecret}&${secrets.accessTokenSecret}`
    return createHmac('sha256', key).update(base).digest('base64')
  }

  function listOrders(ask: Ask): Response {
    return answerSearch(ask, shop.orders.map(orderRow))
  }

  function listShipments(ask: Ask): Response {
    return answerSearch(ask, shop.shipments.map(shipmentRow))
  }

  function answerSearch(ask: Ask, rows: readonly Row[]): Response {
    const criteria = readCriteria(ask.url.searchParams)
    const { maxPageSize } = switches
    if (maxPageSize !== null && (criteria.pageSize ?? 0) > maxPageSize) {
      return fault(400, 'Maximum SearchCriteria pageSize is %max', { max: maxPageSize })
    }
    const { items, total } = searchRows(rows, criteria)
    return answer(ask, { items, search_criteria: criteriaRow(criteria), total_count: total })
  }

  function oneOrder(ask: Ask, id: string): Response {
    const order = orderOf(BigInt(id))
    return order ? answer(ask, orderRow(order)) : fault(404, NO_ENTITY)
  }

  function ship(ask: Ask, id: string): Response {
    const body = ShipBody.safeParse(parseExactly(ask.body))
    if (!body.success) return refuseUnknown(`/ship at Magento with ${body.error.issues[0]?.path}`)
    if (id === '0') return fault(400, 'An ID is needed. Set the ID and try again.')
    const order = orderOf(BigInt(id))
    if (!order) return fault(404, NO_ENTITY)
    const { items = [], notify, tracks = [] } = body.data
    if (notify) journal.problem('Magento was asked to mail the shopper, who then has two mails')
    const parts = items.map(item => ({ id: item.order_item_id, qty: item.qty }))
    const made = shop.ship(order, parts.length > 0 ? parts : null, tracks.map(toTrack))
    if (typeof made === 'string') {
      return fault(400, `Shipment Document Validation Error(s):\n${made}`)
    }
    acts += 1
    const [first] = made.tracks
    const what = `${first?.title ?? 'no carrier'} ${first?.number ?? 'without a number'}`
    journal.note('shop', `Magento shows ${order.wanted.name} as ${order.state}: ${what}.`)
    return new Response(writeExactly(made.id), { headers: JSON_TYPE })
  }

  function saveTrack(ask: Ask): Response {
    const body = TrackBody.safeParse(parseExactly(ask.body))
    if (!body.success) return refuseUnknown(`a track at Magento with ${body.error.issues[0]?.path}`)
    const { entity } = body.data
    const shipment = shop.shipments.find(
      each => each.id === entity.parent_id && each.orderId === entity.order_id,
    )
    if (!shipment) return fault(400, "The shipment doesn't belong to the order.")
    acts += 1
    const made = shop.saveTrack(shipment, entity.entity_id ?? null, toTrack(entity))
    return answer(ask, trackRow(made, shipment))
  }

  function storeConfigs(ask: Ask): Response {
    const base = `https://${ask.url.hostname}/`
    const view = {
      id: 1,
      code: 'default',
      website_id: 1,
      locale: 'en_AU',
      base_currency_code: 'AUD',
      default_display_currency_code: 'AUD',
      timezone: 'Australia/Sydney',
      weight_unit: 'kgs',
    }
    const addresses = ['base_url', 'base_link_url', 'base_static_url', 'base_media_url']
    const named = addresses.flatMap(name => [
      [name, base],
      [`secure_${name}`, base],
    ])
    return json([{ ...view, ...Object.fromEntries(named) }])
  }

  function orderOf(id: bigint): MageOrder | undefined {
    return shop.orders.find(order => order.id === id)
  }
}

const STORES = ['all', 'default']
const REQUIRED = [
  'oauth_consumer_key',
  'oauth_signature',
  'oauth_signature_method',
  'oauth_nonce',
  'oauth_timestamp',
  'oauth_token',
] as const
const NO_ENTITY = "The entity that was requested doesn't exist. Verify the entity and try again."
const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' }

const toTrack = (from: z.infer<typeof Track>) => ({
  number: from.track_number,
  title: from.title,
  carrierCode: from.carrier_code,
})

function answer(ask: Ask, value: Row): Response {
  const fields = ask.url.searchParams.get('fields')
  const wanted = fields === null ? null : parseFields(fields)
  const cut = fields === null ? value : wanted ? onlyFields(value, wanted) : []
  return new Response(writeExactly(cut), { headers: JSON_TYPE })
}

const fault = (status: number, message: string, parameters?: unknown): Response =>
  json(parameters === undefined ? { message } : { message, parameters }, status)

const page = (title: string, status: number, headers: Record<string, string>): Response =>
  new Response(`<!doctype html><title>${title}</title>`, {
    status,
    headers: { 'content-type': 'text/html', ...headers },
  })

const rfc3986 = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  )
