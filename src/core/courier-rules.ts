// Which courier takes an order. A rule's conditions must all hold; per action the first matching
// rule in file order wins; `stop` ends the list. The trace explains it: per rule and condition the
// value that was seen, what was wanted, whether it passed, and which actions the rule decided.
import type { CourierRule, MerchantConfig } from './merchant.ts'
import { type Assignment, type OrderContent, weightGrams } from './order.ts'
import { isWithinPostcodes, stateKey } from './places.ts'

type RuleFacts = { readonly channel: string }
export type RuleConfig = Pick<MerchantConfig, 'rules' | 'zones' | 'couriers'>

type ConditionTrace = {
  readonly condition: keyof When
  /** As a person reads it: `NSW or VIC`, `over 5, up to 22 kg`. */
  readonly wanted: string
  /** The order's own value; null when the order has none, and then the condition fails. */
  readonly seen: string | null
  readonly passed: boolean
}

type RuleTrace = {
  readonly rule: string
  readonly matched: boolean
  readonly conditions: readonly ConditionTrace[]
  readonly took: readonly Action[]
  /** Actions that this rule wanted and an earlier one had decided. */
  readonly lost: readonly { readonly action: Action; readonly to: string }[]
  /** The rule ended the list; those after it are not in the trace. */
  readonly stopped: boolean
}

export type Action = keyof CourierRule['do']
type When = CourierRule['when']
type Subject = {
  readonly order: OrderContent
  readonly facts: RuleFacts
  readonly config: RuleConfig
}

/** The courier for an order, and why. Without a matching rule every field is empty. */
export function assign(
  order: OrderContent,
  facts: RuleFacts,
  config: RuleConfig,
): { readonly assignment: Assignment; readonly trace: readonly RuleTrace[] } {
  const decided: CourierRule['do'] = {}
  const winners = new Map<Action, string>()
  const trace: RuleTrace[] = []

  for (const rule of config.rules) {
    const conditions = CONDITIONS.flatMap(judge => judge(rule.when, { order, facts, config }) ?? [])
    const matched = conditions.every(({ passed }) => passed)
    const wanted = matched ? ACTIONS.filter(action => rule.do[action] !== undefined) : []
    const took: Action[] = []
    for (const action of wanted) {
      if (winners.has(action) || belongsToAnother(action, rule, decided)) continue
      Object.assign(decided, { [action]: rule.do[action] })
      winners.set(action, rule.name)
      took.push(action)
    }
    const lost = wanted
      .filter(action => !took.includes(action))
      .map(action => ({ action, to: winners.get(action) ?? winners.get('courier') ?? '' }))
    const stopped = matched && rule.stop
    trace.push({ rule: rule.name, matched, conditions, took, lost, stopped })
    if (stopped) break
  }
  return { assignment: assignmentOf(decided), trace }
}

/** The trace in plain sentences, one a rule. */
export function explain(trace: readonly RuleTrace[]): string[] {
  return trace.map(({ rule, matched, conditions, took, lost, stopped }) => {
    if (!matched) {
      const reasons = conditions.filter(({ passed }) => !passed).map(whyNot)
      return `“${rule}” does not apply: ${reasons.join('; ')}.`
    }
    const parts = [
      took.length > 0 ? `decides ${took.map(action => ACTION_WORDS[action]).join(', ')}` : null,
      ...lost.map(({ action, to }) => `leaves ${ACTION_WORDS[action]} to “${to}”`),
      stopped ? 'ends the list' : null,
    ].filter(part => part !== null)
    return `“${rule}” applies: it ${parts.join(', ')}.`
  })
}

const whyNot = ({ condition, wanted, seen }: ConditionTrace): string =>
  seen === null
    ? `the order has no ${CONDITION_WORDS[condition]} (wanted ${wanted})`
    : `the ${CONDITION_WORDS[condition]} is ${seen} (wanted ${wanted})`

const CONDITION_WORDS: Readonly<Record<keyof When, string>> = {
  channel: 'channel',
  country: 'country',
  state: 'state',
  postcode: 'postcode',
  zone: 'address',
  weightKg: 'weight',
  value: 'value',
  tag: 'tag',
  sku: 'SKU',
}

const ACTION_WORDS: Readonly<Record<Action, string>> = {
  courier: 'the courier',
  service: 'the service',
  signature: 'the signature',
  authorityToLeave: 'the authority to leave',
  tag: 'the tags',
  hold: 'the hold',
}

/** In this order, because a rule's service asks who the courier is. */
const ACTIONS = [
  'courier',
  'service',
  'signature',
  'authorityToLeave',
  'tag',
  'hold',
] as const satisfies readonly Action[]

/** A service named beside a courier means that courier's service; alone, that of whoever wins. */
function belongsToAnother(action: Action, rule: CourierRule, decided: CourierRule['do']): boolean {
  return (
    action === 'service' && rule.do.courier !== undefined && rule.do.courier !== decided.courier
  )
}

function assignmentOf(decided: CourierRule['do']): Assignment {
  return {
    courier: decided.courier ?? null,
    service: decided.service ?? null,
    signatureRequired: decided.signature ?? false,
    authorityToLeave: decided.authorityToLeave ?? false,
    tags: decided.tag ?? [],
    hold: decided.hold ?? null,
  }
}

/** Judges one condition of a rule; null when the rule does not have it. */
type Judge = (when: When, subject: Subject) => ConditionTrace | null
type Test = (wanted: string, seen: string, country: string | null) => boolean

const same: Test = (wanted, seen) => wanted.trim().toLowerCase() === seen.trim().toLowerCase()

const sameState: Test = (wanted, seen, country) =>
  stateKey(country, wanted) === stateKey(country, seen)

const inPostcodes: Test = (wanted, seen, country) => isWithinPostcodes(country, wanted, seen)

/** `*` stands for any text. Each piece is searched once, left to right: no pattern can make it slow. */
const isLike: Test = (wanted, seen) => {
  const text = seen.trim().toLowerCase()
  const [head = '', ...rest] = wanted.trim().toLowerCase().split('*')
  const tail = rest.pop()
  if (tail === undefined) return text === head
  if (!text.startsWith(head)) return false
  let at = head.length
  for (const piece of rest) {
    const found = text.indexOf(piece, at)
    if (found === -1) return false
    at = found + piece.length
  }
  return text.length - tail.length >= at && text.endsWith(tail)
}

const CONDITIONS: readonly Judge[] = [
  text('channel', ({ facts }) => [facts.channel], same),
  text('country', ({ order }) => [order.shipTo.country], same),
  text('state', ({ order }) => [order.shipTo.state], sameState),
  text('postcode', ({ order }) => [order.shipTo.postcode], inPostcodes),
  zone,
  range('weightKg', kilograms, () => 'kg'),
  range('value', amount, order => order.currency),
  text('tag', ({ order }) => order.marks.tags, same),
  text('sku', ({ order }) => order.items.map(item => item.sku), isLike),
]

/** One of the order's values must be one of those wanted. */
function text(
  condition: 'channel' | 'country' | 'state' | 'postcode' | 'tag' | 'sku',
  read: (subject: Subject) => readonly (string | null)[],
  test: Test,
): Judge {
  return (when, subject) => {
    const wanted = when[condition]
    if (!wanted) return null
    const { country } = subject.order.shipTo
    const seen = read(subject).flatMap(value => value?.trim() || [])
    return {
      condition,
      wanted: wanted.join(' or '),
      seen: seen.join(', ') || null,
      passed: seen.some(value => wanted.some(one => test(one, value, country))),
    }
  }
}

/** `over` is excluded, `upTo` included: neighbouring bands neither overlap nor leave a gap. */
function range(
  condition: 'weightKg' | 'value',
  read: (order: OrderContent) => number | null,
  unitOf: (order: OrderContent) => string,
): Judge {
  return (when, { order }) => {
    const wanted = when[condition]
    if (!wanted) return null
    const { over, upTo } = wanted
    const bounds = [
      over === undefined ? null : `over ${over}`,
      upTo === undefined ? null : `up to ${upTo}`,
    ]
    const seen = read(order)
    return {
      condition,
      wanted: `${bounds.filter(bound => bound !== null).join(', ')} ${unitOf(order)}`,
      seen: seen === null ? null : `${seen} ${unitOf(order)}`,
      passed:
        seen !== null &&
        (over === undefined || seen > over) &&
        (upTo === undefined || seen <= upTo),
    }
  }
}

/** A zone is a list of areas; an area's country, states and postcodes must all hold. */
function zone(when: When, { order, config }: Subject): ConditionTrace | null {
  if (!when.zone) return null
  const { country, state, postcode } = order.shipTo
  const holds = (wanted: string[] | undefined, seen: string | null, test: Test) =>
    wanted === undefined || (!!seen && wanted.some(one => test(one, seen, country)))
  const areas = when.zone.flatMap(name => config.zones[name] ?? [])
  return {
    condition: 'zone',
    wanted: when.zone.join(' or '),
    seen: [country, state, postcode].filter(Boolean).join(' ') || null,
    passed: areas.some(
      area =>
        area.country === country &&
        holds(area.states, state, sameState) &&
        holds(area.postcodes, postcode, inPostcodes),
    ),
  }
}

function kilograms(order: OrderContent): number | null {
  const grams = weightGrams(order)
  return grams === null ? null : grams / 1000
}

/** The order's total in whole units: most currencies have two digits behind the point, the yen has none. */
function amount(order: OrderContent): number | null {
  if (order.totalCents === null) return null
  const currency = /^[A-Z]{3}$/.test(order.currency) ? order.currency : 'AUD'
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  return order.totalCents / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2)
}
