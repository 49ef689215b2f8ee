-- Assessment: what is known of a customer, and what came of it. Nothing here is ever changed; a later row takes its place.

-- Amounts in minor units of one currency: the balance at the end of the period, the revenue of its months. rate_e10: company
-- currency per unit on the last day of the period.
CREATE TABLE financial_statement (
  company_id {int} NOT NULL, id {int} NOT NULL, customer_id {int} NOT NULL, period_end_date {int} NOT NULL, months {int} NOT NULL, currency TEXT NOT NULL,
  current_assets_minor {int} NOT NULL, inventory_minor {int} NOT NULL, receivables_minor {int} NOT NULL, total_assets_minor {int} NOT NULL,
  current_liabilities_minor {int} NOT NULL, total_liabilities_minor {int} NOT NULL, equity_minor {int} NOT NULL, revenue_minor {int} NOT NULL, rate_e10 {int} NOT NULL,
  audited {int} NOT NULL, source TEXT NOT NULL, external_id TEXT NOT NULL, actor_id {int} NOT NULL, recorded_at {int} NOT NULL, voided_at {int}, void_reason TEXT, batch_id {int},
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, customer_id) REFERENCES customer (company_id, id),
  CHECK (total_assets_minor = total_liabilities_minor + equity_minor)
){end};
CREATE INDEX financial_statement_customer ON financial_statement (company_id, customer_id, period_end_date);
CREATE UNIQUE INDEX financial_statement_external ON financial_statement (company_id, source, external_id) WHERE voided_at IS NULL;

-- What an agency or a register says (外部评级); counts through valid_to_date. number_*: exact, of kinds that are counted.
CREATE TABLE credit_rating (
  company_id {int} NOT NULL, id {int} NOT NULL, customer_id {int} NOT NULL, provider TEXT NOT NULL, kind TEXT NOT NULL,
  number_num {int}, number_den {int}, choice TEXT, rated_date {int} NOT NULL, valid_to_date {int} NOT NULL,
  source TEXT NOT NULL, external_id TEXT NOT NULL, actor_id {int} NOT NULL, recorded_at {int} NOT NULL, voided_at {int}, batch_id {int},
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, customer_id) REFERENCES customer (company_id, id),
  CHECK (valid_to_date >= rated_date)
){end};
CREATE INDEX credit_rating_customer ON credit_rating (company_id, customer_id, kind, rated_date);
CREATE UNIQUE INDEX credit_rating_external ON credit_rating (company_id, source, external_id) WHERE voided_at IS NULL;

-- What the customer stated of himself; blank where he did not. Amounts in the company currency.
CREATE TABLE credit_form (
  company_id {int} NOT NULL, id {int} NOT NULL, customer_id {int} NOT NULL, stated_date {int} NOT NULL, industry_outlook TEXT, market_position {int}, years_in_business {int},
  collateral_minor {int}, requested_minor {int}, actor_id {int} NOT NULL, recorded_at {int} NOT NULL,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, customer_id) REFERENCES customer (company_id, id)
){end};
CREATE INDEX credit_form_customer ON credit_form (company_id, customer_id, stated_date);

-- inputs: JSON, every value as it entered; points: JSON, what each factor and dimension got. With the model of model_version
-- the second follows from the first. score: the exact fraction. run_id: of a mass run. why: what led to it.
CREATE TABLE credit_assessment (
  company_id {int} NOT NULL, id {int} NOT NULL, customer_id {int} NOT NULL, assessed_date {int} NOT NULL, valid_to_date {int} NOT NULL,
  model_version {int} NOT NULL, policy_version {int} NOT NULL, inputs TEXT NOT NULL, points TEXT NOT NULL, score TEXT NOT NULL, score_x100 {int} NOT NULL,
  grade TEXT NOT NULL, grade_before TEXT, why TEXT NOT NULL, run_id {int}, actor_id {int} NOT NULL, recorded_at {int} NOT NULL,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, customer_id) REFERENCES customer (company_id, id)
){end};
CREATE INDEX credit_assessment_customer ON credit_assessment (company_id, customer_id, assessed_date);
CREATE INDEX credit_assessment_run ON credit_assessment (company_id, run_id) WHERE run_id IS NOT NULL;

-- A mass run; its job (kind 'reassessment', same id) keeps state, progress and who asked. The day and the versions stay those of
-- its beginning, also when it is resumed. worse to skipped: what became of those who are done; they sum to the job's done_units.
CREATE TABLE reassessment_run (
  company_id {int} NOT NULL, id {int} NOT NULL, business_date {int} NOT NULL, model_version {int} NOT NULL, policy_version {int} NOT NULL,
  worse {int} NOT NULL, refused {int} NOT NULL, better {int} NOT NULL, first_grade {int} NOT NULL, same {int} NOT NULL, skipped {int} NOT NULL,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, id) REFERENCES job (company_id, id)
){end};
CREATE UNIQUE INDEX job_one_reassessment ON job (company_id) WHERE kind = 'reassessment' AND state = 'running';

-- Who was due when the run began, in its order from 1; the first done_units of them are done. last_id: the assessment he had.
CREATE TABLE reassessment_due (
  company_id {int} NOT NULL, run_id {int} NOT NULL, position {int} NOT NULL, customer_id {int} NOT NULL, why TEXT NOT NULL, last_id {int},
  PRIMARY KEY (company_id, run_id, position)
){end};

-- What is worth reading of a run: everybody but those whose grade stayed. severity orders the outcomes. moved: JSON, factors that
-- give other points than before. refusal: JSON, why he cannot be assessed.
CREATE TABLE reassessment_line (
  company_id {int} NOT NULL, run_id {int} NOT NULL, severity {int} NOT NULL, position {int} NOT NULL, outcome TEXT NOT NULL,
  grade_before TEXT, grade TEXT, score_x100 {int}, moved TEXT NOT NULL, refusal TEXT, assessment_id {int},
  PRIMARY KEY (company_id, run_id, severity, position)
){end};
