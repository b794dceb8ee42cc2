// GET /t/<token>: the order behind the link, in the form that was asked for: a page, JSON, plain text, a
// calendar or a feed, all of the very same view; and POST to it, what a shopper asks or says there. Links
// that lead nowhere cost what a good one costs in the database, so that time tells nothing either.
import { accepts } from 'hono/accepts'
import { HOME_SHARD, replicaOf } from '../core/db/bound.ts'
import { readPage } from '../core/db/page.ts'
import { sha256 } from '../core/hash.ts'
import type { PageBrand } from '../core/page-brand.ts'
import { pageCalendar } from '../core/page-calendar.ts'
import { pageFeed } from '../core/page-feed.ts'
import { safeLinks } from '../core/page-links.ts'
import type { PageRecord } from '../core/page-record.ts'
import { pageText } from '../core/page-text.ts'
import { type PageView, pageView } from '../core/page-view.ts'
import { readToken, shardOf } from '../core/token.ts'
import { localeNamed, type Words, wordsFor } from '../core/words.ts'
import { draw } from './draw.ts'
import type { Env } from './env.ts'
import { readForm } from './form.ts'
import { hear, type Said, statusOf } from './hear.ts'
import { isShownHere } from './hosts.ts'
import { TrackingPage } from './pages/tracking.tsx'
import { notAllowed, notFound } from './plain.tsx'
import {
  answer,
  browserLocales,
  contentSecurityPolicy,
  JSON_TYPE,
  type Page,
  urlOf,
  wordOf,
} from './respond.ts'

type Shown = {
  readonly view: PageView
  readonly words: Words
  readonly brand: PageBrand
  readonly url: string
  /** Unique among all orders, and no key to any: it is shared with calendars and feed readers. */
  readonly id: string
  readonly now: number
}

/** A form that a program asks for: by its type, or by its name behind the link. */
type Form = { readonly type: string; readonly write: (shown: Shown) => string }

const FORMS: Readonly<Record<string, Form>> = {
  'page.json': { type: JSON_TYPE, write: ({ view }) => JSON.stringify(view) },
  'page.txt': {
    type: 'text/plain; charset=utf-8',
    write: ({ view, words, url }) => pageText(view, words, url),
  },
  'calendar.ics': {
    type: 'text/calendar; charset=utf-8',
    write: ({ view, words, ...place }) => pageCalendar(view, words, place),
  },
  'feed.atom': {
    type: 'application/atom+xml; charset=utf-8',
    write: ({ view, url, id }) => pageFeed(view, { url, id, self: `${url}/feed.atom` }),
  },
}

const mediaType = ({ type }: Form): string => type.split(';')[0] ?? type

/** `/t/<token>`, and behind it a form (`calendar.ics`) or a language (`ar`). */
export async function trackingPage(c: Page, token: string, part?: string): Promise<Response> {
  const chosen = localeNamed(part)
  const named = part !== undefined && Object.hasOwn(FORMS, part) ? FORMS[part] : undefined
  const isThere = part === undefined || chosen || named
  const record = await find(c.env, isThere ? token : '')
  if (!record || !isShownHere(c, record.brand)) return notFound(c)
  const now = nowFor(c)
  const path = `/t/${readToken(token)}`
  const view = pageView(record, now, { chosen, browser: browserLocales(c), path })
  const form = named ?? wantedForm(c)
  if (!form) return drawn(c, { record, view, path, chosen })
  const words = wordsFor(view.locale)
  const brand = safeLinks(record.brand)
  const shown = { view, words, brand, url: absolute(c, path), id: await idOf(token), now }
  return answer(c, {
    type: form.type,
    policy: contentSecurityPolicy(),
    tag: JSON.stringify(view),
    text: () => form.write(shown),
  })
}

const absolute = (c: Page, path: string): string => urlOf(c).origin + path

/** `POST /t/<token>`, in the language it was read in: the same page with what came of it. */
export async function submitted(c: Page, token: string, part?: string): Promise<Response> {
  const chosen = localeNamed(part)
  if (part !== undefined && Object.hasOwn(FORMS, part)) return notAllowed(c)
  const form = await readForm(c)
  if (!form.ok) return form.problem
  const record = await find(c.env, part === undefined || chosen ? token : '')
  if (!record || !isShownHere(c, record.brand)) return notFound(c)
  const said = await hear(c, token, form.value)
  if (said === 'unknown') return notFound(c)
  const path = `/t/${readToken(token)}`
  const isTheirs = said.form === 'private' && said.answer?.kind === 'shown'
  const view = pageView(record, nowFor(c), { chosen, browser: browserLocales(c), path, isTheirs })
  return drawn(c, { record, view, path, chosen, said })
}

type Drawn = {
  readonly record: PageRecord
  readonly view: PageView
  readonly path: string
  readonly chosen: string | undefined
  /** What a form said, and what came of it. */
  readonly said?: Said
}

/** The page itself. What a form brought is for nobody else, and not kept. */
function drawn(c: Page, { record: { brand }, view, path, chosen, said }: Drawn): Promise<Response> {
  const url = absolute(c, path)
  return draw(c, {
    brand,
    own: true,
    status: said && statusOf(said),
    fleeting: said !== undefined,
    tag: said ? undefined : `${url} ${wordOf(brand)} ${JSON.stringify(view)}`,
    wait: said?.wait,
    page: looks => (
      <TrackingPage
        {...looks}
        view={view}
        words={wordsFor(view.locale)}
        path={path}
        url={url}
        action={chosen ? `${path}/${chosen}` : path}
        said={said}
      />
    ),
  })
}

/** What a program asks for by `Accept`; undefined: the page. */
function wantedForm(c: Page): Form | undefined {
  const forms = Object.values(FORMS)
  const wanted = accepts(c, {
    header: 'Accept',
    supports: ['text/html', ...forms.map(mediaType)],
    default: 'text/html',
  })
  return forms.find(form => mediaType(form) === wanted)
}

const idOf = async (token: string): Promise<string> =>
  (await sha256(`waymark ${readToken(token)}`)).slice(0, 24)

/** A token that was never given out: 125 zero bits do not come out of a generator. */
const NOWHERE = HOME_SHARD.padEnd(26, '0')

function find(env: Env, text: string): Promise<PageRecord | null> {
  const token = readToken(text)
  const db = token && replicaOf(env, shardOf(token))
  if (token && db) return readPage(db, token)
  const home = replicaOf(env, HOME_SHARD)
  if (!home) throw new Error(`no database is bound as DB${HOME_SHARD}`)
  return readPage(home, NOWHERE)
}

/** The demo world owns time; in production there is no other clock than the real one. */
function nowFor(c: Page): number {
  const told = c.req.header('waymark-now')
  const demo = c.env.ENVIRONMENT === 'development' && told !== undefined && /^\d{13}$/.test(told)
  return demo ? Number(told) : Date.now()
}
