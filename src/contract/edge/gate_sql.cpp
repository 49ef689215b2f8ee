#include "contract/edge/gate_sql.h"

#include <algorithm>

#include "contract/edge/gate_json.h"
#include "contract/edge/terms_json.h"
#include "platform/digest.h"

namespace tandem::contract {
namespace {

namespace json = boost::json;

std::optional<Instant> maybe_instant(const sql::Row& row, int column) {
    const auto micros = row.maybe_integer(column);
    return micros ? std::optional{Instant{*micros}} : std::nullopt;
}
// Over the company's currency, rounded down: what is not quite there does not secure. Nothing without a rate.
std::optional<Money> in_currency(Money own, Currency wanted, const Exchange& exchange) {
    if (own.currency() == wanted) return own;
    const auto from = exchange.rates.rate_on(own.currency(), exchange.base, exchange.on), to = exchange.rates.rate_on(wanted, exchange.base, exchange.on);
    if (!from || !to) return std::nullopt;
    Wide numerator = Wide{own.minor()} * from->e10, denominator = to->e10;
    for (int digit = own.currency().exponent(); digit < wanted.exponent(); ++digit) numerator *= 10;
    for (int digit = wanted.exponent(); digit < own.currency().exponent(); ++digit) denominator *= 10;
    return Money{divide(numerator, denominator, Rounding::down), wanted};
}
std::string text_or_empty(const sql::Row& row, int column) { return row.is_null(column) ? std::string{} : std::string(row.text(column)); }
template <class Some>
json::value number_or_null(const std::optional<Some>& some) { return some ? json::value(some->e10) : json::value(nullptr); }

}  // namespace

std::optional<GateRow> load_gate(sql::Connection& connection, CompanyId company, ContractId contract) {
    std::optional<GateRow> found;
    connection.query("SELECT maker_id, editor_id, submission, submitter_id, submitted_at, content_hash, approved_hash, approved_at, accepted FROM contract_gate WHERE company_id = $1 AND contract_id = $2",
                     {company.value, contract.value}, [&](const sql::Row& row) {
                         GateRow gate;
                         gate.maker = UserId{row.integer(0)};
                         gate.editor = UserId{row.integer(1)};
                         gate.gate.submission = static_cast<int>(row.integer(2));
                         if (const auto submitter = row.maybe_integer(3)) gate.submitter = UserId{*submitter};
                         gate.submitted_at = maybe_instant(row, 4);
                         gate.gate.content_hash = text_or_empty(row, 5);
                         gate.gate.approved_hash = text_or_empty(row, 6);
                         gate.approved_at = maybe_instant(row, 7);
                         gate.gate.accepted = accepted_of(row.text(8));
                         found = std::move(gate);
                     });
    return found;
}

Gate with_employees(sql::Connection& connection, CompanyId company, GateRow row) {
    std::vector<std::int64_t> users{row.maker.value, row.editor.value};
    if (row.submitter) users.push_back(row.submitter->value);
    std::ranges::sort(users);
    users.erase(std::ranges::unique(users).begin(), users.end());
    Gate gate = std::move(row.gate);
    for (const auto user : users) gate.makers.push_back({UserId{user}, {}});
    connection.query("SELECT id, employee_id FROM app_user WHERE company_id = $1 AND id IN {ints:$2}", {company.value, sql::integer_list(users)}, [&](const sql::Row& found) {
        for (Hand& each : gate.makers)
            if (each.user.value == found.integer(0)) each.employee = EmployeeId{found.maybe_integer(1).value_or(0)};
    });
    return gate;
}

void open_gate(sql::Connection& connection, CompanyId company, ContractId contract, UserId maker) {
    connection.execute("INSERT INTO contract_gate (company_id, contract_id, maker_id, editor_id, submission, accepted) VALUES ($1, $2, $3, $3, 0, '[]')", {company.value, contract.value, maker.value});
}

void note_edit(sql::Connection& connection, CompanyId company, ContractId contract, UserId editor) {
    connection.execute("UPDATE contract_gate SET editor_id = $3, approved_hash = NULL, approved_at = NULL, accepted = '[]' WHERE company_id = $1 AND contract_id = $2", {company.value, contract.value, editor.value});
}

void note_submission(sql::Connection& connection, CompanyId company, ContractId contract, UserId submitter, const std::string& content_hash, Instant now) {
    const auto counted = connection.execute("UPDATE contract_gate SET submission = submission + 1, submitter_id = $3, submitted_at = $4, content_hash = $5, approved_hash = NULL, approved_at = NULL, accepted = '[]' "
                                            "WHERE company_id = $1 AND contract_id = $2", {company.value, contract.value, submitter.value, now.micros, content_hash});
    if (counted == 0)
        connection.execute("INSERT INTO contract_gate (company_id, contract_id, maker_id, editor_id, submission, submitter_id, submitted_at, content_hash, accepted) VALUES ($1, $2, $3, $3, 1, $3, $4, $5, '[]')",
                           {company.value, contract.value, submitter.value, now.micros, content_hash});
}

void note_approval(sql::Connection& connection, CompanyId company, ContractId contract, const std::string& content_hash, const std::vector<Accepted>& accepted, Instant now) {
    connection.execute("UPDATE contract_gate SET approved_hash = $3, approved_at = $4, accepted = $5 WHERE company_id = $1 AND contract_id = $2",
                       {company.value, contract.value, content_hash, now.micros, json::serialize(to_json(accepted))});
}

void insert_review(sql::Connection& connection, CompanyId company, ContractId contract, const ReviewRow& row) {
    const Review& review = row.review;
    connection.execute("INSERT INTO contract_review (company_id, id, contract_id, submission, outcome, reason, content_hash, answers, risks, accepted, findings, grade, contract_policy_version, "
                       "credit_policy_version, reviewer_id, recorded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
                       {company.value, row.id, contract.value, row.submission, code_of(review.outcome), review.reason.empty() ? sql::Param{nullptr} : sql::Param{review.reason}, row.content_hash,
                        json::serialize(to_json(review.answers)), json::serialize(to_json(review.risks)), json::serialize(to_json(review.accepted)), json::serialize(to_json(row.findings)),
                        row.grade.empty() ? sql::Param{nullptr} : sql::Param{row.grade}, row.contract_policy, row.credit_policy, row.by.value, row.at.micros});
}

std::vector<ReviewRow> load_reviews(sql::Connection& connection, CompanyId company, ContractId contract) {
    std::vector<ReviewRow> rows;
    connection.query("SELECT r.id, r.submission, r.outcome, r.reason, r.content_hash, r.answers, r.risks, r.accepted, r.findings, r.grade, r.contract_policy_version, r.credit_policy_version, r.reviewer_id, "
                     "r.recorded_at, u.display_name FROM contract_review r LEFT JOIN app_user u ON u.company_id = r.company_id AND u.id = r.reviewer_id "
                     "WHERE r.company_id = $1 AND r.contract_id = $2 ORDER BY r.id DESC", {company.value, contract.value}, [&](const sql::Row& row) {
                         ReviewRow one;
                         one.id = row.integer(0);
                         one.submission = static_cast<int>(row.integer(1));
                         one.review = {row.text(2) == code_of(Outcome::pass) ? Outcome::pass : Outcome::send_back, answers_of(row.text(5)), risks_of(row.text(6)), accepted_of(row.text(7)), text_or_empty(row, 3)};
                         one.content_hash = row.text(4);
                         one.findings_json = row.text(8);
                         one.grade = text_or_empty(row, 9);
                         one.contract_policy = static_cast<int>(row.integer(10));
                         one.credit_policy = static_cast<int>(row.integer(11));
                         one.by = UserId{row.integer(12)};
                         one.at = Instant{row.integer(13)};
                         one.reviewer = text_or_empty(row, 14);
                         rows.push_back(std::move(one));
                     });
    return rows;
}

std::vector<SecurityHeld> load_securities(sql::Connection& connection, CompanyId company, const Contract& contract, const Exchange& exchange) {
    std::vector<SecurityHeld> held;
    connection.query("SELECT kind, currency, amount_minor, from_date, valid_to_date, recorded_at FROM credit_security WHERE company_id = $1 AND customer_id = $2 AND voided_at IS NULL "
                     "AND (contract_id IS NULL OR contract_id = $3) ORDER BY id", {company.value, contract.customer.value, contract.id.value}, [&](const sql::Row& row) {
                         const Money own{row.integer(2), *parse_currency(row.text(1))};
                         if (const auto amount = in_currency(own, contract.amount.currency(), exchange))
                             held.push_back({std::string(row.text(0)), *amount, date_of(row.integer(3)), date_of(row.integer(4)), Instant{row.integer(5)}});
                     });
    return held;
}

std::string documents_under(sql::Connection& connection, CompanyId company, ContractId contract) {
    constexpr int named = 5;
    std::string documents;
    int count = 0;
    connection.query("SELECT number FROM sales_order WHERE company_id = $1 AND contract_id = $2 AND voided_at IS NULL AND COALESCE(status, '') <> 'cancelled' "
                     "UNION ALL SELECT number FROM delivery WHERE company_id = $1 AND contract_id = $2 AND voided_at IS NULL "
                     "UNION ALL SELECT number FROM invoice WHERE company_id = $1 AND contract_id = $2 AND voided_at IS NULL "
                     "UNION ALL SELECT provider FROM credit_security WHERE company_id = $1 AND contract_id = $2 AND voided_at IS NULL",
                     {company.value, contract.value}, [&](const sql::Row& row) {
                         if (++count <= named) (documents += documents.empty() ? "" : ", ") += row.text(0);
                     });
    return count > named ? documents + ", …" : documents;
}

std::string content_hash(const Contract& contract, int submission) {
    const json::object content{{"submission", submission}, {"id", contract.id.value}, {"customer", contract.customer.value}, {"rep", contract.rep ? json::value(contract.rep->value) : json::value(nullptr)},
                               {"title", contract.title}, {"currency", contract.amount.currency().code()}, {"amount", contract.amount.minor()},
                               {"net", contract.net ? json::value(contract.net->minor()) : json::value(nullptr)}, {"terms", contract.terms ? terms_to_json(*contract.terms) : json::value(nullptr)},
                               {"payment_methods", to_text(contract.payment_methods)}, {"late_interest", number_or_null(contract.late_interest_daily)}, {"penalty", number_or_null(contract.penalty)},
                               {"penalty_after_days", contract.penalty_after_days ? json::value(*contract.penalty_after_days) : json::value(nullptr)},
                               {"dispute", contract.dispute ? json::value(name_of(*contract.dispute)) : json::value(nullptr)}};
    return platform::digest_text(platform::sha256(json::serialize(content)));
}

}  // namespace tandem::contract
