// The demo shop itself: orders, what is still to be fulfilled, fulfilments and their events. Plain
// data and the acts that change it; shopify/ is its API, pages/shop.ts shows it to the merchant.
// Every change moves `updatedAt`, which Shopify keeps to the second: ties are normal.

export type ShopAddress = {
  readonly firstName: string | null
  readonly lastName: string | null
  readonly company: string | null
  readonly address1: string | null
  readonly address2: string | null
  readonly city: string | null
  readonly provinceCode: string | null
  readonly zip: string | null
  readonly countryCode: 'AU' | 'NZ' | null
  readonly phone: string | null
}

export type NewLine = {
  readonly sku: string
  readonly title: string
  readonly variant: string | null
  readonly quantity: number
  readonly grams: number
  readonly priceCents: number
}

export type NewOrder = {
  readonly name: string
  /** The shopper's language; left out: English. */
  readonly locale?: string
  readonly email: string | null
  readonly phone: string | null
  readonly note: string | null
  readonly tags: readonly string[]
  readonly sourceName: string
  readonly app: string
  readonly gateway: string
  readonly customer: { readonly firstName: string; readonly lastName: string } | null
  readonly billing: ShopAddress
  readonly shipping: ShopAddress
  readonly shippingTitle: string
  readonly lines: readonly NewLine[]
}

export type Line = NewLine & { readonly id: bigint }
export type FulfilmentOrder = {
  readonly id: bigint
  status: 'OPEN' | 'IN_PROGRESS' | 'CLOSED'
  readonly lines: { readonly id: bigint; readonly line: Line; total: number; remaining: number }[]
}
export type FulfilmentEvent = {
  readonly id: bigint
  readonly status: string
  readonly happenedAt: number
  readonly estimatedDeliveryAt: number | null
  readonly message: string | null
  readonly createdAt: number
}
export type Tracking = {
  readonly company: string | null
  readonly number: string | null
  readonly url: string | null
}
export type Fulfilment = {
  readonly id: bigint
  readonly name: string
  status: 'SUCCESS' | 'CANCELLED'
  displayStatus: string
  tracking: readonly Tracking[]
  readonly lines: readonly { readonly id: bigint; readonly line: Line; readonly quantity: number }[]
  readonly events: FulfilmentEvent[]
  readonly createdAt: number
  updatedAt: number
}
export type ShopOrder = Omit<NewOrder, 'lines' | 'tags' | 'shipping'> & {
  readonly id: bigint
  readonly number: number
  tags: readonly string[]
  shipping: ShopAddress
  readonly lines: readonly Line[]
  readonly createdAt: number
  updatedAt: number
  cancelledAt: number | null
  readonly fulfilmentOrders: FulfilmentOrder[]
  readonly fulfilments: Fulfilment[]
}

export type OrderTopic = 'orders/create' | 'orders/updated' | 'orders/cancelled'
export type FulfilmentTopic = 'fulfillments/create' | 'fulfillments/update'
export type Topic = OrderTopic | FulfilmentTopic | 'orders/edited'
/** What a webhook tells: the order as it is now, or one of its fulfilments. */
export type News =
  | { readonly topic: OrderTopic; readonly order: ShopOrder }
  | {
      readonly topic: FulfilmentTopic
      readonly order: ShopOrder
      readonly fulfilment: Fulfilment
    }
export type Wanted = {
  readonly fulfilmentOrderId: bigint
  /** null: everything that remains. */
  readonly lines: readonly { readonly id: bigint; readonly quantity: number }[] | null
}
/** Shopify's plain UserError: no code, only words. */
export type UserError = { readonly field: readonly string[] | null; readonly message: string }
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: UserError }

export type Shop = ReturnType<typeof createShop>

/** Above 2^53, and neighbours: read as a JSON number, two orders would become one. */
const FIRST_ID = 820_982_911_946_154_500n

/** `announce` is told of every change, as a webhook subscription would be. */
export function createShop(now: () => number, announce: (news: News) => void = () => undefined) {
  const orders: ShopOrder[] = []
  let lastId = FIRST_ID
  let placed = 0
  const newId = () => {
    lastId += 1n
    return lastId
  }
  const nowSeconds = () => Math.floor(now() / 1000) * 1000
  const touch = (order: ShopOrder) => {
    order.updatedAt = nowSeconds()
    announce({ topic: 'orders/updated', order })
  }
  const orderOf = (fulfilment: Fulfilment) =>
    orders.find(order => order.fulfilments.includes(fulfilment))
  const fulfilment = (id: bigint) =>
    orders.flatMap(order => order.fulfilments).find(one => one.id === id)

  return {
    orders,
    order: (id: bigint) => orders.find(order => order.id === id),
    fulfilment,
    fulfilmentOrder: findFulfilmentOrder,
    orderOf,
    newId,

    /** `quietly`: the webhook is lost on the way, as some are; only the next pull can find it. */
    place(wanted: NewOrder, options: { quietly?: boolean; placedAt?: number } = {}): ShopOrder {
      const at = options.placedAt ? Math.floor(options.placedAt / 1000) * 1000 : nowSeconds()
      const lines = wanted.lines.map(line => ({ ...line, id: newId() }))
      const order: ShopOrder = {
        ...wanted,
        id: newId(),
        number: 1000 + ++placed,
        lines,
        createdAt: at,
        updatedAt: at,
        cancelledAt: null,
        fulfilmentOrders: [],
        fulfilments: [],
      }
      order.fulfilmentOrders.push(openFor(lines.map(line => ({ line, quantity: line.quantity }))))
      orders.push(order)
      if (!options.quietly) announce({ topic: 'orders/create', order })
      return order
    },

    /** Somebody corrects the street the parcel goes to. */
    correctStreet(order: ShopOrder, address1: string): void {
      order.shipping = { ...order.shipping, address1 }
      touch(order)
    },

    /** The whole order: what is not fulfilled yet never will be. */
    cancelOrder(order: ShopOrder): void {
      order.cancelledAt = nowSeconds()
      for (const one of order.fulfilmentOrders) if (one.status !== 'CLOSED') one.status = 'CLOSED'
      announce({ topic: 'orders/cancelled', order })
      touch(order)
    },

    /** For good, as Shopify lets one delete a cancelled or archived order. */
    remove(order: ShopOrder): void {
      orders.splice(orders.indexOf(order), 1)
    },

    fulfil(wanted: readonly Wanted[], tracking: readonly Tracking[]): Outcome<Fulfilment> {
      const parts = wanted.map(one => ({ one, found: findFulfilmentOrder(one.fulfilmentOrderId) }))
      const order = parts[0]?.found?.order
      if (!order || parts.some(part => part.found?.order !== order)) {
        return refused('Fulfillment order does not exist or belongs to another order.')
      }
      const taken: { part: FulfilmentOrder['lines'][number]; quantity: number }[] = []
      for (const { one, found } of parts) {
        if (!found) return refused('Fulfillment order does not exist.')
        const { status, lines } = found.fulfilmentOrder
        // The words are from memory: nobody may classify by them.
        if (status === 'CLOSED') {
          return refused(
            `Fulfillment order ${found.fulfilmentOrder.id} has an unfulfillable status= closed.`,
          )
        }
        const wantedLines =
          one.lines ?? lines.map(({ id, remaining }) => ({ id, quantity: remaining }))
        for (const { id, quantity } of wantedLines) {
          const part = lines.find(line => line.id === id)
          if (!part || quantity < 1 || quantity > part.remaining) {
            if (part && one.lines === null) continue // nothing of this line is left
            return refused('Invalid fulfillment order line item quantity requested.')
          }
          taken.push({ part, quantity })
        }
      }
      const at = nowSeconds()
      for (const { part, quantity } of taken) part.remaining -= quantity
      for (const { found } of parts) if (found) settle(found.fulfilmentOrder)
      const made: Fulfilment = {
        id: newId(),
        name: `${order.name}-F${order.fulfilments.length + 1}`,
        status: 'SUCCESS',
        displayStatus: 'FULFILLED',
        tracking,
        lines: taken.map(({ part, quantity }) => ({ id: newId(), line: part.line, quantity })),
        events: [],
        createdAt: at,
        updatedAt: at,
      }
      order.fulfilments.push(made)
      announce({ topic: 'fulfillments/create', order, fulfilment: made })
      touch(order)
      return { ok: true, value: made }
    },

    addEvent(
      id: bigint,
      event: Omit<FulfilmentEvent, 'id' | 'createdAt'>,
    ): Outcome<FulfilmentEvent> {
      const target = fulfilment(id)
      const order = target && orderOf(target)
      if (!target || !order) return refused('Fulfillment does not exist.')
      const made = { ...event, id: newId(), createdAt: nowSeconds() }
      target.events.push(made)
      target.displayStatus = event.status
      target.updatedAt = nowSeconds()
      touch(order) // Unverified that an event moves the order too; if so, our import must not mind.
      return { ok: true, value: made }
    },

    updateTracking(id: bigint, tracking: readonly Tracking[]): Outcome<Fulfilment> {
      const target = fulfilment(id)
      const order = target && orderOf(target)
      if (!target || !order) return refused('Fulfillment does not exist.')
      target.tracking = tracking
      target.updatedAt = nowSeconds()
      announce({ topic: 'fulfillments/update', order, fulfilment: target })
      touch(order)
      return { ok: true, value: target }
    },

    /** What was fulfilled is open again, in a **new** fulfilment order: old ids are void. */
    cancel(id: bigint): Outcome<Fulfilment> {
      const target = fulfilment(id)
      const order = target && orderOf(target)
      if (!target || !order || target.status === 'CANCELLED') {
        return refused('Fulfillment cannot be cancelled.')
      }
      target.status = 'CANCELLED'
      target.displayStatus = 'CANCELED'
      order.fulfilmentOrders.push(openFor(target.lines))
      announce({ topic: 'fulfillments/update', order, fulfilment: target })
      touch(order)
      return { ok: true, value: target }
    },

    addTags(id: bigint, tags: readonly string[]): Outcome<ShopOrder> {
      const order = orders.find(one => one.id === id)
      if (!order) return refused('Order does not exist.')
      order.tags = [...new Set([...order.tags, ...tags])]
      touch(order)
      return { ok: true, value: order }
    },
  }

  function openFor(lines: readonly { line: Line; quantity: number }[]): FulfilmentOrder {
    const parts = lines.map(({ line, quantity }) => ({
      id: newId(),
      line,
      total: quantity,
      remaining: quantity,
    }))
    return { id: newId(), status: 'OPEN', lines: parts }
  }

  function findFulfilmentOrder(id: bigint) {
    for (const order of orders) {
      const fulfilmentOrder = order.fulfilmentOrders.find(one => one.id === id)
      if (fulfilmentOrder) return { order, fulfilmentOrder }
    }
    return null
  }
}

function settle(fulfilmentOrder: FulfilmentOrder): void {
  const left = fulfilmentOrder.lines.some(line => line.remaining > 0)
  fulfilmentOrder.status = left ? 'IN_PROGRESS' : 'CLOSED'
}

/** How the shop's order list puts it. */
export function fulfilmentStatus(
  order: ShopOrder,
): 'FULFILLED' | 'PARTIALLY_FULFILLED' | 'UNFULFILLED' {
  const open = order.fulfilmentOrders.some(one => one.status !== 'CLOSED')
  const live = order.fulfilments.some(one => one.status === 'SUCCESS')
  if (!live) return 'UNFULFILLED'
  return open ? 'PARTIALLY_FULFILLED' : 'FULFILLED'
}

const refused = (message: string): { ok: false; error: UserError } => ({
  ok: false,
  error: { field: ['fulfillment'], message },
})
