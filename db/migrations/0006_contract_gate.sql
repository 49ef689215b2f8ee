-- The contract gate: who wrote what is to be signed, how often it was submitted, what was approved, and every review.

-- One row a contract that was entered by hand or submitted. approved_hash: of the content that may be signed; NULL: nothing is.
-- accepted: the findings that were let pass, with the reasons.
CREATE TABLE contract_gate (
  company_id {int} NOT NULL, contract_id {int} NOT NULL, maker_id {int} NOT NULL, editor_id {int} NOT NULL,
  submission {int} NOT NULL, submitter_id {int}, submitted_at {int}, content_hash TEXT, approved_hash TEXT, approved_at {int}, accepted TEXT NOT NULL,
  PRIMARY KEY (company_id, contract_id),
  FOREIGN KEY (company_id, contract_id) REFERENCES contract (company_id, id)
){end};

-- One review as it was given, with what it saw: never changed. answers, risks, accepted and findings are JSON.
CREATE TABLE contract_review (
  company_id {int} NOT NULL, id {int} NOT NULL, contract_id {int} NOT NULL, submission {int} NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('pass', 'return')), reason TEXT, content_hash TEXT NOT NULL,
  answers TEXT NOT NULL, risks TEXT NOT NULL, accepted TEXT NOT NULL, findings TEXT NOT NULL,
  grade TEXT, contract_policy_version {int} NOT NULL, credit_policy_version {int} NOT NULL, reviewer_id {int} NOT NULL, recorded_at {int} NOT NULL,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, contract_id) REFERENCES contract (company_id, id)
){end};
CREATE INDEX contract_review_contract ON contract_review (company_id, contract_id);
