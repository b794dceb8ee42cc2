// Magento's searches. Every search is page 1 of its own question: a page past the end answers the last
// page once more, and pages of a list that moves lose what moves across their edge.
// https://github.com/magento/magento2/issues/3787 (read 2026-11-23)
// https://developer.adobe.com/commerce/webapi/rest/use-rest/performing-searches/ (read 2026-11-23)
import type * as z from 'zod'
import type { Result } from '../../../core/result.ts'
import type { CallProblem } from '../../http.ts'
import { faultOf, judge, send } from './call.ts'
import type { MagentoContext } from './settings.ts'

export type Filter = {
  readonly field: string
  readonly condition: 'eq' | 'gt' | 'gteq' | 'in'
  readonly value: string
}

export type Search = {
  readonly path: '/V1/orders' | '/V1/shipments' | '/V1/products'
  /** All of them must hold. */
  readonly filters: readonly Filter[]
  /** Always ascending: left out, Magento sorts descending. */
  readonly sortBy?: readonly string[]
  readonly pageSize: number
  /** What of each row is answered: an order has 137 fields, and each of its lines comes twice. */
  readonly fields: string
}

/**
 * One page, smaller than wanted where it must be. A shop that limits its pages below ours names its limit
 * in the refusal; orders of hundreds of lines may be more than we read at once (http.ts).
 * https://developer.adobe.com/commerce/webapi/get-started/api-security/ (read 2026-11-23)
 */
export async function search<Data extends z.ZodType>(
  wanted: Search,
  context: MagentoContext,
  data: Data,
): Promise<Result<z.infer<Data>, CallProblem>> {
  const reply = await send({ path: wanted.path, query: queryOf(wanted) }, context)
  if (!reply.ok) {
    const isTooLarge = reply.problem.kind === 'too_large' && wanted.pageSize > 1
    const pageSize = Math.ceil(wanted.pageSize / 10)
    return isTooLarge ? search({ ...wanted, pageSize }, context, data) : reply
  }
  const parameters = reply.value.status === 400 ? faultOf(reply.value)?.parameters : null
  const limit = parameters && !Array.isArray(parameters) ? Number(parameters.max) : 0
  return Number.isInteger(limit) && limit > 0 && limit < wanted.pageSize
    ? search({ ...wanted, pageSize: limit }, context, data)
    : judge(reply.value, context, data)
}

/** Exported for its test. */
export function queryOf(wanted: Search): Record<string, string> {
  const query: Record<string, string> = {}
  for (const [index, { field, condition, value }] of wanted.filters.entries()) {
    const filter = `searchCriteria[filterGroups][${index}][filters][0]`
    query[`${filter}[field]`] = field
    query[`${filter}[value]`] = value
    query[`${filter}[conditionType]`] = condition
  }
  for (const [index, field] of (wanted.sortBy ?? []).entries()) {
    query[`searchCriteria[sortOrders][${index}][field]`] = field
    query[`searchCriteria[sortOrders][${index}][direction]`] = 'ASC'
  }
  query['searchCriteria[pageSize]'] = String(wanted.pageSize)
  query['searchCriteria[currentPage]'] = '1'
  return { ...query, fields: wanted.fields }
}

/** As Magento writes an instant, in UTC. */
export const magentoTime = (at: number): string =>
  new Date(Math.max(at, 0)).toISOString().slice(0, 19).replace('T', ' ')
