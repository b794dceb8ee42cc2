// The stand-in for Resend: checks what it gets as the real one does, keeps each mail in the
// mailbox once however often it is sent under one key, and tells by webhook what became of it.
// Facts: https://resend.com/docs/api-reference and the published OpenAPI (read 2026-11-23)
import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import { type Ask, type Host, json, parseJson, refuseUnknown } from './host.ts'
import type { Journal } from './journal.ts'
import type { PostHook } from './post.ts'
import { svixHeaders } from './sign.ts'

export type Mail = {
  readonly id: string
  readonly at: number
  readonly from: string
  readonly to: readonly string[]
  readonly subject: string
  readonly html: string
  readonly text: string
  readonly headers: Readonly<Record<string, string>>
  readonly tags: Readonly<Record<string, string>>
  readonly idempotencyKey: string | null
}

export type Resend = {
  readonly host: Host
  /** Newest last. */
  readonly mails: readonly Mail[]
  notify(url: string): void
}

const KEY_LIFE_MS = 24 * 60 * 60_000
const PER_SECOND = 5
/** The real one refuses these, so that nobody tests against strangers. */
const REFUSED_DOMAINS = ['example.com', 'test.com']

const word = z.string().regex(/^[A-Za-z0-9_-]{1,256}$/)
const address = z.string().regex(/^(?:[^<>]+ <[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/)
const Email = z.strictObject({
  from: address,
  to: z.union([address.transform(one => [one]), z.array(address).min(1).max(50)]),
  subject: z.string().min(1),
  html: z.string().optional(),
  text: z.string().optional(),
  reply_to: z.union([address, z.array(address)]).optional(),
  headers: z.record(z.string(), z.string()).optional(),
  tags: z.array(z.strictObject({ name: word, value: word })).optional(),
})

export function createResend(options: {
  readonly apiKey: string
  readonly webhookSecret: string
  readonly now: () => number
  readonly journal: Journal
  readonly post: PostHook
}): Resend {
  const { now, journal } = options
  const mails: Mail[] = []
  const keys = new Map<string, { at: number; body: string; id: string }>()
  let calls: number[] = []
  let hookUrl = ''

  return {
    mails,
    notify: url => {
      hookUrl = url
    },
    host: ask => {
      if (ask.method !== 'POST' || ask.url.pathname !== '/emails') {
        return refuseUnknown(`${ask.method} ${ask.url.pathname} at Resend`)
      }
      calls = calls.filter(at => at > now() - 1000)
      const left = PER_SECOND - calls.length
      const limits = {
        'ratelimit-limit': String(PER_SECOND),
        'ratelimit-remaining': String(Math.max(0, left - 1)),
        'ratelimit-reset': '1',
      }
      if (left <= 0) {
        const retry = { ...limits, 'retry-after': '1' }
        return problem(429, 'rate_limit_exceeded', 'Too many requests.', retry)
      }
      calls.push(now())
      return send(ask, limits)
    },
  }

  function send(ask: Ask, limits: Record<string, string>): Response {
    const authorization = ask.headers.get('authorization')
    if (!authorization) return problem(401, 'missing_api_key', 'Missing API key.')
    if (authorization !== `Bearer ${options.apiKey}`) {
      return problem(403, 'invalid_api_key', 'API key is invalid.')
    }
    const key = ask.headers.get('idempotency-key')
    if (key !== null && (key.length < 1 || key.length > 256)) {
      return problem(400, 'invalid_idempotency_key', 'The key must be 1 to 256 characters.')
    }
    const asked = Email.safeParse(parseJson(ask.body))
    if (!asked.success) return problem(422, 'missing_required_field', z.prettifyError(asked.error))
    const { from, to, subject, html, text } = asked.data
    if (html === undefined && text === undefined) {
      return problem(422, 'missing_required_field', 'Missing `html` or `text` field.')
    }
    if (to.some(one => REFUSED_DOMAINS.includes(domainOf(one)))) {
      return problem(422, 'validation_error', 'Use delivered@resend.dev to test, not this domain.')
    }
    const known = key === null ? undefined : keys.get(key)
    if (known && known.at > now() - KEY_LIFE_MS) {
      if (known.body === ask.body) return json({ id: known.id }, 200, limits)
      const message = 'This idempotency key was used with another payload.'
      return problem(409, 'invalid_idempotent_request', message)
    }
    const mail: Mail = {
      id: randomUUID(),
      at: now(),
      from,
      to,
      subject,
      html: html ?? '',
      text: text ?? '',
      headers: asked.data.headers ?? {},
      tags: Object.fromEntries(asked.data.tags?.map(tag => [tag.name, tag.value]) ?? []),
      idempotencyKey: key,
    }
    mails.push(mail)
    if (key !== null) keys.set(key, { at: now(), body: ask.body, id: mail.id })
    journal.note('mail', `To ${to.join(', ')}: “${subject}”`)
    if (hookUrl) void tell(mail)
    return json({ id: mail.id }, 200, limits)
  }

  /** An address that starts with `bounced` has no mailbox; all others accept. */
  async function tell(mail: Mail): Promise<void> {
    const bounced = mail.to.some(one => one.startsWith('bounced'))
    await post('email.sent', mail)
    if (!bounced) return post('email.delivered', mail)
    const message = 'The mailbox does not exist.'
    const bounce = { type: 'Permanent', subType: 'NoEmail', message, diagnosticCode: ['550 5.1.1'] }
    return post('email.bounced', mail, { bounce })
  }

  async function post(type: string, mail: Mail, more: object = {}): Promise<void> {
    const body = JSON.stringify({
      type,
      created_at: new Date(now()).toISOString(),
      data: {
        created_at: new Date(mail.at).toISOString().replace('T', ' ').replace('Z', '000+00'),
        email_id: mail.id,
        message_id: `<${mail.id}@ap-northeast-1.amazonses.com>`,
        from: mail.from,
        to: mail.to,
        subject: mail.subject,
        tags: mail.tags,
        ...more,
      },
    })
    const signed = svixHeaders(options.webhookSecret, `msg_${randomUUID()}`, now(), body)
    const headers = { 'content-type': 'application/json', ...signed }
    await options.post('Resend', { url: hookUrl, headers, body })
  }
}

const domainOf = (to: string): string => /@([^>]+)>?$/.exec(to)?.[1]?.toLowerCase() ?? ''

const problem = (
  statusCode: number,
  name: string,
  message: string,
  headers: Record<string, string> = {},
) => json({ statusCode, name, message }, statusCode, headers)
