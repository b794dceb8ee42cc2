// The answers that are no tracking page: 404, 405, 500, and the form of the front page. 404 is one answer
// for every reason, byte for byte.
import type { PageBrand } from '../core/page-brand.ts'
import { framesOf, safeLinks } from '../core/page-links.ts'
import { type Words, wordsFor } from '../core/words.ts'
import { PlainPage, type PlainProps } from './pages/plain.tsx'
import { styleFor } from './pages/style.ts'
import {
  answer,
  contentSecurityPolicy,
  FRAMED,
  HTML,
  isFramed,
  JSON_TYPE,
  type Page,
  wantsJson,
} from './respond.ts'

/** Nobody's words and looks. */
const NOBODY: Whose = { words: wordsFor(null), brand: null }
const { words } = NOBODY

export const notFound = (c: Page): Promise<Response> =>
  plain(c, 404, { heading: words.labels.notFound, text: words.labels.notFoundText })

export const notAllowed = (c: Page): Promise<Response> => allowed(c, 'GET, HEAD')
export const takesForms = (c: Page): Promise<Response> => allowed(c, 'GET, HEAD, POST')

async function allowed(c: Page, methods: string): Promise<Response> {
  const response = await refuse(c, 405, `This address takes ${methods} and nothing else.`)
  response.headers.set('Allow', methods)
  return response
}

export const healthy = (c: Page): Promise<Response> => inText(c, 200, 'ok')

/** For programs: no form of ours sends what is refused like this. */
export const refuse = (c: Page, status: number, sentence: string): Promise<Response> =>
  inText(c, status, sentence)

const inText = (c: Page, status: number, sentence: string): Promise<Response> =>
  answer(c, {
    status,
    type: 'text/plain; charset=utf-8',
    text: () => `${sentence}\n`,
    policy: contentSecurityPolicy(),
    fleeting: true,
  })

/** What nobody expected. The visitor gets a reference, the log gets the cause. */
export async function failed(error: Error, c: Page): Promise<Response> {
  const reference = crypto.randomUUID()
  console.error(
    JSON.stringify({ event: 'edge_failed', reference, route: routeOf(c), cause: causeOf(error) }),
  )
  // A webhook or an API call was not stored: 503 asks its sender to try again.
  if (isForwarded(c)) {
    const text = () => JSON.stringify({ error: 'unavailable', reference })
    return answer(c, { status: 503, type: JSON_TYPE, text, policy: contentSecurityPolicy() })
  }
  const { broken: heading, brokenText: text } = words.labels
  return plain(c, 500, { heading, text, reference })
}

/** Closed until its operator says what is missing: programs and the log hear what, a shopper gets a reference. */
export async function misconfigured(c: Page, fault: string): Promise<Response> {
  const reference = crypto.randomUUID()
  console.error(JSON.stringify({ event: 'misconfigured', reference, faults: [fault] }))
  if (!isForwarded(c)) {
    const { broken: heading, brokenText: text } = words.labels
    return plain(c, 503, { heading, text, reference })
  }
  const problem = { type: 'about:blank', status: 503, title: fault, requestId: reference }
  return answer(c, {
    status: 503,
    type: 'application/problem+json',
    policy: contentSecurityPolicy(),
    headers: { 'Retry-After': '60' },
    fleeting: true,
    text: () => JSON.stringify(problem),
  })
}

type Text = Pick<PlainProps, 'heading' | 'text' | 'reference'>
type Whose = { readonly words: Words; readonly brand: PageBrand | null }

/** A page that says little; of a merchant, it may be shown inside the websites that they name. */
export async function plain(
  c: Page,
  status: number,
  text: Text,
  { words, brand }: Whose = NOBODY,
): Promise<Response> {
  if (wantsJson(c)) {
    const body = { title: text.heading, detail: text.text, reference: text.reference }
    const policy = contentSecurityPolicy()
    return answer(c, { status, type: JSON_TYPE, text: () => JSON.stringify(body), policy })
  }
  const style = await styleFor(brand && { colour: brand.colour, theme: brand.page.theme })
  const shown = brand && safeLinks(brand)
  const frames = brand ? framesOf(brand) : []
  const framed = frames.length > 0 && isFramed(c)
  const page = (
    <PlainPage words={words} style={style} brand={shown} frames={framed ? frames : []} {...text} />
  )
  return answer(c, {
    status,
    type: HTML,
    text: () => String(page),
    headers: framed ? FRAMED : {},
    policy: contentSecurityPolicy({
      style: style.hash,
      own: framed,
      frames,
      image: shown?.logo && new URL(shown.logo.url).origin,
    }),
  })
}

/** A webhook or a call of the API. */
export const isForwarded = (c: Page): boolean => /^\/(hooks|api)(\/|$)/.test(c.req.path)

/** The first segment only: the rest may be a token. */
const routeOf = (c: Page): string => `${c.req.method} /${c.req.path.split('/')[1] ?? ''}`

/**
 * The innermost cause: the layers above it quote the query, and a SyntaxError of JSON the text around its
 * fault. What looks like a token is cut out.
 */
function causeOf(error: Error): string {
  if (error.cause instanceof Error) return causeOf(error.cause)
  if (error instanceof SyntaxError) return error.name
  return `${error.name}: ${error.message}`.replace(/\b[0-9a-z]{26}\b/gi, '<token>')
}
