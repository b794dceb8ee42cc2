// The demo's mail and text providers must refuse what the real ones refuse.

import { Resend } from 'resend'
import { validateRequest } from 'twilio/lib/webhooks/webhooks.js'
import { beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { RESEND, TWILIO } from '../../demo/constants.ts'
import { httpFor } from '../../src/sync/http.ts'
import { twilio } from '../../src/sync/notify/twilio.ts'
import { OUTSIDE, startWorld, untilCaught } from './stand-in.ts'

let demo: ReturnType<typeof startWorld>
beforeEach(() => {
  demo = startWorld()
})

describe('the demo mail provider', () => {
  const mail = {
    from: 'Wattle & Tide <orders@mail.example.net>',
    to: 'nadia.rahimi@example.net',
    subject: 'On its way',
    html: '<p>hello</p>',
    text: 'hello',
    tags: [{ name: 'message', value: 'msg_1' }],
  }
  const send = (body: object, headers: Record<string, string> = {}) =>
    demo.call(
      'POST',
      '/api.resend.com/emails',
      { authorization: `Bearer ${RESEND.apiKey}`, ...headers },
      JSON.stringify(body),
    )

  it('puts a mail into the mailbox and returns its id', async () => {
    const answer = await send(mail)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('ratelimit-limit')).toBe('5')
    expect(demo.world.resend.mails).toMatchObject([
      { subject: 'On its way', tags: { message: 'msg_1' } },
    ])
  })

  it('refuses a wrong key, a missing subject and a test domain', async () => {
    expect((await send(mail, { authorization: 'Bearer re_wrong' })).status).toBe(403)
    expect((await send({ ...mail, subject: undefined })).status).toBe(422)
    expect((await send({ ...mail, to: 'somebody@example.com' })).status).toBe(422)
    expect(demo.world.resend.mails).toHaveLength(0)
  })

  it('answers a repeat with the same id and sends nothing twice', async () => {
    const key = { 'idempotency-key': 'msg_1' }
    const [first, second] = [await send(mail, key), await send(mail, key)]
    expect(second.body).toEqual(first.body)
    expect(demo.world.resend.mails).toHaveLength(1)
  })

  it('refuses another payload under a known key for 24 hours', async () => {
    const key = { 'idempotency-key': 'msg_1' }
    await send(mail, key)
    const other = await send({ ...mail, subject: 'Different' }, key)
    expect(other.status).toBe(409)
    expect(other.body).toMatchObject({ name: 'invalid_idempotent_request' })
    demo.clock.jump(24 * 60 + 1)
    expect((await send({ ...mail, subject: 'Different' }, key)).status).toBe(200)
  })

  it('answers the sixth call of a second with 429 and when to come back', async () => {
    for (let i = 0; i < 5; i++) expect((await send(mail)).status).toBe(200)
    const sixth = await send(mail)
    expect(sixth.status).toBe(429)
    expect(sixth.headers.get('retry-after')).toBe('1')
  })

  it('signs its webhooks so that the vendor’s own verifier accepts them', async () => {
    const real = startWorld(Date.now()) // the verifier reads the real clock
    real.world.resend.notify('https://hooks.example.net/mail')
    const headers = new Headers({ authorization: `Bearer ${RESEND.apiKey}` })
    const body = JSON.stringify(mail)
    await real.world.answer({ method: 'POST', target: '/api.resend.com/emails', headers, body })
    await untilCaught(real.caught, 2)
    const events = real.caught.map(hook =>
      new Resend(RESEND.apiKey).webhooks.verify({
        payload: hook.body,
        headers: {
          id: hook.headers.get('svix-id') ?? '',
          timestamp: hook.headers.get('svix-timestamp') ?? '',
          signature: hook.headers.get('svix-signature') ?? '',
        },
        webhookSecret: RESEND.webhookSecret,
      }),
    )
    expect(events.map(event => event.type)).toEqual(['email.sent', 'email.delivered'])
  })
})

describe('the demo text provider', () => {
  const target = `/api.twilio.com/2010-04-01/Accounts/${TWILIO.accountSid}/Messages.json`
  const basic = Buffer.from(`${TWILIO.accountSid}:${TWILIO.authToken}`).toString('base64')
  const authorization = `Basic ${basic}`
  const text = {
    To: '+61491570156',
    MessagingServiceSid: TWILIO.messagingServiceSid,
    Body: 'On its way',
    StatusCallback: 'https://hooks.example.net/texts/msg_1',
  }
  const send = (
    form: Record<string, string>,
    headers: Record<string, string> = { authorization },
  ) => demo.call('POST', target, headers, new URLSearchParams(form).toString())

  it('accepts a text and calls back with a signature the vendor’s own verifier accepts', async () => {
    const answer = await send(text)
    expect(answer.status).toBe(201)
    expect(answer.body).toMatchObject({ status: 'accepted', to: text.To })
    await untilCaught(demo.caught, 2)
    for (const hook of demo.caught) {
      const params = Object.fromEntries(new URLSearchParams(hook.body))
      const signature = hook.headers.get('x-twilio-signature') ?? ''
      expect(validateRequest(TWILIO.authToken, signature, hook.url, params)).toBe(true)
    }
    expect(demo.world.twilio.texts).toMatchObject([{ status: 'delivered' }])
  })

  it('refuses wrong credentials, a bad number, a landline and who said STOP', async () => {
    demo.world.twilio.stop('+61491570157')
    expect((await send(text, {})).body).toMatchObject({ code: 20003, status: 401 })
    expect((await send({ ...text, To: '0491 570 156' })).body).toMatchObject({ code: 21211 })
    expect((await send({ ...text, To: '+61255501234' })).body).toMatchObject({ code: 21635 })
    expect((await send({ ...text, To: '+61491570157' })).body).toMatchObject({ code: 21610 })
    expect(demo.world.twilio.texts).toHaveLength(0)
  })

  it('sends a repeat again, as the real one does, and lists what was sent to a number', async () => {
    await send(text)
    await send(text)
    await send({ ...text, To: '+61491570158' })
    const query = new URLSearchParams({ To: text.To, 'DateSent>': '2026-11-24' })
    const list = await demo.call('GET', `${target}?${query}`, { authorization })
    const { messages } = z.object({ messages: z.array(z.unknown()) }).parse(list.body)
    expect(messages).toHaveLength(2)
  })

  it('lists a text that is still queued by its number, and by no date of sending', async () => {
    await send(text)
    const [queued] = demo.world.twilio.texts
    if (queued) queued.status = 'accepted'
    const listed = async (query: Record<string, string>) => {
      const search = new URLSearchParams({ To: text.To, ...query })
      const { body } = await demo.call('GET', `${target}?${search}`, { authorization })
      return z.object({ messages: z.array(z.unknown()) }).parse(body).messages
    }
    expect(await listed({ 'DateSent>': '2026-11-24' })).toEqual([])
    expect(await listed({})).toMatchObject([{ status: 'accepted', date_sent: null }])
  })

  it('lets our adapter find a queued text whose answer was lost, so that it is sent once', async () => {
    const http = httpFor({ hosts: twilio.hosts, outsideWorld: OUTSIDE, fetch: demo.send })
    const { accountSid, messagingServiceSid, authToken } = TWILIO
    const settings = { accountSid, messagingServiceSid }
    const context = { http, settings, secrets: { authToken }, now: demo.clock.now() }
    const message = {
      id: 'msg_1',
      to: text.To,
      subject: '',
      html: '',
      text: text.Body,
      callbackUrl: text.StatusCallback,
    }
    demo.world.faults.next('api.twilio.com', 1, { kind: 'accept_then_drop' })
    expect(await twilio.send(message, context)).toMatchObject({ problem: { kind: 'unknown' } })
    const [queued] = demo.world.twilio.texts
    if (queued) queued.status = 'accepted'
    expect(await twilio.find?.(message, context.now, context)).toEqual({
      ok: true,
      value: { providerId: queued?.sid },
    })
  })

  it('can accept a text and never answer', async () => {
    demo.world.faults.next('api.twilio.com', 1, { kind: 'accept_then_hang' })
    expect((await send(text)).body).toBe('hang')
    expect(demo.world.twilio.texts).toHaveLength(1)
    expect((await send(text)).status).toBe(201)
  })
})
