-- Messages that leave the program: what is to be said to whom, written with the fact, and the tries to deliver it.

-- One row a key, for ever: what was said is not said again. address and body are sealed like contacts; the body of a link
-- that signs somebody in goes with its delivery. next_try_at: due from then on; a try moves it ahead before it begins, so
-- that no other sender takes it up meanwhile.
CREATE TABLE message_outbox (
  company_id {int} NOT NULL, id {int} NOT NULL, key TEXT NOT NULL, kind TEXT NOT NULL, to_user_id {int}, address TEXT NOT NULL,
  language TEXT NOT NULL CHECK (language IN ('zh', 'en')), subject TEXT NOT NULL, body TEXT, about TEXT, secret {int} NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'failed', 'sent', 'given_up', 'cancelled')),
  attempts {int} NOT NULL, next_try_at {int}, last_error TEXT, recorded_at {int} NOT NULL, sent_at {int},
  PRIMARY KEY (company_id, id)
){end};
CREATE UNIQUE INDEX message_outbox_key ON message_outbox (company_id, key);
CREATE INDEX message_outbox_due ON message_outbox (company_id, next_try_at) WHERE state IN ('waiting', 'failed');

-- Of which step of a request its approvers were told, and of what: each once.
CREATE TABLE approval_notice (
  company_id {int} NOT NULL, request_id {int} NOT NULL, round_no {int} NOT NULL, level_no {int} NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('arrived', 'due', 'passed_on')), recorded_at {int} NOT NULL,
  PRIMARY KEY (company_id, request_id, round_no, level_no, kind),
  FOREIGN KEY (company_id, request_id) REFERENCES approval_request (company_id, id)
){end};
