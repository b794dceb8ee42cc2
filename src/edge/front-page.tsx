// GET /: on a merchant's host in their looks, on the deployment's own in nobody's.
import { merchantOfHost } from '../core/db/hosts.ts'
import { wordsAmong, wordsFor } from '../core/words.ts'
import { hostOf, isOwnHost } from './hosts.ts'
import { notFound, plain } from './plain.tsx'
import { browserLocales, type Page } from './respond.ts'

export async function frontPage(c: Page): Promise<Response> {
  const host = hostOf(c)
  const merchant = await merchantOfHost(c.env, host)
  if (!merchant && !isOwnHost(c.env, host)) return notFound(c)
  const brand = merchant?.brand ?? null
  const words = brand
    ? wordsAmong(brand.locales, ...browserLocales(c), brand.locale)
    : wordsFor(null)
  const { home: heading, homeText: text } = words.labels
  return plain(c, 200, { heading, text }, { words, brand })
}
