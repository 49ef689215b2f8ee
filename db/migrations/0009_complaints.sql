-- Complaints (客户投诉): what the customer finds fault with in us, or we in the customer. Nothing is changed: closing says how it
-- ended, voiding that it never counted. outcome: justified, partly, unjustified. disputed_minor: in minor units of currency.
CREATE TABLE complaint (
  company_id {int} NOT NULL, id {int} NOT NULL, customer_id {int} NOT NULL, raised_date {int} NOT NULL,
  raised_by TEXT NOT NULL CHECK (raised_by IN ('customer', 'us')), kind TEXT NOT NULL, text TEXT NOT NULL,
  contract_id {int}, order_id {int}, invoice_id {int}, currency TEXT, disputed_minor {int} CHECK (disputed_minor > 0),
  actor_id {int} NOT NULL, recorded_at {int} NOT NULL,
  closed_date {int}, outcome TEXT CHECK (outcome IN ('justified', 'partly', 'unjustified')), closing_note TEXT, closed_by {int}, closed_at {int},
  voided_at {int}, void_reason TEXT,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, customer_id) REFERENCES customer (company_id, id),
  CHECK ((closed_date IS NULL) = (outcome IS NULL) AND (disputed_minor IS NULL) = (currency IS NULL) AND closed_date >= raised_date)
){end};
CREATE INDEX complaint_customer ON complaint (company_id, customer_id, raised_date);
CREATE INDEX complaint_open ON complaint (company_id, customer_id) WHERE closed_date IS NULL AND voided_at IS NULL;
