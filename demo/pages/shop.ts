// The shop's order list as the merchant sees it in their platform: shipped or not, with which
// carrier and number, and what the shop heard since.
import { dayAndTime } from '../clock.ts'
import type { Placed, Shown, StandIn } from '../world/stand-in.ts'
import { type Html, html, page } from './html.ts'

type Shop = Pick<StandIn, 'name' | 'orders' | 'shown' | 'isShipped' | 'heard'>

export function shopPage(shop: Shop, now: number, busy: boolean): string {
  const orders = shop.orders().toReversed()
  const body = html`<h1>Orders</h1>
<p class="lead">Wattle &amp; Tide’s ${shop.name}, as the merchant sees it.</p>
${
  orders.length > 0
    ? html`<table><thead><tr><th scope="col">Order</th><th scope="col">Items</th><th scope="col">Fulfilment</th></tr></thead>
<tbody>${orders.map(order => row(order, shop))}</tbody></table>`
    : html`<p class="empty">No order yet.</p>`
}`
  return page({ title: 'Shop', path: '/shop', now, busy, body })
}

function row(order: Placed, shop: Shop): Html {
  const { shipping } = order
  const shown = shop.shown(order.id)
  const shipped = shop.isShipped(order.id)
  const state = shipped ? 'Fulfilled' : shown.length > 0 ? 'Partially fulfilled' : 'Unfulfilled'
  const heard = shop.heard?.(order.id) ?? []
  return html`<tr><td><strong>${order.name}</strong><small>${dayAndTime(order.placedAt)}</small>
<small>${shipping.firstName} ${shipping.lastName}, ${shipping.city}</small>
<small>${order.note ?? order.app}</small></td>
<td>${order.lines.map(line => html`${line.quantity} × ${line.title}<small>${line.variant}</small>`)}</td>
<td><span class="pill${shipped && ' done'}">${state}</span>${shown.map(parcel)}${heard.map(
    text => html`<small>${words(text)}</small>`,
  )}</td></tr>`
}

const parcel = ({ carrier, numbers }: Shown): Html =>
  html`<small>${[carrier, ...numbers].filter(Boolean).join(' ')}</small>`

/** Codes as people read them; a sentence stays one. */
function words(text: string): string {
  if (!/^[A-Z_]+$/.test(text)) return text
  const plain = text.toLowerCase().replaceAll('_', ' ')
  return plain.charAt(0).toUpperCase() + plain.slice(1)
}
