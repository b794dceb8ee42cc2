// Waymark itself, as it runs on Cloudflare: both Workers in local workerd with a local D1, queues
// and R2, started by wrangler's test harness. Nothing is kept between two starts.
import { createTestHarness } from 'wrangler'
import { OPERATOR_KEY, SEAL_KEY } from './constants.ts'

const CRON = '* * * * *'

export type Waymark = {
  /** Where edge listens. */
  readonly edge: URL
  /** One tick of the cron. */
  runCron(): Promise<void>
  /** What the Workers logged since the start, for a failing run. */
  logs(): string[]
  close(): Promise<void>
}

/** Starts both Workers; `publicUrl` is the demo server's own address. */
export async function startWaymark(publicUrl: string): Promise<Waymark> {
  process.env.WRANGLER_SEND_METRICS = 'false'
  process.env.WRANGLER_LOG = 'error'
  process.env.CI = '1'
  const vars = {
    ENVIRONMENT: 'development',
    PUBLIC_URL: publicUrl,
    OUTSIDE_WORLD: `${publicUrl}/outside`,
  }
  const harness = createTestHarness({
    workers: [
      { configPath: 'wrangler.toml', vars: { ENVIRONMENT: 'development' } },
      { configPath: 'wrangler.sync.toml', vars, secrets: { SEAL_KEY, OPERATOR_KEY } },
    ],
  })
  const { url } = await harness.listen()
  const sync = harness.getWorker('waymark-sync')
  await sync.applyD1Migrations('DB0')
  return {
    edge: url,
    runCron: async () => {
      await sync.scheduled({ cron: CRON })
    },
    logs: () => harness.getLogs().map(log => log.message),
    close: () => harness.close(),
  }
}
