// What TSX becomes in edge: text, at once. Hono's own runtime builds a tree first and was half of what a page
// costs; this one is five times as fast (decision 023). Whatever is put into a page is escaped; what already
// is HTML is an `Html`, and only this file and `raw` make one.
import type { JSX as HonoJsx } from 'hono/jsx'

const HTML = Symbol.for('waymark.html')

/** Text that is HTML already. */
export class Html {
  /** No data that was ever parsed can hold a symbol: nothing from outside passes for HTML. */
  readonly [HTML]: string
  constructor(text: string) {
    this[HTML] = text
  }
  toString(): string {
    return this[HTML]
  }
}

export type Child = Html | string | number | boolean | null | undefined | readonly Child[]

type Props = { readonly children?: Child } & Readonly<Record<string, unknown>>
type Component = (props: never) => Child

/** An element, a fragment or a component's answer. */
export function jsx(type: string | Component, props: Props): Child {
  if (typeof type !== 'string') return type(props as never)
  let open = `<${type}`
  for (const name in props) {
    const value = props[name]
    if (name === 'children' || value === undefined || value === null || value === false) continue
    open += value === true ? ` ${name}=""` : ` ${name}="${escaped(String(value))}"`
  }
  if (VOID.has(type)) return new Html(`${open}/>`)
  return new Html(`${open}>${inside(props.children)}</${type}>`)
}

export const jsxs = jsx
export const jsxDEV = jsx
export const Fragment = ({ children }: { readonly children?: Child }): Html =>
  new Html(inside(children))

/** Trusted HTML or CSS of our own: never what came from outside. */
export const raw = (text: string): Html => new Html(text)

/** The whole of a page. */
export const document = (html: Child): Html => new Html(`<!doctype html>${inside(html)}`)

function inside(child: Child): string {
  if (child === null || child === undefined || typeof child === 'boolean') return ''
  if (typeof child === 'string') return escaped(child)
  if (typeof child === 'number') return String(child)
  if (HTML in child) return child[HTML]
  let text = ''
  for (const one of child) text += inside(one)
  return text
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const TO_ESCAPE = /[&<>"']/

const escaped = (text: string): string =>
  TO_ESCAPE.test(text) ? text.replace(/[&<>"']/g, char => ENTITIES[char] ?? char) : text

/** https://html.spec.whatwg.org/multipage/syntax.html#void-elements (read 2026-11-29) */
const VOID = new Set([
  'area',
  'base',
  'br',
  'col',
  'embed',
  'hr',
  'img',
  'input',
  'link',
  'meta',
  'source',
  'track',
  'wbr',
])

/** The elements and their attributes as Hono's types know them, with our children. */
export declare namespace JSX {
  type Element = Child
  type ElementType = string | ((props: never) => Child)
  interface ElementChildrenAttribute {
    children: unknown
  }
  type IntrinsicElements = {
    [name in keyof HonoJsx.IntrinsicElements]: Omit<HonoJsx.IntrinsicElements[name], 'children'> & {
      readonly children?: Child
    }
  } & { [name in 'svg' | 'path' | 'circle']: Props }
}
