-- How long parcels take, learned from each merchant's own history once a day. A parcel takes the figures of
-- its lane along when it leaves, so that its page shows a range without reading anything else: no new row,
-- no new index entry.

CREATE TABLE lanes (
  merchant_id INTEGER NOT NULL,
  lane TEXT NOT NULL,
  parcels INTEGER NOT NULL,
  hours TEXT NOT NULL,
  silence_hours REAL NOT NULL,
  PRIMARY KEY (merchant_id, lane)
) WITHOUT ROWID;

ALTER TABLE shipments ADD COLUMN lane TEXT;
