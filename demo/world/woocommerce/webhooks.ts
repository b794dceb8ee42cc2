// Webhooks of the WooCommerce site: kept over the API, signed, sent once, and switched off without a word
// after too many failures.
// https://woocommerce.github.io/woocommerce-rest-api-docs/#webhooks (read 2026-11-23)
import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import { parseExactly, writeExactly } from '../exact-json.ts'
import type { Ask } from '../host.ts'
import { hmac } from '../sign.ts'
import type { WooOrder } from './shop.ts'
import type { Route, Site } from './site.ts'
import { HOST, orderView } from './views.ts'
import { fault, invalid, invalidBody, perPage, queryOf, reply } from './wire.ts'

export type Webhook = {
  readonly id: number
  name: string
  status: string
  readonly topic: string
  readonly delivery_url: string
  secret: string
  failures: number
}

const AGENT = 'WooCommerce/10.3.5 Hookshot (WordPress/6.8.3)'
/** Seen: the seventh failure in a row switches a webhook off. */
const MAX_FAILURES = 6

const hook = {
  name: z.string().min(1),
  status: z.enum(['active', 'paused', 'disabled']),
  delivery_url: z.url({ protocol: /^https?$/ }),
  /** HTML entities in it are decoded before it is used: anything but letters and digits is a trap. */
  secret: z.string().regex(/^[A-Za-z0-9]+$/),
}
const TOPIC = /^order\.(?:created|updated|deleted|restored)$/
const NewHook = z.strictObject({ ...hook, topic: z.string().regex(TOPIC) })
/** The address is taken at the start only: the route has no such argument later (seen). */
const HookUpdate = z.strictObject(hook).omit({ delivery_url: true }).partial()

export function webhookRoutes(site: Site): readonly Route[] {
  return [
    ['GET', /^\/wc\/v3\/webhooks$/, listWebhooks],
    ['POST', /^\/wc\/v3\/webhooks$/, writeWebhook],
    ['PUT', /^\/wc\/v3\/webhooks\/(\d+)$/, writeWebhook],
  ]

  function listWebhooks({ url }: Ask): Response {
    const query = queryOf(url, ['per_page', 'page', 'orderby', 'order'])
    const limit = perPage(query)
    if (limit === null) return invalid('per_page')
    const from = (Number(query.page ?? 1) - 1) * limit
    return reply(site.webhooks.slice(from, from + limit).map(webhookView))
  }

  function writeWebhook(ask: Ask, id: string): Response {
    const existing = site.webhooks.find(each => String(each.id) === id)
    if (id && !existing)
      return fault(404, 'woocommerce_rest_shop_webhook_invalid_id', 'Invalid ID.')
    const body = parseExactly(ask.body)
    if (existing) {
      const update = HookUpdate.safeParse(body)
      if (!update.success) return invalidBody(update.error)
      site.acts += 1
      Object.assign(existing, update.data, { failures: 0 })
      return reply(webhookView(existing))
    }
    const asked = NewHook.safeParse(body)
    if (!asked.success) return invalidBody(asked.error)
    site.acts += 1
    const made = { ...asked.data, id: site.webhooks.length + 1, failures: 0 }
    site.webhooks.push(made)
    // The ping: a form, unsigned, without one of the headers (seen).
    void site.post('WooCommerce', {
      url: made.delivery_url,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'user-agent': AGENT,
      },
      body: `webhook_id=${made.id}`,
    })
    return reply(webhookView(made), 201)
  }
}

/** The secret is never shown again. */
const webhookView = ({ id, name, status, topic, delivery_url }: Webhook) => ({
  id,
  name,
  status,
  topic,
  resource: topic.split('.')[0],
  event: topic.split('.')[1],
  hooks: [],
  delivery_url,
  date_created: '2026-11-25T09:30:00',
  date_created_gmt: '2026-11-24T22:30:00',
  date_modified: '2026-11-25T09:30:00',
  date_modified_gmt: '2026-11-24T22:30:00',
})

export function announce(site: Site, topic: string, order: WooOrder) {
  deliver(site, topic, writeExactly(orderView(order)))
}

/** Sent once; a webhook that fails too often in a row is switched off without a word. */
export function deliver(site: Site, topic: string, body: string) {
  for (const webhook of site.webhooks) {
    if (webhook.topic !== topic || webhook.status !== 'active') continue
    const [resource = '', event = ''] = topic.split('.')
    const headers = {
      'content-type': 'application/json',
      'user-agent': AGENT,
      'x-wc-webhook-source': `https://${HOST}/`,
      'x-wc-webhook-topic': topic,
      'x-wc-webhook-resource': resource,
      'x-wc-webhook-event': event,
      'x-wc-webhook-signature': hmac('sha256', webhook.secret, body, 'base64'),
      'x-wc-webhook-id': String(webhook.id),
      'x-wc-webhook-delivery-id': randomUUID().replaceAll('-', ''),
    }
    void site.post('WooCommerce', { url: webhook.delivery_url, headers, body }).then(status => {
      webhook.failures = status >= 200 && status < 303 ? 0 : webhook.failures + 1
      if (webhook.failures > MAX_FAILURES) webhook.status = 'disabled'
    })
  }
}
