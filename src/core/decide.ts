// What a merchant's config makes of an order: where it was sold, and which courier takes it.
import { recogniseChannel } from './channel.ts'
import { assign } from './courier-rules.ts'
import type { MerchantConfig } from './merchant.ts'
import type { Assignment, OrderContent } from './order.ts'

export type Decide = (order: OrderContent) => {
  readonly channel: string
  readonly assignment: Assignment
}

/** The decisions of one config; the same order and config always give the same. */
export const decideBy =
  (config: MerchantConfig): Decide =>
  order => {
    const channel = recogniseChannel(order, config.channels)
    return { channel, assignment: assign(order, { channel }, config).assignment }
  }
