// What edge is given: databases to read and the way to sync. No secret is among it, on purpose.

export type Env = {
  readonly DB0: D1Database
  readonly SYNC: Fetcher
  /** How many forms one address may send; counted in each of Cloudflare's places for itself. */
  readonly FORMS: RateLimit
  readonly ENVIRONMENT: string
  /** The deployment's own hosts, apart by spaces, beside workers.dev; left out: all but that is closed. */
  readonly OWN_HOSTS?: string
  /** Which deployment this is: another one may say the same in other bytes. */
  readonly VERSION?: WorkerVersionMetadata
}
