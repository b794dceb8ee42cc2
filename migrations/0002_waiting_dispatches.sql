-- A carrier may tell of a dispatch before the shop's order is here: what is needed to make it a parcel
-- then waits beside its news. Only such rows have an entry in the index, so all others cost what they did.

ALTER TABLE unmatched_reports ADD COLUMN order_number TEXT;
ALTER TABLE unmatched_reports ADD COLUMN carrier TEXT;
ALTER TABLE unmatched_reports ADD COLUMN service TEXT;
ALTER TABLE unmatched_reports ADD COLUMN dispatched_at INTEGER;
CREATE INDEX unmatched_reports_dispatch ON unmatched_reports (merchant_id, order_number)
  WHERE order_number IS NOT NULL AND dispatched_at IS NOT NULL;
