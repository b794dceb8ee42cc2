// A WooCommerce shop of the stand-in, with the adapter connected to it.
import { createJournal } from '../../../../demo/world/journal.ts'
import { BUYERS, CATALOGUE, ownOrder } from '../../../../demo/world/orders.ts'
import type { Hook } from '../../../../demo/world/post.ts'
import type { NewLine } from '../../../../demo/world/shop.ts'
import { createWooCommerce, type Mode } from '../../../../demo/world/woocommerce/index.ts'
import type { Context } from '../../../../src/sync/context.ts'
import type { RawHook } from '../../../../src/sync/hook.ts'
import { httpFor } from '../../../../src/sync/http.ts'
import type { WantedFulfilment } from '../../../../src/sync/platforms/platform.ts'
import { woocommerce } from '../../../../src/sync/platforms/woocommerce/index.ts'

export const NOW = Date.parse('2026-11-25T09:30:00+11:00')
export const CALLBACK = 'https://track.example.com/hooks/0abc'

export type Shop = ReturnType<typeof openShop>
export type Change = { settings?: Record<string, unknown>; secrets?: Record<string, string> }

export function openShop(mode: Mode = 'fulfilments', hookStatus = () => 200) {
  let now = NOW
  let answerLost: ((method: string) => boolean) | null = null
  let instead: (() => Response) | null = null
  let meanwhile: { readonly method: string; readonly act: () => void } | null = null
  const posted: Hook[] = []
  const journal = createJournal(() => now)
  const post = async (_: string, hook: Hook) => {
    posted.push(hook)
    return hookStatus()
  }
  const standIn = createWooCommerce({ now: () => now, journal, post }, mode)
  const kept = new Map<string, string>()
  const send: typeof fetch = async (address, init = {}) => {
    const url = new URL(String(address))
    const host = standIn.hosts[url.hostname]
    if (!host) throw new Error(`no such host: ${url.hostname}`)
    if (instead) return instead()
    const { method = 'GET', headers, body } = init
    const answer = await host({
      method,
      url,
      headers: new Headers(headers),
      body: String(body ?? ''),
    })
    if (meanwhile?.method === method) {
      meanwhile.act()
      meanwhile = null
    }
    if (answerLost?.(method)) {
      answerLost = null
      throw new TypeError('the answer was lost')
    }
    return answer
  }
  function context({ settings = {}, secrets = {} }: Change = {}): Context<{
    shop: string
    completeOrders: boolean
  }> {
    const parsed = woocommerce.settings.parse({ ...standIn.connection.settings, ...settings })
    return {
      settings: parsed,
      secrets: { ...standIn.connection.secrets, ...secrets },
      now,
      http: httpFor({ hosts: woocommerce.hosts(parsed), outsideWorld: null, fetch: send }),
      cache: {
        get: async key => kept.get(key) ?? null,
        put: async (key, value) => void kept.set(key, value),
      },
    }
  }
  return {
    standIn,
    posted,
    problems: journal.problems,
    context,
    pass: (ms: number) => {
      now += ms
    },
    place: (lines: readonly NewLine[] = [CATALOGUE.dress]) =>
      standIn.place(ownOrder('#1', BUYERS.tom, lines)),
    loseNext: (method: string) => {
      answerLost = each => each === method
    },
    /** Somebody does this right after the next such call. */
    afterNext: (method: string, act: () => void) => {
      meanwhile = { method, act }
    },
    /** What was kept of the shop's plugins is too old. */
    forget: () => kept.clear(),
    answerWith: (make: () => Response) => {
      instead = make
    },
    tell: async (id: string, ...wanted: WantedFulfilment[]) => {
      const told = await woocommerce.writeBack(id, wanted, context())
      if (!told.ok) throw new Error(told.problem.message)
      return told.value
    },
    read: async (id: string) => {
      const found = await woocommerce.order(id, context())
      if (!found.ok || found.value === 'gone') throw new Error(`no order ${id}`)
      return found.value
    },
    paths: () => standIn.asks.map(ask => `${ask.method} ${ask.url.pathname.slice(8)}`),
  }
}

export const parcel = (change: Partial<WantedFulfilment> = {}): WantedFulfilment => ({
  trackingNumber: 'AAA1000001',
  carrier: 'Australia Post',
  trackingUrl: 'https://track.example.com/t/0abc',
  items: null,
  mayCreate: true,
  events: [],
  ...change,
})

export const WRITTEN = { state: 'written' }

export const rawHook = (hook: Hook | undefined): RawHook => ({
  url: hook?.url ?? '',
  rest: '',
  headers: new Headers(hook?.headers),
  body: new TextEncoder().encode(hook?.body),
  receivedAt: NOW,
})
