// edge: everything the public internet can reach, on one screen. It reads, it passes on, and it
// holds no secret. What a shopper says goes to sync by a door that is not on this screen.
import { Hono } from 'hono'
import { embedScript, noIcon, pageScript, robots } from './assets.ts'
import type { Env } from './env.ts'
import { forward } from './forward.ts'
import { frontPage, lookUpHere } from './front-page.ts'
import { door } from './hosts.ts'
import { finderOf, lookUp, lookupPage } from './lookup.tsx'
import { itemPicture } from './picture.ts'
import { failed, healthy, notAllowed, notFound, takesForms } from './plain.tsx'
import { proof } from './proof.ts'
import type { Page } from './respond.ts'
import { submitted, trackingPage } from './tracking-page.tsx'

const app = new Hono<{ Bindings: Env }>()

app.use(door)
app.get('/', frontPage)
app.post('/', lookUpHere)
app.get('/t/:token', c => trackingPage(c, c.req.param('token')))
app.get('/t/:token/:part', c => trackingPage(c, c.req.param('token'), c.req.param('part')))
// The part is named like its neighbours', so that Hono's router is one regular expression.
app.get('/t/:token/:part/:place', c => {
  const { token, part, place } = c.req.param()
  return part === 'picture' ? itemPicture(c, token, place) : notFound(c)
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
app.get('/robots.txt', robots)
app.get('/favicon.ico', noIcon)
app.get('/healthz', healthy)

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
  '/t/:token/:part/:place',
  '/s/:hash/page.js',
  '/embed.js',
  '/proof/:shard/:name/:until/:seal',
  '/robots.txt',
  '/favicon.ico',
  '/healthz',
]) {
  app.all(path, notAllowed)
}

app.all('/hooks/*', forward)
app.all('/api/*', forward)

app.notFound(notFound)
app.onError(failed)

export default app
