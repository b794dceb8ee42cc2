// Twilio carries our text messages. Its SDK whole is 3.6 MB and 180 ms of start-up, so only two of
// its modules are used: the message resource, over our http.ts, and the webhook signature. They are
// no public contract: the version is pinned, test/contracts/twilio.test.ts holds what we send.
// Sending is not idempotent: after a doubtful answer `find` looks before anything is sent again.
// https://www.twilio.com/docs/messaging/api/message-resource (read 2026-11-23)
import { MessageListInstance } from 'twilio/lib/rest/api/v2010/account/message.js'
import { validateRequest, validateRequestWithBody } from 'twilio/lib/webhooks/webhooks.js'
import * as z from 'zod'
import { err, ok, type Result } from '../../core/result.ts'
import { hookText } from '../hook.ts'
import { type Reply, retryAfterSeconds } from '../http.ts'
import type { DeliveryNews, Outgoing, Provider, SendContext, SendProblem } from './provider.ts'

// Settings ------------------------------------------------------------------------------------

const sid = (prefix: string) => z.string().regex(new RegExp(`^${prefix}[0-9a-f]{32}$`, 'i'))

const Settings = z
  .strictObject({
    accountSid: sid('AC').describe('AC…, from the console’s front page.'),
    messagingServiceSid: sid('MG')
      .optional()
      .describe('One service a merchant: STOP silences all of a service.'),
    from: z
      .string()
      .regex(
        /^(?:\+[1-9]\d{6,14}|(?=.*[A-Za-z])[A-Za-z0-9 ]{3,11})$/,
        'write a number as +61480000000, or a registered sender of 3 to 11 letters and digits',
      )
      .optional(),
  })
  .refine(
    settings => settings.messagingServiceSid || settings.from,
    'needs messagingServiceSid, from, or both',
  )
type TwilioSettings = z.infer<typeof Settings>

// Wire shapes ---------------------------------------------------------------------------------

const Fault = z.object({ code: z.number() })

const Created = z.object({ sid: z.string().min(1) })
const Listed = z.object({ messages: z.array(z.record(z.string(), z.unknown())) })

// Tables --------------------------------------------------------------------------------------

type Verdict = Pick<SendProblem, 'kind' | 'message'> & { readonly afterSeconds: number | false }

const person = (message: string): Verdict => ({ kind: 'refused', message, afterSeconds: false })
const setup = (message: string): Verdict => ({ kind: 'channel', message, afterSeconds: 900 })

const busy: Verdict = { kind: 'later', message: 'Twilio is busy.', afterSeconds: 30 }
const account = setup(
  'Twilio does not accept the credentials. Set them again: waymark secret set <connection> authToken.',
)
const badSender = setup(
  'Twilio cannot send from this sender. Mend `from` or the messaging service.',
)
const region = setup(
  'Twilio may not send to this country. Allow it in the console’s geo permissions.',
)
/** The grace before anybody looks: a message may be listed a little after it was made. */
const unsettled: Verdict = {
  kind: 'unknown',
  message: 'Twilio gave no clear answer; look for the message before sending it again.',
  afterSeconds: 120,
}

/** Error codes of a create: https://www.twilio.com/docs/api/errors (read 2026-11-23). */
const BY_CODE: Readonly<Record<number, Verdict>> = {
  20003: account,
  20429: busy,
  20500: unsettled,
  21211: person('This is not a phone number that can be texted.'),
  21408: region,
  21605: person('The text is too long.'),
  21606: badSender,
  21610: {
    kind: 'opted_out',
    message: 'The recipient has opted out of these texts.',
    afterSeconds: false,
  },
  21612: person('Twilio has no route to this number.'),
  21614: person('This number is not a mobile number.'),
  21617: person('The text is too long.'),
  21635: person('This number is a landline.'),
  21659: badSender,
  21660: badSender,
  21661: badSender,
}

/** A 4xx says that nothing was made; of anything else we cannot be sure. */
function byStatus(status: number | null): Verdict {
  if (status === 401 || status === 403) return account
  if (status === 429) return busy
  if (status === null || status < 400 || status === 408 || status >= 500) return unsettled
  return person('Twilio refuses this message.')
}

/** https://www.twilio.com/docs/messaging/guides/outbound-message-status-in-status-callbacks (read 2026-11-23) */
const OUTCOMES: Readonly<Record<string, DeliveryNews['outcome']>> = {
  accepted: 'accepted',
  scheduled: 'accepted',
  queued: 'accepted',
  sending: 'accepted',
  sent: 'accepted',
  delivered: 'delivered',
  read: 'delivered',
  undelivered: 'failed',
  failed: 'failed',
  canceled: 'failed',
}

/** Callback codes that speak of the number for good: no such number; a landline. */
const DEAD_NUMBER = ['30005', '30006']

/** https://help.twilio.com/articles/223134027 (read 2026-11-23) */
const KEYWORDS: Readonly<Record<string, DeliveryNews['outcome']>> = {
  STOP: 'opted_out',
  STOPALL: 'opted_out',
  UNSUBSCRIBE: 'opted_out',
  CANCEL: 'opted_out',
  END: 'opted_out',
  QUIT: 'opted_out',
  START: 'opted_in',
  YES: 'opted_in',
  UNSTOP: 'opted_in',
}

// Pure translation ----------------------------------------------------------------------------

const lookUp = <T>(table: Readonly<Record<string, T>>, key: string): T | null =>
  Object.hasOwn(table, key) ? (table[key] ?? null) : null

/** Our own sentence, never Twilio's: theirs repeats the number. */
function problemOf(reply: Reply | null, now: number): SendProblem {
  const status = reply?.status ?? null
  const code = Fault.safeParse(parsed(reply?.text ?? '')).data?.code ?? null
  const known = code === null ? null : lookUp(BY_CODE, String(code))
  const { kind, message, afterSeconds } = known ?? byStatus(status)
  const asked = retryAfterSeconds(reply?.headers.get('retry-after') ?? null, now)
  return {
    kind,
    code: code === null ? `http_${status ?? 'none'}` : String(code),
    message,
    retry: afterSeconds === false ? false : { afterSeconds: asked ?? afterSeconds },
  }
}

function statusNews(form: URLSearchParams, status: string, messageId: string): DeliveryNews[] {
  const outcome = lookUp(OUTCOMES, status)
  if (!outcome) return []
  const code = form.get('ErrorCode')
  const dead = outcome === 'failed' && DEAD_NUMBER.includes(code ?? '')
  const optedOut = outcome === 'failed' && code === '21610'
  return [
    {
      messageId: messageId || null,
      providerId: form.get('MessageSid'),
      outcome: optedOut ? 'opted_out' : dead ? 'bounced' : outcome,
      recipient: optedOut || dead ? form.get('To') : null,
      detail: code && /^\d{1,6}$/.test(code) ? code : null,
      occurredAt: 0,
    },
  ]
}

/** A shopper's answer: `OptOutType` comes with Advanced Opt-Out, otherwise the word must stand alone. */
function answerNews(form: URLSearchParams): DeliveryNews[] {
  const word = (form.get('OptOutType') || form.get('Body') || '').trim().toUpperCase()
  const outcome = lookUp(KEYWORDS, word)
  if (!outcome) return []
  const recipient = form.get('From')
  return [{ messageId: null, providerId: null, outcome, recipient, detail: null, occurredAt: 0 }]
}

// Calls ---------------------------------------------------------------------------------------

/** What the SDK's resource asks of the client it runs on. */
type Ask = {
  readonly uri: string
  readonly method: string
  readonly data?: Record<string, unknown>
  readonly params?: Record<string, unknown>
  readonly headers?: Record<string, string>
}

/** Thrown through the SDK, which knows no other way to fail, and caught by `settled`. */
class NotDone extends Error {
  readonly problem: SendProblem

  constructor(problem: SendProblem) {
    super(problem.message)
    this.problem = problem
  }
}

/** The SDK's message resource over our own way out. */
function messagesOf({ http, now, secrets, settings }: SendContext<TwilioSettings>) {
  const [user, password] =
    secrets.apiKeySid && secrets.apiKeySecret
      ? [secrets.apiKeySid, secrets.apiKeySecret]
      : [settings.accountSid, secrets.authToken ?? '']

  const request = async (ask: Ask): Promise<{ statusCode: number; body: string }> => {
    const url = new URL(`https://api.twilio.com/2010-04-01${ask.uri}`)
    for (const [name, value] of formOf(ask.params)) url.searchParams.append(name, value)
    const reply = await http(url.href, {
      method: ask.method.toUpperCase(),
      headers: { ...ask.headers, Authorization: `Basic ${btoa(`${user}:${password}`)}` },
      body: ask.data && formOf(ask.data).toString(),
    })
    if (!reply.ok) throw new NotDone(problemOf(null, now))
    const { status, text } = reply.value
    if (status < 200 || status >= 300 || parsed(text) === null) {
      throw new NotDone(problemOf(reply.value, now))
    }
    return { statusCode: status, body: text }
  }
  const client = {
    create: async (ask: Ask) => parsed((await request(ask)).body),
    page: async (ask: Ask) => {
      const reply = await request(ask)
      if (Listed.safeParse(parsed(reply.body)).success) return reply
      throw new NotDone(problemOf(null, now))
    },
    _domain: { absoluteUrl: (path: string) => `https://api.twilio.com${path}` },
    setPromiseCallback: <T>(promise: T) => promise,
  }
  // The SDK's own Version needs its whole client; the resource itself uses these only.
  return MessageListInstance(client as never, settings.accountSid)
}

const formOf = (values: Record<string, unknown> = {}): URLSearchParams =>
  new URLSearchParams(Object.entries(values).map(([name, value]) => [name, String(value)]))

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

async function settled<T>(promise: Promise<T>): Promise<Result<T, SendProblem>> {
  try {
    return ok(await promise)
  } catch (error) {
    if (error instanceof NotDone) return err(error.problem)
    throw error
  }
}

/** Four hours: a later "out for delivery" helps nobody. */
const VALIDITY_SECONDS = 14_400
/** Our clock and Twilio's may differ, and its dates count whole seconds. */
const CLOCK_SLACK_MS = 60_000

async function send(
  message: Outgoing,
  context: SendContext<TwilioSettings>,
): Promise<Result<{ providerId: string }, SendProblem>> {
  const { from, messagingServiceSid } = context.settings
  const created = await settled(
    // Its content must stay readable at Twilio: `find` compares it.
    messagesOf(context).create({
      to: message.to,
      body: message.text,
      validityPeriod: VALIDITY_SECONDS,
      ...(from && { from }),
      ...(messagingServiceSid && { messagingServiceSid }),
      ...(message.callbackUrl && { statusCallback: message.callbackUrl }),
    }),
  )
  if (!created.ok) return created
  const read = Created.safeParse({ sid: created.value.sid })
  return read.success ? ok({ providerId: read.data.sid }) : err(problemOf(null, context.now))
}

/**
 * The list tells neither the status callback nor anything else of ours (schema api.v2010.account.message),
 * so a message is ours when number, time and every character of the text are; the text holds the
 * order's own tracking address. It is asked for by number only: a message still queued has no
 * `date_sent`, so a filter by `DateSent` would hide the one we look for and it would be sent twice.
 * The newest by `DateSent` come first; unverified: where a message without one stands among them. A
 * hundred is more than any one number gets from a shop in months, so the page holds it either way.
 */
async function find(
  message: Outgoing,
  sentAfter: number,
  context: SendContext<TwilioSettings>,
): Promise<Result<{ providerId: string } | null, SendProblem>> {
  const since = sentAfter - CLOCK_SLACK_MS
  const page = await settled(messagesOf(context).page({ to: message.to, pageSize: 100 }))
  if (!page.ok) return page
  const found = page.value.instances.find(
    ({ body, direction, dateCreated }) =>
      body === message.text &&
      direction !== 'inbound' &&
      !(dateCreated instanceof Date && dateCreated.getTime() < since),
  )
  return ok(found ? { providerId: found.sid } : null)
}

export const twilio: Provider<TwilioSettings> = {
  name: 'Twilio',
  channel: 'sms',
  settings: Settings,
  secrets: {
    authToken: { about: 'the account’s auth token; it signs the webhooks', required: true },
    apiKeySid: { about: 'an API key (SK…) to send with, instead of the token', required: false },
    apiKeySecret: { about: 'the secret of that API key', required: false },
  },
  hosts: ['api.twilio.com'],
  idempotent: false,
  send,
  find,

  // HMAC-SHA1 over the public URL and every parameter, as Twilio's own module does it.
  // https://www.twilio.com/docs/usage/webhooks/webhooks-security (read 2026-11-23)
  async verify(hook, { secrets }) {
    const signature = hook.headers.get('x-twilio-signature')
    if (!signature) return err({ kind: 'unsigned' })
    const signed = URL.parse(hook.url)
    const tokens = [secrets.authToken, secrets['authToken.previous']].filter(token => !!token)
    const good = tokens.some(token => {
      if (!signed || !token) return false
      return signed.searchParams.has('bodySHA256')
        ? validateRequestWithBody(token, signature, hook.url, hookText(hook))
        : validateRequest(token, signature, hook.url, paramsOf(hookText(hook)))
    })
    return good ? ok(undefined) : err({ kind: 'bad_signature' })
  },

  readHook(hook) {
    const form = new URLSearchParams(hookText(hook))
    const status = form.get('MessageStatus')
    if (!form.has('MessageSid') || (status === null && !form.has('Body'))) {
      return err({ kind: 'unreadable', message: 'MessageSid: neither a status nor an answer' })
    }
    const news = status === null ? answerNews(form) : statusNews(form, status, hook.rest)
    return ok(news.map(told => ({ ...told, occurredAt: hook.receivedAt })))
  },
}

/** A name that comes twice is an array, as Twilio signs it. */
function paramsOf(body: string): Record<string, string | string[]> {
  const form = new URLSearchParams(body)
  return Object.fromEntries(
    [...new Set(form.keys())].map(name => {
      const values = form.getAll(name)
      return [name, values.length > 1 ? values : (values[0] ?? '')]
    }),
  )
}
