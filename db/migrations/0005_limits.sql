-- Limits, checks and holds; what the keyboard adds to an order.

-- status of an order entered here: confirmed, held, closed, cancelled; one from a file keeps its own system's word.
-- passed_date: when it last passed a credit check; released_*: what was agreed to in spite of the reasons.
ALTER TABLE sales_order ADD COLUMN ship_date {int};
ALTER TABLE sales_order ADD COLUMN term_days {int};
ALTER TABLE sales_order ADD COLUMN prepaid_minor {int};
ALTER TABLE sales_order ADD COLUMN passed_date {int};
ALTER TABLE sales_order ADD COLUMN released_minor {int};
ALTER TABLE sales_order ADD COLUMN released_term_days {int};
ALTER TABLE sales_order ADD COLUMN released_until_date {int};
ALTER TABLE sales_order ADD COLUMN version {int} NOT NULL DEFAULT 1;
CREATE INDEX delivery_order ON delivery (company_id, order_id) WHERE order_id IS NOT NULL;
CREATE INDEX delivery_contract ON delivery (company_id, contract_id) WHERE contract_id IS NOT NULL;
CREATE INDEX invoice_order ON invoice (company_id, order_id) WHERE order_id IS NOT NULL;
CREATE INDEX open_item_owed ON open_item (company_id, customer_id) WHERE open_minor > 0;

-- What a lock is taken on while a document is checked against a limit: subject 0 is the company.
CREATE TABLE credit_account (
  company_id {int} NOT NULL, scope TEXT NOT NULL CHECK (scope IN ('customer', 'group', 'company')), subject_id {int} NOT NULL,
  PRIMARY KEY (company_id, scope, subject_id)
){end};

-- What each customer owes or is about to owe, as it was last added up, for limits of the whole company; kept only where there is
-- one. A customer without a row owes nothing. Brought up from the audit trail: as of that day, with those settings, to that row of
-- each stream.
CREATE TABLE exposure_kept (
  company_id {int} NOT NULL, customer_id {int} NOT NULL, used_minor {int} NOT NULL CHECK (used_minor > 0),
  PRIMARY KEY (company_id, customer_id)
){end};
CREATE TABLE exposure_kept_as (
  company_id {int} NOT NULL, as_of_date {int} NOT NULL, settings TEXT NOT NULL, used_minor {int} NOT NULL,
  PRIMARY KEY (company_id)
){end};
CREATE TABLE exposure_kept_to (
  company_id {int} NOT NULL, stream {int} NOT NULL, seq {int} NOT NULL,
  PRIMARY KEY (company_id, stream)
){end};

-- Approved adjustments of limits, in the company's currency; never changed. amount_minor empty: unlimited.
CREATE TABLE credit_limit_entry (
  company_id {int} NOT NULL, id {int} NOT NULL, scope TEXT NOT NULL CHECK (scope IN ('customer', 'group', 'company')), subject_id {int} NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('base', 'temporary')), amount_minor {int} CHECK (amount_minor >= 0), currency TEXT NOT NULL,
  from_date {int} NOT NULL, valid_to_date {int}, replaces_id {int}, reason TEXT NOT NULL, actor_id {int} NOT NULL, recorded_at {int} NOT NULL,
  PRIMARY KEY (company_id, id),
  CHECK (valid_to_date IS NULL OR valid_to_date >= from_date)
){end};
CREATE INDEX credit_limit_entry_subject ON credit_limit_entry (company_id, scope, subject_id);

-- A customer stopped by hand; lifted by hand alone.
CREATE TABLE credit_stop (
  company_id {int} NOT NULL, id {int} NOT NULL, customer_id {int} NOT NULL, reason TEXT NOT NULL, actor_id {int} NOT NULL, recorded_at {int} NOT NULL,
  lifted_at {int}, lifted_by {int}, lift_reason TEXT,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, customer_id) REFERENCES customer (company_id, id)
){end};
CREATE UNIQUE INDEX credit_stop_open ON credit_stop (company_id, customer_id) WHERE lifted_at IS NULL;

-- What a check said of a document, with the figures it rested on (snapshot: JSON).
CREATE TABLE credit_decision (
  company_id {int} NOT NULL, id {int} NOT NULL, customer_id {int} NOT NULL, order_id {int}, checkpoint TEXT NOT NULL, outcome TEXT NOT NULL,
  base_minor {int} NOT NULL, snapshot TEXT NOT NULL, policy_version {int} NOT NULL, decided_date {int} NOT NULL, actor_id {int} NOT NULL, recorded_at {int} NOT NULL,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, customer_id) REFERENCES customer (company_id, id)
){end};
CREATE INDEX credit_decision_order ON credit_decision (company_id, order_id) WHERE order_id IS NOT NULL;
CREATE INDEX credit_decision_customer ON credit_decision (company_id, customer_id);

-- A document that waits. delivery_minor: of the delivery that was held, at the checkpoint delivery.
CREATE TABLE credit_hold (
  company_id {int} NOT NULL, id {int} NOT NULL, customer_id {int} NOT NULL, order_id {int} NOT NULL, checkpoint TEXT NOT NULL, decision_id {int} NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('held', 'released', 'cleared', 'cancelled')), review_date {int} NOT NULL, held_at {int} NOT NULL, held_by {int} NOT NULL,
  ended_at {int}, ended_by {int}, end_reason TEXT, released_until_date {int},
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, customer_id) REFERENCES customer (company_id, id)
){end};
CREATE UNIQUE INDEX credit_hold_open ON credit_hold (company_id, order_id) WHERE state = 'held';
CREATE INDEX credit_hold_customer ON credit_hold (company_id, customer_id);

-- Claimed from an insurer on default, R-416. security_id: the policy it rests on.
CREATE TABLE credit_claim (
  company_id {int} NOT NULL, id {int} NOT NULL, security_id {int} NOT NULL, customer_id {int} NOT NULL, currency TEXT NOT NULL, amount_minor {int} NOT NULL CHECK (amount_minor > 0),
  filed_date {int} NOT NULL, status TEXT NOT NULL CHECK (status IN ('filed', 'paid', 'refused')), paid_minor {int}, decided_date {int}, reason TEXT NOT NULL,
  actor_id {int} NOT NULL, recorded_at {int} NOT NULL,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, customer_id) REFERENCES customer (company_id, id)
){end};
CREATE INDEX credit_claim_customer ON credit_claim (company_id, customer_id);
