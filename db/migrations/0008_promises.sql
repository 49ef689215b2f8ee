-- Promises to pay: what a customer said he pays by a day, and on which items. How one stands is derived from the settlements of
-- its items, never stored. tolerance_days is that of the day it was made.
CREATE TABLE promise (
  company_id {int} NOT NULL, id {int} NOT NULL, customer_id {int} NOT NULL, currency TEXT NOT NULL, amount_minor {int} NOT NULL CHECK (amount_minor > 0),
  made_date {int} NOT NULL, promised_date {int} NOT NULL, tolerance_days {int} NOT NULL CHECK (tolerance_days >= 0), policy_version {int} NOT NULL,
  channel TEXT NOT NULL CHECK (channel IN ('phone', 'visit', 'mail', 'chat', 'other')), contact_id {int}, note TEXT,
  actor_id {int} NOT NULL, recorded_at {int} NOT NULL,
  withdrawn_date {int}, withdrawn_at {int}, withdrawn_by {int}, withdraw_reason TEXT,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, customer_id) REFERENCES customer (company_id, id),
  CHECK (promised_date >= made_date)
){end};
CREATE INDEX promise_customer ON promise (company_id, customer_id);
CREATE INDEX promise_date ON promise (company_id, promised_date);

-- open_minor: what was open on the item when it was promised.
CREATE TABLE promise_item (
  company_id {int} NOT NULL, promise_id {int} NOT NULL, item_id {int} NOT NULL, open_minor {int} NOT NULL CHECK (open_minor > 0),
  PRIMARY KEY (company_id, promise_id, item_id),
  FOREIGN KEY (company_id, promise_id) REFERENCES promise (company_id, id),
  FOREIGN KEY (company_id, item_id) REFERENCES open_item (company_id, id)
){end};
CREATE INDEX promise_item_item ON promise_item (company_id, item_id);
