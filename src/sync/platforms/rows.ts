// The orders of a page, one by one. Shops have odd ones: a plugin's leftovers, a list that PHP wrote as
// an object, a field that somebody added by hand. Read as one piece such an order would hold up all the
// others, with the same page again every minute; so only what the reading itself goes by is demanded of
// every row, and whatever else is odd is the matter of that one order.
import * as z from 'zod'
import { err, ok, type Result } from '../../core/result.ts'
import type { Unreadable } from '../hook.ts'
import type { CallProblem } from '../http.ts'
import type { UnreadOrder } from './platform.ts'

/** What a reading goes by: which order, and when it changed. */
export type Stamp = { readonly id: string; readonly at: number }

/** A row of a list, the order in it still as the platform wrote it. */
export type Row<Of extends Stamp = Stamp> = Of & { readonly node: unknown }

export const rowsOf = <Of extends Stamp>(stamp: z.ZodType<Of>) =>
  z.array(
    z.unknown().transform((node, { issues }): Row<Of> => {
      const parsed = stamp.safeParse(node)
      if (parsed.success) return { ...parsed.data, node }
      for (const { path, message } of parsed.error.issues) {
        issues.push({ code: 'custom', message, path: [...path], input: null })
      }
      return z.NEVER
    }),
  )

export type Read<Order> = { readonly orders: Order[]; readonly unread: UnreadOrder[] }

function readRow<Order>({ id, node }: Row, shape: z.ZodType<Order>): Result<Order, UnreadOrder> {
  const parsed = shape.safeParse(node)
  return parsed.success ? ok(parsed.data) : err({ platformId: id, fault: faultsIn(parsed.error) })
}

export function readRows<Order>(rows: readonly Row[], shape: z.ZodType<Order>): Read<Order> {
  const orders: Order[] = []
  const unread: UnreadOrder[] = []
  for (const row of rows) {
    const read = readRow(row, shape)
    if (read.ok) orders.push(read.value)
    else unread.push(read.problem)
  }
  return { orders, unread }
}

/**
 * Orders as one piece, for a payload that somebody looks at: one that cannot be read makes the whole of it
 * unreadable. `what`: an order of which platform.
 */
export function readNodes<Order>(
  nodes: readonly unknown[],
  shape: z.ZodType<Order>,
  what: string,
): Result<Order[], Unreadable> {
  const orders: Order[] = []
  for (const [index, node] of nodes.entries()) {
    const parsed = shape.safeParse(node)
    if (!parsed.success) {
      const message = `order ${index + 1} is not ${what}: ${faultsIn(parsed.error)}`
      return err({ kind: 'unreadable', message })
    }
    orders.push(parsed.data)
  }
  return ok(orders)
}

/** Where it is odd, never what was there. */
const faultsIn = ({ issues }: z.ZodError): string =>
  issues
    .slice(0, 5)
    .map(({ path, message }) => `${path.join('.') || 'order'}: ${message}`)
    .join('; ')

/**
 * What was asked for beside one order: a problem of its shape is the order's own, and any other one is
 * the whole reading's.
 */
export const ofOrder = (
  platformId: string,
  { misshapen, message }: CallProblem,
): UnreadOrder | null => (misshapen ? { platformId, fault: message } : null)
