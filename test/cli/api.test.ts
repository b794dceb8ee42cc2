// The commands that talk to the API: what they ask, what they print, and the exit code they leave. The
// server is a stand-in; test/cli/answers.workerd.test.ts holds its answers to the real API's.
import { execFile } from 'node:child_process'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Run, run } from './run.ts'

type Asked = { method?: string; url?: string; headers: IncomingHttpHeaders; body: string }
type Reply = { status: number; body?: unknown; headers?: Record<string, string> }

let server: Server
let url = ''
let asked: Asked[] = []
let answer: (request: Asked) => Reply = () => ({ status: 500 })

beforeAll(async () => {
  server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const one = { method: request.method, url: request.url, headers: request.headers, body }
    asked.push(one)
    const reply = answer(one)
    response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers })
    response.end(typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())
beforeEach(() => {
  asked = []
})

const KEY = 'wm_0AAAAAAAAAAAAAAAAAAAAAAAAA'
const environment = () => ({ WAYMARK_KEY: KEY, WAYMARK_URL: url, WAYMARK_MERCHANT: '' })

const waymark = (args: string[], env: Record<string, string> = {}) =>
  run(args, { ...environment(), ...env })

/** A process of its own, for what only a process has: a pipe, and an exit at a wrong argument. */
function waymarkProcess(args: string[], input = ''): Promise<Run> {
  return new Promise(resolve => {
    const env = { ...process.env, ...environment() }
    const child = execFile(
      process.execPath,
      ['cli/waymark.ts', ...args],
      { env },
      (error, out, err) => resolve({ code: Number(error?.code ?? 0), out, err }),
    )
    child.stdin?.end(input)
  })
}

const refusal = (status: number, title: string, errors?: object[]) => ({
  status,
  body: { type: 'about:blank', status, title, errors, requestId: 'req-1' },
})

describe('waymark apply', () => {
  it('stores the file and shows where each connection’s webhooks go', async () => {
    const hookUrl = 'https://track.example.com/hooks/0ABC'
    answer = () => ({
      status: 200,
      body: {
        merchant: 'wattle-and-tide',
        version: 2,
        connections: [
          { name: 'shop', adapter: 'shopify', hookUrl },
          { name: 'omni', adapter: 'cin7', hookUrl: null },
        ],
      },
    })
    const { code, out, err } = await waymark(['apply', 'merchants/demo.yaml'])
    expect([code, err]).toEqual([0, ''])
    expect(out).toContain('wattle-and-tide, version 2')
    expect(out).toContain(`shop  ${hookUrl}`)
    expect(out).not.toContain('omni')
    expect(asked).toMatchObject([{ method: 'PUT', url: '/api/v1/config' }])
    expect(asked[0]?.headers.authorization).toBe(`Bearer ${KEY}`)
    expect(JSON.parse(asked[0]?.body ?? '')).toMatchObject({ merchant: 'wattle-and-tide' })
  })

  it('sends nothing of a file that is wrong, and names its faults as check does', async () => {
    const { code, err } = await waymark(['apply', 'package.json'])
    expect(code).toBe(1)
    expect(err).toMatch(/^package\.json:\d+:\d+ merchant: /m)
    expect(asked).toEqual([])
  })

  it.each<[string, Reply | null, Record<string, string>, RegExp]>([
    ['nobody listens', null, { WAYMARK_URL: 'http://127.0.0.1:1' }, /does not answer.*npm start/],
    ['the address is none', null, { WAYMARK_URL: 'track.example' }, /no address.*--url/],
    ['there is no key', null, { WAYMARK_KEY: '' }, /WAYMARK_KEY is not set/],
    [
      'the key is unknown',
      refusal(401, 'This needs a valid API key.'),
      {},
      /valid API key.*WAYMARK_KEY/,
    ],
    [
      'the key may not',
      refusal(403, 'This key lacks the scope config:write.'),
      {},
      /config:write.*waymark key list/,
    ],
    [
      'the config is refused',
      refusal(422, 'The body is not right.', [
        { path: 'rules.0', message: 'is odd' },
        { path: 'brand', message: 'is odder.' },
      ]),
      {},
      /rules\.0: is odd; brand: is odder\. Mend it/,
    ],
    [
      'our side fails',
      refusal(503, 'The database is not bound.'),
      {},
      /not bound.*Try again.*req-1/,
    ],
    ['somebody else answers', { status: 200, body: '<html>' }, {}, /not as Waymark.*--url/],
    ['somebody else refuses', { status: 404, body: '<html>' }, {}, /answered 404.*--url/],
  ])('says in one line what to do when %s', async (_, reply, env, expected) => {
    if (reply) answer = () => reply
    const { code, out, err } = await waymark(['apply', 'merchants/demo.yaml'], env)
    expect([code, out]).toEqual([1, ''])
    expect(err.trimEnd().split('\n')).toHaveLength(1)
    expect(err).toMatch(expected)
  })

  it('takes its key to no other address', async () => {
    answer = () => ({ status: 307, headers: { location: `${url}/elsewhere` } })
    const { code, err } = await waymark(['apply', 'merchants/demo.yaml'])
    expect([code, asked.length]).toEqual([1, 1])
    expect(err).toMatch(/sends elsewhere.*--url/)
  })
})

describe('waymark secret set', () => {
  it('takes the value from a pipe, without the line’s end, and never prints it', {
    timeout: 60_000,
  }, async () => {
    answer = () => ({ status: 200, body: { previousValid: false } })
    const args = ['secret', 'set', 'shop', 'clientSecret', '--merchant', 'acme']
    const { code, out, err } = await waymarkProcess(args, 'shpss hunter2\n')
    expect(code).toBe(0)
    expect(asked).toMatchObject([
      { method: 'PUT', url: '/api/v1/connections/shop/secrets/clientSecret' },
    ])
    expect(asked[0]?.headers['waymark-merchant']).toBe('acme')
    expect(JSON.parse(asked[0]?.body ?? '')).toEqual({ value: 'shpss hunter2' })
    expect(out + err).not.toContain('hunter2')
    expect(out).toBe('clientSecret of shop is set.\n')
  })

  it('takes no value as an argument, and sets nothing when there is none', {
    timeout: 60_000,
  }, async () => {
    const set = ['secret', 'set', 'shop', 'clientSecret']
    const runs = [waymarkProcess([...set, 'hunter2']), waymarkProcess(set)]
    expect((await Promise.all(runs)).map(({ code }) => code)).toEqual([1, 1])
    expect(asked).toEqual([])
  })
})

describe('waymark connect', () => {
  const connected = {
    kind: 'platform',
    name: 'shop',
    account: 'Tide & Thread',
    liveSince: '2026-11-24T01:00:00.000Z',
    advice: [],
    webhooks: { topics: [], problem: null },
  }
  const status = {
    kind: 'platform',
    name: 'shop',
    adapter: 'shopify',
    problem: null,
    missingSecrets: [],
    liveSince: '2026-11-24T01:00:00.000Z',
    backfill: { imported: 3, total: 10 },
    backfilledAt: null,
    syncedAt: null,
    lagSeconds: null,
    budget: null,
    webhooks: null,
  }
  const done = { ...status, backfill: null, backfilledAt: '2026-11-24T01:05:00.000Z' }

  /** Each look at the import gets the next of these. */
  const looks = (replies: Reply[]) => {
    answer = ({ method }) =>
      method === 'POST'
        ? { status: 200, body: connected }
        : (replies.shift() ?? { status: 200, body: done })
  }

  it('goes on watching past what passes, and says it once', { timeout: 30_000 }, async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'], shouldAdvanceTime: true, advanceTimeDelta: 500 })
    const fails = { status: 200, body: { ...status, problem: 'The shop answered 503.' } }
    looks([fails, fails, refusal(503, 'Not now.'), { status: 200, body: status }])
    const { code, out, err } = await waymark(['connect', 'shop'])
    vi.useRealTimers()
    expect([code, err]).toEqual([0, ''])
    expect(out.match(/The shop answered 503/g)).toHaveLength(1)
    expect(out).toContain('Not now.')
    expect(out).toContain('3 of 10 orders')
    expect(out).toContain('The first import is done.')
  })

  it('is done all the same when the key may not watch', async () => {
    looks([refusal(403, 'This key lacks the scope connections:read.')])
    const { code, out, err } = await waymark(['connect', 'shop'])
    expect([code, err]).toEqual([0, ''])
    expect(out).toContain('The first import goes on; a key with connections:read can watch it.')
  })
})

describe('waymark connections', () => {
  const mail = {
    name: 'mail',
    kind: 'email',
    adapter: 'resend',
    hookUrl: 'https://track.example.com/hooks/0DEF',
    problem: null,
    webhookProblem: null,
    connectedAt: null,
    backfilledAt: null,
    missingSecrets: ['apiKey', 'webhookSecret'],
  }
  const shop = {
    ...mail,
    name: 'shop',
    kind: 'platform',
    adapter: 'shopify',
    hookUrl: 'https://track.example.com/hooks/0ABC',
    problem: 'The shop \u001b[31mrefuses the token.',
    webhookProblem: 'They lead elsewhere.',
    connectedAt: '2026-11-24T01:00:00.000Z',
    backfilledAt: '2026-11-24T01:02:03.000Z',
    missingSecrets: [],
  }

  it('prints what is wrong with each and what is to be set', async () => {
    const omni = { ...mail, kind: 'platform', name: 'omni', adapter: 'cin7', hookUrl: null }
    const connections = [mail, shop, { ...omni, missingSecrets: [] }]
    answer = () => ({ status: 200, body: { connections } })
    const { code, out } = await waymark(['connections', '--merchant', 'acme'])
    expect([code, asked[0]?.url, asked[0]?.headers['waymark-merchant']]).toEqual([
      0,
      '/api/v1/connections',
      'acme',
    ])
    expect(out).toBe(
      [
        'mail, resend (email)',
        '  webhooks  https://track.example.com/hooks/0DEF',
        '  to do     waymark secret set mail apiKey',
        '  to do     waymark secret set mail webhookSecret',
        'shop, shopify (platform)',
        '  webhooks  https://track.example.com/hooks/0ABC',
        '  orders    first import done 2026-11-24T01:02:03.000Z',
        '  problem   The shop  [31mrefuses the token.',
        '  problem   its webhooks: They lead elsewhere.',
        'omni, cin7 (platform)',
        '  webhooks  none: the shop is asked every minute',
        '  orders    none before it is connected',
        '  to do     waymark connect omni',
        '',
      ].join('\n'),
    )
  })

  it('says so when there are none', async () => {
    answer = () => ({ status: 200, body: { connections: [] } })
    expect((await waymark(['connections'])).out).toBe('There are none.\n')
  })
})

describe('waymark key', () => {
  it('prints a new key by itself, so that it can be piped on', async () => {
    answer = () => ({
      status: 201,
      body: { key: 'wm_0NEW', name: 'till', scopes: ['orders:read'] },
    })
    const { code, out } = await waymark(['key', 'create', 'till', '--scopes', 'orders:read'])
    expect([code, out]).toEqual([0, 'wm_0NEW\n'])
    expect(JSON.parse(asked[0]?.body ?? '')).toEqual({ name: 'till', scopes: ['orders:read'] })
  })

  it('lists and deletes', async () => {
    const keys = [{ name: 'till', scopes: ['orders:read'], createdAt: '2026-11-24T01:00:00Z' }]
    answer = ({ method }) =>
      method === 'DELETE' ? { status: 204 } : { status: 200, body: { keys } }
    expect((await waymark(['key', 'list'])).out).toBe('till  since 2026-11-24  orders:read\n')
    expect((await waymark(['key', 'delete', 'till'])).out).toBe('The key till is deleted.\n')
    expect(asked.at(-1)).toMatchObject({ method: 'DELETE', url: '/api/v1/keys/till' })
  })

  it('says how to name the merchant when it is not found without', async () => {
    answer = () => refusal(404, 'There is no such merchant.')
    expect((await waymark(['key', 'list'])).err).toMatch(/no such merchant\..*--merchant/)
    const named = await waymark(['key', 'list', '--merchant', 'nobody'])
    expect(named.err).toBe('There is no such merchant.\n')
  })
})

describe('waymark dead-letters', () => {
  it('lists what could not be handled and says how to go on', async () => {
    answer = () => ({
      status: 200,
      body: {
        deadLetters: [
          {
            id: 12,
            kind: 'hook',
            connection: 'feed',
            problem: 'The body is not JSON.',
            receivedAt: '2026-11-24T01:02:03.000Z',
            replayedAt: null,
          },
        ],
        next: 12,
      },
    })
    const { out } = await waymark(['dead-letters', 'list', '--before', '20'])
    expect(out).toContain('12  2026-11-24 01:02 UTC  hook of feed: The body is not JSON.\n')
    expect(out).toContain('dead-letters list --before 12')
    expect(asked[0]?.url).toBe('/api/v1/dead-letters?before=20')
  })

  it('replays each it is given, also after one that cannot be', async () => {
    answer = ({ url: path }) =>
      path === '/api/v1/dead-letters/1/replay'
        ? refusal(409, 'A letter of kind unknown has no way back.')
        : { status: 202, body: { id: 2, kind: 'hook' } }
    const { code, out, err } = await waymark(['dead-letters', 'replay', '1', '2'])
    expect([code, out.includes('2 is sent back'), err.includes('no way back')]).toEqual([
      1,
      true,
      true,
    ])
  })
})

describe('waymark order', () => {
  const order = {
    number: '#1001',
    channel: 'the-iconic',
    trackingUrl: 'https://track.example.com/t/0ABC',
    assignment: { courier: 'australia-post', service: 'Express Post', tags: [] },
    trace: ['“Express” applies: it decides the courier.'],
    shipments: [
      {
        parcel: 1,
        carrier: 'Australia \u001b[31mPost',
        trackingNumber: '33ZZZ1',
        status: 'out_for_delivery',
        door: 'carrier',
        writeBack: { state: 'refused', reason: 'it knows no such carrier' },
        feed: null,
      },
    ],
    messages: [
      { parcel: 1, milestone: 'shipped', channel: 'email', state: 'accepted', reason: null },
      { parcel: 1, milestone: 'shipped', channel: 'sms', state: 'skipped', reason: 'quiet_hours' },
    ],
  }

  it('prints channel, courier and why, parcels, and what was told or not, and why not', async () => {
    answer = () => ({ status: 200, body: order })
    const { code, out } = await waymark(['order', '#1001'])
    expect(code).toBe(0)
    expect(out).toBe(
      [
        '#1001, sold on the-iconic',
        '  page       https://track.example.com/t/0ABC',
        '  courier    australia-post, Express Post',
        '  why        “Express” applies: it decides the courier.',
        '  parcels    1: Australia  [31mPost 33ZZZ1, out for delivery; dispatched by carrier; not told to the shop (it knows no such carrier)',
        '  messages   sent: shipped by email, parcel 1',
        '             not sent: shipped by sms, parcel 1 (quiet hours)',
        '',
      ].join('\n'),
    )
  })

  it('finds a number that was given without its #', async () => {
    answer = ({ url: path }) =>
      path === '/api/v1/orders/%231001'
        ? { status: 200, body: { ...order, shipments: [], messages: [] } }
        : refusal(404, 'There is no order of that number.')
    const { out } = await waymark(['order', '1001'])
    expect(out).toContain('  parcels    none\n  messages   none\n')
    expect((await waymark(['order', '9'])).err).toContain('There is no order of that number.')
  })
})

describe('waymark attention', () => {
  it('names each parcel with why and what to do, or says that none needs anybody', async () => {
    const reasons = [{ why: 'Post has not scanned it.', next: 'Ask Post where it is.' }]
    const parcel = { order: '#7', carrier: 'Post', trackingNumber: 'AAA1', heardAt: null, reasons }
    answer = () => ({ status: 200, body: { parcels: [parcel] } })
    const { out, code } = await waymark(['attention'])
    expect(out).toBe(
      '#7  Post AAA1, never heard of\n  Post has not scanned it. Ask Post where it is.\n',
    )
    expect(code).toBe(0)
    expect(asked[0]?.url).toBe('/api/v1/attention')
    answer = () => ({ status: 200, body: { parcels: [] } })
    expect((await waymark(['attention'])).out).toBe('No parcel needs anybody.\n')
  })
})

describe('waymark feedback', () => {
  it('says of each service how many answered, and how far that can be trusted', async () => {
    const of = { carrier: 'Post', delivered: 80 }
    const between = { from: 0.646, to: 0.985 }
    answer = () => ({
      status: 200,
      body: {
        deliveries: [
          { ...of, service: 'Express', answered: 12, share: 11 / 12, between },
          { ...of, service: null, answered: 0, share: null, between: null },
        ],
      },
    })
    const { out, code } = await waymark(['feedback'])
    expect(out).toBe(
      'Post, Express  80 delivered, 12 answered, 92 % good (19 times of 20 between 65 % and 99 %)\nPost  80 delivered, nobody answered\n',
    )
    expect(code).toBe(0)
    expect(asked[0]?.url).toBe('/api/v1/feedback')
    answer = () => ({ status: 200, body: { deliveries: [] } })
    expect((await waymark(['feedback'])).out).toContain('No parcel has arrived')
  })
})
