// What a platform's adapter makes of an order, in the platform's own JSON: our orders, with instants
// as people read them. Of a webhook it says which orders it is about: Waymark takes no more from one.
import { err, ok, type Result } from '../src/core/result.ts'
import type { RawHook } from '../src/sync/hook.ts'
import { platformOf, platforms } from '../src/sync/platforms/index.ts'
import { parseJson } from './input.ts'

type PlatformInspection =
  | { readonly orders: readonly object[]; readonly problems: readonly string[] }
  | { readonly webhookAbout: readonly string[] }

/** An order that cannot be read makes all of it unreadable, so there are never problems beside orders. */
export function inspectPlatform(id: string, text: string): Result<PlatformInspection, string> {
  const platform = platformOf(id)
  if (!platform) return err(`${id}: no such platform. Known: ${Object.keys(platforms).join(', ')}.`)
  const payload = parseJson(text)
  if (!payload.ok) return payload
  const orders = platform.read(payload.value)
  if (!orders.ok) {
    const hook = platform.readHook?.(asHook(text))
    if (hook?.ok && hook.value.orderIds.length > 0) {
      return ok({ webhookAbout: hook.value.orderIds })
    }
    return err(`${platform.name} cannot read this: ${orders.problem.message}`)
  }
  return ok({ orders: JSON.parse(JSON.stringify(orders.value, inWords)), problems: [] })
}

const inWords = (key: string, value: unknown): unknown =>
  key.endsWith('At') && typeof value === 'number' ? new Date(value).toISOString() : value

/** A saved body, without the headers it came with. */
const asHook = (text: string): RawHook => ({
  url: '',
  rest: '',
  headers: new Headers(),
  body: new TextEncoder().encode(text),
  receivedAt: Date.now(),
})
