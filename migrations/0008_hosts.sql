-- Merchants' own hosts, kept in the database of shard 0 for all shards: a front page on such a host must find
-- its merchant before any token names a shard. One row a host, so no two merchants can have the same.

CREATE TABLE hosts (
  host TEXT PRIMARY KEY,
  shard TEXT NOT NULL,
  merchant TEXT NOT NULL
) WITHOUT ROWID;
