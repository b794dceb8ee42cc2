// A merchant's config in the tables: the whole of it as JSON, what the page needs beside it, and a
// row for each connection. Applying the same config again writes nothing; a connection that left the
// file is marked, so that its webhook address goes dark and its orders stay.
import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { adapterOf, type MerchantConfig } from '../merchant.ts'
import { pageBrand } from '../page-brand.ts'
import { err, ok, type Result } from '../result.ts'
import { newToken } from '../token.ts'
import { claimHosts } from './hosts.ts'
import type { Db } from './open.ts'
import { connections, merchants } from './schema.ts'

/** When, and where: `shard` is the database's character, for the hook ids of new connections. */
type Place = {
  readonly now: number
  readonly shard: string
  /** The home shard, which keeps everybody's hosts; left out: the database itself. */
  readonly home?: Db
}

/** The hosts of the config that are another merchant's. */
type HostsTaken = { readonly kind: 'hosts_taken'; readonly hosts: readonly string[] }

/** Stores the config, or nothing of it. */
export async function applyConfig(
  db: Db,
  config: MerchantConfig,
  { now, shard, home = db }: Place,
): Promise<Result<void, HostsTaken>> {
  const owner = { shard, merchant: config.merchant }
  const taken = await claimHosts(home.$client, owner, config.page.hosts)
  if (taken.length > 0) return err({ kind: 'hosts_taken', hosts: taken })
  const row = {
    slug: config.merchant,
    config: JSON.stringify(config),
    brand: JSON.stringify(pageBrand(config)),
    version: 1,
    updatedAt: now,
  }
  const merchantId = sql`(SELECT id FROM merchants WHERE slug = ${config.merchant})`
  // One parameter, however many there are: D1 binds a hundred a statement.
  const names = JSON.stringify(config.connections.map(connection => connection.name))
  await db.batch([
    db
      .insert(merchants)
      .values(row)
      .onConflictDoUpdate({
        target: merchants.slug,
        set: {
          config: row.config,
          brand: row.brand,
          version: sql`${merchants.version} + 1`,
          updatedAt: now,
        },
        setWhere: sql`${merchants.config} is not excluded.config`,
      }),
    ...config.connections.map(connection => {
      const { kind, id } = adapterOf(connection)
      return db
        .insert(connections)
        .values({
          merchantId: sql<number>`${merchantId}`,
          name: connection.name,
          kind,
          adapter: id,
          hookId: newToken(shard),
          settings: JSON.stringify(connection.settings),
          secrets: '{}',
          liveSince: now,
        })
        .onConflictDoUpdate({
          target: [connections.merchantId, connections.name],
          set: {
            kind: sql`excluded.kind`,
            adapter: sql`excluded.adapter`,
            settings: sql`excluded.settings`,
            removedAt: null,
          },
          setWhere: sql`${connections.settings} is not excluded.settings
            or ${connections.adapter} is not excluded.adapter
            or ${connections.removedAt} is not null`,
        })
    }),
    db
      .update(connections)
      .set({ removedAt: now })
      .where(
        and(
          sql`${connections.merchantId} = ${merchantId}`,
          isNull(connections.removedAt),
          sql`${connections.name} not in (select value from json_each(${names}))`,
        ),
      ),
  ])
  return ok(undefined)
}

export type MerchantRow = typeof merchants.$inferSelect

export async function merchantBySlug(db: Db, slug: string): Promise<MerchantRow | null> {
  const [row] = await db.select().from(merchants).where(eq(merchants.slug, slug))
  return row ?? null
}

/** The merchant's connections that are in the config. */
export function connectionsOf(db: Db, merchantId: number) {
  return db
    .select()
    .from(connections)
    .where(and(eq(connections.merchantId, merchantId), isNull(connections.removedAt)))
    .orderBy(connections.name)
}

/**
 * Puts a sealed secret beside the others, and under `<name>.previous` the one before, or none. Only
 * these two are touched: another secret that is set at the same time stays.
 */
export function putSecret(
  db: Db,
  connectionId: number,
  {
    name,
    sealed,
    previous,
  }: { readonly name: string; readonly sealed: string; readonly previous: string | null },
) {
  const key = `$."${name}"`
  const previousKey = `$."${previousOf(name)}"`
  const secrets = sql`json_set(${connections.secrets}, ${key}, ${sealed})`
  return db
    .update(connections)
    .set({
      secrets:
        previous === null
          ? sql`json_remove(${secrets}, ${previousKey})`
          : sql`json_set(${secrets}, ${previousKey}, ${previous})`,
    })
    .where(eq(connections.id, connectionId))
}

/** Where the secret before stays, so that its sender may go on with it until it is changed there. */
export const previousOf = (name: string): string => `${name}.previous`

/** Every platform connection that was connected and is in use, for the cron. */
export function livePlatforms(db: Db) {
  return db
    .select({ id: connections.id })
    .from(connections)
    .where(
      and(
        eq(connections.kind, 'platform'),
        isNull(connections.removedAt),
        isNotNull(connections.connectedAt),
      ),
    )
}

/** The merchant of a connection, with its config. */
export async function merchantById(db: Db, id: number): Promise<MerchantRow | null> {
  const [row] = await db.select().from(merchants).where(eq(merchants.id, id))
  return row ?? null
}

/** These merchants with their feeds of parcels, in one query. */
export async function feedsOfMerchants(db: Db, merchantIds: Iterable<number>) {
  const ids = sql`(SELECT value FROM json_each(${JSON.stringify([...merchantIds])}))`
  const rows = await db
    .select({ config: merchants.config, connection: connections })
    .from(connections)
    .innerJoin(merchants, eq(merchants.id, connections.merchantId))
    .where(
      and(
        sql`${connections.merchantId} IN ${ids}`,
        eq(connections.kind, 'carrier'),
        isNull(connections.removedAt),
      ),
    )
  return Map.groupBy(rows, ({ connection }) => connection.merchantId)
}

/** What went wrong at the connection's last try, or null; the same again writes nothing. */
export function noteProblem(db: Db, connectionId: number, problem: string | null) {
  return db
    .update(connections)
    .set({ problem })
    .where(and(eq(connections.id, connectionId), sql`${connections.problem} is not ${problem}`))
}

/** The same for its webhooks, which an import that goes well says nothing about. */
export function noteHookProblem(db: Db, connectionId: number, hookProblem: string | null) {
  return db
    .update(connections)
    .set({ hookProblem })
    .where(
      and(eq(connections.id, connectionId), sql`${connections.hookProblem} is not ${hookProblem}`),
    )
}

/** Connected, and live from now on; one that was connected before has been, and stays as it is. */
export function goLive(db: Db, connectionId: number, now: number) {
  return db
    .update(connections)
    .set({ liveSince: now, connectedAt: now })
    .where(and(eq(connections.id, connectionId), isNull(connections.connectedAt)))
}

/** Every connection there ever was of the merchant, those that left the config too. */
export function everyConnectionOf(db: Db, slug: string) {
  return db
    .select({
      name: connections.name,
      adapter: connections.adapter,
      settings: connections.settings,
    })
    .from(connections)
    .innerJoin(merchants, eq(connections.merchantId, merchants.id))
    .where(eq(merchants.slug, slug))
}
