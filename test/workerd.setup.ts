// Every workerd test file starts on a migrated, empty database, and every test with accounts whose
// platforms nobody has called yet.
import { applyD1Migrations, env, listDurableObjectIds, runInDurableObject } from 'cloudflare:test'
import { beforeEach } from 'vitest'

await applyD1Migrations(env.DB0, env.MIGRATIONS)

beforeEach(async () => {
  for (const id of await listDurableObjectIds(env.ACCOUNTS)) {
    await runInDurableObject(env.ACCOUNTS.get(id), (_, state) => state.storage.deleteAll())
  }
})
