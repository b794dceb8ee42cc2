// edge: everything the public internet can reach, on one screen. It reads, it passes on, and it
// holds no secret. What a shopper says goes to sync by a door that is not on this screen.
import { Hono } from 'hono'
import { embedScript, pageScript } from './assets.ts'
import type { Env } from './env.ts'
import { frontPage, lookUpHere } from './front-page.ts'
import { knownHosts } from './hosts.ts'
import { finderOf, lookUp, lookupPage } from './lookup.tsx'
import { itemPicture } from './picture.ts'
import { failed, notAllowed, notFound, takesForms } from './plain.tsx'
import { proof } from './proof.ts'
import type { Page } from './respond.ts'
import { submitted, trackingPage } from './tracking-page.tsx'

const app = new Hono<{ Bindings: Env }>()

app.use(knownHosts)
app.get('/', frontPage)
app.post('/', lookUpHere)
app.get('/t/:token', c => trackingPage(c, c.req.param('token')))
app.get('/t/:token/:part', c => trackingPage(c, c.req.param('token'), c.req.param('part')))
app.get('/t/:token/picture/:place', c => {
  const { token, place } = c.req.param()
  return itemPicture(c, token, place)
})
app.get('/s/:hash/page.js', c => pageScript(c, c.req.param('hash')))
app.get('/embed.js', embedScript)
app.post('/t/:token', c => submitted(c, c.req.param('token')))
app.post('/t/:token/:part', c => submitted(c, c.req.param('token'), c.req.param('part')))
for (const path of ['/find/:merchant', '/find/:merchant/:locale'] as const) {
  const finder = (c: Page) => finderOf(c, c.req.param('merchant') ?? '', c.req.param('locale'))
  app.get(path, async c => lookupPage(c, await finder(c)))
  app.post(path, async c => lookUp(c, await finder(c)))
}
app.get('/proof/:shard/:name/:until/:seal', proof)
// Pages say noindex themselves, and a crawler must be let in to read that; a closed door would put
// bare links into the index. https://developers.google.com/search/docs/crawling-indexing/block-indexing (read 2026-11-24)
app.get('/robots.txt', c => c.text('User-agent: *\nDisallow: /api/\nDisallow: /hooks/\n'))
app.get('/favicon.ico', c => c.body(null, 204))
app.get('/healthz', c => c.text('ok\n'))

for (const path of [
  '/',
  '/t/:token',
  '/t/:token/:part',
  '/find/:merchant',
  '/find/:merchant/:locale',
]) {
  app.all(path, takesForms)
}
for (const path of [
  '/t/:token/picture/:place',
  '/s/:hash/page.js',
  '/embed.js',
  '/proof/:shard/:name/:until/:seal',
  '/robots.txt',
  '/favicon.ico',
  '/healthz',
]) {
  app.all(path, notAllowed)
}

// Untouched: a signature covers the very bytes that were sent.
app.all('/hooks/*', c => c.env.SYNC.fetch(c.req.raw))
app.all('/api/*', c => c.env.SYNC.fetch(c.req.raw))

app.notFound(notFound)
app.onError(failed)

export default app
