// The demo's one HTTP server: its own pages, the outside world under /outside, and Waymark's public
// paths passed byte for byte to the edge Worker, with the demo's time beside them.
import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import type { Board } from './board.ts'
import type { DemoClock } from './clock.ts'
import { frontPage, PUSHES } from './pages/front.ts'
import { mailboxPage, mailPage } from './pages/mailbox.ts'
import { phonePage } from './pages/phone.ts'
import { shopPage } from './pages/shop.ts'
import type { World } from './world/world.ts'

/** Paths that are Waymark's: tracking pages, their script, what finds them, webhooks, the merchant's API. */
const WAYMARK = /^\/(?:t|s|find|proof|hooks|api)\/|^\/embed\.js$/
const MAX_BODY_BYTES = 4 * 1024 * 1024
const HTML = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }

export type DemoServer = {
  readonly url: string
  close(): Promise<void>
}

type DemoServerOptions = {
  readonly port: number
  readonly world: World
  readonly clock: DemoClock
  /** Where edge listens; null until it does. */
  readonly edge: () => URL | null
  /** What the front page tells. */
  readonly board: () => Promise<Board>
  /** Whether more is to come by itself. */
  readonly isBusy: () => boolean
  /** Does what a button says. */
  readonly push: (id: string) => Promise<void>
}

/** Rejects with `EADDRINUSE` when the port is taken. */
export async function startServer(options: DemoServerOptions): Promise<DemoServer> {
  const server = http.createServer((request, response) => {
    serve(request, response, options).catch(error => {
      console.error('The demo server could not answer:', error)
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  const address = server.address()
  const port = address && typeof address === 'object' ? address.port : options.port
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  options: DemoServerOptions,
) {
  const { world, clock } = options
  const target = request.url ?? '/'
  const path = target.split('?', 1)[0] ?? '/'
  if (WAYMARK.test(path)) return passOn(request, response, options)
  if (path.startsWith('/outside/')) return outside(request, response, world)
  if (request.method === 'POST' && path.startsWith('/push/')) {
    const id = path.slice('/push/'.length)
    if (PUSHES.some(push => push.id === id)) await options.push(id)
    return void response.writeHead(303, { location: '/' }).end()
  }
  const page = request.method === 'GET' ? await ownPage(path) : null
  return void (page === null
    ? response.writeHead(404, HTML).end('<!doctype html><title>Not here</title><p>Not here.')
    : response.writeHead(200, HTML).end(page))

  async function ownPage(path: string): Promise<string | null> {
    const now = clock.now()
    const busy = options.isBusy()
    const { mails } = world.resend
    const { texts } = world.twilio
    if (path === '/mailbox') return mailboxPage(mails, now, busy)
    if (path === '/phone') return phonePage(texts, nameOf, now, busy)
    if (path === '/shop') return shopPage(world.selling, now, busy)
    if (path.startsWith('/mailbox/')) {
      const mail = mails.find(one => `/mailbox/${one.id}` === path)
      return mail ? mailPage(mail, now) : null
    }
    if (path !== '/') return null
    const { entries, problems } = world.journal
    const board = await options.board()
    return frontPage({ now, entries, problems, board, mails: mails.length, texts: texts.length })
  }

  function nameOf(number: string): string {
    const order = world.selling.orders().find(one => one.phone === number)
    return order ? `${order.shipping.firstName} ${order.shipping.lastName}` : 'Somebody'
  }
}

/** To edge and back without touching a byte; webhooks are signed over them. */
function passOn(request: IncomingMessage, response: ServerResponse, options: DemoServerOptions) {
  const edge = options.edge()
  if (!edge) return void response.writeHead(503, { 'retry-after': '1' }).end('Waymark is starting.')
  const headers = { ...request.headers, 'waymark-now': String(options.clock.now()) }
  const { hostname, port } = edge
  const passed = http.request(
    { hostname, port, method: request.method, path: request.url, headers },
    answer => {
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders)
      answer.pipe(response)
    },
  )
  passed.on('error', () => {
    if (!response.headersSent) response.writeHead(502)
    response.end('Waymark did not answer.')
  })
  request.pipe(passed)
}

async function outside(request: IncomingMessage, response: ServerResponse, world: World) {
  const body = await readBody(request)
  if (body === null) return void response.writeHead(413).end()
  const answer = await world.answer({
    method: request.method ?? 'GET',
    target: (request.url ?? '').slice('/outside'.length),
    headers: headersOf(request),
    body,
  })
  if (answer === 'hang') return // the caller's timeout ends it
  if (answer === 'drop') return void request.socket.destroy()
  response.writeHead(answer.status, Object.fromEntries(answer.headers))
  response.end(Buffer.from(await answer.arrayBuffer()))
}

function headersOf(request: IncomingMessage): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value === 'string') headers.set(name, value)
  }
  return headers
}

async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    if (size > MAX_BODY_BYTES) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
