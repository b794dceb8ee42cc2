// How the demo's WooCommerce reads what it is sent, strictly, and writes what it answers: lists are trimmed
// to the fields asked for, complaints come as WordPress writes them.
// https://woocommerce.github.io/woocommerce-rest-api-docs/ (read 2026-11-23)
import * as z from 'zod'
import { writeExactly } from '../exact-json.ts'
import { refuseUnknown } from '../host.ts'

export const reply = (value: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(writeExactly(value), {
    status,
    headers: { 'content-type': 'application/json; charset=UTF-8', ...headers },
  })
export const fault = (status: number, code: string, message: string) =>
  reply({ code, message, data: { status } }, status)
export const noOrder = () => fault(404, 'woocommerce_rest_shop_order_invalid_id', 'Invalid ID.')
export const noRoute = () =>
  fault(404, 'rest_no_route', 'No route was found matching the URL and request method.')
export const invalid = (parameter: string) =>
  fault(400, 'rest_invalid_param', `Invalid parameter(s): ${parameter}`)

/** A body of another shape: WordPress names the first thing that is wrong. */
export const invalidBody = ({ issues }: z.ZodError) => invalid(issues[0]?.path.join('.') ?? 'body')

/** WordPress ignores what it does not know; here it would hide a mistake. */
export function queryOf(url: URL, known: readonly string[]): Record<string, string | undefined> {
  for (const name of url.searchParams.keys()) {
    if (!known.includes(name)) refuseUnknown(`the argument ${name} of ${url.pathname}`)
  }
  return Object.fromEntries(url.searchParams)
}

/** null: more than 100, or no number. */
export function perPage(query: Record<string, string | undefined>): number | null {
  const limit = Number(query.per_page ?? 10)
  return Number.isInteger(limit) && limit >= 1 && limit <= 100 ? limit : null
}

export function trimmed<T extends object>(
  value: T,
  query: Record<string, string | undefined>,
): unknown {
  if (Array.isArray(value)) return value.map(each => trimmed(each, query))
  const fields = query._fields?.split(',')
  if (!fields) return value
  return Object.fromEntries(Object.entries(value).filter(([key]) => fields.includes(key)))
}

/** A plugin may keep anything. */
export const Meta = z.strictObject({ key: z.string().min(1), value: z.unknown() })
