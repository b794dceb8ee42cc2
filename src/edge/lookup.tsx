// /find/<merchant>: where is my order? By number and email address it leads to the page; by number and
// postcode the link goes out by mail. Wrong and unknown get one answer.
import { replicaOf, shards } from '../core/db/bound.ts'
import { readBrandOf } from '../core/db/page.ts'
import type { PageBrand } from '../core/page-brand.ts'
import { LookedUp } from '../core/shopper.ts'
import { localeNamed, wordsAmong } from '../core/words.ts'
import { askSync } from './ask-sync.ts'
import { draw } from './draw.ts'
import { mayPost, readForm } from './form.ts'
import { isShownHere } from './hosts.ts'
import { networkOf } from './network.ts'
import { LookupPage, type Outcome } from './pages/lookup.tsx'
import { notFound } from './plain.tsx'
import { answer, browserLocales, contentSecurityPolicy, type Page, wordOf } from './respond.ts'

/** Whose orders are looked for. */
export type Finder = {
  /** The merchant's name in the config. */
  readonly merchant: string
  /** Of their database. */
  readonly shard: string
  readonly brand: PageBrand
  /** Where the form is, and goes. */
  readonly path: string
  /** The language that was chosen on it. */
  readonly chosen?: string
}

/** Where a merchant's form is on any host that shows their orders; behind it, a language. */
export const findPath = (merchant: string): string => `/find/${merchant}`

/** The form of the merchant of that name; null: there is none, or not on this host, or not in that language. */
export async function finderOf(c: Page, merchant: string, part?: string): Promise<Finder | null> {
  const chosen = localeNamed(part)
  if (!/^[a-z0-9-]{1,40}$/.test(merchant) || (part !== undefined && !chosen)) return null
  const path = chosen ? `${findPath(merchant)}/${chosen}` : findPath(merchant)
  for (const shard of shards(c.env)) {
    const db = replicaOf(c.env, shard)
    const brand = db && (await readBrandOf(db, merchant))
    if (brand && isShownHere(c, brand)) return { merchant, shard, brand, path, chosen }
  }
  return null
}

export async function lookupPage(c: Page, finder: Finder | null): Promise<Response> {
  return finder ? drawn(c, finder) : notFound(c)
}

export async function lookUp(c: Page, finder: Finder | null): Promise<Response> {
  if (!finder) return notFound(c)
  const form = await readForm(c, finder.brand)
  if (!form.ok) return form.problem
  const number = form.value.get('number').slice(0, 60)
  const contact = form.value.get('contact').slice(0, 300)
  if (!number || !contact) return drawn(c, finder, { number, outcome: { kind: 'missing' } })
  if (!(await mayPost(c)))
    return drawn(c, finder, { number, outcome: { kind: 'wait', minutes: 1 } })
  const { merchant, shard, chosen } = finder
  const asked = { shard, merchant, number, contact, network: networkOf(c) }
  const found = await askSync(c, 'look-up', asked, LookedUp)
  if (found.kind !== 'page') return drawn(c, finder, { number, outcome: found })
  return answer(c, {
    status: 303,
    headers: { Location: `/t/${found.token}${chosen ? `/${chosen}` : ''}` },
    policy: contentSecurityPolicy(),
    fleeting: true,
  })
}

const STATUS: Readonly<Record<Outcome['kind'], number>> = {
  sent: 200,
  missing: 422,
  nothing: 422,
  wait: 429,
}

type Answered = { readonly number: string; readonly outcome: Outcome }

function drawn(c: Page, finder: Finder, answered?: Answered): Promise<Response> {
  const { merchant, brand, path, chosen = null } = finder
  const words = wordsAmong(brand.locales, chosen, ...browserLocales(c), brand.locale)
  const where = { action: path, languages: findPath(merchant) }
  const { outcome } = answered ?? {}
  return draw(c, {
    brand,
    own: true,
    status: outcome && STATUS[outcome.kind],
    fleeting: answered !== undefined,
    tag: answered ? undefined : `${wordOf(brand)} ${words.locale} ${path}`,
    wait: outcome?.kind === 'wait' ? outcome.minutes : undefined,
    page: looks => <LookupPage {...looks} words={words} {...where} {...answered} />,
  })
}
