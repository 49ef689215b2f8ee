-- What a day-end run had seen, and how far the demands of an item were confirmed.
-- known_at: items recorded up to here took part; later ones are new to the next run.
ALTER TABLE day_end_run ADD COLUMN known_at {int} NOT NULL DEFAULT 0;
ALTER TABLE item_stage ADD COLUMN demand_confirmed_date {int};
ALTER TABLE item_stage ADD COLUMN payment_by_date {int};
