// GET /t/<token>: the order behind the link, as a page or as JSON of the very same view. Links that
// lead nowhere cost what a good one costs in the database, so that time tells nothing either.
import { HOME_SHARD, replicaOf } from '../core/db/bound.ts'
import { readPage } from '../core/db/page.ts'
import type { PageBrand } from '../core/page-brand.ts'
import type { PageRecord } from '../core/page-record.ts'
import { pageView } from '../core/page-view.ts'
import { readToken, shardOf } from '../core/token.ts'
import { wordsFor } from '../core/words.ts'
import type { Env } from './env.ts'
import { styleFor } from './pages/style.ts'
import { TrackingPage } from './pages/tracking.tsx'
import { notFound } from './plain.tsx'
import { answer, contentSecurityPolicy, HTML, JSON_TYPE, type Page, wantsJson } from './respond.ts'

export async function trackingPage(c: Page, token: string): Promise<Response> {
  const record = await find(c.env, token)
  if (!record) return notFound(c)
  const view = pageView(record, nowFor(c))
  const told = JSON.stringify(view)
  if (wantsJson(c)) {
    const policy = contentSecurityPolicy()
    return answer(c, { type: JSON_TYPE, policy, tag: told, text: () => told })
  }
  const brand = safeLinks(record.brand)
  const style = await styleFor(brand.colour)
  const image = brand.logo && new URL(brand.logo.url).origin
  return answer(c, {
    type: HTML,
    policy: contentSecurityPolicy({ style: style.hash, image }),
    tag: `${JSON.stringify(brand)} ${told}`,
    text: async () => {
      const words = wordsFor(view.locale)
      return String(await (<TrackingPage view={view} brand={brand} words={words} style={style} />))
    },
  })
}

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

/** The config's check lets https through and nothing else; a page does not rely on it. */
function safeLinks(brand: PageBrand): PageBrand {
  const { logo, website, support } = brand
  return {
    ...brand,
    logo: logo && isHttps(logo.url) ? logo : null,
    website: website && isHttps(website) ? website : null,
    support: { ...support, url: support.url && isHttps(support.url) ? support.url : undefined },
  }
}

const isHttps = (url: string): boolean => URL.canParse(url) && new URL(url).protocol === 'https:'
