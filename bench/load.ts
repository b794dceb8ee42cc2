// A load of HTTP requests over a fixed number of connections that are kept alive. Anything but a 2xx
// ends the run: a fast refusal is no throughput.
import http from 'node:http'

/** Enough to keep two cores busy, few enough that a queue in front of them hides nothing. */
export const CONNECTIONS = 8

export type Call = {
  readonly path: string
  readonly method?: 'GET' | 'POST'
  readonly headers?: Record<string, string>
  readonly body?: string
}

export type Client = {
  /** Requests a second over `seconds`, the same call again and again. */
  perSecond(call: Call, seconds: number): Promise<number>
  /** Sends each call once. */
  sendAll(calls: readonly Call[]): Promise<void>
  close(): void
}

export function createClient(url: URL): Client {
  const agent = new http.Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  return {
    perSecond: async (call, seconds) => {
      const startedAt = performance.now()
      const end = startedAt + seconds * 1000
      let count = 0
      await inLanes(async () => {
        while (performance.now() < end) {
          await send(url, agent, call)
          count += 1
        }
      })
      return count / ((performance.now() - startedAt) / 1000)
    },
    sendAll: async calls => {
      const waiting = [...calls]
      await inLanes(async () => {
        for (let call = waiting.pop(); call; call = waiting.pop()) await send(url, agent, call)
      })
    },
    close: () => agent.destroy(),
  }
}

const inLanes = (lane: () => Promise<void>) =>
  Promise.all(Array.from({ length: CONNECTIONS }, lane))

/** Reads the whole answer; rejects unless it is a 2xx. */
function send(url: URL, agent: http.Agent, call: Call): Promise<void> {
  const { path, method = 'GET', headers = {}, body } = call
  const { hostname, port } = url
  return new Promise((resolve, reject) => {
    const request = http.request(
      { hostname, port, path, method, headers, agent, timeout: 30_000 },
      response => {
        const { statusCode: status = 0 } = response
        response.on('error', reject)
        response.on('end', () =>
          status >= 200 && status < 300
            ? resolve()
            : reject(new Error(`${method} ${path} was answered with ${status}`)),
        )
        response.resume()
      },
    )
    request.on('error', reject)
    request.on('timeout', () => request.destroy(new Error(`${path} was not answered in 30 s`)))
    request.end(body)
  })
}
