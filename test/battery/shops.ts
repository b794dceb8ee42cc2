// A shop for each platform of the registry, made from its stand-in in the demo world: what the adapter
// needs to call it, and a way out on which answers get lost or spoiled. A platform without a stand-in
// does not compile.

import { UnknownCall } from '../../demo/world/host.ts'
import { createJournal } from '../../demo/world/journal.ts'
import type { Hook } from '../../demo/world/post.ts'
import type { NewLine, NewOrder, ShopAddress } from '../../demo/world/shop.ts'
import type { StandIn, StandInOptions } from '../../demo/world/stand-in.ts'
import { standIns } from '../../demo/world/stand-ins.ts'
import type { Context } from '../../src/sync/context.ts'
import { httpFor } from '../../src/sync/http.ts'
import { type PlatformId, platformOf } from '../../src/sync/platforms/index.ts'
import type { Platform } from '../../src/sync/platforms/platform.ts'

const registry: Readonly<Record<PlatformId, (options: StandInOptions) => StandIn>> = standIns

export const shopIds = Object.keys(standIns).filter((id): id is PlatformId => id in registry)

export type StandInShop = {
  readonly platform: Platform<unknown>
  readonly standIn: StandIn
  /** As the adapter gets it now, with tokens it fetched before. */
  context(change?: Partial<Context<unknown>>): Context<unknown>
  now(): number
  pass(ms: number): void
  /** An order with one line a quantity, ready to ship. */
  place(quantities?: readonly number[], change?: Partial<NewOrder>): Order
  /** The next act happens and its answer is lost. */
  loseNextAnswer(): void
  /** From now on every answer's body is this. */
  spoil(change: (text: string) => string): void
  /** Called after every call to the platform. */
  watch(look: () => void): void
  /** Webhooks that were posted, oldest first. */
  readonly posted: readonly Hook[]
  /** What a right run never has: unknown calls, mails to the shopper. */
  readonly problems: readonly string[]
}
export type Order = { readonly platformId: string; readonly itemIds: readonly string[] }

export function openShop(id: PlatformId): StandInShop {
  const platform = platformOf(id)
  if (!platform) throw new Error(`${id} is in the registry and cannot be looked up`)
  let now = Date.parse('2026-11-25T09:30:00+11:00')
  let isAnswerLost = false
  let spoilt: ((text: string) => string) | null = null
  const watchers: (() => void)[] = []
  const posted: Hook[] = []
  const journal = createJournal(() => now)
  const standIn = registry[id]({
    now: () => now,
    journal,
    post: async (_, hook) => {
      posted.push(hook)
      return 200
    },
  })
  const { secrets } = standIn.connection
  const settings = platform.settings.parse(standIn.connection.settings)
  const http = httpFor({ hosts: platform.hosts(settings), outsideWorld: null, fetch: send })
  const cache = createCache(() => now)
  // Calls wait for their turn where the platform counts them, as the budget makes them wait.
  const pace = Math.max(0, ...turnsOf(platform.limits))

  return {
    platform,
    standIn,
    context: change => ({ settings, secrets, http, now, cache, ...change }),
    now: () => now,
    pass: ms => {
      now += ms
    },
    place: (quantities = [1], change = {}) => {
      const placed = standIn.place({
        ...anOrder(`#${standIn.orders().length + 1}`, quantities),
        ...change,
      })
      return { platformId: placed.id, itemIds: placed.itemIds }
    },
    loseNextAnswer: () => {
      isAnswerLost = true
    },
    spoil: change => {
      spoilt = change
    },
    watch: look => watchers.push(look),
    posted,
    problems: journal.problems,
  }

  async function send(url: URL | RequestInfo, init?: RequestInit): Promise<Response> {
    const target = new URL(String(url))
    const before = standIn.acts()
    now += pace
    const answer = await ask(target, init)
    for (const look of watchers) look()
    if (isAnswerLost && standIn.acts() > before) {
      isAnswerLost = false
      throw new TypeError('the answer was lost')
    }
    if (!spoilt) return answer
    const { status, headers } = answer
    return new Response(spoilt(await answer.text()), { status, headers })
  }

  async function ask(url: URL, init: RequestInit = {}): Promise<Response> {
    const host = standIn.hosts[url.hostname]
    try {
      if (!host) throw new UnknownCall(url.hostname)
      const { method = 'GET', headers, body } = init
      return await host({ method, url, headers: new Headers(headers), body: String(body ?? '') })
    } catch (error) {
      journal.problem(error instanceof UnknownCall ? error.message : `it threw: ${error}`)
      return new Response('', { status: 501 })
    }
  }
}

/** What the shop's couriers are called there, as the merchant's config translates them. */
export const carrierIn = ({ standIn }: StandInShop, carrier: string): string =>
  standIn.connection.carrierNames?.[carrier] ?? carrier

/** A day's limit is never met here: nothing makes so many calls. */
const turnsOf = (limits: Platform<unknown>['limits'] = []): number[] =>
  limits.filter(({ perMs }) => perMs <= 60_000).map(({ calls, perMs }) => Math.ceil(perMs / calls))

function createCache(now: () => number): Context<unknown>['cache'] {
  const kept = new Map<string, { value: string; expiresAt: number }>()
  return {
    get: async key => {
      const found = kept.get(key)
      return found && found.expiresAt > now() ? found.value : null
    },
    put: async (key, value, expiresAt) => {
      kept.set(key, { value, expiresAt })
    },
  }
}

export const ADDRESS: ShopAddress = {
  firstName: 'Mira',
  lastName: 'Okafor',
  company: null,
  address1: '12 Banksia Street',
  address2: null,
  city: 'Brunswick',
  provinceCode: 'VIC',
  zip: '3056',
  countryCode: 'AU',
  phone: '+61491570158',
}

const lineOf = (quantity: number, index: number): NewLine => ({
  sku: `SKU-${index + 1}`,
  title: `Thing ${index + 1}`,
  variant: null,
  quantity,
  grams: 250,
  priceCents: 1990,
})

/** Numbers are chosen by the shop where it does not let one choose. */
const anOrder = (name: string, quantities: readonly number[]): NewOrder => ({
  name,
  email: 'mira.okafor@example.net',
  phone: ADDRESS.phone,
  note: null,
  tags: [],
  sourceName: 'web',
  app: 'Online Store',
  gateway: 'card',
  customer: { firstName: 'Mira', lastName: 'Okafor' },
  billing: ADDRESS,
  shipping: ADDRESS,
  shippingTitle: 'Standard',
  lines: quantities.map(lineOf),
})
