// What every tracking feed promises. Runs over the registry: a new adapter brings fixtures in
// test/fixtures/carriers/<id>/ (payload and what `inspect` must print), and no test code.
import { createHmac } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { inspectCarrier } from '../../cli/inspect.ts'
import { fold } from '../../src/core/fold.ts'
import { joinEvents } from '../../src/core/tracking.ts'
import { type CarrierId, carriers } from '../../src/sync/carriers/index.ts'
import type { RawHook } from '../../src/sync/hook.ts'

const FIXTURES = join(import.meta.dirname, '../fixtures/carriers')
const Fixture = z.object({ payload: z.unknown(), expected: z.unknown() })

/** How each sender signs, written down apart from the verifiers so that both can be wrong only alone. */
const SIGN: Record<CarrierId, (body: string, secret: string) => Record<string, string>> = {
  starshipit: (body, secret) => ({
    'x-starshipit-signature': createHmac('sha256', secret).update(body).digest('base64'),
  }),
  easypost: (body, secret) => ({
    'x-hmac-signature': `hmac-sha256-hex=${createHmac('sha256', secret.normalize('NFKD')).update(body).digest('hex')}`,
  }),
}

const hook = (body: string, headers: Record<string, string>): RawHook => ({
  url: 'https://track.example.com/hooks/x',
  rest: '',
  headers: new Headers(headers),
  body: new TextEncoder().encode(body),
  receivedAt: Date.UTC(2026, 9, 27),
})

for (const [id, carrier] of Object.entries(carriers)) {
  const folder = join(FIXTURES, id)
  const files = existsSync(folder) ? readdirSync(folder).filter(file => file.endsWith('.json')) : []
  const fixtures = files.map(file => ({
    file,
    ...Fixture.parse(JSON.parse(readFileSync(join(folder, file), 'utf8'))),
  }))

  describe(carrier.name, () => {
    it('has fixtures, and says where they are from', () => {
      expect(fixtures.length).toBeGreaterThan(0)
      expect(existsSync(join(folder, 'SOURCE.md'))).toBe(true)
    })

    it.each(fixtures)('reads $file as a person would', ({ payload, expected }) => {
      const result = inspectCarrier(id, JSON.stringify(payload))
      expect(result).toEqual({ ok: true, value: expected })
    })

    it.each(fixtures)('gives one state for $file told twice, split and shuffled', ({ payload }) => {
      const read = (receivedAt: number) => {
        const reports = carrier.read(payload, receivedAt)
        return reports.ok ? reports.value.flatMap(report => report.events) : []
      }
      const [first, again] = [read(Date.UTC(2026, 9, 27)), read(Date.UTC(2026, 10, 28))]
      fc.assert(
        fc.property(
          fc.shuffledSubarray([...first, ...again], { minLength: first.length * 2 }),
          order => {
            expect(fold(joinEvents([], order))).toEqual(fold(first))
          },
        ),
        { numRuns: 25 },
      )
    })

    it.each([null, [], 'text', 7, {}, JSON.parse('{"__proto__":{"polluted":1}}'), deep(2000)])(
      'calls a payload of the wrong shape unreadable and does not throw (%#)',
      payload => {
        expect(carrier.read(payload, 0)).toMatchObject({
          ok: false,
          problem: { kind: 'unreadable' },
        })
      },
    )

    it.each(['<html></html>', '{"order_number":', ''])('gives one line for %j', text => {
      expect(inspectCarrier(id, text)).toEqual({ ok: false, problem: 'The file is not JSON.' })
    })

    if (!(id in SIGN)) throw new Error(`${id} has no line in SIGN`)
    const sign = SIGN[id as CarrierId]
    const secret = 'an invented secret, é'
    const body = JSON.stringify(fixtures[0]?.payload)
    const verify = async (raw: RawHook, secrets: Record<string, string>) =>
      (await carrier.verify?.(raw, { settings: {}, secrets }))?.ok

    it('accepts its sender’s signature, and the previous secret during rotation', async () => {
      const signed = hook(body, sign(body, secret))
      expect(await verify(signed, { webhookSecret: secret })).toBe(true)
      const rotated = { webhookSecret: 'the new one', 'webhookSecret.previous': secret }
      expect(await verify(signed, rotated)).toBe(true)
    })

    const header = Object.keys(sign(body, secret))[0] ?? ''
    const good = sign(body, secret)[header] ?? ''
    it.each([
      ['is missing', body, {}],
      ['is empty', body, { [header]: '' }],
      ['is of another secret', body, sign(body, 'another')],
      ['is of another body', `${body} `, { [header]: good }],
      ['is of the body without its byte order mark', `\uFEFF${body}`, { [header]: good }],
      ['is cut short', body, { [header]: good.slice(0, -2) }],
      ['comes twice', body, { [header]: `${good}, ${good}` }],
      ['is ten thousand characters long', body, { [header]: 'a'.repeat(10_000) }],
    ])('refuses a webhook whose signature %s', async (_, text, headers) => {
      expect(await verify(hook(text, headers), { webhookSecret: secret })).toBe(false)
    })
  })
}

function deep(levels: number): unknown {
  let value: unknown = 'core'
  for (let i = 0; i < levels; i++) value = { result: value }
  return value
}
