// The tables, as Drizzle sees them. migrations/*.sql is what runs; a test holds both together.
// docs/storage.md says of each table what it is for, who writes it and how long it stays, and
// counts what a write costs: D1 bills each row and each index entry, so every index here is needed.
import { sql } from 'drizzle-orm'
import {
  blob,
  index,
  integer,
  primaryKey,
  real,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core'

export const merchants = sqliteTable('merchants', {
  id: integer('id').primaryKey(),
  slug: text('slug').notNull().unique(),
  /** The whole config (core/merchant.ts), JSON. */
  config: text('config').notNull(),
  /** What the page needs of it (core/page-brand.ts), JSON, so that the edge parses little. */
  brand: text('brand').notNull(),
  version: integer('version').notNull(),
  updatedAt: integer('updated_at').notNull(),
})

/** Merchants' own hosts, of every shard, in the home shard alone (hosts.ts). */
export const hosts = sqliteTable('hosts', {
  host: text('host').primaryKey(),
  shard: text('shard').notNull(),
  /** The merchant's slug. */
  merchant: text('merchant').notNull(),
})

export const apiKeys = sqliteTable('api_keys', {
  /** SHA-256 of the key, hex: the key itself is shown once and kept nowhere. */
  hash: text('hash').primaryKey(),
  /** Whom the key opens; a key without a merchant opens nothing. */
  merchantId: integer('merchant_id'),
  name: text('name').notNull(),
  /** JSON array of scopes. */
  scopes: text('scopes').notNull(),
  createdAt: integer('created_at').notNull(),
})

export const connections = sqliteTable(
  'connections',
  {
    id: integer('id').primaryKey(),
    merchantId: integer('merchant_id').notNull(),
    name: text('name').notNull(),
    kind: text('kind', { enum: ['platform', 'carrier', 'email', 'sms'] }).notNull(),
    adapter: text('adapter').notNull(),
    /** The unguessable part of its webhook address; starts with the shard. */
    hookId: text('hook_id').notNull(),
    settings: text('settings').notNull(),
    /** Sealed secrets, JSON of name → sealed text. */
    secrets: text('secrets').notNull(),
    /** Nothing older than this is ever told to a shopper. */
    liveSince: integer('live_since').notNull(),
    /** Import cursor, JSON; null before the first page. */
    cursor: text('cursor'),
    /** The first import is done. */
    backfilledAt: integer('backfilled_at'),
    /** The last problem in words, or null when the last try went well. */
    problem: text('problem'),
    removedAt: integer('removed_at'),
    /** When `connect` succeeded for the first time; null: nothing is imported or told yet. */
    connectedAt: integer('connected_at'),
    /** What is wrong with its webhooks, in words; apart from `problem`, which a good import clears. */
    hookProblem: text('hook_problem'),
  },
  table => [
    uniqueIndex('connections_hook').on(table.hookId),
    uniqueIndex('connections_name').on(table.merchantId, table.name),
  ],
)

export const orders = sqliteTable(
  'orders',
  {
    id: integer('id').primaryKey(),
    merchantId: integer('merchant_id').notNull(),
    connectionId: integer('connection_id').notNull(),
    platformId: text('platform_id').notNull(),
    number: text('number').notNull(),
    token: text('token').notNull(),
    channel: text('channel').notNull(),
    placedAt: integer('placed_at').notNull(),
    /** OrderContent (core/order.ts), JSON. */
    content: text('content').notNull(),
    /** Assignment (core/order.ts), JSON. */
    assignment: text('assignment').notNull(),
    /** 1: imported by the backfill or a test order: never told to anybody. */
    silent: integer('silent').notNull(),
    importedAt: integer('imported_at').notNull(),
  },
  table => [
    uniqueIndex('orders_token').on(table.token),
    uniqueIndex('orders_platform_id').on(table.connectionId, table.platformId),
    index('orders_number').on(table.merchantId, table.number),
  ],
)

export const shipments = sqliteTable(
  'shipments',
  {
    orderId: integer('order_id').notNull(),
    /** 1, 2, 3 … within the order. */
    parcel: integer('parcel').notNull(),
    merchantId: integer('merchant_id').notNull(),
    carrier: text('carrier').notNull(),
    service: text('service'),
    trackingNumber: text('tracking_number').notNull(),
    status: text('status').notNull(),
    /** TrackingState (core/fold.ts), JSON. */
    state: text('state').notNull(),
    /** The set of TrackingEvents the state was folded from, JSON. */
    events: text('events').notNull(),
    /** Compare-and-set guard: counts the writes of events and state. */
    version: integer('version').notNull(),
    /** Items of the parcel, JSON [{platformItemId, quantity}]; null: the whole order. */
    items: text('items'),
    /** Which door it came through: api, platform, carrier. */
    door: text('door', { enum: ['api', 'platform', 'carrier'] }).notNull(),
    dispatchedAt: integer('dispatched_at').notNull(),
    /** What the platform has been told (core/write-back.ts), JSON. */
    writeBack: text('write_back').notNull(),
    /** What its lane had taught when it left (core/lanes.ts), JSON; null: too little. */
    lane: text('lane'),
  },
  table => [
    primaryKey({ columns: [table.orderId, table.parcel] }),
    uniqueIndex('shipments_tracking_number').on(table.merchantId, table.trackingNumber),
  ],
)

export const messages = sqliteTable(
  'messages',
  {
    orderId: integer('order_id').notNull(),
    parcel: integer('parcel').notNull(),
    milestone: text('milestone').notNull(),
    channel: text('channel', { enum: ['email', 'sms'] }).notNull(),
    recipientHash: text('recipient_hash').notNull(),
    epoch: integer('epoch').notNull(),
    state: text('state', {
      enum: [
        'pending',
        'claimed',
        'accepted',
        'delivered',
        'bounced',
        'failed',
        'skipped',
        'superseded',
        'unknown',
        'dead',
      ],
    }).notNull(),
    /** Why it was skipped, superseded, failed: always set when no message left. */
    reason: text('reason'),
    merchantId: integer('merchant_id').notNull(),
    /** Address or number; null when there is none to use. */
    recipient: text('recipient'),
    /** The frozen facts the template is filled with (core/message.ts), JSON. */
    facts: text('facts').notNull(),
    template: text('template').notNull(),
    attempt: integer('attempt').notNull(),
    claimUntil: integer('claim_until'),
    firstAttemptAt: integer('first_attempt_at'),
    dueAt: integer('due_at').notNull(),
    providerId: text('provider_id'),
    happenedAt: integer('happened_at').notNull(),
    createdAt: integer('created_at').notNull(),
  },
  table => [
    primaryKey({
      columns: [
        table.orderId,
        table.parcel,
        table.milestone,
        table.channel,
        table.recipientHash,
        table.epoch,
      ],
    }),
  ],
)

export const suppressions = sqliteTable(
  'suppressions',
  {
    merchantId: integer('merchant_id').notNull(),
    channel: text('channel', { enum: ['email', 'sms'] }).notNull(),
    recipientHash: text('recipient_hash').notNull(),
    reason: text('reason').notNull(),
    at: integer('at').notNull(),
  },
  table => [primaryKey({ columns: [table.merchantId, table.channel, table.recipientHash] })],
)

export const unmatchedReports = sqliteTable(
  'unmatched_reports',
  {
    merchantId: integer('merchant_id').notNull(),
    trackingNumber: text('tracking_number').notNull(),
    /** The TrackingReport joined so far, JSON. */
    report: text('report').notNull(),
    receivedAt: integer('received_at').notNull(),
    /** The merchant's order, when a report named it. */
    orderNumber: text('order_number'),
    carrier: text('carrier'),
    service: text('service'),
    /** When it left, as the reports say that told of the dispatch; null: none did. */
    dispatchedAt: integer('dispatched_at'),
  },
  table => [
    primaryKey({ columns: [table.merchantId, table.trackingNumber] }),
    index('unmatched_reports_dispatch')
      .on(table.merchantId, table.orderNumber)
      .where(sql`${table.orderNumber} IS NOT NULL AND ${table.dispatchedAt} IS NOT NULL`),
  ],
)

export const watches = sqliteTable(
  'watches',
  {
    orderId: integer('order_id').notNull(),
    parcel: integer('parcel').notNull(),
    /** The feed that looks after it. */
    connectionId: integer('connection_id').notNull(),
    /** The number the feed knows: the shipment's own is another after a correction. */
    trackingNumber: text('tracking_number').notNull(),
    /** The feed's id of its watch; null: it is only asked, or was let go. */
    watchId: text('watch_id'),
    /** When the watch must be begun again. */
    until: integer('until'),
    /** When it is looked after again; null: it is not. */
    dueAt: integer('due_at'),
    /** When it is late: of several due, the first to be late goes first. */
    lateAt: integer('late_at'),
    askedAt: integer('asked_at'),
    /** How many times in a row the feed did not know the number. */
    misses: integer('misses').notNull(),
    /** What the merchant should know, in words. */
    problem: text('problem'),
  },
  table => [
    primaryKey({ columns: [table.orderId, table.parcel] }),
    index('watches_due').on(table.connectionId, table.dueAt).where(sql`${table.dueAt} IS NOT NULL`),
  ],
)

export const lanes = sqliteTable(
  'lanes',
  {
    merchantId: integer('merchant_id').notNull(),
    /** A key of `lanesOf` (core/lanes.ts). */
    lane: text('lane').notNull(),
    parcels: integer('parcels').notNull(),
    /** The 19 quantiles, JSON. */
    hours: text('hours').notNull(),
    silenceHours: real('silence_hours').notNull(),
  },
  table => [primaryKey({ columns: [table.merchantId, table.lane] })],
)

export const unmappedCodes = sqliteTable(
  'unmapped_codes',
  {
    merchantId: integer('merchant_id').notNull(),
    /** Registry id of the feed. */
    source: text('source').notNull(),
    code: text('code').notNull(),
    /** As it was told the last time. */
    text: text('text').notNull(),
    seen: integer('seen').notNull(),
    firstAt: integer('first_at').notNull(),
    lastAt: integer('last_at').notNull(),
  },
  table => [primaryKey({ columns: [table.merchantId, table.source, table.code] })],
)

export const hookDeliveries = sqliteTable(
  'hook_deliveries',
  {
    connectionId: integer('connection_id').notNull(),
    deliveryId: text('delivery_id').notNull(),
    receivedAt: integer('received_at').notNull(),
  },
  table => [primaryKey({ columns: [table.connectionId, table.deliveryId] })],
)

export const deadLetters = sqliteTable('dead_letters', {
  id: integer('id').primaryKey(),
  connectionId: integer('connection_id'),
  /** Which queue or door it died at (DeadLetterKind of dead-letters.ts). */
  kind: text('kind').notNull(),
  problem: text('problem').notNull(),
  /** The queue message or the raw body. */
  body: blob('body', { mode: 'buffer' }).notNull(),
  receivedAt: integer('received_at').notNull(),
  replayedAt: integer('replayed_at'),
})

export const apiRequests = sqliteTable(
  'api_requests',
  {
    merchantId: integer('merchant_id').notNull(),
    idempotencyKey: text('idempotency_key').notNull(),
    requestHash: text('request_hash').notNull(),
    status: integer('status').notNull(),
    body: text('body').notNull(),
    createdAt: integer('created_at').notNull(),
  },
  table => [primaryKey({ columns: [table.merchantId, table.idempotencyKey] })],
)

/** Small values that outlive a call: sweep positions, tokens fetched with client credentials (sealed). */
export const keep = sqliteTable('keep', {
  name: text('name').primaryKey(),
  value: text('value').notNull(),
  expiresAt: integer('expires_at'),
})
