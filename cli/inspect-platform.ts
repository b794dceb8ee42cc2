// What a platform's adapter makes of an order, in the platform's own JSON: our orders, with instants
// as people read them.
import { err, ok, type Result } from '../src/core/result.ts'
import { platformOf, platforms } from '../src/sync/platforms/index.ts'
import { parseJson } from './input.ts'

export type PlatformInspection = {
  readonly orders: readonly object[]
  readonly problems: readonly string[]
}

/** An order that cannot be read makes all of it unreadable, so there are never problems beside orders. */
export function inspectPlatform(id: string, text: string): Result<PlatformInspection, string> {
  const platform = platformOf(id)
  if (!platform) return err(`${id}: no such platform. Known: ${Object.keys(platforms).join(', ')}.`)
  const payload = parseJson(text)
  if (!payload.ok) return payload
  const orders = platform.read(payload.value)
  if (!orders.ok) return err(`${platform.name} cannot read this: ${orders.problem.message}`)
  return ok({ orders: JSON.parse(JSON.stringify(orders.value, inWords)), problems: [] })
}

const inWords = (key: string, value: unknown): unknown =>
  key.endsWith('At') && typeof value === 'number' ? new Date(value).toISOString() : value
