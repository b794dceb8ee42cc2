// The demo's server over real sockets: what it passes on arrives byte for byte, and the world behind
// /outside can break a connection as a real network does.
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { Board } from '../../demo/board.ts'
import { startServer } from '../../demo/server.ts'
import { startWorld } from './stand-in.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

/** A stand-in for edge that says what it got. */
async function startEcho(): Promise<URL> {
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const { method, url, headers } = request
    const body = Buffer.concat(chunks).toString('hex')
    response.writeHead(418, { 'content-type': 'application/json', 'x-edge': 'yes' })
    response.end(JSON.stringify({ method, url, headers, body }))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  closing.push(async () => {
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
  })
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
}

const board: Board = {
  orders: [
    {
      number: '<1>',
      buyer: '<script>x</script>',
      soldOn: 'THE ICONIC',
      items: '1 × Dress',
      state: 'On its way',
      tone: 'moves',
      courier: null,
      page: 'http://127.0.0.1/t/X',
      mails: 1,
      texts: 0,
      silence: null,
    },
  ],
  news: [],
  next: 'scan',
  busy: false,
}

async function start(options: { edge?: URL; port?: number; busy?: boolean } = {}) {
  const { world, clock } = startWorld()
  const pushed: string[] = []
  const server = await startServer({
    port: options.port ?? 0,
    world,
    clock,
    edge: () => options.edge ?? null,
    board: async () => ({ ...board, busy: options.busy ?? false }),
    isBusy: () => options.busy ?? false,
    push: async id => void pushed.push(id),
  })
  closing.push(server.close)
  return { world, clock, server, pushed }
}

describe('the demo’s server', () => {
  it('passes webhooks, API and pages to edge byte for byte, with the demo’s time', async () => {
    const { server, clock } = await start({ edge: await startEcho() })
    const body = new Uint8Array([0x7b, 0x00, 0xff, 0xc3, 0x28, 0x7d])
    const response = await fetch(`${server.url}/hooks/0ABC/texts?x=%2F&y=a+b`, {
      method: 'POST',
      body,
      headers: { 'x-signature': 'abc', 'waymark-now': '1' },
    })
    expect(response.status).toBe(418)
    expect(response.headers.get('x-edge')).toBe('yes')
    expect(await response.json()).toMatchObject({
      method: 'POST',
      url: '/hooks/0ABC/texts?x=%2F&y=a+b',
      body: '7b00ffc3287d',
      headers: {
        'x-signature': 'abc',
        'waymark-now': String(clock.now()),
        host: server.url.slice('http://'.length),
      },
    })
  })

  it('says that Waymark is starting while it is', async () => {
    const { server } = await start()
    expect((await fetch(`${server.url}/t/0ABC`)).status).toBe(503)
  })

  it('takes the five buttons, and nothing else, by POST, and leads back to the story', async () => {
    const { server, pushed } = await start()
    for (const id of ['order', 'cron', 'dispatch', 'scan', 'time', 'unheard-of']) {
      const push = await fetch(`${server.url}/push/${id}`, { method: 'POST', redirect: 'manual' })
      expect(push.status).toBe(303)
    }
    expect(pushed).toEqual(['order', 'cron', 'dispatch', 'scan', 'time'])
    expect((await fetch(`${server.url}/push/order`)).status).toBe(404)
  })

  it('shows its pages, with whatever people wrote escaped', async () => {
    const { server, world } = await start()
    world.journal.note('shop', '<script>alert(1)</script>')
    for (const path of ['/', '/mailbox', '/phone', '/shop']) {
      const page = await (await fetch(`${server.url}${path}`)).text()
      expect(page).not.toContain('<script')
    }
    expect((await fetch(`${server.url}/mailbox/none`)).status).toBe(404)
  })

  it('lights the next button, shows each order’s state, and leads to its tracking page', async () => {
    const { server } = await start()
    const page = await (await fetch(`${server.url}/`)).text()
    expect(page).toMatch(/<li class="next" aria-current="step"><div><strong>The carrier scans it/)
    expect(page).toContain('<p class="state moves">On its way</p>')
    expect(page).toContain('<a href="http://127.0.0.1/t/X">Tracking page</a>')
    expect(page).toContain('1 mail, no texts')
    expect(page).not.toContain('http-equiv')
  })

  it('brings its pages again by themselves while something is under way', async () => {
    const { server } = await start({ busy: true })
    for (const path of ['/', '/mailbox', '/phone', '/shop']) {
      const page = await (await fetch(`${server.url}${path}`)).text()
      expect(page).toContain('<meta http-equiv="refresh" content="1">')
    }
  })

  it('lets a planned fault break the connection after the act', async () => {
    const { server, world } = await start()
    world.faults.next('api.twilio.com', 1, { kind: 'accept_then_drop' })
    const url = `${server.url}/outside/api.twilio.com/2010-04-01/Accounts/none.json`
    await expect(fetch(url, { method: 'POST' })).rejects.toThrow()
    expect((await fetch(`${server.url}/outside/api.twilio.com/x`)).status).toBe(501)
  })

  it('refuses a taken port', async () => {
    const { server } = await start()
    const port = Number(new URL(server.url).port)
    await expect(start({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })
})
