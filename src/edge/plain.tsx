// The answers that are no tracking page: 404, 405, 500, and the form of the front page. 404 is one answer
// for every reason, byte for byte.
import type { PageBrand } from '../core/page-brand.ts'
import { type Words, wordsFor } from '../core/words.ts'
import { draw, type Looks } from './draw.ts'
import { PlainPage, type PlainProps } from './pages/plain.tsx'
import { answer, contentSecurityPolicy, JSON_TYPE, type Page, wantsJson } from './respond.ts'

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

/** For programs: no form of ours sends what is refused like this. */
export const refuse = (c: Page, status: number, sentence: string): Promise<Response> =>
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
  const page = (looks: Looks<PageBrand | null>) => <PlainPage {...looks} words={words} {...text} />
  return draw(c, { brand, status, page })
}

const isForwarded = (c: Page): boolean => /^\/(hooks|api)(\/|$)/.test(c.req.path)

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
