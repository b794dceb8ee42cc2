// Every workerd test file starts on a migrated, empty database.
import { applyD1Migrations, env } from 'cloudflare:test'

await applyD1Migrations(env.DB0, env.MIGRATIONS)
