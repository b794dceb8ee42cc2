-- Which feed looks after a parcel, and when it is asked again. Beside the shipment and not in it, because a
-- feed that is asked is asked some fifty times: each time writes this small row, and never the events. A
-- feed that is only told what to watch has no due time, and no entry in the index.

CREATE TABLE watches (
  order_id INTEGER NOT NULL,
  parcel INTEGER NOT NULL,
  connection_id INTEGER NOT NULL,
  tracking_number TEXT NOT NULL,
  watch_id TEXT,
  until INTEGER,
  due_at INTEGER,
  late_at INTEGER,
  asked_at INTEGER,
  misses INTEGER NOT NULL,
  problem TEXT,
  PRIMARY KEY (order_id, parcel)
) WITHOUT ROWID;
CREATE INDEX watches_due ON watches (connection_id, due_at) WHERE due_at IS NOT NULL;

-- Codes that no table knows, so that the tables grow.
CREATE TABLE unmapped_codes (
  merchant_id INTEGER NOT NULL,
  source TEXT NOT NULL,
  code TEXT NOT NULL,
  text TEXT NOT NULL,
  seen INTEGER NOT NULL,
  first_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  PRIMARY KEY (merchant_id, source, code)
) WITHOUT ROWID;
