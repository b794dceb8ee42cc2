// What everybody who carries messages promises. Runs over the registry: a new provider brings its
// own lines in WORLDS (how it signs, how it answers), and no test code.
import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { RawHook } from '../../src/sync/hook.ts'
import { httpFor } from '../../src/sync/http.ts'
import { type ProviderId, providerOf, providers } from '../../src/sync/notify/index.ts'
import type { DeliveryNews, Outgoing, Provider } from '../../src/sync/notify/provider.ts'

const NOW = Date.UTC(2026, 10, 24, 3, 5)
const HOOK_URL = 'https://track.example.com/hooks/0abc/msg_7?x=1'

type Answer = { status: number; body: unknown; headers?: Record<string, string> }
type Signed = { headers: Record<string, string>; signatureHeader: string }

type World = {
  readonly to: string
  readonly settings: unknown
  readonly badSettings: unknown
  readonly secrets: Record<string, string>
  readonly signingSecret: string
  readonly accepted: Answer
  /** What the vendor would say about the person, with their address in it. */
  readonly refused: Answer
  readonly badCredentials: Answer
  readonly hook: string
  readonly news: Partial<DeliveryNews>
  sign(body: string, secret: string): Signed
}

const svix = (body: string, secret: string): Signed => {
  const [id, timestamp] = ['msg_hook_1', String(NOW / 1000)]
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
  const mac = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  return {
    signatureHeader: 'svix-signature',
    headers: { 'svix-id': id, 'svix-timestamp': timestamp, 'svix-signature': `v1,${mac}` },
  }
}

const twilioSignature = (body: string, secret: string): Signed => {
  const params = [...new URLSearchParams(body)].sort(([a], [b]) => (a < b ? -1 : 1))
  const signed = HOOK_URL + params.map(([name, value]) => name + value).join('')
  const mac = createHmac('sha1', secret).update(signed).digest('base64')
  return { signatureHeader: 'x-twilio-signature', headers: { 'x-twilio-signature': mac } }
}

const WHSEC = `whsec_${Buffer.from('an invented signing secret').toString('base64')}`
const ACCOUNT = `AC${'0'.repeat(32)}`

const WORLDS: Record<ProviderId, World> = {
  resend: {
    to: 'nadia@example.net',
    settings: { from: 'Wattle & Tide <orders@mail.example.com>', replyTo: 'hello@example.com' },
    badSettings: { from: 'no address' },
    secrets: { apiKey: 're_invented_key', webhookSecret: WHSEC },
    signingSecret: 'webhookSecret',
    accepted: { status: 200, body: { id: 'provider-1' } },
    refused: {
      status: 422,
      body: {
        statusCode: 422,
        name: 'validation_error',
        message: 'nadia@example.net is wrong (re_invented_key)',
      },
    },
    badCredentials: {
      status: 401,
      body: { statusCode: 401, name: 'restricted_api_key', message: 're_invented_key' },
    },
    hook: JSON.stringify({
      type: 'email.delivered',
      created_at: '2026-11-24T03:05:00.000Z',
      data: { email_id: 'provider-1', to: ['nadia@example.net'], tags: { message: 'msg_7' } },
    }),
    news: { messageId: 'msg_7', providerId: 'provider-1', outcome: 'delivered', recipient: null },
    sign: svix,
  },
  twilio: {
    to: '+61491570156',
    settings: { accountSid: ACCOUNT, from: '+61480000111' },
    badSettings: { accountSid: ACCOUNT },
    secrets: { authToken: 'an-invented-auth-token' },
    signingSecret: 'authToken',
    accepted: { status: 201, body: { sid: 'provider-1', status: 'queued' } },
    refused: {
      status: 400,
      body: { code: 21211, message: "'+61491570156' is not valid (an-invented-auth-token)" },
    },
    badCredentials: { status: 401, body: { code: 20003, message: 'an-invented-auth-token' } },
    hook: new URLSearchParams({
      MessageSid: 'provider-1',
      MessageStatus: 'delivered',
      To: '+61491570156',
    }).toString(),
    news: { messageId: 'msg_7', providerId: 'provider-1', outcome: 'delivered', recipient: null },
    sign: twilioSignature,
  },
}

for (const id of Object.keys(providers) as ProviderId[]) {
  const provider: Provider<object> | null = providerOf(id)
  const world = WORLDS[id]
  if (!provider) throw new Error(`${id} is not in the registry`)

  const message: Outgoing = {
    id: 'msg_7',
    to: world.to,
    subject: 'On its way',
    html: '<p>On its way</p>',
    text: 'On its way https://track.example.com/t/a8Kd02LmPq7',
    callbackUrl: HOOK_URL,
  }

  /** Only the vendor's own host answers; everything else is a fault of the adapter. */
  const context = (answer: Answer | 'timeout') => {
    const calls: { url: string; headers: Headers; body: string }[] = []
    const http = httpFor({
      hosts: provider.hosts,
      outsideWorld: null,
      fetch: async (url, init) => {
        calls.push({
          url: String(url),
          headers: new Headers(init?.headers),
          body: String(init?.body),
        })
        if (answer === 'timeout') throw new Error(`timed out: ${world.to}`)
        const body = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body)
        return new Response(body, { status: answer.status, headers: answer.headers })
      },
    })
    const settings = provider.settings.parse(world.settings)
    return { calls, context: { http, now: NOW, settings, secrets: world.secrets } }
  }
  const send = async (answer: Answer | 'timeout') => {
    const result = await provider.send(message, context(answer).context)
    return result.ok ? result.value : result.problem
  }

  const hook = (body: string, headers: Record<string, string>, receivedAt = NOW): RawHook => ({
    url: HOOK_URL,
    rest: 'msg_7',
    headers: new Headers(headers),
    body: new TextEncoder().encode(body),
    receivedAt,
  })
  const accepts = async (raw: RawHook, secrets: Record<string, string>) =>
    (await provider.verify(raw, { settings: provider.settings.parse(world.settings), secrets })).ok

  describe(provider.name, () => {
    it('names its hosts, and its required secrets with what each is', () => {
      expect(provider.hosts.length).toBeGreaterThan(0)
      expect(Object.keys(provider.secrets)).toContain(world.signingSecret)
      for (const { about } of Object.values(provider.secrets)) expect(about).not.toBe('')
      expect(provider.settings.safeParse(world.badSettings).success).toBe(false)
    })

    it('hands a message over with one call to its own host and returns the provider’s id', async () => {
      const { calls, context: used } = context(world.accepted)
      expect(await provider.send(message, used)).toEqual({
        ok: true,
        value: { providerId: 'provider-1' },
      })
      expect(calls).toHaveLength(1)
      expect(provider.hosts).toContain(new URL(calls[0]?.url ?? '').hostname)
      expect(calls[0]?.url).not.toContain(world.to)
    })

    it('sends the same bytes again for the same message', async () => {
      const [first, second] = [context(world.accepted), context(world.accepted)]
      await provider.send(message, first.context)
      await provider.send(message, second.context)
      expect(second.calls[0]?.body).toBe(first.calls[0]?.body)
      expect([...(second.calls[0]?.headers ?? [])]).toEqual([...(first.calls[0]?.headers ?? [])])
    })

    it.each<[string, Answer | 'timeout']>([
      ['times out', 'timeout'],
      ['answers 500', { status: 500, body: 'oops' }],
      ['answers 503 as HTML', { status: 503, body: '<html>' }],
      ['accepts without saying what', { status: 200, body: 'no json' }],
      ['accepts with an empty answer', { status: 200, body: {} }],
      ['redirects', { status: 302, body: '' }],
    ])('does not know what happened when the provider %s', async (_, answer) => {
      expect(await send(answer)).toMatchObject({
        kind: 'unknown',
        retry: { afterSeconds: expect.any(Number) },
      })
    })

    it('has a way out of not knowing: a key that may be sent again, or a look', () => {
      expect(provider.idempotent || provider.find !== undefined).toBe(true)
    })

    it('comes back when the provider says so', async () => {
      const answer = { status: 429, body: {}, headers: { 'retry-after': '77' } }
      expect(await send(answer)).toMatchObject({ kind: 'later', retry: { afterSeconds: 77 } })
    })

    it('stops the channel, not the message, on bad credentials', async () => {
      expect(await send(world.badCredentials)).toMatchObject({ kind: 'channel' })
      expect(await send({ status: 401, body: 'no' })).toMatchObject({ kind: 'channel' })
    })

    it('gives up on a message that can never leave', async () => {
      expect(await send(world.refused)).toMatchObject({ kind: 'refused', retry: false })
    })

    it('puts no secret and no recipient into a problem', async () => {
      const answers = [world.refused, world.badCredentials, 'timeout' as const]
      for (const answer of answers) {
        const problem = JSON.stringify(await send(answer))
        for (const hidden of [world.to, message.id, ...Object.values(world.secrets)]) {
          expect(problem).not.toContain(hidden)
        }
      }
    })

    it('accepts its sender’s signature, and the previous secret during rotation', async () => {
      const secret = world.secrets[world.signingSecret] ?? ''
      const signed = hook(world.hook, world.sign(world.hook, secret).headers)
      expect(await accepts(signed, world.secrets)).toBe(true)
      const rotated = {
        [world.signingSecret]: Buffer.from('a newer invented secret').toString('base64'),
        [`${world.signingSecret}.previous`]: secret,
      }
      expect(await accepts(signed, rotated)).toBe(true)
    })

    const secret = world.secrets[world.signingSecret] ?? ''
    const { headers, signatureHeader } = world.sign(world.hook, secret)
    const good = headers[signatureHeader] ?? ''
    const other = Buffer.from('another invented secret').toString('base64')
    it.each([
      ['is missing', world.hook, {}],
      ['is empty', world.hook, { ...headers, [signatureHeader]: '' }],
      ['is of another secret', world.hook, world.sign(world.hook, other).headers],
      ['is of another body', `${world.hook} `, headers],
      ['is cut short', world.hook, { ...headers, [signatureHeader]: good.slice(0, -3) }],
      [
        'is ten thousand characters long',
        world.hook,
        { ...headers, [signatureHeader]: 'a'.repeat(10_000) },
      ],
    ])('refuses a webhook whose signature %s', async (_, body, given) => {
      expect(await accepts(hook(body, given), world.secrets)).toBe(false)
    })

    it('refuses every webhook while it has no secret', async () => {
      const unset = world.sign(world.hook, '').headers
      expect(await accepts(hook(world.hook, unset), {})).toBe(false)
      expect(await accepts(hook(world.hook, unset), { [world.signingSecret]: '' })).toBe(false)
    })

    it('reads what became of a message', () => {
      expect(provider.readHook(hook(world.hook, {}))).toMatchObject({
        ok: true,
        value: [world.news],
      })
    })

    it.each([
      '',
      'text',
      'null',
      '[]',
      '{}',
      '{"type":7}',
      '%%%',
      '\u0000',
      '{"__proto__":{"a":1}}',
    ])('calls %j unreadable and does not throw', body => {
      expect(provider.readHook(hook(body, {}))).toMatchObject({
        ok: false,
        problem: { kind: 'unreadable' },
      })
    })
  })
}
