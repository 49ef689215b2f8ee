// Where the gate of a contract and its reviews are kept, and the facts of the check.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "contract/review.h"
#include "org/exchange.h"
#include "platform/sql/connection.h"

namespace tandem::contract {

struct GateRow {
    Gate gate;  // makers without their employees: with_employees
    UserId maker, editor;
    std::optional<UserId> submitter;
    std::optional<Instant> submitted_at, approved_at;
};
std::optional<GateRow> load_gate(sql::Connection& connection, CompanyId company, ContractId contract);
// Who is an employee is known as one, so that a second account of his is found out (S4).
Gate with_employees(sql::Connection& connection, CompanyId company, GateRow row);

void open_gate(sql::Connection& connection, CompanyId company, ContractId contract, UserId maker);
// The last to change it; what was approved is approved no more.
void note_edit(sql::Connection& connection, CompanyId company, ContractId contract, UserId editor);
// Counts the submission up. A contract that came from a file has no gate yet: whoever submits it stands for it.
void note_submission(sql::Connection& connection, CompanyId company, ContractId contract, UserId submitter, const std::string& content_hash, Instant now);
void note_approval(sql::Connection& connection, CompanyId company, ContractId contract, const std::string& content_hash, const std::vector<Accepted>& accepted, Instant now);

struct ReviewRow {
    std::int64_t id{};
    int submission = 0;
    Review review;
    std::vector<Finding> findings;  // as they stood
    std::string findings_json, grade, reviewer, content_hash;
    UserId by;
    int contract_policy = 0, credit_policy = 0;
    Instant at{};
};
void insert_review(sql::Connection& connection, CompanyId company, ContractId contract, const ReviewRow& row);
std::vector<ReviewRow> load_reviews(sql::Connection& connection, CompanyId company, ContractId contract);  // the newest first

// What secures this contract's customer or the contract alone, on whatever days, in the contract's currency. One in a
// currency without a rate does not count.
struct Exchange {
    const org::ExchangeRates& rates;
    Currency base;
    Date on;
};
std::vector<SecurityHeld> load_securities(sql::Connection& connection, CompanyId company, const Contract& contract, const Exchange& exchange);

// SHA-256 of what is to be signed: customer, representative, title, amounts, terms and clauses, and which submission it is.
// What stands under the contract in its customer's name: orders, deliveries, invoices, securities. "SO-000001, DN-000002"; at
// most five are named. Empty: nothing does, and the customer of a draft may be changed.
std::string documents_under(sql::Connection& connection, CompanyId company, ContractId contract);

std::string content_hash(const Contract& contract, int submission);

}  // namespace tandem::contract
