// The answers that are no tracking page: 403, 404, 405, 500, and the word of the front page, in the visitor's
// language. 404 is one answer for every reason, byte for byte.
import type { PageBrand } from '../core/page-brand.ts'
import { type Words, wordsAmong } from '../core/words.ts'
import { draw } from './draw.ts'
import { PlainPage, type PlainProps } from './pages/plain.tsx'
import {
  answer,
  browserLocales,
  contentSecurityPolicy,
  JSON_TYPE,
  type Page,
  wantsJson,
} from './respond.ts'

type Speaker = Pick<PageBrand, 'locale' | 'locales'>

/** As the browser asks for, among what the merchant speaks; a 404 knows no merchant. */
const spokenTo = (c: Page, merchant?: Speaker): Words =>
  wordsAmong(merchant?.locales, ...browserLocales(c), merchant?.locale ?? null)

export function notFound(c: Page): Promise<Response> {
  const { notFound: heading, notFoundText: text } = spokenTo(c).labels
  return plain(c, 404, { heading, text })
}

/** A form that another site sent: most likely a merchant's own page, and so a shopper reads this. */
export async function notOurs(c: Page, merchant?: Speaker): Promise<Response> {
  const words = spokenTo(c, merchant)
  const { refused: heading, refusedText: text } = words.labels
  return plain(c, 403, { heading, text }, words)
}

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
  const { broken: heading, brokenText: text } = spokenTo(c).labels
  return plain(c, 500, { heading, text, reference })
}

/** Closed until its operator says what is missing: programs and the log hear what, a shopper gets a reference. */
export async function misconfigured(c: Page, fault: string): Promise<Response> {
  const reference = crypto.randomUUID()
  console.error(JSON.stringify({ event: 'misconfigured', reference, faults: [fault] }))
  if (!isForwarded(c)) {
    const { broken: heading, brokenText: text } = spokenTo(c).labels
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

/** A page that says little, in nobody's looks. */
export async function plain(
  c: Page,
  status: number,
  text: Text,
  words = spokenTo(c),
): Promise<Response> {
  if (wantsJson(c)) {
    const body = { title: text.heading, detail: text.text, reference: text.reference }
    const policy = contentSecurityPolicy()
    return answer(c, { status, type: JSON_TYPE, text: () => JSON.stringify(body), policy })
  }
  const page = ({ style }: Pick<PlainProps, 'style'>) => (
    <PlainPage words={words} style={style} {...text} />
  )
  return draw(c, { brand: null, status, page })
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
