// What tests inside workerd find in `env`: sync's bindings, and the migrations vitest.config.ts adds.
import type { D1Migration } from '@cloudflare/vitest-plugin'
import type { Env as SyncEnv } from '../src/sync/env.ts'

declare global {
  namespace Cloudflare {
    interface Env extends SyncEnv {
      readonly MIGRATIONS: D1Migration[]
    }
  }
}
