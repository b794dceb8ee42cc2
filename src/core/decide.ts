// What a merchant's config makes of an order: where it was sold, and which courier takes it.
import { recogniseChannel } from './channel.ts'
import { connectorOf } from './connectors.ts'
import { assign } from './courier-rules.ts'
import type { MerchantConfig } from './merchant.ts'
import type { Assignment, OrderContent } from './order.ts'

export type Decide = (order: OrderContent) => {
  readonly channel: string
  readonly assignment: Assignment
}

/** The decisions of one config for the orders of one connection; the same always give the same. */
export function decideBy(config: MerchantConfig, connectionName: string): Decide {
  const connection = config.connections.find(({ name }) => name === connectionName)
  const connector = connectorOf(connection?.connector)
  return order => {
    const channel = recogniseChannel(order, config.channels, connector)
    return { channel, assignment: assign(order, { channel }, config).assignment }
  }
}
