// Addresses in a brand, as a page may use them: https and nothing else. Apart from page-brand.ts, which makes
// brands of configs and would bring all of that into edge.
import type { PageBrand } from './page-brand.ts'

/** Websites that may show a page inside theirs, as a policy and a browser name them. */
export const framesOf = ({ page }: PageBrand): string[] =>
  page.embed.filter(isHttps).map(url => new URL(url).origin)

/** The config's check lets https through and nothing else; a page does not rely on it. */
export function safeLinks(brand: PageBrand): PageBrand {
  const known = checked.get(brand)
  if (known) return known
  const { logo, website, support } = brand
  const safe = {
    ...brand,
    logo: logo && isHttps(logo.url) ? logo : null,
    website: website && isHttps(website) ? website : null,
    support: { ...support, url: support.url && isHttps(support.url) ? support.url : undefined },
  }
  checked.set(brand, safe)
  return safe
}

/** A brand is read once an isolate (db/page.ts), and checked as often. */
const checked = new WeakMap<PageBrand, PageBrand>()

export const isHttps = (url: string): boolean =>
  URL.canParse(url) && new URL(url).protocol === 'https:'
