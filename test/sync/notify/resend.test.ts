// What is particular to Resend: its error names, several signatures at once, its events.
import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { RawHook } from '../../../src/sync/hook.ts'
import { httpFor } from '../../../src/sync/http.ts'
import { render } from '../../../src/sync/notify/no-render.ts'
import { resend } from '../../../src/sync/notify/resend.ts'

const NOW = Date.UTC(2026, 10, 24, 3, 5)
const KEY = Buffer.from('an invented signing secret')
const secrets = { apiKey: 're_invented', webhookSecret: `whsec_${KEY.toString('base64')}` }
const settings = { from: 'Wattle & Tide <orders@mail.example.com>' }
const message = {
  id: 'msg_7.shipped:email',
  to: 'nadia@example.net',
  subject: 'On its way',
  html: '<p>Hi</p>',
  text: 'Hi',
  callbackUrl: null,
}

async function sendWith(status: number, body: unknown, headers: Record<string, string> = {}) {
  const calls: Request[] = []
  const http = httpFor({
    hosts: resend.hosts,
    outsideWorld: null,
    fetch: async (url, init) => {
      calls.push(new Request(url as string, init))
      return Response.json(body, { status, headers })
    },
  })
  const result = await resend.send(message, { http, now: NOW, settings, secrets })
  return { calls, result, problem: result.ok ? null : result.problem }
}

const hook = (body: unknown, headers: Record<string, string> = {}, receivedAt = NOW): RawHook => ({
  url: 'https://track.example.com/hooks/0abc',
  rest: '',
  headers: new Headers(headers),
  body: new TextEncoder().encode(JSON.stringify(body)),
  receivedAt,
})

describe('a send', () => {
  it('carries the key, the tag and the headers that keep updates apart', async () => {
    const { calls } = await sendWith(200, { id: 'r1' })
    const [call] = calls
    expect(call?.headers.get('idempotency-key')).toBe('waymark/msg_7.shipped:email')
    expect(call?.headers.get('authorization')).toBe('Bearer re_invented')
    expect(await call?.json()).toMatchObject({
      from: settings.from,
      headers: { 'X-Entity-Ref-ID': message.id, 'Auto-Submitted': 'auto-generated' },
      tags: [{ name: 'message', value: 'msg_7__2e__shipped__3a__email' }],
    })
  })

  it.each([
    [409, 'invalid_idempotent_request', 'unknown', false],
    [409, 'concurrent_idempotent_requests', 'unknown', { afterSeconds: 5 }],
    [429, 'rate_limit_exceeded', 'later', { afterSeconds: 2 }],
    [429, 'monthly_quota_exceeded', 'channel', { afterSeconds: 3600 }],
    [403, 'validation_error', 'channel', { afterSeconds: 900 }],
    [422, 'validation_error', 'refused', false],
    [422, 'invalid_from_address', 'channel', { afterSeconds: 900 }],
    [403, 'invalid_api_key', 'channel', { afterSeconds: 900 }],
    [400, 'a_name_of_tomorrow', 'refused', false],
    [500, 'internal_server_error', 'unknown', { afterSeconds: 30 }],
  ])('answered %i %s is %s', async (status, name, kind, retry) => {
    const { problem } = await sendWith(status, { statusCode: status, name, message: 'secret' })
    expect(problem).toMatchObject({ kind, retry })
  })

  it('believes the status on the wire, not the one an error’s body claims', async () => {
    const { problem } = await sendWith(500, { statusCode: 422, name: 'x', message: '' })
    expect(problem).toMatchObject({ kind: 'unknown' })
  })
})

describe('a webhook', () => {
  const signed = (body: string, key: Buffer, seconds = NOW / 1000) =>
    `v1,${createHmac('sha256', key).update(`h1.${seconds}.${body}`).digest('base64')}`
  const body = { type: 'email.sent', data: {} }
  const verify = (signature: string, seconds = NOW / 1000) =>
    resend.verify(
      hook(body, {
        'svix-id': 'h1',
        'svix-timestamp': String(seconds),
        'svix-signature': signature,
      }),
      { settings, secrets },
    )

  it('may carry several signatures while the sender rotates', async () => {
    const good = signed(JSON.stringify(body), KEY)
    const bad = signed(JSON.stringify(body), Buffer.from('other'))
    expect((await verify(`v1a,xyz ${bad} ${good}`)).ok).toBe(true)
    expect((await verify(bad)).ok).toBe(false)
  })

  it('is stale after five minutes, in either direction', async () => {
    for (const [seconds, problem] of [
      [NOW / 1000 - 299, null],
      [NOW / 1000 - 301, 'stale'],
      [NOW / 1000 + 301, 'stale'],
    ] as const) {
      const verdict = await verify(signed(JSON.stringify(body), KEY, seconds), seconds)
      expect(verdict.ok ? null : verdict.problem.kind).toBe(problem)
    }
  })

  it.each([
    ['email.sent', {}, { outcome: 'accepted', recipient: null }],
    ['email.delivered', {}, { outcome: 'delivered', recipient: null }],
    [
      'email.bounced',
      { bounce: { type: 'Permanent', subType: 'NoEmail' } },
      { outcome: 'bounced', recipient: 'nadia@example.net', detail: 'Permanent/NoEmail' },
    ],
    [
      'email.bounced',
      { bounce: { type: 'Transient', subType: 'MailboxFull' } },
      { outcome: 'bounced', recipient: null },
    ],
    ['email.complained', {}, { outcome: 'complained', recipient: 'nadia@example.net' }],
    [
      'email.suppressed',
      { suppressed: { type: 'Suppressed' } },
      { outcome: 'bounced', recipient: 'nadia@example.net' },
    ],
    ['email.failed', { failed: { reason: 'reached_daily_quota' } }, { outcome: 'failed' }],
  ])('%s is told as what it means', (type, more, news) => {
    const data = {
      email_id: 'r1',
      to: ['nadia@example.net'],
      tags: { message: 'msg_7__2e__shipped__3a__email' },
      ...more,
    }
    const read = resend.readHook(hook({ type, created_at: '2026-11-24T03:00:00Z', data }))
    expect(read).toMatchObject({
      ok: true,
      value: [{ messageId: message.id, providerId: 'r1', occurredAt: NOW - 300_000, ...news }],
    })
  })

  it.each(['email.opened', 'email.delivery_delayed', 'contact.created', 'suppression.added'])(
    '%s tells nothing new',
    type =>
      expect(resend.readHook(hook({ type, data: { id: 'x' } }))).toEqual({ ok: true, value: [] }),
  )
})

describe('the SDK’s renderer', () => {
  it('is never asked, and says so when it is', () =>
    expect(render).toThrow(/compiled at build time/))
})
