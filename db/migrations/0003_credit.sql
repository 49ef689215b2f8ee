-- Credit: what a customer was graded, by whom and until when; what secures what he owes.

-- One grade for some days, both included. `assessment`: a scored result stands behind it; `override`: an approved decision
-- that outranks the score while it lasts. Never changed; a later row of the same kind takes its place, ended_at ends it early.
CREATE TABLE credit_grade (
  company_id {int} NOT NULL, id {int} NOT NULL, customer_id {int} NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('assessment', 'override')), grade TEXT NOT NULL, assessment_id {int},
  from_date {int} NOT NULL, valid_to_date {int} NOT NULL, reason TEXT, actor_id {int} NOT NULL, recorded_at {int} NOT NULL, ended_at {int},
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, customer_id) REFERENCES customer (company_id, id),
  CHECK (valid_to_date >= from_date)
){end};
CREATE INDEX credit_grade_customer ON credit_grade (company_id, customer_id, from_date);

-- What a third party or a thing stands in with: of the customer, or of one contract alone.
CREATE TABLE credit_security (
  company_id {int} NOT NULL, id {int} NOT NULL, customer_id {int} NOT NULL, contract_id {int},
  kind TEXT NOT NULL CHECK (kind IN ('guarantor', 'collateral', 'insurance', 'deposit')), provider TEXT NOT NULL, reference TEXT,
  currency TEXT NOT NULL, amount_minor {int} NOT NULL CHECK (amount_minor > 0),
  from_date {int} NOT NULL, valid_to_date {int} NOT NULL, actor_id {int} NOT NULL, recorded_at {int} NOT NULL, voided_at {int},
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, customer_id) REFERENCES customer (company_id, id),
  CHECK (valid_to_date >= from_date)
){end};
CREATE INDEX credit_security_customer ON credit_security (company_id, customer_id);
