// A page in a merchant's looks, or in nobody's: its sheet, where its logo may come from, and which websites
// may show it inside theirs.
import type { PageBrand } from '../core/page-brand.ts'
import { framesOf, safeLinks } from '../core/page-links.ts'
import { type Style, styleFor } from './pages/style.ts'
import { answer, contentSecurityPolicy, FRAMED, HTML, isFramed, type Page } from './respond.ts'

/** What is drawn with. `frames`: the websites, where it is shown inside one. */
export type Looks<Brand> = {
  readonly brand: Brand
  readonly style: Style
  readonly frames: readonly string[]
}

type Drawing<Brand> = {
  readonly brand: Brand
  readonly status?: number | undefined
  /** It has forms and the script of ours; else only as much as a frame needs. */
  readonly own?: boolean
  /** What its text is made of; without it the answer has no ETag. */
  readonly tag?: string | undefined
  readonly fleeting?: boolean
  /** Minutes after which to come back. */
  readonly wait?: number | undefined
  readonly page: (looks: Looks<Brand>) => unknown
}

export async function draw<Brand extends PageBrand | null>(
  c: Page,
  { brand: given, own, tag, wait, page, ...more }: Drawing<Brand>,
): Promise<Response> {
  const brand = (given && safeLinks(given)) as Brand
  const style = await styleFor(brand && { colour: brand.colour, theme: brand.page.theme })
  const frames = brand ? framesOf(brand) : []
  const framed = frames.length > 0 && isFramed(c)
  const image = brand?.logo && new URL(brand.logo.url).origin
  const response = await answer(c, {
    ...more,
    type: HTML,
    policy: contentSecurityPolicy({ style: style.hash, image, own: own ?? framed, frames }),
    headers: framed ? FRAMED : {},
    tag: tag === undefined ? undefined : `${framed} ${tag}`,
    text: () => String(page({ brand, style, frames: framed ? frames : [] })),
  })
  if (wait) response.headers.set('Retry-After', String(wait * 60))
  return response
}
