// What every selling platform promises. Runs over the registry: a new adapter brings fixtures in
// test/fixtures/platforms/<id>/ and no test code. There, by name:
//   plain, edited, cancelled, no-contact, fulfilled  (and test-order, where there is such a thing)
//   any other <case>.json   { about, payload, expected: our orders, instants written as ISO }
//   odd-fields.json         { about, changes }: each { path: value } leaves plain an order all the same
//   settings.json           { good: [], bad: [] }
//   hooks/<case>.json       a signed delivery, for platforms that verify webhooks
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import type { PlatformOrder } from '../../src/core/order.ts'
import type { RawHook } from '../../src/sync/hook.ts'
import { platformOf, platforms } from '../../src/sync/platforms/index.ts'

const FIXTURES = join(import.meta.dirname, '../fixtures/platforms')
const NEEDED = ['plain', 'edited', 'cancelled', 'no-contact', 'fulfilled']

const Case = z.object({
  about: z.string(),
  payload: z.unknown(),
  expected: z.unknown(),
  /** In fulfilled.json, where the platform cannot void a fulfilment: why. */
  neverVoid: z.string().optional(),
})
const SettingsCases = z.object({
  good: z.array(z.unknown()).min(1),
  bad: z.array(z.unknown()).min(1),
})
const OddFields = z.object({
  about: z.string(),
  changes: z.array(z.record(z.string(), z.unknown())).min(1),
})
const NO_CASES = ['settings.json', 'odd-fields.json']
const Strings = z.record(z.string(), z.string())
const Hook = z.object({
  about: z.string(),
  settings: z.unknown(),
  /** Valid settings of another shop: the same delivery is not for it. */
  otherSettings: z.unknown(),
  secrets: Strings,
  /** null: the sender signs nothing, and its secret is the address it posts to. */
  signatureHeader: z.string().nullable(),
  headers: Strings,
  body: z.string(),
  expected: z.object({ orderIds: z.array(z.string()), deliveryId: z.string().nullable() }),
})
type Hook = z.infer<typeof Hook>

for (const id of Object.keys(platforms)) {
  const platform = platformOf(id)
  if (!platform) throw new Error(`${id} is in the registry and cannot be looked up`)
  const folder = join(FIXTURES, id)
  const cases = load(folder, Case, file => !NO_CASES.includes(file))
  const named = (name: string) => ordersOf(cases.find(each => each.name === name)?.payload)

  const ordersOf = (payload: unknown): PlatformOrder[] => {
    const read = platform.read(payload)
    if (!read.ok) throw new Error(read.problem.message)
    return read.value
  }

  describe(`${platform.name}: orders`, () => {
    it('has fixtures for what every platform has, and says where they are from', () => {
      const names = cases.map(each => each.name)
      expect(NEEDED.filter(name => !names.includes(name))).toEqual([])
      expect(existsSync(join(folder, 'SOURCE.md'))).toBe(true)
    })

    it.each(cases)('reads $name as a person would', ({ payload, expected }) => {
      expect(inWords(ordersOf(payload))).toEqual(expected)
    })

    it.each(cases)('keeps ids as text and instants as milliseconds in $name', each => {
      for (const order of ordersOf(each.payload)) {
        expect(order.number).not.toBe('')
        for (const [key, value] of leavesOf(order)) {
          if (key.endsWith('Id')) expect(value, key).toMatch(/./)
          if (key.endsWith('At') && value !== null) expect(value, key).toSatisfy(isInstant)
          if (key.endsWith('Cents') && value !== null)
            expect(value, key).toSatisfy(Number.isInteger)
        }
        for (const item of order.items) {
          expect(item.quantity).toBeGreaterThan(0)
          expect(item.imageUrl ?? 'https://').toMatch(/^https:\/\//)
        }
      }
    })

    it.each(cases)('reads $name the same when it has fields nobody knows yet', each => {
      expect(ordersOf(withStrangers(each.payload))).toEqual(ordersOf(each.payload))
    })

    it('keeps the instant of a cancelled order', () => {
      for (const order of named('cancelled')) expect(order.cancelledAt).toSatisfy(isInstant)
    })

    it('knows a test order from a real one', () => {
      expect(named('plain').some(order => order.test)).toBe(false)
      if (!cases.some(each => each.name === 'test-order')) return
      expect(named('test-order').every(order => order.test)).toBe(true)
    })

    it('has nobody to tell when the platform names nobody', () => {
      for (const { contact } of named('no-contact')) {
        expect(contact).toMatchObject({ email: null, phone: null })
      }
    })

    it('shows fulfilments with their numbers, and which of them are void', () => {
      const fulfilments = named('fulfilled').flatMap(order => order.fulfilments)
      expect(fulfilments.some(each => each.trackingNumber && !each.cancelled)).toBe(true)
      const { neverVoid } = cases.find(each => each.name === 'fulfilled') ?? {}
      expect(fulfilments.some(each => each.cancelled)).toBe(neverVoid === undefined)
      expect(new Set(fulfilments.map(each => each.platformFulfilmentId)).size).toBe(
        fulfilments.length,
      )
    })

    it.each(HOSTILE)(
      'passes %j on as plain text, wherever a person could have written it',
      text => {
        const plain = cases.find(each => each.name === 'plain')?.payload
        const [before] = ordersOf(plain)
        const written = [before?.items[0]?.title, before?.shipTo.name, before?.shipTo.line1]
        const replaced = replaceTexts(plain, new Set(written), text)
        const [order] = ordersOf(replaced)
        expect(order?.items[0]?.title).toBe(text)
        expect(order?.shipTo).toEqual({ ...before?.shipTo, name: text, line1: text })
        expect(order?.platformId).toBe(before?.platformId)
      },
    )

    it.each(UNREADABLE)('calls %j unreadable, does not throw and does not repeat it', payload => {
      const read = platform.read(payload)
      expect(read).toMatchObject({ ok: false, problem: { kind: 'unreadable' } })
      if (!read.ok) expect(read.problem.message).not.toContain('secret')
    })

    const odd = load(folder, OddFields, file => file === 'odd-fields.json')
    it.each(odd.flatMap(({ changes }) => changes))('reads plain all the same with %j', changes => {
      const plain = cases.find(each => each.name === 'plain')?.payload
      const changed = Object.entries(changes).reduce<unknown>(
        (payload, [path, value]) => withAt(payload, path.split('.'), value),
        plain,
      )
      expect(ordersOf(changed)).toMatchObject([{ platformId: named('plain')[0]?.platformId }])
    })

    it('never throws, whichever field is missing, empty or of another kind', () => {
      const plain = cases.find(each => each.name === 'plain')?.payload
      for (const value of [undefined, null, '', 'x', -1, Infinity, true, {}, [], [null]]) {
        for (const broken of withEachField(plain, value)) {
          expect(platform.read(broken)).toHaveProperty('ok')
        }
      }
    })
  })

  describe(`${platform.name}: settings`, () => {
    const { good, bad } = SettingsCases.parse(readJson(join(folder, 'settings.json')))

    it.each(good)('takes %j, and then knows its hosts', raw => {
      const settings = platform.settings.parse(raw)
      const hosts = platform.hosts(settings)
      expect(hosts.length).toBeGreaterThan(0)
      for (const host of hosts) expect(host).toMatch(/^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}$/)
    })

    it.each(bad)('refuses %j', raw => {
      expect(platform.settings.safeParse(raw).success).toBe(false)
    })
  })

  const hooks = load(join(folder, 'hooks'), Hook)
  if (platform.verify || platform.readHook) {
    describe(`${platform.name}: webhooks`, () => {
      it('has fixtures', () => {
        expect(hooks.length).toBeGreaterThan(0)
      })

      const verify = async (each: Hook, change: Partial<Hook> = {}) => {
        const { settings, secrets } = { ...each, ...change }
        const parsed = platform.settings.parse(settings)
        const result = await platform.verify?.(rawHook(each, change), { settings: parsed, secrets })
        return result?.ok ? 'trusted' : result?.problem.kind
      }

      it.each(hooks)('trusts $name, and with the secret before this one', async each => {
        expect(await verify(each)).toBe('trusted')
        const rotated = Object.entries(each.secrets).flatMap(([name, secret]) => [
          [name, 'the new one'],
          [`${name}.previous`, secret],
        ])
        expect(await verify(each, { secrets: Object.fromEntries(rotated) })).toBe('trusted')
      })

      const signedHooks = hooks.flatMap(({ signatureHeader, ...each }) =>
        signatureHeader === null ? [] : [{ ...each, signatureHeader }],
      )
      it.each(signedHooks)('refuses $name changed, unsigned or for another', async each => {
        const signature = each.headers[each.signatureHeader] ?? ''
        const signed = (value: string) => ({
          headers: { ...each.headers, [each.signatureHeader]: value },
        })
        const { [each.signatureHeader]: _, ...unsigned } = each.headers
        const strangers = Object.keys(each.secrets).map(name => [name, 'of somebody else'])
        expect(await verify(each, { headers: unsigned })).toBe('unsigned')
        expect(await verify(each, signed(''))).toBe('unsigned')
        for (const change of [
          { body: `${each.body} ` },
          { body: `\uFEFF${each.body}` },
          { secrets: Object.fromEntries(strangers) },
          { secrets: {} },
          { settings: each.otherSettings },
          signed(signature.slice(0, -2)),
          signed(`${signature}, ${signature}`),
          signed('a'.repeat(10_000)),
        ]) {
          expect(await verify(each, change)).toBe('bad_signature')
        }
      })

      it.each(hooks)('names the orders of $name by the id the platform gave', each => {
        expect(platform.readHook?.(rawHook(each))).toEqual({ ok: true, value: each.expected })
      })

      it.each(hooks)('does not throw over a body of $name that is no such thing', each => {
        for (const body of [
          '',
          '<html>',
          each.body.slice(0, -1),
          'null',
          '[]',
          '{}',
          '{"id":1e400}',
        ]) {
          const read = platform.readHook?.(rawHook(each, { body }))
          if (read?.ok) expect(read.value.orderIds).toEqual([])
          else expect(read?.problem).toMatchObject({ kind: 'unreadable' })
        }
      })
    })
  }
}

describe('the registry', () => {
  it.each(['', 'nobody', '__proto__', 'constructor', 'toString'])('does not know %j', id => {
    expect(platformOf(id)).toBeNull()
  })
})

const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "Robert'); DROP TABLE orders;--",
  '{{constructor.constructor("x")()}} #{7*7} {% raw %}',
  'line one\r\nBcc: someone@example.net',
  '\u202Egnp.exe\u2066 \u200B 👩‍👩‍👧 \u2028 end',
  'lone \uD800 surrogate',
  '__proto__',
]

const UNREADABLE: readonly unknown[] = [
  '<!doctype html><title>secret</title>',
  '{"id":"secret',
  null,
  7,
  true,
  {},
  [null],
  [[]],
  { id: 'secret', name: ['secret'] },
  { errors: [{ message: 'secret' }] },
  { data: null },
  JSON.parse('{"__proto__":{"id":"secret"}}'),
]

function load<Shape extends object>(
  folder: string,
  kind: z.ZodType<Shape>,
  wanted = (_: string) => true,
) {
  const files = existsSync(folder) ? readdirSync(folder).filter(file => file.endsWith('.json')) : []
  return files.filter(wanted).map(file => ({
    name: file.replace(/\.json$/, ''),
    ...kind.parse(readJson(join(folder, file))),
  }))
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'))
}

function rawHook(each: Hook, change: Partial<Hook> = {}): RawHook {
  const { headers, body } = { ...each, ...change }
  return {
    url: 'https://track.example.com/hooks/0abc',
    rest: '',
    headers: new Headers(headers),
    body: new TextEncoder().encode(body),
    receivedAt: Date.UTC(2026, 9, 27),
  }
}

/** Orders as the fixtures write them: instants as ISO text. */
function inWords(orders: readonly PlatformOrder[]): unknown {
  const iso = (key: string, value: unknown) =>
    key.endsWith('At') && typeof value === 'number' ? new Date(value).toISOString() : value
  return JSON.parse(JSON.stringify(orders, iso))
}

const isInstant = (value: unknown): boolean =>
  Number.isInteger(value) && Number(value) > Date.UTC(2000, 0) && Number(value) < Date.UTC(2100, 0)

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Every field that is no object, with its own name. */
function leavesOf(value: unknown, key = ''): [string, unknown][] {
  if (Array.isArray(value)) return value.flatMap(each => leavesOf(each, key))
  if (!isObject(value)) return [[key, value]]
  return Object.entries(value).flatMap(([name, each]) => leavesOf(each, name))
}

/** A copy in which each value went through `change`, from the leaves up. */
function mapDeep(value: unknown, change: (value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return change(value.map(each => mapDeep(each, change)))
  if (!isObject(value)) return change(value)
  const entries = Object.entries(value).map(([key, each]) => [key, mapDeep(each, change)])
  return change(Object.fromEntries(entries))
}

const withStrangers = (payload: unknown): unknown =>
  mapDeep(payload, value =>
    isObject(value) ? { ...value, addedNextYear: { deep: [1, null] }, another_one: 'x' } : value,
  )

const replaceTexts = (payload: unknown, old: ReadonlySet<unknown>, text: string): unknown =>
  mapDeep(payload, value => (typeof value === 'string' && old.has(value) ? text : value))

/** A copy in which another value stands there. */
function withAt(payload: unknown, [key = '', ...path]: readonly string[], value: unknown): unknown {
  if (!isObject(payload) && !Array.isArray(payload)) throw new Error(`there is no ${key}`)
  const inner: unknown = Reflect.get(payload, key)
  const put = path.length > 0 ? withAt(inner, path, value) : value
  return Array.isArray(payload) ? payload.with(Number(key), put) : { ...payload, [key]: put }
}

/** Copies of a payload, in each of which one field has another value. */
function* withEachField(payload: unknown, value: unknown): Generator<unknown> {
  if (!isObject(payload) && !Array.isArray(payload)) return
  for (const [key, inner] of Object.entries(payload)) {
    const put = (other: unknown) =>
      Array.isArray(payload) ? payload.with(Number(key), other) : { ...payload, [key]: other }
    yield put(value)
    for (const deeper of withEachField(inner, value)) yield put(deeper)
  }
}
