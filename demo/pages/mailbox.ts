// The mailbox: what shoppers received. A mail is shown as a mail program would, in a frame that may
// run nothing, with its text part and headers below.
import { dayAndTime } from '../clock.ts'
import type { Mail } from '../world/resend.ts'
import { html, page } from './html.ts'

export function mailboxPage(mails: readonly Mail[], now: number, busy: boolean): string {
  const rows = mails.toReversed().map(
    mail => html`<tr><td>${dayAndTime(mail.at)}</td><td>${mail.to.join(', ')}</td>
<td><a href="/mailbox/${mail.id}">${mail.subject}</a><small>${mail.from}</small></td></tr>`,
  )
  const body = html`<h1>Mailbox</h1>
<p class="lead">Every mail that left, whoever it was for.</p>
${
  rows.length > 0
    ? html`<table><thead><tr><th scope="col">When</th><th scope="col">To</th><th scope="col">Mail</th></tr></thead><tbody>${rows}</tbody></table>`
    : html`<p class="empty">No mail yet. The first one leaves when a parcel is dispatched.</p>`
}`
  return page({ title: 'Mailbox', path: '/mailbox', now, busy, body })
}

export function mailPage(mail: Mail, now: number): string {
  const headers = Object.entries({
    From: mail.from,
    To: mail.to.join(', '),
    Date: new Date(mail.at).toUTCString(),
    ...mail.headers,
    ...(mail.idempotencyKey && { 'Idempotency-Key': mail.idempotencyKey }),
  })
  const lines = headers.map(([name, value]) => `${name}: ${value}`).join('\n')
  const body = html`<p><a href="/mailbox">All mails</a></p>
<h1>${mail.subject}</h1>
<p class="lead">To ${mail.to.join(', ')}</p>
<iframe sandbox="allow-popups" title="The mail" srcdoc="${openInTab(mail.html)}"></iframe>
<h2>As plain text</h2><pre>${mail.text}</pre>
<h2>Headers</h2><pre>${lines}</pre>`
  return page({ title: mail.subject, path: '/mailbox', now, body })
}

/** Links of a mail open beside the frame, not in it. */
const openInTab = (mail: string): string =>
  mail.replace(/<head([^>]*)>/i, '<head$1><base target="_blank">')
