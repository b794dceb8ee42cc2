-- When `connect` succeeded: before it nothing is imported, told or written back, whatever else is set. A shop
-- whose import has begun was connected when it went live. What is wrong with a connection's webhooks has a
-- place of its own, so that an import that goes well does not wipe it out.

ALTER TABLE connections ADD COLUMN connected_at INTEGER;
ALTER TABLE connections ADD COLUMN hook_problem TEXT;
UPDATE connections SET connected_at = live_since WHERE kind = 'platform' AND cursor IS NOT NULL;
