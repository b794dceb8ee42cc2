import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assign, explain, type RuleConfig } from '../../src/core/courier-rules.ts'
import { CourierRule } from '../../src/core/merchant.ts'
import type { OrderContent } from '../../src/core/order.ts'
import { anItem, anOrder } from '../an-order.ts'

type RuleInput = {
  name?: string
  when?: Record<string, unknown>
  do?: Record<string, unknown>
  stop?: boolean
}

/** Rules as a merchant writes them, through the schema that the config goes through. */
const configOf = (rules: RuleInput[], zones: RuleConfig['zones'] = {}): RuleConfig => ({
  rules: rules.map((rule, i) =>
    CourierRule.parse({ name: `rule ${i + 1}`, do: { courier: `courier-${i + 1}` }, ...rule }),
  ),
  zones,
  couriers: {},
})

const facts = { channel: 'shop' }

/** The trace of the one condition of one rule. */
function judged(when: Record<string, unknown>, order: OrderContent, zones?: RuleConfig['zones']) {
  const { trace } = assign(order, facts, configOf([{ when }], zones))
  return trace[0]?.conditions[0]
}

const METRO = { metro: [{ country: 'AU', states: ['NSW'], postcodes: ['2000-2234'] }] }
const bare = anOrder({
  totalCents: null,
  items: [anItem({ sku: null, weightGrams: null })],
  shipTo: { country: null, state: null, postcode: null },
})

describe('conditions', () => {
  it.each<[string, Record<string, unknown>, OrderContent, OrderContent, string]>([
    ['country', { country: ['NZ', 'AU'] }, anOrder(), anOrder({ shipTo: { country: 'US' } }), 'AU'],
    [
      'state',
      { state: 'New South Wales' },
      anOrder(),
      anOrder({ shipTo: { state: 'VIC' } }),
      'NSW',
    ],
    [
      'postcode',
      { postcode: ['2000-2100'] },
      anOrder(),
      anOrder({ shipTo: { postcode: '2101' } }),
      '2042',
    ],
    [
      'weightKg',
      { weightKg: { upTo: 0.5 } },
      anOrder(),
      anOrder({ items: [anItem({ quantity: 2 })] }),
      '0.5 kg',
    ],
    ['value', { value: { over: 100 } }, anOrder(), anOrder({ totalCents: 10_000 }), '120 AUD'],
    [
      'tag',
      { tag: 'VIP' },
      anOrder({ marks: { tags: ['new', 'vip'] } }),
      anOrder({ marks: { tags: ['vipers'] } }),
      'new, vip',
    ],
    [
      'sku',
      { sku: 'dress-*' },
      anOrder(),
      anOrder({ items: [anItem({ sku: 'SHOE-1' })] }),
      'DRESS-RED-10',
    ],
    [
      'zone',
      { zone: 'metro' },
      anOrder(),
      anOrder({ shipTo: { postcode: '2800' } }),
      'AU NSW 2042',
    ],
  ])('%s passes, fails, and says what it saw', (_, when, yes, no, seen) => {
    expect(judged(when, yes, METRO)).toMatchObject({ passed: true, seen })
    expect(judged(when, no, METRO)).toMatchObject({ passed: false })
  })

  it.each([
    [{ country: 'AU' }],
    [{ state: 'NSW' }],
    [{ postcode: '2042' }],
    [{ zone: 'metro' }],
    [{ weightKg: { upTo: 100 } }],
    [{ value: { upTo: 1000 } }],
    [{ tag: 'vip' }],
    [{ sku: '*' }],
  ])('never passes %j on an order that does not say', when => {
    expect(judged(when, bare, METRO)).toMatchObject({ passed: false, seen: null })
  })

  it('takes the channel from the facts', () => {
    const config = configOf([{ when: { channel: 'the-iconic' } }])
    expect(assign(anOrder(), { channel: 'the-iconic' }, config).assignment.courier).toBe(
      'courier-1',
    )
    expect(assign(anOrder(), { channel: 'shop' }, config).assignment.courier).toBeNull()
  })

  it.each([
    ['nsw', 'New South Wales', true],
    ['Northern Territory', 'nt', true],
    ['NSW', 'Victoria', false],
  ])('compares the states %s and %s by what they mean', (wanted, seen, passed) => {
    expect(judged({ state: wanted }, anOrder({ shipTo: { state: seen } }))?.passed).toBe(passed)
  })

  it.each([
    ['0800-0899', '0820', 'AU', true],
    ['0800-0899', '820', 'AU', true],
    ['0800', '800', 'AU', true],
    ['800-899', '0820', 'AU', true],
    ['0800-0899', '8200', 'AU', false],
    ['2000-2234', '2235', 'AU', false],
    ['2000-2234', '2000', 'AU', true],
    ['2000-2234', '21000', 'US', false],
    ['sw1a 1aa', 'SW1A1AA', 'GB', true],
    ['2234-2000', '2100', 'AU', false],
  ])('postcode %s takes %s of %s: %s %s', (wanted, postcode, country, passed) => {
    const order = anOrder({ shipTo: { postcode, country } })
    expect(judged({ postcode: wanted }, order)?.passed).toBe(passed)
  })

  it.each([
    ['DRESS-RED-10', true],
    ['DRESS', false],
    ['*RED*', true],
    ['*-10', true],
    ['DRESS*RED*10', true],
    ['DRESS*10*', true],
    ['DRESS-RED-10*DRESS-RED-10', false],
    ['*10*10', false],
    ['D.ESS-RED-10', false],
    ['**', true],
  ])('sku pattern %s on DRESS-RED-10: %s', (pattern, passed) => {
    expect(judged({ sku: pattern }, anOrder())?.passed).toBe(passed)
  })

  it('is not slowed by a pattern made to be slow', () => {
    const sku = 'a'.repeat(50_000)
    const started = performance.now()
    judged({ sku: `${'*a'.repeat(29)}*b` }, anOrder({ items: [anItem({ sku })] }))
    expect(performance.now() - started).toBeLessThan(200)
  })

  it('lets neighbouring bands of weight neither overlap nor leave a gap', () => {
    const heavy = (weightGrams: number) => anOrder({ items: [anItem({ weightGrams })] })
    const rules = configOf([
      { when: { weightKg: { upTo: 5 } } },
      { when: { weightKg: { over: 5, upTo: 22 } } },
    ])
    const courierFor = (grams: number) => assign(heavy(grams), facts, rules).assignment.courier
    expect([5000, 5001, 22_000, 22_001].map(courierFor)).toEqual([
      'courier-1',
      'courier-2',
      'courier-2',
      null,
    ])
  })

  it("counts the value in the currency's own units", () => {
    const yen = anOrder({ currency: 'JPY', totalCents: 12_000 })
    expect(judged({ value: { over: 11_999 } }, yen)).toMatchObject({
      passed: true,
      seen: '12000 JPY',
    })
  })

  it('needs all conditions of a rule, and one area of a zone', () => {
    const order = anOrder({ marks: { tags: ['vip'] } })
    const both = (tag: string) => configOf([{ when: { tag, state: 'NSW' } }])
    expect(assign(order, facts, both('vip')).trace[0]?.matched).toBe(true)
    expect(assign(order, facts, both('other')).trace[0]?.matched).toBe(false)
    const zones = { east: [{ country: 'NZ' }, { country: 'AU', states: ['QLD', 'NSW'] }] }
    expect(judged({ zone: 'east' }, order, zones)?.passed).toBe(true)
    expect(judged({ zone: 'gone' }, order, zones)?.passed).toBe(false)
    const abroad = anOrder({ shipTo: { country: 'US' } })
    expect(judged({ zone: 'metro' }, abroad, METRO)?.passed).toBe(false)
  })
})

describe('rules', () => {
  it('assigns nothing without rules', () => {
    expect(assign(anOrder(), facts, configOf([]))).toEqual({
      assignment: {
        courier: null,
        service: null,
        signatureRequired: false,
        authorityToLeave: false,
        tags: [],
        hold: null,
      },
      trace: [],
    })
  })

  it('takes each action from the first matching rule that has it', () => {
    const { assignment, trace } = assign(
      anOrder(),
      facts,
      configOf([
        { do: { signature: false } },
        { do: { courier: 'sendle', tag: ['a', 'b'] } },
        { do: { courier: 'auspost', signature: true, hold: 'check', tag: 'c' } },
      ]),
    )
    expect(assignment).toMatchObject({
      courier: 'sendle',
      signatureRequired: false,
      tags: ['a', 'b'],
      hold: 'check',
    })
    expect(trace.map(rule => rule.took)).toEqual([['signature'], ['courier', 'tag'], ['hold']])
    expect(trace[2]?.lost).toEqual([
      { action: 'courier', to: 'rule 2' },
      { action: 'signature', to: 'rule 1' },
      { action: 'tag', to: 'rule 2' },
    ])
  })

  it("never gives a courier another courier's service, and lets a lone service stand", () => {
    const assigned = (...actions: Record<string, unknown>[]) => {
      const { courier, service } = assign(
        anOrder(),
        facts,
        configOf(actions.map(action => ({ do: action }))),
      ).assignment
      return [courier, service]
    }
    expect(assigned({ courier: 'auspost' }, { courier: 'sendle', service: 'saver' })).toEqual([
      'auspost',
      null,
    ])
    expect(assigned({ service: 'express' }, { courier: 'auspost', service: 'parcel' })).toEqual([
      'auspost',
      'express',
    ])
    expect(assigned({ courier: 'auspost' }, { service: 'express' })).toEqual(['auspost', 'express'])
  })

  it('looks at no rule after one that stops, unless that one does not match', () => {
    const stop = { when: { state: 'NSW' }, do: { tag: 'metro' }, stop: true }
    const config = configOf([stop, { do: { courier: 'sendle' } }])
    expect(assign(anOrder(), facts, config).trace).toHaveLength(1)
    expect(assign(anOrder(), facts, config).assignment.courier).toBeNull()
    const elsewhere = anOrder({ shipTo: { state: 'VIC' } })
    expect(assign(elsewhere, facts, config).assignment.courier).toBe('sendle')
  })

  it('explains itself in plain sentences', () => {
    const order = anOrder({ shipTo: { postcode: null, state: 'VIC' } })
    const { trace } = assign(
      order,
      facts,
      configOf([
        { name: 'Sydney', when: { state: ['NSW', 'ACT'], postcode: '2000-2234' } },
        { name: 'Light', when: { weightKg: { upTo: 5 } }, do: { courier: 'sendle', tag: 'small' } },
        { name: 'Rest', do: { courier: 'auspost' }, stop: true },
      ]),
    )
    expect(explain(trace)).toEqual([
      '“Sydney” does not apply: the state is VIC (wanted NSW or ACT); the order has no postcode (wanted 2000-2234).',
      '“Light” applies: it decides the courier, the tags.',
      '“Rest” applies: it leaves the courier to “Light”, ends the list.',
    ])
  })

  it('gives one order the same courier every time, and hears nothing after a stop', () => {
    const rule = fc.record({
      when: fc.constantFrom<Record<string, unknown>>(
        {},
        { state: 'NSW' },
        { state: 'VIC' },
        { tag: 'vip' },
      ),
      do: fc.constantFrom<Record<string, unknown>>(
        { courier: 'a', service: 's' },
        { courier: 'b' },
        { service: 't' },
        { tag: 'x', hold: 'why' },
        { signature: true },
      ),
      stop: fc.boolean(),
    })
    const rules = fc.array(rule, { maxLength: 8 })
    fc.assert(
      fc.property(rules, rules, (before, after) => {
        const stopped = [...before, { do: { tag: 'end' }, stop: true }]
        const once = assign(anOrder(), facts, configOf(stopped))
        expect(assign(anOrder(), facts, configOf(stopped))).toEqual(once)
        expect(assign(anOrder(), facts, configOf([...stopped, ...after]))).toEqual(once)
      }),
      { numRuns: 200 },
    )
  })
})
