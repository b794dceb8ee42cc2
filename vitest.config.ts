// Two kinds of tests: *.workerd.test.ts run inside workerd with sync's real bindings (D1, R2, queues),
// all others run in Node. `npm test` runs both and closes with one line.
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'

/** For what hangs, not for what is slow: machines are shared, and no test is about time. */
const testTimeout = 30_000

export default defineConfig(async () => ({
  test: {
    reporters: ['default', './test/closing-line.ts'],
    projects: [
      {
        test: {
          name: 'node',
          testTimeout,
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/**/*.workerd.test.ts', 'test/browser/**', 'test/e2e/**'],
        },
      },
      {
        plugins: [
          cloudflareTest({
            wrangler: { configPath: './wrangler.sync.toml' },
            miniflare: {
              bindings: {
                ENVIRONMENT: 'development',
                SEAL_KEY: btoa('a key for tests, of 32 bytes ...'),
                OPERATOR_KEY: 'an-operator-key-for-tests-long-enough',
                MIGRATIONS: await readD1Migrations('migrations'),
              },
            },
          }),
        ],
        test: {
          name: 'workerd',
          testTimeout,
          include: ['test/**/*.workerd.test.ts'],
          setupFiles: ['test/workerd.setup.ts'],
        },
      },
    ],
  },
}))
