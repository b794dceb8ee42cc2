// What edge is given: databases to read and the way to sync. No secret is among it, on purpose.

export type Env = {
  readonly DB0: D1Database
  readonly SYNC: Fetcher
  readonly ENVIRONMENT: string
  /** The deployment's own hosts, apart by spaces; left out: every host is. */
  readonly OWN_HOSTS?: string
  /** Which deployment this is: another one may say the same in other bytes. */
  readonly VERSION?: WorkerVersionMetadata
}
