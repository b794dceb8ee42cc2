// What the merchant's daily mail says: everything that needs somebody, what is new first. Pure. An item
// is known by what is wrong with what, so that the same trouble is new once and another one is new again.
import type { Reason } from './attention.ts'
import { formatDay, localDay } from './time.ts'

export type Trouble = {
  readonly parcels: readonly {
    readonly order: string
    readonly carrier: string
    readonly trackingNumber: string
    readonly trackingUrl: string
    readonly heardAt: number | null
    readonly reasons: readonly Reason[]
  }[]
  readonly connections: readonly {
    readonly name: string
    readonly problem: string | null
    readonly hookProblem: string | null
  }[]
  readonly letters: readonly {
    readonly id: number
    readonly kind: string
    readonly problem: string
  }[]
}

export type Item = {
  readonly keys: readonly string[]
  readonly title: string
  readonly lines: readonly string[]
  /** Where to go on: an address or a command. */
  readonly go: { readonly url: string } | { readonly command: string }
}

export type Digest = {
  readonly merchant: string
  readonly brand: string
  /** `Wednesday 25 November`. */
  readonly day: string
  /** Not in the last mail that left. */
  readonly fresh: readonly Item[]
  readonly known: readonly Item[]
}

/** `told`: keys of the last mail that left. */
export function digestOf(
  trouble: Trouble,
  told: readonly string[],
  { merchant, brand, on, zone }: Record<'merchant' | 'brand' | 'on' | 'zone', string>,
): Digest {
  const before = new Set(told)
  const items = itemsOf(trouble, { merchant, zone })
  const isKnown = ({ keys }: Item): boolean => keys.every(key => before.has(key))
  return {
    merchant,
    brand,
    day: formatDay(on),
    fresh: items.filter(item => !isKnown(item)),
    known: items.filter(isKnown),
  }
}

export const keysOf = ({ fresh, known }: Digest): string[] =>
  [...fresh, ...known].flatMap(({ keys }) => keys)

function itemsOf(
  { parcels, connections, letters }: Trouble,
  { merchant, zone }: { readonly merchant: string; readonly zone: string },
): Item[] {
  const heard = (at: number | null) =>
    at === null ? 'never heard of' : `last heard of ${formatDay(localDay(at, zone))}`
  return [
    ...parcels.map(({ order, carrier, trackingNumber, trackingUrl, heardAt, reasons }) => ({
      keys: reasons.map(({ kind }) => `parcel ${trackingNumber} ${kind}`),
      title: `Order ${order}: ${carrier} ${trackingNumber}, ${heard(heardAt)}`,
      lines: reasons.map(({ why, next }) => `${why} ${next}`),
      go: { url: trackingUrl },
    })),
    ...connections.flatMap(({ name, problem, hookProblem }) => {
      const lines = [problem, hookProblem && `Webhooks: ${hookProblem}`].flatMap(line => line || [])
      if (lines.length === 0) return []
      return {
        keys: lines.map(line => `connection ${name} ${line}`),
        title: `Connection ${name}`,
        lines,
        go: { command: `waymark connections --merchant ${merchant}` },
      }
    }),
    ...letters.map(({ id, kind, problem }) => ({
      keys: [`letter ${id}`],
      title: `Dead letter ${id} (${kind})`,
      lines: [problem],
      go: { command: `waymark dead-letters replay ${id} --merchant ${merchant}` },
    })),
  ]
}
