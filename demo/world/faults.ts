// The fault panel: what the next calls to a host will suffer. Used by the end-to-end tests to see
// that nothing is lost or sent twice when the outside misbehaves.
import type { Ask } from './host.ts'

/**
 * - `status`: answered with an error, nothing happened
 * - `hang`: never answered, nothing happened
 * - `accept_then_hang`, `accept_then_drop`: it happened, but the answer never comes (the caller
 *   runs into its timeout, or sees the connection break)
 */
export type Fault =
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Record<string, string> }
  | { readonly kind: 'hang' | 'accept_then_hang' | 'accept_then_drop' }

export type Faults = {
  /** The next `times` calls to `host` (only those `when` picks) suffer `fault`. */
  next(host: string, times: number, fault: Fault, when?: (ask: Ask) => boolean): void
  take(ask: Ask): Fault | null
  clear(): void
}

export function createFaults(): Faults {
  const planned: { host: string; left: number; fault: Fault; when: (ask: Ask) => boolean }[] = []
  return {
    next: (host, times, fault, when = () => true) => {
      planned.push({ host, left: times, fault, when })
    },
    take: ask => {
      const plan = planned.find(p => p.left > 0 && p.host === ask.url.hostname && p.when(ask))
      if (!plan) return null
      plan.left -= 1
      return plan.fault
    },
    clear: () => {
      planned.length = 0
    },
  }
}
