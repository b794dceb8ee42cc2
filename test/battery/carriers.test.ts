// What every tracking feed promises. Runs over the registry: a new adapter brings fixtures in
// test/fixtures/carriers/<id>/ (payloads with what `inspect` must print; signing.json where it is told by
// webhooks; settings.json where it has settings), and no test code.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { inspectCarrier } from '../../cli/inspect.ts'
import { fold } from '../../src/core/fold.ts'
import { joinEvents, type TrackingEvent } from '../../src/core/tracking.ts'
import type { Carrier } from '../../src/sync/carriers/carrier.ts'
import { carriers } from '../../src/sync/carriers/index.ts'
import type { RawHook } from '../../src/sync/hook.ts'
import { AT, keysAt, noKeys, PATH, Signing, secretFor, signed } from './signers.ts'

const FIXTURES = join(import.meta.dirname, '../fixtures/carriers')
const Fixture = z.object({ payload: z.unknown(), expected: z.unknown() })

const hook = (
  body: string,
  { [PATH]: rest = '', ...headers }: Record<string, string>,
): RawHook => ({
  url: ['https://track.example.com/hooks/x', rest].filter(Boolean).join('/'),
  rest,
  headers: new Headers(headers),
  body: new TextEncoder().encode(body),
  receivedAt: AT,
})

const DAY_MS = 86_400_000
const NO_PAYLOAD = new Set(['signing.json', 'settings.json'])

for (const [id, carrier] of Object.entries<Carrier<unknown>>(carriers)) {
  const folder = join(FIXTURES, id)
  const files = existsSync(folder)
    ? readdirSync(folder).filter(file => file.endsWith('.json') && !NO_PAYLOAD.has(file))
    : []
  const readJson = (file: string): unknown =>
    existsSync(join(folder, file)) ? JSON.parse(readFileSync(join(folder, file), 'utf8')) : {}
  const settings = carrier.settings.parse(readJson('settings.json'))
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

    const told = (payload: unknown, receivedAt: number): TrackingEvent[] => {
      const reports = carrier.read(payload, receivedAt)
      return reports.ok ? reports.value.flatMap(report => report.events) : []
    }

    it.each(fixtures)('gives one state for $file told twice, split and shuffled', ({ payload }) => {
      const [first, again] = [told(payload, AT), told(payload, AT + 30 * DAY_MS)]
      const whole = fold(joinEvents([], first))
      fc.assert(
        fc.property(
          fc.shuffledSubarray([...first, ...again], { minLength: first.length * 2 }),
          fc.nat(),
          (events, at) => {
            const cut = at % (events.length + 1)
            expect(fold(joinEvents([], events))).toEqual(whole)
            expect(
              fold(joinEvents(joinEvents([], events.slice(0, cut)), events.slice(cut))),
            ).toEqual(whole)
          },
        ),
        { numRuns: 25 },
      )
    })

    it.each(fixtures)('is moved by no older scan and by no unknown one in $file', ({ payload }) => {
      const events = joinEvents([], told(payload, AT))
      const state = fold(events)
      const [any] = events
      if (!any || state.since === null) return // it tells of no state
      const unheardOf = {
        ...any,
        sourceEventId: null,
        code: 'unheard of',
        status: 'unknown',
        substatus: 'unmapped',
      } as const
      expect(fold(joinEvents(events, [{ ...unheardOf, occurredAt: AT }]))).toEqual(state)
      const before = Math.min(...events.map(event => event.occurredAt)) - 3_600_000
      const label = { ...any, code: 'label', status: 'pending', substatus: null } as const
      const own = { sourceEventId: null, occurredAt: before, receivedAt: AT, signedBy: null }
      const older = { ...label, ...own }
      const { since, ...rest } = fold(joinEvents(events, [older]))
      const known = state.status === 'pending' ? before : state.since
      expect({ since, ...rest }).toEqual({ ...state, since: known })
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

    it.each(fixtures)('means by code and text what it read in $file', ({ payload }) => {
      const reports = carrier.read(payload, AT)
      const events = reports.ok ? reports.value.flatMap(report => report.events) : []
      expect(events.map(({ code, text }) => carrier.meaning({ code, text }))).toEqual(
        events.map(({ status, substatus }) => ({ status, substatus })),
      )
    })

    it.each(['', '__proto__', 'constructor', 'a code that nobody has heard of'])(
      'takes the code %j for movement of no kind',
      code => {
        expect(carrier.meaning({ code, text: code })).toMatchObject({ status: 'unknown' })
      },
    )

    it('is told, or asks', () => {
      expect(carrier.verify ?? carrier.poll).toBeDefined()
      expect(carrier.verify !== undefined).toBe(existsSync(join(folder, 'signing.json')))
      if (carrier.poll || carrier.watch) expect(carrier.calls?.hosts(settings)).not.toEqual([])
    })

    if (!carrier.verify) return
    const signing = Signing.parse(readJson('signing.json'))
    const secret = secretFor(signing)
    const secretName = signing.kind === 'rsa' ? 'none' : signing.secret
    const body = JSON.stringify(fixtures[0]?.payload)
    const verify = async (raw: RawHook, secrets: Record<string, string>, keys = keysAt) =>
      (await carrier.verify?.(raw, { settings, secrets }, keys))?.ok

    it('accepts its sender’s proof, and the previous secret during rotation', async () => {
      const raw = hook(body, signed(signing, body, secret))
      expect(await verify(raw, { [secretName]: secret })).toBe(true)
      const rotated = { [secretName]: 'the new one', [`${secretName}.previous`]: secret }
      expect(await verify(raw, rotated)).toBe(true)
    })

    it('lets nobody in while its sender’s keys cannot be had', async () => {
      const raw = hook(body, signed(signing, body, secret))
      const secrets = { [secretName]: secret }
      expect(await verify(raw, secrets, noKeys)).toBe(signing.kind !== 'rsa')
    })

    const proof = signed(signing, body, secret)
    const [header = '', good = ''] = Object.entries(proof)[0] ?? []
    const forgeries: [string, string, Record<string, string>][] = [
      ['is missing', body, {}],
      ['is empty', body, { ...proof, [header]: '' }],
      ['is of another secret', body, signed(signing, body, 'another')],
      ['is cut short', body, { ...proof, [header]: good.slice(0, -2) }],
      ['comes twice', body, { ...proof, [header]: `${good}, ${good}` }],
      ['is ten thousand characters long', body, { ...proof, [header]: 'a'.repeat(10_000) }],
    ]
    if (signing.kind !== 'token' && signing.kind !== 'path') {
      forgeries.push(
        ['is of another body', `${body} `, proof],
        ['is of the body without its byte order mark', `\uFEFF${body}`, proof],
      )
    }
    it.each(forgeries)('refuses a webhook whose proof %s', async (_, text, headers) => {
      expect(await verify(hook(text, headers), { [secretName]: secret })).toBe(false)
    })

    it('refuses every webhook when its secret is an empty text', async () => {
      const secrets = { [secretName]: '' }
      if (carrier.secrets[secretName]?.required) {
        expect(await verify(hook(body, signed(signing, body, '')), secrets)).toBe(false)
      }
    })
  })
}

function deep(levels: number): unknown {
  let value: unknown = 'core'
  for (let i = 0; i < levels; i++) value = { result: value }
  return value
}
