// What is particular to Twilio: no idempotency, so looking before sending again; codes; STOP.
import { describe, expect, it } from 'vitest'
import type { RawHook } from '../../../src/sync/hook.ts'
import { httpFor } from '../../../src/sync/http.ts'
import { twilio } from '../../../src/sync/notify/twilio.ts'

const NOW = Date.UTC(2026, 10, 24, 3, 5)
const ACCOUNT = `AC${'0'.repeat(32)}`
const settings = { accountSid: ACCOUNT, messagingServiceSid: `MG${'1'.repeat(32)}`, from: 'WATTLE' }
const secrets = { authToken: 'an-invented-token' }
const message = {
  id: 'msg_7',
  to: '+61491570156',
  subject: '',
  html: '',
  text: 'Wattle & Tide: on its way + 1 é https://track.example.com/t/a8Kd02LmPq7',
  callbackUrl: 'https://track.example.com/hooks/0abc/msg_7',
}

function context(status: number, body: unknown, given: Record<string, string> = secrets) {
  const calls: { method: string; url: URL; headers: Headers; form: URLSearchParams }[] = []
  const http = httpFor({
    hosts: twilio.hosts,
    outsideWorld: null,
    fetch: async (url, init) => {
      const form = new URLSearchParams(typeof init?.body === 'string' ? init.body : '')
      const method = init?.method ?? ''
      calls.push({ method, url: new URL(String(url)), headers: new Headers(init?.headers), form })
      return Response.json(body, { status })
    },
  })
  return { calls, context: { http, now: NOW, settings, secrets: given } }
}

const hook = (params: Record<string, string>, rest = ''): RawHook => ({
  url: 'https://track.example.com/hooks/0abc',
  rest,
  headers: new Headers(),
  body: new TextEncoder().encode(new URLSearchParams(params).toString()),
  receivedAt: NOW,
})

describe('a send', () => {
  it('gives number, words, sender, callback and four hours to live', async () => {
    const { calls, context: used } = context(201, { sid: 'SM1' })
    await twilio.send(message, used)
    expect(calls[0]?.method).toBe('POST')
    expect(calls[0]?.url.pathname).toBe(`/2010-04-01/Accounts/${ACCOUNT}/Messages.json`)
    expect(Object.fromEntries(calls[0]?.form ?? [])).toEqual({
      To: message.to,
      Body: message.text,
      From: 'WATTLE',
      MessagingServiceSid: settings.messagingServiceSid,
      StatusCallback: message.callbackUrl,
      ValidityPeriod: '14400',
    })
    expect(calls[0]?.headers.get('authorization')).toBe(
      `Basic ${btoa(`${ACCOUNT}:an-invented-token`)}`,
    )
  })

  it('uses an API key instead of the token when there is one', async () => {
    const keys = { ...secrets, apiKeySid: 'SK1', apiKeySecret: 'hush' }
    const { calls, context: used } = context(201, { sid: 'SM1' }, keys)
    await twilio.send(message, used)
    expect(calls[0]?.headers.get('authorization')).toBe(`Basic ${btoa('SK1:hush')}`)
  })

  it.each([
    [400, 21610, 'opted_out', false],
    [400, 21211, 'refused', false],
    [400, 21614, 'refused', false],
    [400, 21635, 'refused', false],
    [400, 21606, 'channel', { afterSeconds: 900 }],
    [400, 21408, 'channel', { afterSeconds: 900 }],
    [401, 20003, 'channel', { afterSeconds: 900 }],
    [429, 20429, 'later', { afterSeconds: 30 }],
    [500, 20500, 'unknown', { afterSeconds: 120 }],
    [400, 99999, 'refused', false],
  ])('answered %i with code %i is %s', async (status, code, kind, retry) => {
    const { context: used } = context(status, { code, message: `to ${message.to}`, status })
    expect(await twilio.send(message, used)).toMatchObject({
      problem: { kind, code: String(code), retry },
    })
  })
})

describe('a look for a message', () => {
  const listed = (more: object) => ({
    sid: 'SM9',
    body: message.text,
    direction: 'outbound-api',
    to: message.to,
    date_created: new Date(NOW).toUTCString().replace('GMT', '+0000'),
    ...more,
  })
  const find = async (messages: object[]) => {
    const { calls, context: used } = context(200, {
      messages,
      next_page_uri: '/2010-04-01/Accounts/x/Messages.json?Page=1',
    })
    const found = await twilio.find?.(message, NOW - 1000, used)
    return { calls, found }
  }

  it('asks for the number alone, and finds the same words', async () => {
    const { calls, found } = await find([listed({ body: 'another' }), listed({})])
    expect(found).toEqual({ ok: true, value: { providerId: 'SM9' } })
    expect(calls[0]?.method).toBe('GET')
    expect(Object.fromEntries(calls[0]?.url.searchParams ?? [])).toEqual({
      To: message.to,
      PageSize: '100',
    })
  })

  it.each([
    ['is still queued and has no date of sending', { status: 'queued', date_sent: null }],
    ['has no date of creation yet', { status: 'accepted', date_created: null, date_sent: null }],
  ])('finds a text that %s', async (_, more) => {
    expect((await find([listed(more)])).found).toEqual({ ok: true, value: { providerId: 'SM9' } })
  })

  it.each([
    ['nothing', []],
    ['other words', [listed({ body: 'another' })]],
    ['an answer with our words', [listed({ direction: 'inbound' })]],
    ['an older text', [listed({ date_created: 'Mon, 23 Nov 2026 03:05:00 +0000' })]],
  ])('says that %s is not it', async (_, messages) => {
    expect((await find(messages)).found).toEqual({ ok: true, value: null })
  })

  it.each([
    [500, {}],
    [200, { messages: 'none' }],
    [200, []],
  ])('tells "could not look" from "not found" (%i %j)', async (status, body) => {
    const { context: used } = context(status, body)
    expect(await twilio.find?.(message, NOW, used)).toMatchObject({
      ok: false,
      problem: { kind: 'unknown' },
    })
  })
})

describe('a webhook', () => {
  it.each([
    ['sent', undefined, 'accepted', null],
    ['delivered', undefined, 'delivered', null],
    ['undelivered', '30003', 'failed', null],
    ['failed', '30005', 'bounced', message.to],
    ['failed', '21610', 'opted_out', message.to],
  ])('status %s (%s) is %s', (MessageStatus, ErrorCode, outcome, recipient) => {
    const params = {
      MessageSid: 'SM1',
      MessageStatus,
      To: message.to,
      ...(ErrorCode && { ErrorCode }),
    }
    expect(twilio.readHook(hook(params, 'msg_7'))).toMatchObject({
      value: [{ messageId: 'msg_7', providerId: 'SM1', outcome, recipient, occurredAt: NOW }],
    })
  })

  it.each([
    [{ Body: ' stop ' }, 'opted_out'],
    [{ Body: 'Please…', OptOutType: 'STOP' }, 'opted_out'],
    [{ Body: 'UNSTOP' }, 'opted_in'],
  ])('the answer %j is %s', (params, outcome) => {
    const inbound = { MessageSid: 'SM2', From: message.to, To: '+61480000111', ...params }
    expect(twilio.readHook(hook(inbound))).toMatchObject({
      value: [{ messageId: null, outcome, recipient: message.to }],
    })
  })

  it.each<Record<string, string>>([
    { Body: 'please stop ringing the bell' },
    { Body: 'toString' },
    { Body: '', MessageStatus: 'constructor' },
  ])('%j tells nothing', params => {
    const inbound = { MessageSid: 'SM2', From: message.to, ...params }
    expect(twilio.readHook(hook(inbound))).toEqual({ ok: true, value: [] })
  })
})
