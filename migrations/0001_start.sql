-- The first schema. docs/storage.md explains each table; costs are counted there.

CREATE TABLE merchants (
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  config TEXT NOT NULL,
  brand TEXT NOT NULL,
  version INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
);

CREATE TABLE api_keys (
  hash TEXT PRIMARY KEY NOT NULL,
  merchant_id INTEGER,
  name TEXT NOT NULL,
  scopes TEXT NOT NULL,
  created_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE connections (
  id INTEGER PRIMARY KEY,
  merchant_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  adapter TEXT NOT NULL,
  hook_id TEXT NOT NULL,
  settings TEXT NOT NULL,
  secrets TEXT NOT NULL,
  live_since INTEGER NOT NULL,
  cursor TEXT,
  backfilled_at INTEGER,
  problem TEXT,
  removed_at INTEGER
);
CREATE UNIQUE INDEX connections_hook ON connections (hook_id);
CREATE UNIQUE INDEX connections_name ON connections (merchant_id, name);

CREATE TABLE orders (
  id INTEGER PRIMARY KEY,
  merchant_id INTEGER NOT NULL,
  connection_id INTEGER NOT NULL,
  platform_id TEXT NOT NULL,
  number TEXT NOT NULL,
  token TEXT NOT NULL,
  channel TEXT NOT NULL,
  placed_at INTEGER NOT NULL,
  content TEXT NOT NULL,
  assignment TEXT NOT NULL,
  silent INTEGER NOT NULL,
  imported_at INTEGER NOT NULL
);
CREATE UNIQUE INDEX orders_token ON orders (token);
CREATE UNIQUE INDEX orders_platform_id ON orders (connection_id, platform_id);
CREATE INDEX orders_number ON orders (merchant_id, number);

CREATE TABLE shipments (
  order_id INTEGER NOT NULL,
  parcel INTEGER NOT NULL,
  merchant_id INTEGER NOT NULL,
  carrier TEXT NOT NULL,
  service TEXT,
  tracking_number TEXT NOT NULL,
  status TEXT NOT NULL,
  state TEXT NOT NULL,
  events TEXT NOT NULL,
  version INTEGER NOT NULL,
  items TEXT,
  door TEXT NOT NULL,
  dispatched_at INTEGER NOT NULL,
  write_back TEXT NOT NULL,
  PRIMARY KEY (order_id, parcel)
) WITHOUT ROWID;
CREATE UNIQUE INDEX shipments_tracking_number ON shipments (merchant_id, tracking_number);

CREATE TABLE messages (
  order_id INTEGER NOT NULL,
  parcel INTEGER NOT NULL,
  milestone TEXT NOT NULL,
  channel TEXT NOT NULL,
  recipient_hash TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  state TEXT NOT NULL,
  reason TEXT,
  merchant_id INTEGER NOT NULL,
  recipient TEXT,
  facts TEXT NOT NULL,
  template TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  claim_until INTEGER,
  first_attempt_at INTEGER,
  due_at INTEGER NOT NULL,
  provider_id TEXT,
  happened_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (order_id, parcel, milestone, channel, recipient_hash, epoch)
) WITHOUT ROWID;

CREATE TABLE suppressions (
  merchant_id INTEGER NOT NULL,
  channel TEXT NOT NULL,
  recipient_hash TEXT NOT NULL,
  reason TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (merchant_id, channel, recipient_hash)
) WITHOUT ROWID;

CREATE TABLE unmatched_reports (
  merchant_id INTEGER NOT NULL,
  tracking_number TEXT NOT NULL,
  report TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  PRIMARY KEY (merchant_id, tracking_number)
) WITHOUT ROWID;

CREATE TABLE hook_deliveries (
  connection_id INTEGER NOT NULL,
  delivery_id TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  PRIMARY KEY (connection_id, delivery_id)
) WITHOUT ROWID;

CREATE TABLE dead_letters (
  id INTEGER PRIMARY KEY,
  connection_id INTEGER,
  kind TEXT NOT NULL,
  problem TEXT NOT NULL,
  body BLOB NOT NULL,
  received_at INTEGER NOT NULL,
  replayed_at INTEGER
);

CREATE TABLE api_requests (
  merchant_id INTEGER NOT NULL,
  idempotency_key TEXT NOT NULL,
  request_hash TEXT NOT NULL,
  status INTEGER NOT NULL,
  body TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (merchant_id, idempotency_key)
) WITHOUT ROWID;

CREATE TABLE keep (
  name TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL,
  expires_at INTEGER
) WITHOUT ROWID;
