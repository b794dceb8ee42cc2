// The stand-in for Twilio's messages: takes a form, knows no idempotency (a text sent twice arrives
// twice, as in life), lists by recipient, and signs its status callbacks.
// Facts: https://www.twilio.com/docs/messaging/api/message-resource (read 2026-11-23)
import { randomUUID } from 'node:crypto'
import { type Ask, type Host, json, refuseUnknown } from './host.ts'
import type { Journal } from './journal.ts'
import type { PostHook } from './post.ts'
import { twilioSignature } from './sign.ts'

export type Text = {
  readonly sid: string
  readonly at: number
  readonly to: string
  readonly from: string
  readonly body: string
  readonly statusCallback: string | null
  status: 'accepted' | 'sent' | 'delivered'
}

type TwilioAccount = {
  readonly accountSid: string
  readonly authToken: string
  readonly messagingServiceSid: string
  readonly number: string
}

export type Twilio = {
  readonly host: Host
  /** Newest last. */
  readonly texts: readonly Text[]
  /** The recipient replied STOP: the next text to them is refused (21610). */
  stop(number: string): void
}

const CREATE_FIELDS = [
  'To',
  'From',
  'MessagingServiceSid',
  'Body',
  'StatusCallback',
  'ValidityPeriod',
  'SmartEncoded',
  'Attempt',
  'AddressRetention',
  'ContentRetention',
  'ShortenUrls',
]

export function createTwilio(options: {
  readonly account: TwilioAccount
  readonly now: () => number
  readonly journal: Journal
  readonly post: PostHook
}): Twilio {
  const { account, now, journal } = options
  const texts: Text[] = []
  const stopped = new Set<string>()
  const base = `/2010-04-01/Accounts/${account.accountSid}/Messages`
  const basic = `Basic ${Buffer.from(`${account.accountSid}:${account.authToken}`).toString('base64')}`

  return {
    texts,
    stop: number => stopped.add(number),
    host: ask => {
      const { pathname } = ask.url
      if (!pathname.startsWith(base)) return refuseUnknown(`${ask.method} ${pathname} at Twilio`)
      if (ask.headers.get('authorization') !== basic) return problem(401, 20003, 'Authenticate')
      if (ask.method === 'POST' && pathname === `${base}.json`) return create(ask)
      if (ask.method === 'GET' && pathname === `${base}.json`) return list(ask.url.searchParams)
      const sid = /^\/(SM[0-9a-f]{32})\.json$/.exec(pathname.slice(base.length))?.[1]
      if (ask.method !== 'GET' || !sid) return refuseUnknown(`${ask.method} ${pathname} at Twilio`)
      const text = texts.find(one => one.sid === sid)
      return text ? json(resource(text)) : problem(404, 20404, 'The resource was not found')
    },
  }

  function create(ask: Ask): Response {
    const form = new URLSearchParams(ask.body)
    for (const field of form.keys()) {
      if (!CREATE_FIELDS.includes(field)) refuseUnknown(`the field ${field} at Twilio`)
    }
    const to = form.get('To') ?? ''
    const body = form.get('Body') ?? ''
    const service = form.get('MessagingServiceSid')
    const from = form.get('From')
    if (!/^\+[1-9]\d{6,14}$/.test(to)) return problem(400, 21211, "Invalid 'To' Phone Number")
    if (/^\+61[2378]/.test(to)) return problem(400, 21635, "'To' number cannot be a landline")
    if (body === '') return problem(400, 21602, 'Message body is required')
    if (body.length > 1600) return problem(400, 21617, 'The message body exceeds 1600 characters')
    if (!from && !service) return problem(400, 21603, "A 'From' phone number is required")
    if (service && service !== account.messagingServiceSid) {
      return problem(400, 21701, 'The Messaging Service does not exist')
    }
    if (stopped.has(to)) return problem(400, 21610, 'Attempt to send to unsubscribed recipient')
    const text: Text = {
      sid: `SM${randomUUID().replaceAll('-', '')}`,
      at: now(),
      to,
      from: from ?? account.number,
      body,
      statusCallback: form.get('StatusCallback'),
      status: 'accepted',
    }
    texts.push(text)
    journal.note('phone', `To ${to}: “${body.replace(/\s*[^.]*\shttps?:\S+/, '')}”`)
    const answer = json(resource(text), 201) // the status of this instant; callbacks tell the rest
    void deliver(text)
    return answer
  }

  /**
   * `DateSent>` is a day or an instant; newest first, as Twilio lists. A text still queued has no
   * `date_sent`, so no filter by it finds the text.
   */
  function list(query: URLSearchParams): Response {
    for (const name of query.keys()) {
      if (
        !['To', 'From', 'DateSent>', 'DateSent', 'PageSize', 'Page', 'PageToken'].includes(name)
      ) {
        refuseUnknown(`the filter ${name} at Twilio`)
      }
    }
    const since = query.get('DateSent>')
    const from = since ? Date.parse(since) : 0
    const day = query.get('DateSent')
    const found = texts.filter(
      text =>
        (!query.has('To') || text.to === query.get('To')) &&
        (!query.has('From') || text.from === query.get('From')) &&
        ((!day && !since) || text.status !== 'accepted') &&
        (!day || new Date(text.at).toISOString().startsWith(day.slice(0, 10))) &&
        text.at >= from,
    )
    return json({
      messages: found.toReversed().map(resource),
      page: 0,
      page_size: 50,
      start: 0,
      end: Math.max(0, found.length - 1),
      uri: `${base}.json`,
      first_page_uri: `${base}.json?PageSize=50&Page=0`,
      next_page_uri: null,
      previous_page_uri: null,
    })
  }

  function resource(text: Text) {
    return {
      account_sid: account.accountSid,
      api_version: '2010-04-01',
      body: text.body,
      date_created: rfc2822(text.at),
      date_sent: text.status === 'accepted' ? null : rfc2822(text.at),
      date_updated: rfc2822(text.at),
      direction: 'outbound-api',
      error_code: null,
      error_message: null,
      from: text.from,
      messaging_service_sid: account.messagingServiceSid,
      num_media: '0',
      num_segments: String(Math.ceil(text.body.length / 153)),
      price: null,
      price_unit: null,
      sid: text.sid,
      status: text.status,
      subresource_uris: { media: `${base}/${text.sid}/Media.json` },
      to: text.to,
      uri: `${base}/${text.sid}.json`,
    }
  }

  async function deliver(text: Text): Promise<void> {
    for (const status of ['sent', 'delivered'] as const) {
      text.status = status
      if (text.statusCallback) await callBack(text, text.statusCallback, status)
    }
  }

  async function callBack(text: Text, url: string, status: string): Promise<void> {
    const params = new URLSearchParams({
      AccountSid: account.accountSid,
      ApiVersion: '2010-04-01',
      From: text.from,
      MessageSid: text.sid,
      MessageStatus: status,
      MessagingServiceSid: account.messagingServiceSid,
      SmsSid: text.sid,
      SmsStatus: status,
      To: text.to,
    })
    const headers = {
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      'x-twilio-signature': twilioSignature(account.authToken, url, params),
    }
    await options.post('Twilio', { url, headers, body: params.toString() })
  }
}

const problem = (status: number, code: number, message: string) =>
  json({ code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status }, status)

const rfc2822 = (ms: number): string => new Date(ms).toUTCString().replace('GMT', '+0000')
