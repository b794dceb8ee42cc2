// Searching Cin7's sales orders: `where` as it is documented (comparisons joined by AND), one order, a
// page by number, chosen fields. What no document shows (OR, brackets) is unknown here.
// https://github.com/ChemicalLuck/cin7-api-node, https://github.com/JNTHNB/Cin7ApiWrapper (read 2026-11-23)
import { refuseUnknown } from '../host.ts'

export type SalesOrder = Readonly<Record<string, unknown>>

type Field = { readonly isReadOnly: boolean; fits(value: unknown): boolean; isDate?: boolean }

const text: Field = {
  isReadOnly: false,
  fits: value => value === null || typeof value === 'string',
}
const number: Field = {
  isReadOnly: false,
  fits: value => value === null || typeof value === 'number' || /^\d+$/.test(String(value)),
}
const yesNo: Field = { isReadOnly: false, fits: value => typeof value === 'boolean' }
const date: Field = {
  isReadOnly: false,
  isDate: true,
  fits: value => value === null || /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(String(value)),
}
const readOnly = (field: Field): Field => ({ ...field, isReadOnly: true })

/** The fields this stand-in keeps, and what may be written into them. */
export const SALES_ORDER: Readonly<Record<string, Field>> = {
  id: readOnly(number),
  createdDate: readOnly(date),
  modifiedDate: readOnly(date),
  cancellationDate: readOnly(date),
  source: readOnly(text),
  status: readOnly(text),
  isApproved: yesNo,
  isVoid: yesNo,
  dispatchedDate: date,
  branchId: number,
  memberId: number,
  freightTotal: number,
  total: number,
  customFields: { isReadOnly: false, fits: value => typeof value === 'object' },
  lineItems: { isReadOnly: false, fits: Array.isArray },
  ...Object.fromEntries(
    [
      ...['reference', 'customerOrderNo', 'stage', 'firstName', 'lastName', 'company', 'email'],
      ...['phone', 'mobile', 'deliveryFirstName', 'deliveryLastName', 'deliveryCompany'],
      ...['deliveryAddress1', 'deliveryAddress2', 'deliveryCity', 'deliveryState'],
      ...['deliveryPostalCode', 'deliveryCountry', 'billingFirstName', 'billingLastName'],
      ...['billingCompany', 'deliveryInstructions', 'freightDescription', 'projectName'],
      ...['trackingCode', 'logisticsCarrier', 'internalComments', 'currencyCode', 'paymentTerms'],
    ].map(name => [name, text]),
  ),
}

const PARAMETERS = ['where', 'order', 'page', 'rows', 'fields']
const DEFAULT_ROWS = 50
const MOST_ROWS = 250

/** A page of rows, or the words of a 400. */
export function search(all: readonly SalesOrder[], query: URLSearchParams): SalesOrder[] | string {
  const names = [...query.keys()]
  if (new Set(names).size !== names.length || names.some(name => !PARAMETERS.includes(name))) {
    return refuseUnknown(`the parameters ${names.join(', ')} at Cin7`)
  }
  const rows = Number(query.get('rows') ?? DEFAULT_ROWS)
  const page = Number(query.get('page') ?? 1)
  if (!Number.isInteger(rows) || rows < 1 || rows > MOST_ROWS) return 'rows must be 1 to 250'
  if (!Number.isInteger(page) || page < 1) return 'page must be 1 or more'
  const conditions = conditionsOf(query.get('where') ?? '')
  if (typeof conditions === 'string') return conditions
  const sorted = sort(
    all.filter(row => conditions.every(holds => holds(row))),
    query.get('order'),
  )
  if (typeof sorted === 'string') return sorted
  return chosen(sorted.slice((page - 1) * rows, page * rows), query.get('fields'))
}

/** Names count in any case. */
const nameOf = (written: string): string | undefined =>
  Object.keys(SALES_ORDER).find(name => name.toLowerCase() === written.toLowerCase())

function chosen(rows: readonly SalesOrder[], fields: string | null): SalesOrder[] | string {
  if (!fields) return [...rows]
  const names = fields.split(',').map(nameOf)
  if (names.includes(undefined)) return `fields: there is no such field among ${fields}`
  return rows.map(row => Object.fromEntries(names.map(name => [name, row[name ?? ''] ?? null])))
}

function sort(rows: readonly SalesOrder[], order: string | null): SalesOrder[] | string {
  if (!order) return [...rows]
  const [, written = '', direction = 'ASC'] = /^(\w+)(?: (ASC|DESC))?$/i.exec(order) ?? []
  const name = nameOf(written)
  if (!name) return `order: there is no field ${written}`
  const sign = direction.toUpperCase() === 'ASC' ? 1 : -1
  // Rows with the same value come in an order of the database's own choosing.
  return rows.toReversed().sort((a, b) => sign * compare(a[name], b[name]))
}

const CONDITION =
  /^(?<field>\w+)\s*(?:(?<op><>|<=|>=|=|<|>)\s*(?<value>'(?:[^']|'')*'|\d+|true|false)|IN\s*\((?<list>[^()]*)\)|IS (?<not>NOT )?NULL)(?:\s+AND\s+|$)/i

type Condition = (row: SalesOrder) => boolean

function conditionsOf(where: string): Condition[] | string {
  const conditions: Condition[] = []
  for (let rest = where.trim(); rest !== ''; ) {
    const match = CONDITION.exec(rest)
    if (!match?.groups) return refuseUnknown(`a where of ${where} at Cin7`)
    const { field = '', op, value = '', list, not } = match.groups
    const name = nameOf(field)
    if (!name) return `where: there is no field ${field}`
    if (SALES_ORDER[name]?.isDate && op && !value.startsWith("'"))
      return 'where: a date needs quotes'
    if (op) conditions.push(row => OPERATORS[op]?.(compare(row[name], literalOf(value))) ?? false)
    else if (list !== undefined) conditions.push(isOneOf(name, list))
    else conditions.push(row => (row[name] === null || row[name] === undefined) === !not)
    rest = rest.slice(match[0].length)
  }
  return conditions
}

const OPERATORS: Readonly<Record<string, (order: number) => boolean>> = {
  '=': order => order === 0,
  '<>': order => order !== 0,
  '<': order => order < 0,
  '<=': order => order <= 0,
  '>': order => order > 0,
  '>=': order => order >= 0,
}

function isOneOf(name: string, list: string): Condition {
  const values = [...list.matchAll(/'(?:[^']|'')*'|\d+/g)].map(([each]) => literalOf(each))
  return row => values.some(value => compare(row[name], value) === 0)
}

const literalOf = (written: string): string =>
  written.startsWith("'") ? written.slice(1, -1).replaceAll("''", "'") : written

/** Numbers by size, all else as text in any case; dates are text that sorts. */
function compare(a: unknown, b: unknown): number {
  const [one, other] = [a, b].map(each => String(each ?? '').toLowerCase())
  if (one === undefined || other === undefined || one === other) return 0
  if (/^\d+$/.test(one) && /^\d+$/.test(other)) return BigInt(one) < BigInt(other) ? -1 : 1
  return one < other ? -1 : 1
}
