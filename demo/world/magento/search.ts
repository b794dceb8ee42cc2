// Magento's searchCriteria, page past the end included, and its `fields` parameter. A search that Waymark
// does not make is refused loudly.
// https://developer.adobe.com/commerce/webapi/rest/use-rest/performing-searches/ (read 2026-11-23)
import { refuseUnknown } from '../host.ts'
import type { Row } from './views.ts'

type Filter = { readonly field: string; readonly value: string; readonly condition: string }
type Sort = { readonly field: string; readonly direction: string }

export type Criteria = {
  /** Groups are all to hold; of a group's filters one is enough. */
  readonly groups: readonly (readonly Filter[])[]
  readonly sorts: readonly Sort[]
  readonly pageSize: number | null
  readonly currentPage: number
}

export function readCriteria(query: URLSearchParams): Criteria {
  const groups = new Map<string, Map<string, Record<string, string>>>()
  const sorts = new Map<string, Record<string, string>>()
  let pageSize: number | null = null
  let currentPage = 1
  for (const [name, value] of query) {
    if (name === 'fields') continue
    const [, path = ''] =
      /^searchCriteria(\[.*\])$/.exec(name) ?? refuseUnknown(`Magento with ${name}`)
    const steps = [...path.matchAll(/\[(\w+)\]/g)].map(step => step[1] ?? '')
    const [first = '', index = '', third = '', inner = '', field = ''] = steps
    if (/^filter_?[gG]roups$/.test(first) && third === 'filters') {
      const group = groups.get(index) ?? new Map<string, Record<string, string>>()
      groups.set(index, group.set(inner, { ...group.get(inner), [field]: value }))
    } else if (/^sort_?[oO]rders$/.test(first)) {
      sorts.set(index, { ...sorts.get(index), [third]: value })
    } else if (/^page_?[sS]ize$/.test(first)) pageSize = Number(value)
    else if (/^current_?[pP]age$/.test(first)) currentPage = Number(value)
    else refuseUnknown(`Magento with ${name}`)
  }
  return {
    groups: [...groups.values()].map(group => [...group.values()].map(toFilter)),
    sorts: [...sorts.values()].map(({ field = '', direction = 'DESC' }) => ({ field, direction })),
    pageSize,
    currentPage,
  }
}

const toFilter = (from: Record<string, string>): Filter => ({
  field: from.field ?? '',
  value: from.value ?? '',
  condition: from.conditionType ?? from.condition_type ?? 'eq',
})

/** Rows of the page, and how many there are in all. */
export function searchRows(rows: readonly Row[], criteria: Criteria) {
  const found = rows
    .filter(row => criteria.groups.every(group => group.some(filter => holds(row, filter))))
    .toSorted((a, b) => compareBy(criteria.sorts, a, b))
  const size = criteria.pageSize ?? found.length
  // Past the end the last page comes again: https://github.com/magento/magento2/issues/3787
  const last = Math.max(1, Math.ceil(found.length / Math.max(size, 1)))
  const page = Math.min(Math.max(criteria.currentPage, 1), last)
  return { items: found.slice((page - 1) * size, page * size), total: found.length }
}

/** As the answer repeats what it was asked. */
export const criteriaRow = (criteria: Criteria): Row => ({
  filter_groups: criteria.groups.map(filters => ({
    filters: filters.map(({ field, value, condition }) => ({
      field,
      value,
      condition_type: condition,
    })),
  })),
  ...(criteria.sorts.length > 0 ? { sort_orders: criteria.sorts } : {}),
  ...(criteria.pageSize === null ? {} : { page_size: criteria.pageSize }),
  current_page: criteria.currentPage,
})

function holds(row: Row, { field, value, condition }: Filter): boolean {
  const has = row[field]
  if (has === undefined) return refuseUnknown(`a Magento search by ${field}`)
  switch (condition) {
    case 'eq':
      return compare(has, value) === 0
    case 'gt':
      return compare(has, value) > 0
    case 'gteq':
      return compare(has, value) >= 0
    case 'in':
      return value.split(',').some(each => compare(has, each) === 0)
    default:
      return refuseUnknown(`a Magento search with ${condition}`)
  }
}

/** Ids as numbers; instants are text that sorts. */
function compare(a: unknown, b: unknown): number {
  if (typeof a === 'bigint') {
    const other = BigInt(String(b))
    return a < other ? -1 : a > other ? 1 : 0
  }
  const [x, y] = [String(a), String(b)]
  return x < y ? -1 : x > y ? 1 : 0
}

function compareBy(sorts: readonly Sort[], a: Row, b: Row): number {
  for (const { field, direction } of sorts) {
    const order = compare(a[field], b[field])
    if (order !== 0) return direction.toUpperCase() === 'ASC' ? order : -order
  }
  return 0
}

type Wanted = { [field: string]: Wanted | true }

/** `items[a,b[c]],total_count`; null when it is written wrongly, which answers nothing. */
export function parseFields(text: string): Wanted | null {
  if (/[^\w[\],]/.test(text)) return null
  const stack: Wanted[] = [{}]
  let name = ''
  for (const token of text.match(/\w+|[[\],]/g) ?? []) {
    const top = stack.at(-1)
    if (!top) return null
    if (token === '[') {
      const inner: Wanted = {}
      top[name] = inner
      stack.push(inner)
    } else if (token === ']') stack.pop()
    else if (token !== ',') {
      name = token
      top[token] = true
    }
  }
  return stack.length === 1 ? (stack[0] ?? null) : null
}

/** Cuts an answer down. An empty list that is cut comes out as null, as it does there. */
export function onlyFields(value: unknown, wanted: Wanted): unknown {
  if (Array.isArray(value)) {
    return value.length === 0 ? null : value.map(each => onlyFields(each, wanted))
  }
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).flatMap(([name, inner]) => {
    const want = wanted[name]
    if (want === undefined) return []
    const isDeep = typeof inner === 'object' && inner !== null && want !== true
    return [[name, isDeep ? onlyFields(inner, want) : inner]]
  })
  return Object.fromEntries(kept)
}
