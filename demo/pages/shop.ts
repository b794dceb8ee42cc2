// The shop's order list as the merchant sees it in their platform: fulfilled or not, with which
// carrier and number, and what the shop heard since.
import { dayAndTime } from '../clock.ts'
import { type Fulfilment, fulfilmentStatus, type ShopOrder } from '../world/shop.ts'
import { type Html, html, page } from './html.ts'

export function shopPage(orders: readonly ShopOrder[], now: number, busy: boolean): string {
  const body = html`<h1>Orders</h1>
<p class="lead">Wattle &amp; Tide’s Shopify, as the merchant sees it.</p>
${
  orders.length > 0
    ? html`<table><thead><tr><th scope="col">Order</th><th scope="col">Items</th><th scope="col">Fulfilment</th></tr></thead>
<tbody>${orders.toReversed().map(row)}</tbody></table>`
    : html`<p class="empty">No order yet.</p>`
}`
  return page({ title: 'Shop', path: '/shop', now, busy, body })
}

function row(order: ShopOrder): Html {
  const status = fulfilmentStatus(order)
  const { shipping } = order
  return html`<tr><td><strong>${order.name}</strong><small>${dayAndTime(order.createdAt)}</small>
<small>${shipping.firstName} ${shipping.lastName}, ${shipping.city}</small>
<small>${order.note ?? order.app}</small></td>
<td>${order.lines.map(line => html`${line.quantity} × ${line.title}<small>${line.variant}</small>`)}</td>
<td><span class="pill${status === 'FULFILLED' && ' done'}">${words(status)}</span>${order.fulfilments.map(fulfilment)}</td></tr>`
}

function fulfilment(one: Fulfilment): Html {
  const tracking = one.tracking.map(
    info => html`<small>${info.company} <a href="${info.url}">${info.number}</a></small>`,
  )
  const events = one.events.map(
    event => html`<small>${words(event.status)}, ${dayAndTime(event.happenedAt)}</small>`,
  )
  return html`<small>${one.name} (${words(one.status)})</small>${tracking}${events}`
}

const words = (status: string): string => {
  const text = status.toLowerCase().replaceAll('_', ' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}
