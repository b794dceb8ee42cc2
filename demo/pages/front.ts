// The demo's front page: what just happened, a button for each step with the next one lit, every
// order with its state and its tracking page, and the whole story below.
import type { Board, OrderCard, PushId } from '../board.ts'
import { clockTime, weekdayTime } from '../clock.ts'
import { MERCHANT } from '../constants.ts'
import type { Entry, Who } from '../world/journal.ts'
import { type Html, html, page } from './html.ts'

export type Push = {
  /** The form's address: `/push/<id>`. */
  readonly id: PushId
  readonly button: string
  readonly title: string
  readonly about: string
}

/** The five buttons, in the order of a parcel's life. */
export const PUSHES: readonly Push[] = [
  {
    id: 'order',
    button: 'Place an order',
    title: 'Somebody buys',
    about: 'On THE ICONIC, whose connector writes it into the shop’s platform, or in the own shop.',
  },
  {
    id: 'cron',
    button: 'Run the cron',
    title: 'Waymark imports it',
    about: 'Once a minute in production. The merchant’s rules choose the courier.',
  },
  {
    id: 'dispatch',
    button: 'Dispatch',
    title: 'The parcel leaves',
    about: 'By Starshipit’s webhook or the API. The shop is told, the shopper gets a mail.',
  },
  {
    id: 'scan',
    button: 'Next scan',
    title: 'The carrier scans it',
    about: 'On its way, out for delivery, attempted, delivered: page, mails and texts follow.',
  },
  {
    id: 'time',
    button: 'Let an hour pass',
    title: 'Time goes by',
    about: 'The demo’s clock jumps, and the cron runs as it would have.',
  },
]

type FrontView = {
  readonly now: number
  readonly entries: readonly Entry[]
  readonly problems: readonly string[]
  readonly mails: number
  readonly texts: number
  readonly board: Board
}

const SHOWN = 60

export function frontPage(view: FrontView): string {
  const { now, entries, problems, board, mails, texts } = view
  const log = entries.slice(-SHOWN).toReversed()
  const body = html`<h1>From the shop to the doorstep</h1>
<p class="lead"><b>Wattle &amp; Tide</b>, an invented label, sells on THE ICONIC and in its own shop.
Shop, carriers, mail and phones are played by this demo; <b>Waymark</b> runs as it would on Cloudflare.
Push the lit button, then look around.</p>
${news(board)}
${
  problems.length > 0 &&
  html`<div class="card news" role="alert"><h2>Not as it should be</h2>
<ul>${problems.map(text => html`<li>${text}</li>`)}</ul></div>`
}
<div class="cols">
<section aria-label="Steps"><ol class="steps card">${PUSHES.map(push => step(push, board))}</ol>
<ul class="links">
<li><a href="/mailbox">Mailbox <b>${mails}</b></a></li>
<li><a href="/phone">Phone <b>${texts}</b></a></li>
<li><a href="/shop">Shop</a></li>
<li><a href="/find/${MERCHANT}">Find an order</a></li>
</ul></section>
<section aria-label="Orders">
${
  board.orders.length > 0
    ? html`<ul class="orders">${board.orders.map(order)}</ul>`
    : html`<p class="card empty">Nothing was ordered yet. It is ${clockTime(now)} in Sydney.</p>`
}
</section>
</div>
${log.length > 0 && html`<section class="story"><h2>The whole story, newest first</h2><ol class="log card">${log.map(line)}</ol></section>`}`
  return page({ title: 'The story', path: '/', now, busy: board.busy, body })
}

/** A polite region: a reader of the page aloud hears what a push did. */
const news = ({ news: entries, busy }: Board): Html | false =>
  (entries.length > 0 || busy) &&
  html`<div class="card news" role="status"><h2>Just now${busy && html` <small>more may follow …</small>`}</h2>
<ol class="log">${entries.slice(-8).map(line)}</ol></div>`

const step = (push: Push, { next }: Board): Html =>
  html`<li${push.id === next && NEXT}><div><strong>${push.title}</strong><p>${push.about}</p></div>
<form method="post" action="/push/${push.id}"><button>${push.button}</button></form></li>`

const NEXT: Html = { html: ' class="next" aria-current="step"' }

const order = (one: OrderCard): Html =>
  html`<li class="card"><p class="state ${one.tone}">${one.state}</p>
<h3>${one.number}</h3>
<p class="items">${one.items}</p>
<p>${one.buyer} · ${one.soldOn}${one.courier && ` · ${one.courier}`}</p>
<p class="told">${
    one.page
      ? html`<a href="${one.page}">Tracking page</a>`
      : html`<span>No tracking page yet</span>`
  }<span>${count(one.mails, 'mail')}, ${count(one.texts, 'text')}</span>${
    one.silence && html`<span>Told nothing: ${one.silence}</span>`
  }</p></li>`

const count = (n: number, what: string): string => `${n || 'no'} ${what}${n === 1 ? '' : 's'}`

const NAMES: Readonly<Record<Who, string>> = {
  shop: 'Shop',
  waymark: 'Waymark',
  carrier: 'Carrier',
  mail: 'Mail',
  phone: 'Text',
  time: 'Time',
}

const line = ({ at, who, text }: Entry): Html =>
  html`<li><time>${weekdayTime(at)}</time><b class="who by-${who}">${NAMES[who]}</b><span>${text}</span></li>`
