// The merchant's API as the demo uses it, over HTTP through edge like anybody else's: config and
// secrets in, orders looked at, a parcel handed over. Only what the demo needs is parsed.
import { readFileSync } from 'node:fs'
import { parse as parseYaml } from 'yaml'
import * as z from 'zod'
import {
  CONNECTIONS,
  EASYPOST,
  MERCHANT,
  OPERATOR_KEY,
  RESEND,
  STARSHIPIT,
  TWILIO,
} from './constants.ts'
import type { StandIn } from './world/stand-in.ts'

const CONFIG_FILE = 'merchants/demo.yaml'

const Connections = z.object({
  connections: z.array(z.object({ name: z.string(), hookUrl: z.string().nullable() })),
})

const Order = z.object({
  number: z.string(),
  channel: z.string(),
  trackingUrl: z.string(),
  assignment: z.object({ courier: z.string().nullable(), service: z.string().nullable() }),
  trace: z.array(z.string()),
  shipments: z.array(
    z.object({
      carrier: z.string(),
      trackingNumber: z.string(),
      status: z.string(),
      door: z.string(),
    }),
  ),
  messages: z.array(
    z.object({
      milestone: z.string(),
      channel: z.string(),
      state: z.string(),
      reason: z.string().nullable(),
    }),
  ),
})
export type OrderSeen = z.infer<typeof Order>

const TrackingPage = z.object({
  parcels: z.array(z.object({ trackingNumber: z.string(), status: z.string() })),
})

export type NewShipment = {
  readonly carrier: string
  readonly trackingNumber: string
}

const Config = z.looseObject({ connections: z.array(z.looseObject({ name: z.string() })) })

const Connected = z.object({
  account: z.string(),
  webhooks: z.object({ topics: z.array(z.object({ topic: z.string() })) }),
})
export type Connected = z.infer<typeof Connected>

export type Api = {
  /** Applies merchants/demo.yaml and its secrets; returns each connection's webhook address. */
  setUp(): Promise<Record<string, string>>
  /** Connects the shop: Waymark checks it, makes its webhooks and begins the first import. */
  connect(): Promise<Connected>
  /** The order as the merchant sees it, or null when Waymark has none of that number. */
  order(number: string): Promise<OrderSeen | null>
  /** Hands a parcel over; returns the status of the answer. */
  ship(number: string, parcel: NewShipment, idempotencyKey: string): Promise<number>
}

/** Secrets of each connection, by the names its adapter asks for. */
const SECRETS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  [CONNECTIONS.starshipit]: { webhookSecret: STARSHIPIT.webhookSecret },
  [CONNECTIONS.easypost]: { webhookSecret: EASYPOST.webhookSecret },
  [CONNECTIONS.email]: { apiKey: RESEND.apiKey, webhookSecret: RESEND.webhookSecret },
  [CONNECTIONS.sms]: { authToken: TWILIO.authToken },
}

type ApiOptions = {
  /** How Waymark is reached; over the network unless told otherwise. */
  readonly send?: (url: string, init: RequestInit) => Promise<Response>
  /** The merchant's YAML; the demo's file unless told otherwise. */
  readonly config?: string
  /** The shop that is connected in place of the file's. */
  readonly shop?: StandIn['connection']
}

export function createApi(
  publicUrl: string,
  { send = fetch, config: text, shop }: ApiOptions = {},
): Api {
  return {
    setUp: async () => {
      const config = Config.parse(parseYaml(text ?? readFileSync(CONFIG_FILE, 'utf8')))
      const connections = config.connections.map(one =>
        one.name === CONNECTIONS.shop && shop ? connectionTo(shop) : one,
      )
      const applied = await call('PUT', '/config', { ...config, connections })
      if (applied.status >= 300) throw new Error(`${CONFIG_FILE} was refused: ${applied.text}`)
      for (const [connection, secrets] of Object.entries({
        ...SECRETS,
        [CONNECTIONS.shop]: shop?.secrets ?? {},
      })) {
        for (const [name, value] of Object.entries(secrets)) {
          const path = `/connections/${connection}/secrets/${name}`
          const set = await call('PUT', path, { value })
          if (set.status >= 300) throw new Error(`the secret ${name} was refused: ${set.text}`)
        }
      }
      const stored = Connections.parse(JSON.parse(applied.text)).connections
      return Object.fromEntries(stored.map(one => [one.name, one.hookUrl ?? '']))
    },
    connect: async () => {
      const { status, text } = await call('POST', `/connections/${CONNECTIONS.shop}/connect`)
      if (status !== 200) throw new Error(`the shop could not be connected: ${text}`)
      return Connected.parse(JSON.parse(text))
    },
    order: async number => {
      const { status, text } = await call('GET', `/orders/${encodeURIComponent(number)}`)
      if (status === 404) return null
      if (status !== 200) throw new Error(`the API answered ${status} to a look at an order`)
      return Order.parse(JSON.parse(text))
    },
    ship: async (number, parcel, idempotencyKey) => {
      const path = `/orders/${encodeURIComponent(number)}/shipments`
      return (await call('POST', path, parcel, { 'idempotency-key': idempotencyKey })).status
    },
  }

  async function call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; text: string }> {
    const response = await send(`${publicUrl}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${OPERATOR_KEY}`,
        'waymark-merchant': MERCHANT, // the operator's key opens every merchant: which one is meant
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(15_000),
    })
    return { status: response.status, text: await response.text() }
  }
}

const connectionTo = ({ platform, settings, carrierNames }: StandIn['connection']) => ({
  name: CONNECTIONS.shop,
  platform,
  settings,
  ...(carrierNames && { carrierNames }),
})

/** What a shopper's page says: as a person sees it, and the same address as JSON. */
export async function lookAtPage(url: string) {
  const [page, data] = await Promise.all([
    fetch(url, { headers: { accept: 'text/html' } }),
    fetch(url, { headers: { accept: 'application/json' } }),
  ])
  const [htmlText, json] = [await page.text(), await data.text()]
  const parsed = data.ok ? TrackingPage.safeParse(JSON.parse(json)) : null
  return { status: page.status, html: htmlText, parcels: parsed?.data?.parcels ?? [] }
}
