// /: on a merchant's host the form that finds an order, on the deployment's own a word in nobody's looks.
import { merchantOfHost } from '../core/db/hosts.ts'
import { wordsFor } from '../core/words.ts'
import { hostOf, isOwnHost } from './hosts.ts'
import { type Finder, lookUp, lookupPage } from './lookup.tsx'
import { notAllowed, notFound, plain } from './plain.tsx'
import { browserLocales, type Page } from './respond.ts'

export async function frontPage(c: Page): Promise<Response> {
  const finder = await finderHere(c)
  if (finder) return lookupPage(c, finder)
  if (!isOwnHost(c.env, hostOf(c))) return notFound(c)
  const { home: heading, homeText: text } = wordsFor(...browserLocales(c)).labels
  return plain(c, 200, { heading, text })
}

export async function lookUpHere(c: Page): Promise<Response> {
  const finder = await finderHere(c)
  return !finder && isOwnHost(c.env, hostOf(c)) ? notAllowed(c) : lookUp(c, finder)
}

async function finderHere(c: Page): Promise<Finder | null> {
  const merchant = await merchantOfHost(c.env, hostOf(c))
  if (!merchant) return null
  const { slug, shard, brand } = merchant
  return { merchant: slug, shard, brand, path: '/' }
}
