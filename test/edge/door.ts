// Edge's own fetch before the real D1, with a stub where sync is, at the moment that the sample pages are
// told from.
import { env } from 'cloudflare:test'
import worker from '../../src/edge/worker.tsx'
import { NOW, PAGES, type SamplePage, seedPage } from './sample-pages.ts'

export type Init = {
  method?: string
  headers?: Record<string, string>
  body?: Uint8Array<ArrayBuffer>
}

/** What edge handed on to sync. */
export const forwarded: { url: string; method: string; body: Uint8Array; headers: Headers }[] = []
const sync = {
  fetch: async (request: Request) => {
    const body = new Uint8Array(await request.arrayBuffer())
    forwarded.push({ url: request.url, method: request.method, body, headers: request.headers })
    return new Response('from sync', { status: 202 })
  },
} as unknown as Fetcher

export const edgeEnv = {
  DB0: env.DB0,
  SYNC: sync,
  FORMS: { limit: async () => ({ success: true }) },
  ENVIRONMENT: 'development',
  OWN_HOSTS: 'track.example',
}

export const get = (path: string, { headers, ...init }: Init = {}, bindings: object = edgeEnv) =>
  worker.fetch(
    new Request(`https://track.example${path}`, {
      ...init,
      headers: { 'waymark-now': String(NOW), ...headers },
    }),
    bindings as typeof edgeEnv,
  )

export const page = (name: keyof typeof PAGES, init?: Init) => get(`/t/${PAGES[name].token}`, init)
export const html = async (name: keyof typeof PAGES) => (await page(name)).text()

export async function seedPages(...more: readonly SamplePage[]): Promise<void> {
  for (const sample of [...Object.values(PAGES), ...more]) await seedPage(env.DB0, sample)
}
