-- The book. One text for both engines; {int}, {bytes} and {end} are the only words that differ
-- (platform/sql/dialect.h). Every key begins with company_id, so that the same schema shards.
-- *_date columns hold days since 1970-01-01, *_at columns microseconds since then, UTC;
-- *_minor holds minor units of the currency beside it; *_e10 holds a decimal with 10 places.
-- Facts are append-only: nothing is deleted, voided_at and reversal rows correct.

-- ---------------------------------------------------------------- company, policy, people
CREATE TABLE company (
  company_id {int} NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, name_alt TEXT,
  currency TEXT NOT NULL, time_zone TEXT NOT NULL, calendar TEXT NOT NULL, created_at {int} NOT NULL,
  PRIMARY KEY (company_id)
){end};
CREATE UNIQUE INDEX company_code ON company (code);

CREATE TABLE number_series (
  company_id {int} NOT NULL, series TEXT NOT NULL, next_value {int} NOT NULL,
  PRIMARY KEY (company_id, series)
){end};

-- A month somebody decided of, from its first day until the first day of the next, which is not included.
CREATE TABLE accounting_period (
  company_id {int} NOT NULL, from_date {int} NOT NULL, until_date {int} NOT NULL, state TEXT NOT NULL CHECK (state IN ('open', 'closed')),
  changed_by {int} NOT NULL, changed_at {int} NOT NULL, reason TEXT,
  PRIMARY KEY (company_id, from_date)
){end};

CREATE TABLE policy_version (
  company_id {int} NOT NULL, name TEXT NOT NULL, version {int} NOT NULL, effective_from_date {int} NOT NULL,
  body TEXT NOT NULL, approved_by {int} NOT NULL, reason TEXT, recorded_at {int} NOT NULL,
  PRIMARY KEY (company_id, name, version)
){end};

CREATE TABLE calendar_day (
  company_id {int} NOT NULL, calendar TEXT NOT NULL, day_date {int} NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('holiday', 'workday')), name TEXT, voided_at {int}, batch_id {int},
  PRIMARY KEY (company_id, calendar, day_date)
){end};

CREATE TABLE fx_rate (
  company_id {int} NOT NULL, from_currency TEXT NOT NULL, to_currency TEXT NOT NULL, rate_date {int} NOT NULL,
  rate_e10 {int} NOT NULL CHECK (rate_e10 > 0), recorded_at {int} NOT NULL, voided_at {int}, batch_id {int},
  PRIMARY KEY (company_id, from_currency, to_currency, rate_date)
){end};

CREATE TABLE app_user (
  company_id {int} NOT NULL, id {int} NOT NULL, name TEXT NOT NULL, display_name TEXT NOT NULL,
  password_hash TEXT NOT NULL, role TEXT NOT NULL, employee_id {int}, disabled_at {int}, created_at {int} NOT NULL,
  version {int} NOT NULL DEFAULT 1, changed_by {int}, changed_at {int}, changed_what TEXT,
  email TEXT, language TEXT NOT NULL DEFAULT 'zh', mail_off {int} NOT NULL DEFAULT 0,
  PRIMARY KEY (company_id, id)
){end};
CREATE UNIQUE INDEX app_user_name ON app_user (company_id, name);

CREATE TABLE session (
  company_id {int} NOT NULL, token_hash TEXT NOT NULL, id {int} NOT NULL, user_id {int} NOT NULL, peer TEXT, agent TEXT,
  created_at {int} NOT NULL, used_at {int} NOT NULL, ended_at {int}, provider_factor {int} NOT NULL DEFAULT 0,
  PRIMARY KEY (company_id, token_hash)
){end};
CREATE INDEX session_of_user ON session (company_id, user_id);

-- A password was right and the second factor is awaited; one use, some minutes.
CREATE TABLE sign_in_challenge (
  company_id {int} NOT NULL, token_hash TEXT NOT NULL, user_id {int} NOT NULL, created_at {int} NOT NULL, expires_at {int} NOT NULL, used_at {int},
  method TEXT NOT NULL DEFAULT 'password' CHECK (method IN ('password', 'oidc')),
  PRIMARY KEY (company_id, token_hash)
){end};

-- Begun at the identity provider; the row goes when the browser comes back, or after ten minutes.
CREATE TABLE oidc_sign_in (
  company_id {int} NOT NULL, state_hash TEXT NOT NULL, browser_hash TEXT NOT NULL, nonce TEXT NOT NULL, verifier TEXT NOT NULL,
  return_path TEXT NOT NULL, created_at {int} NOT NULL, expires_at {int} NOT NULL,
  PRIMARY KEY (company_id, state_hash)
){end};

-- Which person at which identity provider has which account: one each way.
CREATE TABLE user_identity (
  company_id {int} NOT NULL, issuer TEXT NOT NULL, subject TEXT NOT NULL, user_id {int} NOT NULL, linked_at {int} NOT NULL,
  PRIMARY KEY (company_id, issuer, subject)
){end};
CREATE UNIQUE INDEX user_identity_user ON user_identity (company_id, user_id, issuer);

-- A one-time link to set a password. An empty password_hash is no password: nobody signs in with it.
CREATE TABLE password_link (
  company_id {int} NOT NULL, token_hash TEXT NOT NULL, user_id {int} NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('invitation', 'reset')),
  created_by {int} NOT NULL, created_at {int} NOT NULL, expires_at {int} NOT NULL, used_at {int},
  PRIMARY KEY (company_id, token_hash)
){end};
CREATE INDEX password_link_user ON password_link (company_id, user_id);

CREATE TABLE second_factor (
  company_id {int} NOT NULL, user_id {int} NOT NULL, secret TEXT NOT NULL, recorded_at {int} NOT NULL, confirmed_at {int}, last_step {int} NOT NULL,
  PRIMARY KEY (company_id, user_id)
){end};

CREATE TABLE recovery_code (
  company_id {int} NOT NULL, user_id {int} NOT NULL, code_hash TEXT NOT NULL, recorded_at {int} NOT NULL, used_at {int},
  PRIMARY KEY (company_id, user_id, code_hash)
){end};

-- What a program may do in a user's name; permissions are words with a blank between, the token is kept hashed.
CREATE TABLE api_key (
  company_id {int} NOT NULL, id {int} NOT NULL, user_id {int} NOT NULL, label TEXT NOT NULL, token_hash TEXT NOT NULL, hint TEXT NOT NULL,
  permissions TEXT NOT NULL, last_date {int} NOT NULL, created_at {int} NOT NULL, used_at {int}, revoked_at {int}, revoked_by {int},
  PRIMARY KEY (company_id, id)
){end};
CREATE UNIQUE INDEX api_key_token ON api_key (company_id, token_hash);
CREATE INDEX api_key_user ON api_key (company_id, user_id);

-- Who stands in for whom; last_date is included.
CREATE TABLE delegation (
  company_id {int} NOT NULL, id {int} NOT NULL, from_user_id {int} NOT NULL, to_user_id {int} NOT NULL, from_date {int} NOT NULL, last_date {int} NOT NULL,
  reason TEXT, created_by {int} NOT NULL, recorded_at {int} NOT NULL, ended_at {int}, ended_by {int},
  PRIMARY KEY (company_id, id)
){end};
CREATE INDEX delegation_to ON delegation (company_id, to_user_id);
CREATE INDEX delegation_from ON delegation (company_id, from_user_id);

CREATE TABLE region (
  company_id {int} NOT NULL, id {int} NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, name_alt TEXT,
  PRIMARY KEY (company_id, id)
){end};
CREATE UNIQUE INDEX region_code ON region (company_id, code);

CREATE TABLE team (
  company_id {int} NOT NULL, id {int} NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, name_alt TEXT,
  PRIMARY KEY (company_id, id)
){end};
CREATE UNIQUE INDEX team_code ON team (company_id, code);

CREATE TABLE employee (
  company_id {int} NOT NULL, id {int} NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, name_alt TEXT, name_key TEXT NOT NULL,
  role TEXT NOT NULL, manager_code TEXT, email TEXT, phone TEXT, joined_date {int}, left_date {int},
  recorded_at {int} NOT NULL, voided_at {int}, batch_id {int},
  PRIMARY KEY (company_id, id)
){end};
CREATE UNIQUE INDEX employee_code ON employee (company_id, code) WHERE voided_at IS NULL;

-- Who owned what, when: customer -> employee, employee -> team, team -> region. until_date is not included.
CREATE TABLE assignment (
  company_id {int} NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('customer_rep', 'rep_team', 'team_region')),
  subject_id {int} NOT NULL, from_date {int} NOT NULL, until_date {int}, owner_id {int} NOT NULL, recorded_at {int} NOT NULL, voided_at {int},
  PRIMARY KEY (company_id, kind, subject_id, from_date)
){end};

-- ---------------------------------------------------------------- customers
CREATE TABLE customer_group (
  company_id {int} NOT NULL, id {int} NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, parent_id {int},
  PRIMARY KEY (company_id, id)
){end};
CREATE UNIQUE INDEX customer_group_code ON customer_group (company_id, code);

CREATE TABLE customer (
  company_id {int} NOT NULL, id {int} NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, name_alt TEXT, name_key TEXT NOT NULL,
  group_id {int}, country TEXT, tax_number TEXT, industry TEXT, since_date {int}, attributes TEXT,
  source TEXT NOT NULL, external_id TEXT NOT NULL, merged_into_id {int}, recorded_at {int} NOT NULL, voided_at {int}, batch_id {int},
  PRIMARY KEY (company_id, id)
){end};
CREATE UNIQUE INDEX customer_code ON customer (company_id, code) WHERE voided_at IS NULL;
CREATE UNIQUE INDEX customer_external ON customer (company_id, source, external_id) WHERE voided_at IS NULL;

-- Two customers that are one (客户合并): what was the first one's is the second one's from then on; the rows tell
-- whose each document was.
CREATE TABLE customer_merge (
  company_id {int} NOT NULL, from_id {int} NOT NULL, into_id {int} NOT NULL, reason TEXT NOT NULL, actor_id {int} NOT NULL, merged_at {int} NOT NULL,
  PRIMARY KEY (company_id, from_id)
){end};

CREATE TABLE customer_merge_row (
  company_id {int} NOT NULL, from_id {int} NOT NULL, object_kind TEXT NOT NULL, object_id {int} NOT NULL,
  PRIMARY KEY (company_id, from_id, object_kind, object_id)
){end};

CREATE TABLE contact (
  company_id {int} NOT NULL, id {int} NOT NULL, customer_id {int} NOT NULL, name TEXT NOT NULL, title TEXT, email TEXT, phone TEXT,
  recorded_at {int} NOT NULL, voided_at {int},
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, customer_id) REFERENCES customer (company_id, id)
){end};
CREATE INDEX contact_customer ON contact (company_id, customer_id);

-- ---------------------------------------------------------------- contracts and the collection plan
CREATE TABLE contract (
  company_id {int} NOT NULL, id {int} NOT NULL, number TEXT NOT NULL, title TEXT NOT NULL, customer_id {int} NOT NULL, rep_id {int},
  currency TEXT NOT NULL, amount_minor {int} NOT NULL CHECK (amount_minor >= 0), net_minor {int}, signed_date {int},
  terms TEXT NOT NULL, payment_methods TEXT, late_interest_daily_e10 {int}, penalty_e10 {int}, penalty_after_days {int}, dispute TEXT, status TEXT NOT NULL,
  source TEXT NOT NULL, external_id TEXT NOT NULL, recorded_at {int} NOT NULL, voided_at {int}, batch_id {int},
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, customer_id) REFERENCES customer (company_id, id)
){end};
CREATE UNIQUE INDEX contract_number ON contract (company_id, number) WHERE voided_at IS NULL;
CREATE UNIQUE INDEX contract_external ON contract (company_id, source, external_id) WHERE voided_at IS NULL;
CREATE INDEX contract_customer ON contract (company_id, customer_id);

CREATE TABLE plan_line (
  company_id {int} NOT NULL, id {int} NOT NULL, contract_id {int} NOT NULL, line_no {int} NOT NULL, label TEXT NOT NULL,
  base_event TEXT NOT NULL, amount_minor {int} NOT NULL, expected_date {int}, recorded_at {int} NOT NULL, voided_at {int},
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, contract_id) REFERENCES contract (company_id, id)
){end};
CREATE INDEX plan_line_contract ON plan_line (company_id, contract_id);

CREATE TABLE contract_event (
  company_id {int} NOT NULL, id {int} NOT NULL, contract_id {int} NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('signing', 'delivery', 'acceptance', 'invoice')),
  event_date {int} NOT NULL, actor_id {int} NOT NULL, recorded_at {int} NOT NULL, voided_at {int}, batch_id {int},
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, contract_id) REFERENCES contract (company_id, id)
){end};
CREATE UNIQUE INDEX contract_event_once ON contract_event (company_id, contract_id, kind) WHERE voided_at IS NULL;

CREATE TABLE sales_order (
  company_id {int} NOT NULL, id {int} NOT NULL, number TEXT NOT NULL, customer_id {int} NOT NULL, contract_id {int}, rep_id {int},
  order_date {int} NOT NULL, currency TEXT NOT NULL, amount_minor {int} NOT NULL, net_minor {int}, base_amount_minor {int} NOT NULL, rate_e10 {int} NOT NULL,
  status TEXT, source TEXT NOT NULL, external_id TEXT NOT NULL, recorded_at {int} NOT NULL, voided_at {int}, batch_id {int},
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, customer_id) REFERENCES customer (company_id, id)
){end};
CREATE UNIQUE INDEX sales_order_external ON sales_order (company_id, external_id, source) WHERE voided_at IS NULL;
CREATE INDEX sales_order_number ON sales_order (company_id, number);
CREATE INDEX sales_order_customer ON sales_order (company_id, customer_id);

CREATE TABLE delivery (
  company_id {int} NOT NULL, id {int} NOT NULL, number TEXT NOT NULL, customer_id {int} NOT NULL, order_id {int}, contract_id {int},
  delivery_date {int} NOT NULL, accepted_date {int}, currency TEXT NOT NULL, amount_minor {int} NOT NULL,
  base_amount_minor {int} NOT NULL, rate_e10 {int} NOT NULL, quantity_e10 {int},
  source TEXT NOT NULL, external_id TEXT NOT NULL, recorded_at {int} NOT NULL, voided_at {int}, batch_id {int},
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, customer_id) REFERENCES customer (company_id, id)
){end};
CREATE UNIQUE INDEX delivery_external ON delivery (company_id, source, external_id) WHERE voided_at IS NULL;
CREATE INDEX delivery_customer ON delivery (company_id, customer_id);

-- ---------------------------------------------------------------- invoices, open items, credit notes
-- Net and tax as stated on the document, never recomputed. disputed is an imported attribute, no dispute.
CREATE TABLE invoice (
  company_id {int} NOT NULL, id {int} NOT NULL, number TEXT NOT NULL, customer_id {int} NOT NULL, contract_id {int}, order_id {int}, rep_id {int},
  invoice_date {int} NOT NULL, due_date {int} NOT NULL, currency TEXT NOT NULL,
  net_minor {int} NOT NULL, tax_minor {int} NOT NULL, gross_minor {int} NOT NULL, base_gross_minor {int} NOT NULL, rate_e10 {int} NOT NULL,
  disputed {int} NOT NULL, source TEXT NOT NULL, external_id TEXT NOT NULL, recorded_at {int} NOT NULL, voided_at {int}, batch_id {int},
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, customer_id) REFERENCES customer (company_id, id),
  CHECK (net_minor + tax_minor = gross_minor)
){end};
CREATE UNIQUE INDEX invoice_external ON invoice (company_id, external_id, source) WHERE voided_at IS NULL;
CREATE INDEX invoice_number ON invoice (company_id, number);
CREATE INDEX invoice_customer ON invoice (company_id, customer_id);

-- One amount, one due date, one side: what is aged, allocated to and dunned. rep, team and region are the
-- owners at birth. open_minor is kept beside the facts for locking and checked against them by verify.
-- original_minor: what an opening item's document once stated, before what was paid elsewhere.
CREATE TABLE open_item (
  company_id {int} NOT NULL, id {int} NOT NULL, number TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('invoice', 'plan', 'opening')),
  customer_id {int} NOT NULL, contract_id {int}, plan_line_id {int}, invoice_id {int}, rep_id {int}, team_id {int}, region_id {int},
  item_date {int} NOT NULL, due_date {int} NOT NULL, currency TEXT NOT NULL,
  amount_minor {int} NOT NULL CHECK (amount_minor >= 0), open_minor {int} NOT NULL, original_minor {int}, base_amount_minor {int} NOT NULL, rate_e10 {int} NOT NULL,
  disputed {int} NOT NULL, source TEXT, external_id TEXT, recorded_at {int} NOT NULL, voided_at {int}, batch_id {int},
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, customer_id) REFERENCES customer (company_id, id),
  CHECK (open_minor >= 0 AND open_minor <= amount_minor)
){end};
CREATE INDEX open_item_customer ON open_item (company_id, customer_id);
CREATE INDEX open_item_due ON open_item (company_id, due_date) WHERE open_minor > 0;
CREATE INDEX open_item_contract ON open_item (company_id, contract_id) WHERE contract_id IS NOT NULL;
CREATE INDEX open_item_invoice ON open_item (company_id, invoice_id) WHERE invoice_id IS NOT NULL;
CREATE UNIQUE INDEX open_item_plan_line ON open_item (company_id, plan_line_id) WHERE plan_line_id IS NOT NULL AND voided_at IS NULL;
CREATE INDEX open_item_number ON open_item (company_id, number) WHERE invoice_id IS NULL;
CREATE UNIQUE INDEX open_item_external ON open_item (company_id, external_id, source) WHERE external_id IS NOT NULL AND voided_at IS NULL;

-- Invoicing a plan line links the invoice to the item by amount; it creates no second item.
CREATE TABLE invoice_link (
  company_id {int} NOT NULL, invoice_id {int} NOT NULL, item_id {int} NOT NULL, amount_minor {int} NOT NULL CHECK (amount_minor > 0),
  recorded_at {int} NOT NULL, voided_at {int},
  PRIMARY KEY (company_id, invoice_id, item_id)
){end};
CREATE INDEX invoice_link_item ON invoice_link (company_id, item_id);

-- The credit side: a positive remaining amount. open_minor as in open_item.
CREATE TABLE credit_note (
  company_id {int} NOT NULL, id {int} NOT NULL, number TEXT NOT NULL, customer_id {int} NOT NULL, invoice_id {int}, note_date {int} NOT NULL,
  currency TEXT NOT NULL, net_minor {int} NOT NULL, tax_minor {int} NOT NULL, gross_minor {int} NOT NULL CHECK (gross_minor > 0),
  open_minor {int} NOT NULL, original_minor {int}, base_gross_minor {int} NOT NULL, rate_e10 {int} NOT NULL, reason TEXT,
  source TEXT NOT NULL, external_id TEXT NOT NULL, recorded_at {int} NOT NULL, voided_at {int}, batch_id {int},
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, customer_id) REFERENCES customer (company_id, id),
  CHECK (net_minor + tax_minor = gross_minor), CHECK (open_minor >= 0 AND open_minor <= gross_minor)
){end};
CREATE INDEX credit_note_number ON credit_note (company_id, number);
CREATE UNIQUE INDEX credit_note_external ON credit_note (company_id, external_id, source) WHERE voided_at IS NULL;
CREATE INDEX credit_note_customer ON credit_note (company_id, customer_id);
CREATE INDEX credit_note_invoice ON credit_note (company_id, invoice_id) WHERE invoice_id IS NOT NULL;

-- ---------------------------------------------------------------- receipts and what settles items
-- counts_date: the day the receipt counts as collected; empty while a bill or cheque has not cleared.
-- A dishonoured bill is reversed on the same day.
CREATE TABLE receipt (
  company_id {int} NOT NULL, id {int} NOT NULL, number TEXT NOT NULL, customer_id {int} NOT NULL,
  method TEXT NOT NULL CHECK (method IN ('bank_transfer', 'cheque', 'cash', 'automatic_debit', 'acceptance_bill')),
  value_date {int} NOT NULL, maturity_date {int}, counts_date {int}, currency TEXT NOT NULL,
  amount_minor {int} NOT NULL CHECK (amount_minor > 0), unapplied_minor {int} NOT NULL, base_amount_minor {int} NOT NULL, rate_e10 {int} NOT NULL,
  reference TEXT, cleared_date {int}, dishonoured_date {int}, reversed_date {int}, source TEXT NOT NULL, external_id TEXT NOT NULL, recorded_at {int} NOT NULL, voided_at {int}, batch_id {int},
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, customer_id) REFERENCES customer (company_id, id),
  CHECK (unapplied_minor >= 0 AND unapplied_minor <= amount_minor)
){end};
CREATE INDEX receipt_number ON receipt (company_id, number);
CREATE UNIQUE INDEX receipt_external ON receipt (company_id, external_id, source) WHERE voided_at IS NULL;
CREATE INDEX receipt_customer ON receipt (company_id, customer_id);

-- Everything that lowers an open item, and the reversals (negative amounts) that raise it again.
-- policy_version: of the cash policy, where its figures decided.
CREATE TABLE settlement (
  company_id {int} NOT NULL, id {int} NOT NULL, item_id {int} NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('receipt', 'credit_note', 'write_off', 'tolerance', 'discount')),
  source_id {int}, amount_minor {int} NOT NULL CHECK (amount_minor <> 0), effective_date {int} NOT NULL, reverses_id {int}, reason TEXT,
  policy_version {int}, source TEXT, external_id TEXT, recorded_at {int} NOT NULL, voided_at {int}, batch_id {int},
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, item_id) REFERENCES open_item (company_id, id)
){end};
CREATE INDEX settlement_item ON settlement (company_id, item_id);
CREATE INDEX settlement_source ON settlement (company_id, source_id) WHERE source_id IS NOT NULL;
CREATE UNIQUE INDEX settlement_external ON settlement (company_id, source, external_id) WHERE external_id IS NOT NULL AND voided_at IS NULL;
CREATE UNIQUE INDEX settlement_reversed_once ON settlement (company_id, reverses_id) WHERE reverses_id IS NOT NULL;

-- Paid back to the customer out of what is left of a credit note or receipt; a reversal is negative. R-205.
CREATE TABLE refund (
  company_id {int} NOT NULL, id {int} NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('receipt', 'credit_note')), source_id {int} NOT NULL, customer_id {int} NOT NULL,
  method TEXT NOT NULL CHECK (method IN ('bank_transfer', 'cash')), currency TEXT NOT NULL, amount_minor {int} NOT NULL CHECK (amount_minor <> 0),
  base_amount_minor {int} NOT NULL, rate_e10 {int} NOT NULL, effective_date {int} NOT NULL, reverses_id {int}, reference TEXT, reason TEXT, recorded_at {int} NOT NULL,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, customer_id) REFERENCES customer (company_id, id)
){end};
CREATE INDEX refund_source ON refund (company_id, source_id);
CREATE UNIQUE INDEX refund_reversed_once ON refund (company_id, reverses_id) WHERE reverses_id IS NOT NULL;

CREATE TABLE posting (
  company_id {int} NOT NULL, event_id {int} NOT NULL, line_no {int} NOT NULL, event TEXT NOT NULL,
  side TEXT NOT NULL CHECK (side IN ('debit', 'credit')), role TEXT NOT NULL, amount_minor {int} NOT NULL CHECK (amount_minor > 0),
  currency TEXT NOT NULL, base_amount_minor {int} NOT NULL, effective_date {int} NOT NULL, policy_version {int}, recorded_at {int} NOT NULL,
  PRIMARY KEY (company_id, event_id, line_no)
){end};

-- ---------------------------------------------------------------- trail, outbox, commands
CREATE TABLE audit_entry (
  company_id {int} NOT NULL, id {int} NOT NULL, actor_id {int} NOT NULL, at {int} NOT NULL, command TEXT NOT NULL, request_id {int} NOT NULL,
  object_kind TEXT NOT NULL, object_id {int} NOT NULL, policy_version {int}, detail TEXT,
  stream {int} NOT NULL, seq {int} NOT NULL, hash TEXT NOT NULL,
  PRIMARY KEY (company_id, id)
){end};
CREATE INDEX audit_entry_object ON audit_entry (company_id, object_id);
CREATE UNIQUE INDEX audit_entry_chain ON audit_entry (company_id, stream, seq);

-- Where each chain of audit rows stands: its length, the digest of its last row, its Merkle tree so far.
CREATE TABLE audit_stream (
  company_id {int} NOT NULL, stream {int} NOT NULL, size {int} NOT NULL, head TEXT NOT NULL, tree TEXT NOT NULL,
  PRIMARY KEY (company_id, stream)
){end};

-- What all chains were at an instant, signed by a key that is not in the database.
CREATE TABLE audit_checkpoint (
  company_id {int} NOT NULL, id {int} NOT NULL, body TEXT NOT NULL, public_key TEXT NOT NULL, signature TEXT NOT NULL,
  PRIMARY KEY (company_id, id)
){end};

CREATE TABLE outbox (
  company_id {int} NOT NULL, id {int} NOT NULL, topic TEXT NOT NULL, object_id {int} NOT NULL, payload TEXT, recorded_at {int} NOT NULL, delivered_at {int},
  PRIMARY KEY (company_id, id)
){end};

-- Rows one person has carried out in files on a day of the company's.
CREATE TABLE export_day (
  company_id {int} NOT NULL, user_id {int} NOT NULL, day_date {int} NOT NULL, rows_out {int} NOT NULL CHECK (rows_out >= 0),
  PRIMARY KEY (company_id, user_id, day_date)
){end};

CREATE TABLE idempotency (
  company_id {int} NOT NULL, key TEXT NOT NULL, request_hash TEXT NOT NULL, status {int} NOT NULL, answer TEXT NOT NULL, recorded_at {int} NOT NULL,
  PRIMARY KEY (company_id, key)
){end};

-- A command that waits for agreement, or was done without because no chain asked for it (exempt): it counts towards a split
-- amount. counted_minor: with what the same person asked for the same customer in the window. levels: JSON, the chain as it
-- was when the command came; facts: JSON, what changes and what follows, bound by content_hash.
CREATE TABLE approval_request (
  company_id {int} NOT NULL, id {int} NOT NULL, kind TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending', 'effective', 'rejected', 'withdrawn', 'failed', 'exempt')),
  requester_id {int} NOT NULL, requester_employee_id {int}, requester_role TEXT NOT NULL, requester_name TEXT NOT NULL, beneficiaries TEXT NOT NULL, makers TEXT NOT NULL,
  object_kind TEXT NOT NULL, object_id {int} NOT NULL, customer_id {int}, team_id {int}, region_id {int},
  currency TEXT, amount_minor {int}, base_amount_minor {int}, counted_minor {int},
  command TEXT NOT NULL, method TEXT NOT NULL, path TEXT NOT NULL, body TEXT NOT NULL, facts TEXT NOT NULL, content_hash TEXT NOT NULL,
  levels TEXT NOT NULL, level_no {int} NOT NULL, round_no {int} NOT NULL, level_since_at {int} NOT NULL, deadline_at {int}, escalated {int} NOT NULL,
  policy_version {int} NOT NULL, failure TEXT, recorded_at {int} NOT NULL, decided_at {int},
  PRIMARY KEY (company_id, id)
){end};
CREATE INDEX approval_request_pending ON approval_request (company_id, deadline_at) WHERE state = 'pending';
CREATE INDEX approval_request_requester ON approval_request (company_id, requester_id, id);
CREATE INDEX approval_request_waiting ON approval_request (company_id, object_kind, object_id) WHERE state = 'pending';
CREATE INDEX approval_request_customer ON approval_request (company_id, customer_id) WHERE customer_id IS NOT NULL;

-- One person decides once a round, also for whom they stand in.
CREATE TABLE approval_decision (
  company_id {int} NOT NULL, request_id {int} NOT NULL, round_no {int} NOT NULL, level_no {int} NOT NULL,
  user_id {int} NOT NULL, employee_id {int}, role TEXT NOT NULL, name TEXT NOT NULL,
  for_user_id {int}, for_employee_id {int}, for_role TEXT, for_name TEXT,
  verdict TEXT NOT NULL CHECK (verdict IN ('approve', 'reject')), content_hash TEXT NOT NULL, reason TEXT, decided_at {int} NOT NULL,
  PRIMARY KEY (company_id, request_id, round_no, user_id),
  FOREIGN KEY (company_id, request_id) REFERENCES approval_request (company_id, id)
){end};
CREATE INDEX approval_decision_user ON approval_decision (company_id, user_id, request_id);

CREATE TABLE import_batch (
  company_id {int} NOT NULL, id {int} NOT NULL, kind TEXT NOT NULL, file_name TEXT NOT NULL, file_hash TEXT NOT NULL, mapping TEXT NOT NULL,
  state TEXT NOT NULL, row_count {int} NOT NULL, new_count {int} NOT NULL, unchanged_count {int} NOT NULL, failed_count {int} NOT NULL,
  actor_id {int} NOT NULL, created_at {int} NOT NULL, finished_at {int}, undone_at {int},
  PRIMARY KEY (company_id, id)
){end};

CREATE TABLE import_error (
  company_id {int} NOT NULL, batch_id {int} NOT NULL, line_no {int} NOT NULL, row_no {int} NOT NULL, column_name TEXT NOT NULL,
  code TEXT NOT NULL, subject TEXT NOT NULL, figures TEXT NOT NULL, row_text TEXT NOT NULL,
  PRIMARY KEY (company_id, batch_id, line_no)
){end};

CREATE TABLE import_mapping (
  company_id {int} NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL, recorded_at {int} NOT NULL,
  PRIMARY KEY (company_id, name)
){end};

CREATE TABLE attachment (
  company_id {int} NOT NULL, id {int} NOT NULL, content_hash TEXT NOT NULL, object_kind TEXT NOT NULL, object_id {int} NOT NULL,
  file_name TEXT NOT NULL, media_type TEXT NOT NULL, byte_count {int} NOT NULL, actor_id {int} NOT NULL, recorded_at {int} NOT NULL, voided_at {int}, void_reason TEXT,
  PRIMARY KEY (company_id, id)
){end};
CREATE UNIQUE INDEX attachment_object ON attachment (company_id, object_kind, object_id, content_hash) WHERE voided_at IS NULL;

CREATE TABLE attachment_content (
  company_id {int} NOT NULL, content_hash TEXT NOT NULL, content {bytes} NOT NULL,
  PRIMARY KEY (company_id, content_hash)
){end};

CREATE TABLE note (
  company_id {int} NOT NULL, id {int} NOT NULL, object_kind TEXT NOT NULL, object_id {int} NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL,
  actor_id {int} NOT NULL, recorded_at {int} NOT NULL, voided_at {int}, void_reason TEXT,
  PRIMARY KEY (company_id, id)
){end};
CREATE INDEX note_object ON note (company_id, object_id);

CREATE TABLE job (
  company_id {int} NOT NULL, id {int} NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL, done_units {int} NOT NULL, total_units {int} NOT NULL,
  detail TEXT, actor_id {int} NOT NULL, created_at {int} NOT NULL, finished_at {int}, cancel_asked_at {int},
  PRIMARY KEY (company_id, id)
){end};

-- ---------------------------------------------------------------- dunning: what the day-end run recorded
CREATE TABLE day_end_run (
  company_id {int} NOT NULL, business_date {int} NOT NULL, policy_version {int} NOT NULL, items_seen {int} NOT NULL, alerts_fired {int} NOT NULL,
  transitions {int} NOT NULL, tasks_made {int} NOT NULL, started_at {int} NOT NULL, finished_at {int} NOT NULL,
  PRIMARY KEY (company_id, business_date)
){end};

CREATE TABLE alert_fired (
  company_id {int} NOT NULL, item_id {int} NOT NULL, code TEXT NOT NULL, due_date {int} NOT NULL, alert_date {int} NOT NULL, business_date {int} NOT NULL,
  open_minor {int} NOT NULL, currency TEXT NOT NULL, policy_version {int} NOT NULL,
  PRIMARY KEY (company_id, item_id, code, due_date)
){end};
CREATE INDEX alert_fired_day ON alert_fired (company_id, business_date);

CREATE TABLE item_stage (
  company_id {int} NOT NULL, item_id {int} NOT NULL, age_stage TEXT NOT NULL, demand_level {int} NOT NULL, since_date {int} NOT NULL, skipped_levels TEXT,
  PRIMARY KEY (company_id, item_id)
){end};

CREATE TABLE stage_transition (
  company_id {int} NOT NULL, item_id {int} NOT NULL, business_date {int} NOT NULL, from_stage TEXT NOT NULL, to_stage TEXT NOT NULL,
  overdue_days {int} NOT NULL, open_minor {int} NOT NULL, policy_version {int} NOT NULL,
  PRIMARY KEY (company_id, item_id, business_date)
){end};

-- What a person must do, and why. One row per item, action and stage entered: the key makes a rerun harmless.
CREATE TABLE task (
  company_id {int} NOT NULL, item_id {int} NOT NULL, action TEXT NOT NULL, stage_since_date {int} NOT NULL, id {int} NOT NULL,
  customer_id {int} NOT NULL, owner_role TEXT NOT NULL, owner_id {int}, business_date {int} NOT NULL, overdue_days {int} NOT NULL,
  open_minor {int} NOT NULL, currency TEXT NOT NULL, reason TEXT NOT NULL, policy_version {int} NOT NULL,
  outcome TEXT, note TEXT, done_by {int}, done_at {int}, cancelled_date {int},
  PRIMARY KEY (company_id, item_id, action, stage_since_date)
){end};
CREATE UNIQUE INDEX task_id ON task (company_id, id);
CREATE INDEX task_open ON task (company_id, owner_id) WHERE done_at IS NULL AND cancelled_date IS NULL;
