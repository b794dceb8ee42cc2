// The WooCommerce site as all of its parts know it, and what a change of an order brings with it.
import type { Ask } from '../host.ts'
import type { StandInOptions } from '../stand-in.ts'
import type { WooOrder, WooShop } from './shop.ts'
import { announce, type Webhook } from './webhooks.ts'

/**
 * `fulfilments`: 10.1 with the feature on; `tracking`, `ast`: a plugin; `ast-alone`: the second without the
 * first one's routes; `notes`: nothing at all.
 */
export type Mode = 'fulfilments' | 'tracking' | 'ast' | 'ast-alone' | 'notes'

export type Site = StandInOptions & {
  readonly shop: WooShop
  readonly webhooks: Webhook[]
  readonly asks: Ask[]
  /** Without a tracking place the merchant wants the status, so the mail of it is switched off. */
  readonly completes: boolean
  /** Best first. */
  modes: readonly [Mode, ...Mode[]]
  /** What was written over the API. */
  acts: number
}

export type Route = readonly [
  method: string,
  pattern: RegExp,
  run: (ask: Ask, first: string, second: string) => Response,
]

export function changed(site: Site, order: WooOrder) {
  site.shop.touch(order)
  announce(site, 'order.updated', order)
}

export function setStatus(site: Site, order: WooOrder, status: string) {
  order.status = status
  if (status === 'completed') order.completedAt = Math.floor(site.now() / 1000) * 1000
  changed(site, order)
}
