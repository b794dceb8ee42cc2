// Every workerd test file starts on a migrated, empty database, and every test with accounts whose
// platforms nobody has called yet, and orders that nobody has asked to see.
import { applyD1Migrations, env, listDurableObjectIds, runInDurableObject } from 'cloudflare:test'
import { beforeEach } from 'vitest'

await applyD1Migrations(env.DB0, env.MIGRATIONS)

beforeEach(async () => {
  const namespaces: readonly DurableObjectNamespace[] = [env.ACCOUNTS, env.TRIES]
  for (const objects of namespaces) {
    for (const id of await listDurableObjectIds(objects)) {
      await runInDurableObject(objects.get(id), (_, state) => state.storage.deleteAll())
    }
  }
})
