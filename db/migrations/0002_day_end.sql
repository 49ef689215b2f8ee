-- What a day-end run had seen, how far the demands of an item were confirmed, and tasks by when they were done.
-- known_at: items recorded up to here took part; later ones are new to the next run.
ALTER TABLE day_end_run ADD COLUMN known_at {int} NOT NULL DEFAULT 0;
ALTER TABLE item_stage ADD COLUMN demand_confirmed_date {int};
ALTER TABLE item_stage ADD COLUMN payment_by_date {int};
CREATE INDEX task_done ON task (company_id, done_at) WHERE done_at IS NOT NULL;
CREATE INDEX task_snoozed ON task (company_id, done_at) WHERE outcome = 'snoozed' AND cancelled_date IS NULL;
