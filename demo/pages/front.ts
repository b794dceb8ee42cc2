// The demo's front page: the story in the order of the path, a button for each push, what happened
// so far, and where to look.
import { clockTime, dayAndTime, weekdayTime } from '../clock.ts'
import type { Entry } from '../world/journal.ts'
import { html, page } from './html.ts'

export type Push = {
  /** The form's address: `/push/<id>`. */
  readonly id: string
  readonly button: string
  readonly title: string
  readonly about: string
}

/** The five buttons, in the order of a parcel's life. */
export const PUSHES: readonly Push[] = [
  {
    id: 'order',
    button: 'Place an order',
    title: 'Somebody buys a dress',
    about: 'On THE ICONIC. The connector puts the order into the merchant’s Shopify.',
  },
  {
    id: 'cron',
    button: 'Run the cron',
    title: 'Waymark imports it',
    about: 'Once a minute in production. A courier is chosen by the merchant’s rules.',
  },
  {
    id: 'dispatch',
    button: 'Dispatch',
    title: 'The parcel leaves',
    about: 'The carrier’s webhook names the order; the shop is told, the shopper gets a mail.',
  },
  {
    id: 'scan',
    button: 'Next scan',
    title: 'The carrier scans it',
    about: 'In transit, out for delivery, tried, delivered: page, mails and texts follow.',
  },
  {
    id: 'time',
    button: 'Time passes',
    title: 'An hour goes by',
    about: 'The demo’s clock jumps, and the cron runs as it would have.',
  },
]

export type FrontView = {
  readonly now: number
  readonly entries: readonly Entry[]
  readonly problems: readonly string[]
  readonly mails: number
  readonly texts: number
  /** Tracking pages of the orders that have one, newest first. */
  readonly pages: readonly { readonly number: string; readonly url: string }[]
}

export function frontPage(view: FrontView): string {
  const { now, entries, problems, pages } = view
  const steps = PUSHES.map(
    push => html`<li><div><strong>${push.title}</strong><p>${push.about}</p></div>
<form method="post" action="/push/${push.id}"><button>${push.button}</button></form></li>`,
  )
  const log = entries
    .toReversed()
    .slice(0, 60)
    .map(
      entry =>
        html`<li><time>${weekdayTime(entry.at)}</time><span>${entry.who}</span>${entry.text}</li>`,
    )
  const body = html`<h1>One order, from the shop to the doorstep and back</h1>
<p class="lead">Wattle &amp; Tide, an invented label from Marrickville, sells on THE ICONIC and in its
own shop. Everything outside (shop, carriers, mail, phone network) is played by this process; Waymark
itself runs as it would on Cloudflare. Push the steps in order, and look around between them.</p>
<div class="cols">
<section aria-label="Steps"><ol class="steps card">${steps}</ol>
<ul class="links">
${pages.map(one => html`<li><a href="${one.url}">Tracking page of ${one.number}</a></li>`)}
<li><a href="/mailbox">Mailbox (${view.mails})</a></li>
<li><a href="/phone">Phone (${view.texts})</a></li>
<li><a href="/shop">The shop’s orders</a></li>
</ul></section>
<section aria-label="What happened so far">
${
  problems.length > 0 &&
  html`<div class="card" role="alert"><strong>Not as it should be</strong>
<ul>${problems.map(text => html`<li>${text}</li>`)}</ul></div>`
}
${
  log.length > 0
    ? html`<ol class="log card">${log}</ol>`
    : html`<p class="empty">Nothing has happened yet. It is ${clockTime(now)} in Sydney: place an order.</p>`
}
</section></div>`
  return page({ title: 'The story', path: '/', clock: `${dayAndTime(now)} in Sydney`, body })
}
