#include "cash/edge/payment_history_sql.h"

#include <unordered_map>

#include "credit/complaint.h"
#include "policy/edge/policy_sql.h"
#include "receivable/edge/receivable_policy_json.h"

namespace tandem::cash {
namespace {

using credit::PaymentHistory;
using Histories = std::map<CustomerId, PaymentHistory>;

// The rows of all customers, or with the column looked up in $4 those of some. The statement takes $1 company, $2 the first day
// and $3 the last day of the window.
struct Asked {
    sql::Connection& connection;
    CompanyId company;
    Date today;
    const credit::OfCustomers& of;

    void ask(sql::Sql from, sql::Sql of_some, sql::Sql end, const sql::OnRow& on_row) const {
        sql::SqlBuilder query{from};
        query << (of.all() ? sql::Sql(" AND CAST($4 AS TEXT) = ''") : of_some) << end;
        const std::vector<sql::Param> params{company.value, std::int64_t{day_number(credit::window_start(today))}, std::int64_t{day_number(today)}, of.ids()};
        connection.query(query, params, on_row);
    }
};

// The contracts that have a part in the window. One is kept until a part is later than its days: those of the contract, else the
// standard's.
struct Contracts {
    struct Record { CustomerId customer; bool kept = true; };
    int standard_days;
    std::unordered_map<std::int64_t, Record> records;

    void add_part(std::int64_t contract, CustomerId customer, std::optional<std::int64_t> days, std::optional<std::int64_t> late) {
        if (!late) return;
        auto& record = records.try_emplace(contract, Record{customer}).first->second;
        record.kept = record.kept && *late <= days.value_or(standard_days);
    }
    void count(Histories& histories) const {
        for (const auto& [contract, record] : records) {
            PaymentHistory& of = histories[record.customer];
            ++of.contracts;
            if (record.kept) ++of.contracts_kept;
        }
    }
};
Contracts contracts_on(const Asked& asked) {
    return {.standard_days = receivable::parse_receivable_policy(policy::policy_text(asked.connection, asked.company, "receivable", asked.today)).value().penalty.more_than_days, .records = {}};
}

// Whatever settles an item ends its delay, save a write-off: what was written off was not paid.
void add_items(const Asked& asked, Histories& histories) {
    Contracts contracts = contracts_on(asked);
    asked.ask("SELECT o.customer_id, o.due_date, o.amount_minor, CAST(COALESCE(SUM(s.amount_minor), 0) AS {int}), MAX(s.effective_date), o.contract_id, k.penalty_after_days FROM open_item o "
              "LEFT JOIN contract k ON k.company_id = o.company_id AND k.id = o.contract_id "
              "LEFT JOIN settlement s ON s.company_id = o.company_id AND s.item_id = o.id AND s.voided_at IS NULL AND s.kind <> 'write_off' AND s.effective_date <= $3 "
              "WHERE o.company_id = $1 AND o.voided_at IS NULL AND o.amount_minor > 0 AND o.item_date <= $3 AND CAST($2 AS {int}) IS NOT NULL",
              " AND o.customer_id IN {ints:$4}", " GROUP BY o.id, o.customer_id, o.due_date, o.amount_minor, o.contract_id, k.penalty_after_days", [&](const sql::Row& row) {
                  const CustomerId customer{row.integer(0)};
                  const Date due = date_of(row.integer(1));
                  const auto settled = row.integer(3) >= row.integer(2) ? std::optional{date_of(row.integer(4))} : std::nullopt;
                  credit::add_item(histories[customer], due, settled, asked.today);
                  if (const auto contract = row.maybe_integer(5)) contracts.add_part(*contract, customer, row.maybe_integer(6), credit::days_late(due, settled, asked.today));
              });
    contracts.count(histories);
}

void add_complaints(const Asked& asked, Histories& histories) {
    asked.ask("SELECT customer_id, raised_date, closed_date, outcome FROM complaint WHERE company_id = $1 AND voided_at IS NULL AND raised_date >= $2 AND raised_date <= $3", " AND customer_id IN {ints:$4}", "",
              [&](const sql::Row& row) {
                  credit::ComplaintCourse course{.raised_on = date_of(row.integer(1)), .closed_on = {}};
                  if (!row.is_null(2)) {
                      course.closed_on = date_of(row.integer(2));
                      course.outcome = credit::complaint_outcome_named(row.text(3)).value();
                  }
                  if (credit::counts_on(course, asked.today)) ++histories[CustomerId{row.integer(0)}].complaints;
              });
}

void add_failures(const Asked& asked, Histories& histories) {
    asked.ask("SELECT customer_id, COUNT(*) FROM receipt WHERE company_id = $1 AND voided_at IS NULL AND dishonoured_date >= $2 AND dishonoured_date <= $3", " AND customer_id IN {ints:$4}", " GROUP BY customer_id",
              [&](const sql::Row& row) { histories[CustomerId{row.integer(0)}].failed_payments = row.integer(1); });
}

void add_billings(const Asked& asked, Histories& histories) {
    asked.ask("SELECT customer_id, CAST(SUM(base_gross_minor) AS {int}) FROM invoice WHERE company_id = $1 AND voided_at IS NULL AND invoice_date >= $2 AND invoice_date <= $3", " AND customer_id IN {ints:$4}", " GROUP BY customer_id",
              [&](const sql::Row& row) { histories[CustomerId{row.integer(0)}].billed_minor = row.integer(1); });
    asked.ask("SELECT customer_id, CAST(SUM(base_gross_minor) AS {int}) FROM credit_note WHERE company_id = $1 AND voided_at IS NULL AND note_date >= $2 AND note_date <= $3", " AND customer_id IN {ints:$4}", " GROUP BY customer_id",
              [&](const sql::Row& row) { histories[CustomerId{row.integer(0)}].credited_minor = row.integer(1); });
}

}  // namespace

Histories load_payment_histories(sql::Connection& connection, CompanyId company, Date today, const credit::OfCustomers& of) {
    const Asked asked{connection, company, today, of};
    Histories histories;
    add_items(asked, histories);
    add_failures(asked, histories);
    add_billings(asked, histories);
    add_complaints(asked, histories);
    return histories;
}

}  // namespace tandem::cash
