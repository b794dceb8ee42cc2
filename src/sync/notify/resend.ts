// Resend carries our emails. Its SDK never throws and calls the global fetch: here its one network
// method goes through http.ts, so that host list, timeout and stand-in hold. Sending is idempotent
// for 24 hours by key, as long as the bytes stay the same (409 otherwise).
// https://resend.com/docs/api-reference and github.com/resend/resend-openapi fd6f395 (read 2026-11-23)
import { type ErrorResponse, Resend, type Response } from 'resend'
import * as z from 'zod'
import { err, ok, type Result } from '../../core/result.ts'
import { hookJson, unreadable } from '../hook.ts'
import { type Http, retryAfterSeconds } from '../http.ts'
import { accepted, verifyStandard } from '../verify.ts'
import type { DeliveryNews, Outgoing, Provider, SendContext, SendProblem } from './provider.ts'

// Settings ------------------------------------------------------------------------------------

const ADDRESS = /^(?:[^<>\p{Cc}]+ <[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/u

const Settings = z.strictObject({
  from: z.string().regex(ADDRESS, "write a sender as 'Name <orders@mail.example.com>'"),
  replyTo: z.string().regex(ADDRESS, 'must be an email address').optional(),
})
type ResendSettings = z.infer<typeof Settings>

// Wire shapes ---------------------------------------------------------------------------------

const Sent = z.object({ id: z.string().min(1) })

/** The names the SDK knows; another one counts as its status says. */
const Refusal = z.object({
  name: z.enum([
    'application_error',
    'concurrent_idempotent_requests',
    'daily_quota_exceeded',
    'internal_server_error',
    'invalid_access',
    'invalid_api_key',
    'invalid_attachment',
    'invalid_from_address',
    'invalid_idempotency_key',
    'invalid_idempotent_request',
    'invalid_parameter',
    'invalid_region',
    'missing_api_key',
    'missing_required_field',
    'monthly_quota_exceeded',
    'rate_limit_exceeded',
    'restricted_api_key',
    'security_error',
    'validation_error',
  ]),
})
type ErrorName = ErrorResponse['name']

const Notice = z.object({
  type: z.string(),
  created_at: z.string().nullish(),
  data: z.object({
    email_id: z.string().nullish(),
    to: z.array(z.string()).nullish(),
    tags: z.record(z.string(), z.string()).nullish().catch(null),
    bounce: z.object({ type: z.string().nullish(), subType: z.string().nullish() }).nullish(),
    failed: z.object({ reason: z.string().nullish() }).nullish(),
    suppressed: z.object({ type: z.string().nullish() }).nullish(),
  }),
})
type Notice = z.infer<typeof Notice>

// Tables --------------------------------------------------------------------------------------

type Verdict = Pick<SendProblem, 'kind' | 'message'> & { readonly afterSeconds: number | false }

const busy: Verdict = { kind: 'later', message: 'Resend is busy.', afterSeconds: 2 }
const quota: Verdict = {
  kind: 'channel',
  message: 'The Resend plan’s quota is used up. Raise it at resend.com or wait for its reset.',
  afterSeconds: 3600,
}
const account: Verdict = {
  kind: 'channel',
  message:
    'Resend does not accept the API key. Set a new one: waymark secret set <connection> apiKey.',
  afterSeconds: 900,
}
const sender: Verdict = {
  kind: 'channel',
  message: 'Resend does not accept the sender. Verify its domain at resend.com, or mend `from`.',
  afterSeconds: 900,
}
const unsettled: Verdict = {
  kind: 'unknown',
  message: 'Resend gave no clear answer; the same key may be sent again.',
  afterSeconds: 30,
}
const malformed: Verdict = {
  kind: 'refused',
  message: 'Resend refuses this message: its address or content is not valid.',
  afterSeconds: false,
}
/** The key was used with other bytes: a mail of this id may be out, so no other key may be tried. */
const drifted: Verdict = {
  kind: 'unknown',
  message: 'Resend knows this message with another content. Its webhook must tell what was sent.',
  afterSeconds: false,
}

/** By error name: https://resend.com/docs/api-reference/errors (read 2026-11-23). */
const BY_NAME: Readonly<Partial<Record<ErrorName, Verdict>>> = {
  rate_limit_exceeded: busy,
  concurrent_idempotent_requests: { ...busy, kind: 'unknown', afterSeconds: 5 },
  daily_quota_exceeded: quota,
  monthly_quota_exceeded: quota,
  invalid_idempotent_request: drifted,
  missing_api_key: account,
  invalid_api_key: account,
  restricted_api_key: account,
  security_error: account,
  invalid_from_address: sender,
}

/** Names are not promised: an unknown one is judged by its status. */
function byStatus(status: number | null): Verdict {
  if (status === null || status < 400 || status === 408 || status >= 500) return unsettled
  if (status === 401 || status === 451) return account
  if (status === 403) return sender // an unverified domain is a 403 validation_error
  if (status === 429) return busy
  return malformed
}

type Told = Pick<DeliveryNews, 'outcome' | 'detail'> & { readonly suppress: boolean }

/** What an event means for the message; events that tell nothing new are left out. */
function told({ type, data }: Notice): Told | null {
  switch (type) {
    case 'email.sent':
      return { outcome: 'accepted', detail: null, suppress: false }
    case 'email.delivered':
      return { outcome: 'delivered', detail: null, suppress: false }
    case 'email.bounced': {
      const { type: kind, subType } = data.bounce ?? {}
      const detail = [kind, subType].filter(Boolean).join('/') || null
      return { outcome: 'bounced', detail, suppress: kind === 'Permanent' }
    }
    case 'email.suppressed':
      return { outcome: 'bounced', detail: data.suppressed?.type ?? null, suppress: true }
    case 'email.complained':
      return { outcome: 'complained', detail: null, suppress: true }
    case 'email.failed':
      return { outcome: 'failed', detail: data.failed?.reason ?? null, suppress: false }
    default:
      return null
  }
}

// Pure translation ----------------------------------------------------------------------------

/** Tags take ASCII letters, digits, `_` and `-`; other characters of an id travel as `__2e__`. */
const toTag = (id: string): string =>
  id.replace(/[^A-Za-z0-9_-]/gu, char => `__${char.codePointAt(0)?.toString(16)}__`)
const fromTag = (tag: string): string =>
  tag.replace(/__([0-9a-f]{1,5})__/g, (_, hex: string) =>
    String.fromCodePoint(Number.parseInt(hex, 16)),
  )

const emailOf = (message: Outgoing, settings: ResendSettings) => ({
  from: settings.from,
  to: message.to,
  ...(settings.replyTo && { replyTo: settings.replyTo }),
  subject: message.subject,
  html: message.html,
  text: message.text,
  headers: {
    'X-Entity-Ref-ID': message.id, // keeps Gmail from folding two updates into one thread
    'Auto-Submitted': 'auto-generated', // RFC 3834: no out-of-office replies, please
  },
  tags: [{ name: 'message', value: toTag(message.id) }],
})

function toNews(notice: Notice, receivedAt: number): DeliveryNews[] {
  const news = told(notice)
  if (!news) return []
  const { email_id, to, tags } = notice.data
  const at = Date.parse(notice.created_at ?? '')
  return [
    {
      messageId: tags?.message ? fromTag(tags.message) : null,
      providerId: email_id ?? null,
      outcome: news.outcome,
      recipient: news.suppress ? (to?.[0] ?? null) : null,
      detail: news.detail?.slice(0, 120) ?? null,
      occurredAt: Number.isFinite(at) ? at : receivedAt,
    },
  ]
}

/** Our own sentence, never Resend's: theirs may repeat the address. */
function problemOf(name: ErrorName, status: number | null, retryAfter: number | null): SendProblem {
  const { kind, message, afterSeconds } = BY_NAME[name] ?? byStatus(status)
  return {
    kind,
    code: name === 'application_error' ? `http_${status ?? 'none'}` : name,
    message,
    retry: afterSeconds === false ? false : { afterSeconds: retryAfter ?? afterSeconds },
  }
}

// Calls ---------------------------------------------------------------------------------------

/** The SDK over our own way out; the status comes from the wire, whatever the error's body claims. */
class ResendOverHttp extends Resend {
  readonly #http: Http

  constructor(apiKey: string, http: Http) {
    super(apiKey, { baseUrl: 'https://api.resend.com' })
    this.#http = http
  }

  override async fetchRequest<T>(path: string, options: RequestInit = {}): Promise<Response<T>> {
    const reply = await this.#http(`${this.baseUrl}${path}`, {
      method: options.method,
      headers: Object.fromEntries(new Headers(options.headers)),
      body: typeof options.body === 'string' ? options.body : undefined,
    })
    if (!reply.ok) return failed(reply.problem.status, null, null)
    const { status, text } = reply.value
    const headers = Object.fromEntries(reply.value.headers)
    if (status < 200 || status >= 300) return failed(status, parsed(text), headers)
    return { data: parsed(text) as T, error: null, headers } // the SDK's promise; `send` parses it
  }
}

function failed(status: number | null, body: unknown, headers: Record<string, string> | null) {
  const name = Refusal.safeParse(body).data?.name ?? 'application_error'
  return { data: null, error: { name, statusCode: status, message: '' }, headers }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

async function send(
  message: Outgoing,
  { http, now, secrets, settings }: SendContext<ResendSettings>,
): Promise<Result<{ providerId: string }, SendProblem>> {
  const client = new ResendOverHttp(secrets.apiKey || '(not set)', http)
  const { data, error, headers } = await client.emails.send(emailOf(message, settings), {
    idempotencyKey: `waymark/${message.id}`,
  })
  const sent = Sent.safeParse(data)
  if (sent.success) return ok({ providerId: sent.data.id })
  const { name, statusCode } = error ?? { name: 'application_error', statusCode: null }
  return err(problemOf(name, statusCode, retryAfterSeconds(headers?.['retry-after'] ?? null, now)))
}

/** People copy it with or without its first letters. */
const signingSecret = (secret: string): string =>
  secret.startsWith('whsec_') ? secret : `whsec_${secret}`

export const resend: Provider<ResendSettings> = {
  name: 'Resend',
  channel: 'email',
  settings: Settings,
  secrets: {
    apiKey: { about: 'an API key with sending access (re_…)', required: true },
    webhookSecret: { about: 'the signing secret of the webhook (whsec_…)', required: true },
  },
  hosts: ['api.resend.com'],
  idempotent: true,
  send,

  // Svix, which Standard Webhooks come from.
  // https://docs.svix.com/receiving/verifying-payloads/how-manual (read 2026-11-23)
  verify(hook, { secrets }) {
    return verifyStandard(hook, accepted(secrets, 'webhookSecret').map(signingSecret), 'svix')
  },

  readHook(hook) {
    const payload = hookJson(hook)
    if (!payload.ok) return payload
    const notice = Notice.safeParse(payload.value)
    return notice.success ? ok(toNews(notice.data, hook.receivedAt)) : err(unreadable(notice.error))
  },
}
