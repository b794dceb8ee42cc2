// Workers in local workerd, started by wrangler's test harness with a fresh database, as the demo
// starts them. What runs in them is what is deployed, unless a file of bench/ says otherwise.
import { createTestHarness, type TestHarnessOptions } from 'wrangler'

export type Workers = {
  /** Where the first of them listens. */
  readonly url: URL
  /** The database of a Worker. */
  d1(worker: string): Promise<D1Database>
  /** Asks a Worker that need not be the first. */
  ask(worker: string, path: string): Promise<Response>
  runCron(worker: string): Promise<void>
  /** The last lines they logged, for a run that fails. */
  logs(): string
  close(): Promise<void>
}

/** Starts them; `migrated` names those whose database gets our tables. */
export async function startWorkers(
  workers: TestHarnessOptions['workers'],
  migrated: readonly string[],
): Promise<Workers> {
  process.env.WRANGLER_SEND_METRICS = 'false'
  process.env.WRANGLER_LOG = 'error'
  process.env.CI = '1'
  const harness = createTestHarness({ workers })
  const { url } = await harness.listen()
  for (const name of migrated) await harness.getWorker(name).applyD1Migrations('DB0')
  return {
    url,
    d1: async name => (await harness.getWorker<{ DB0: D1Database }>(name).getEnv()).DB0,
    ask: async (name, path) => {
      const response = await harness.getWorker(name).fetch(path)
      return new Response(await response.text(), { status: response.status })
    },
    runCron: async name => {
      await harness.getWorker(name).scheduled({ cron: '* * * * *' })
    },
    logs: () =>
      harness
        .getLogs()
        .slice(-20)
        .map(log => log.message)
        .join('\n'),
    close: () => harness.close(),
  }
}

/** Runs with what was started and closes it, whatever happens. */
export async function using<T extends { close(): Promise<void> }, R>(
  started: Promise<T>,
  run: (what: T) => Promise<R>,
): Promise<R> {
  const what = await started
  try {
    return await run(what)
  } finally {
    await what.close()
  }
}
