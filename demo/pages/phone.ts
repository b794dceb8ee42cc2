// The phones: texts as bubbles, one phone per number.
import { dayAndTime } from '../clock.ts'
import type { Text } from '../world/twilio.ts'
import { type Html, html, page } from './html.ts'

/** `nameOf` knows whose phone a number is. */
export function phonePage(
  texts: readonly Text[],
  nameOf: (number: string) => string,
  now: number,
  busy: boolean,
): string {
  const numbers = [...new Set(texts.map(text => text.to))]
  const body = html`<h1>Phone</h1>
<p class="lead">Every text that arrived.</p>
<div class="phones">${numbers.map(number => phone(number, nameOf(number), texts))}</div>
${numbers.length === 0 && html`<p class="empty">No text yet. The first one leaves when a parcel goes out for delivery.</p>`}`
  return page({ title: 'Phone', path: '/phone', now, busy, body })
}

function phone(number: string, name: string, texts: readonly Text[]): Html {
  const bubbles = texts
    .filter(text => text.to === number)
    .map(
      text =>
        html`<p class="bubble">${linked(text.body)}</p><time>${dayAndTime(text.at)}, ${text.status}</time>`,
    )
  return html`<section class="phone"><h2>${name} <small>${number}</small></h2>${bubbles}</section>`
}

/** Addresses in a text can be tapped, as on a phone. */
function linked(text: string): Html[] {
  return text
    .split(/(https?:\/\/\S+)/)
    .map((part, i) => (i % 2 === 1 ? html`<a href="${part}">${part}</a>` : html`${part}`))
}
