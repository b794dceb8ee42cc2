-- What shoppers say of a delivery: one answer a parcel, the last one counts. Carrier and service are the
-- shipment's, so the row holds the answer and nothing else.

CREATE TABLE feedback (
  order_id INTEGER NOT NULL,
  parcel INTEGER NOT NULL,
  good INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (order_id, parcel)
) WITHOUT ROWID;
