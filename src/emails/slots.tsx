/** @jsxImportSource react */
// How a template says "only if" and "for each" so that it can be compiled. Rendered with real facts
// these are plain conditions; rendered with slots (the build) they mark both branches, and the
// compiler turns the marks into steps. A template must use no other condition on a fact.
import type { ReactNode } from 'react'
import type { ItemView, SlotName, View } from './view.ts'

/** Private-use characters: no fact holds them, see `line` in view.ts. */
export const OPEN = '\uE000'
export const CLOSE = '\uE001'

const mark = (code: string): string => `${OPEN}${code}${CLOSE}`
const slotOf = (value: string | null): string | null =>
  value?.startsWith(OPEN) ? value.slice(1, -1) : null

type WhenProps = { given: string | null; children: ReactNode; otherwise?: ReactNode }

/** Shows its children when the fact is known, `otherwise` when it is not. */
export function When({ given, children, otherwise }: WhenProps): ReactNode {
  const slot = slotOf(given)
  if (slot === null) return given ? children : otherwise
  return (
    <>
      {mark(`?${slot}`)}
      {children}
      {mark(':')}
      {otherwise}
      {mark('.')}
    </>
  )
}

type EachProps = { of: readonly ItemView[]; children: (item: ItemView) => ReactNode }

/** Shows its children once for every item. */
export function Each({ of, children }: EachProps): ReactNode {
  const [first] = of
  if (!first || slotOf(first.itemTitle) === null) {
    return of.map((item, at) => {
      const key = `${at}`
      return <Keyed key={key}>{children(item)}</Keyed>
    })
  }
  return (
    <>
      {mark('*')}
      {children(first)}
      {mark('.')}
    </>
  )
}

const Keyed = ({ children }: { children: ReactNode }): ReactNode => children

/** A view whose every field is its own slot. */
export function slotView(names: readonly SlotName[]): View {
  const slots = Object.fromEntries(names.map(name => [name, mark(name)])) as Record<
    SlotName,
    string
  >
  return { ...slots, items: [slots] }
}
