#include "party/edge/merge_sql.h"

#include <array>
#include <boost/json.hpp>

#include "audit/edge/trail_sql.h"
#include "org/edge/org_sql.h"

namespace tandem::party {
namespace {

// Everything that names a customer. `found`: currency, count, amount and open of what the customer $2 has; `noted`
// keeps whose it was; `moved` gives it to $3. Voided rows move too, so that nothing is left behind.
struct Belonging {
    std::string_view kind;
    sql::Sql found, noted, moved;
};
constexpr std::array belongings{
    Belonging{"contract", "SELECT currency, COUNT(*), CAST(SUM(amount_minor) AS {int}), 0 FROM contract WHERE company_id = $1 AND customer_id = $2 AND voided_at IS NULL GROUP BY currency ORDER BY currency",
              "INSERT INTO customer_merge_row (company_id, from_id, object_kind, object_id) SELECT company_id, customer_id, 'contract', id FROM contract WHERE company_id = $1 AND customer_id = $2",
              "UPDATE contract SET customer_id = $3 WHERE company_id = $1 AND customer_id = $2"},
    Belonging{"sales_order", "SELECT currency, COUNT(*), CAST(SUM(amount_minor) AS {int}), 0 FROM sales_order WHERE company_id = $1 AND customer_id = $2 AND voided_at IS NULL GROUP BY currency ORDER BY currency",
              "INSERT INTO customer_merge_row (company_id, from_id, object_kind, object_id) SELECT company_id, customer_id, 'sales_order', id FROM sales_order WHERE company_id = $1 AND customer_id = $2",
              "UPDATE sales_order SET customer_id = $3 WHERE company_id = $1 AND customer_id = $2"},
    Belonging{"delivery", "SELECT currency, COUNT(*), CAST(SUM(amount_minor) AS {int}), 0 FROM delivery WHERE company_id = $1 AND customer_id = $2 AND voided_at IS NULL GROUP BY currency ORDER BY currency",
              "INSERT INTO customer_merge_row (company_id, from_id, object_kind, object_id) SELECT company_id, customer_id, 'delivery', id FROM delivery WHERE company_id = $1 AND customer_id = $2",
              "UPDATE delivery SET customer_id = $3 WHERE company_id = $1 AND customer_id = $2"},
    Belonging{"invoice", "SELECT currency, COUNT(*), CAST(SUM(gross_minor) AS {int}), 0 FROM invoice WHERE company_id = $1 AND customer_id = $2 AND voided_at IS NULL GROUP BY currency ORDER BY currency",
              "INSERT INTO customer_merge_row (company_id, from_id, object_kind, object_id) SELECT company_id, customer_id, 'invoice', id FROM invoice WHERE company_id = $1 AND customer_id = $2",
              "UPDATE invoice SET customer_id = $3 WHERE company_id = $1 AND customer_id = $2"},
    Belonging{"open_item", "SELECT currency, COUNT(*), CAST(SUM(amount_minor) AS {int}), CAST(SUM(open_minor) AS {int}) FROM open_item WHERE company_id = $1 AND customer_id = $2 AND voided_at IS NULL GROUP BY currency ORDER BY currency",
              "INSERT INTO customer_merge_row (company_id, from_id, object_kind, object_id) SELECT company_id, customer_id, 'open_item', id FROM open_item WHERE company_id = $1 AND customer_id = $2",
              "UPDATE open_item SET customer_id = $3 WHERE company_id = $1 AND customer_id = $2"},
    Belonging{"credit_note", "SELECT currency, COUNT(*), CAST(SUM(gross_minor) AS {int}), CAST(SUM(open_minor) AS {int}) FROM credit_note WHERE company_id = $1 AND customer_id = $2 AND voided_at IS NULL GROUP BY currency ORDER BY currency",
              "INSERT INTO customer_merge_row (company_id, from_id, object_kind, object_id) SELECT company_id, customer_id, 'credit_note', id FROM credit_note WHERE company_id = $1 AND customer_id = $2",
              "UPDATE credit_note SET customer_id = $3 WHERE company_id = $1 AND customer_id = $2"},
    Belonging{"receipt", "SELECT currency, COUNT(*), CAST(SUM(amount_minor) AS {int}), CAST(SUM(unapplied_minor) AS {int}) FROM receipt WHERE company_id = $1 AND customer_id = $2 AND voided_at IS NULL GROUP BY currency ORDER BY currency",
              "INSERT INTO customer_merge_row (company_id, from_id, object_kind, object_id) SELECT company_id, customer_id, 'receipt', id FROM receipt WHERE company_id = $1 AND customer_id = $2",
              "UPDATE receipt SET customer_id = $3 WHERE company_id = $1 AND customer_id = $2"},
    Belonging{"refund", "SELECT currency, COUNT(*), CAST(SUM(amount_minor) AS {int}), 0 FROM refund WHERE company_id = $1 AND customer_id = $2 GROUP BY currency ORDER BY currency",
              "INSERT INTO customer_merge_row (company_id, from_id, object_kind, object_id) SELECT company_id, customer_id, 'refund', id FROM refund WHERE company_id = $1 AND customer_id = $2",
              "UPDATE refund SET customer_id = $3 WHERE company_id = $1 AND customer_id = $2"},
    Belonging{"credit_security", "SELECT '', COUNT(*), 0, 0 FROM credit_security WHERE company_id = $1 AND customer_id = $2 AND voided_at IS NULL",
              "INSERT INTO customer_merge_row (company_id, from_id, object_kind, object_id) SELECT company_id, customer_id, 'credit_security', id FROM credit_security WHERE company_id = $1 AND customer_id = $2",
              "UPDATE credit_security SET customer_id = $3 WHERE company_id = $1 AND customer_id = $2"},
    Belonging{"credit_hold", "SELECT '', COUNT(*), 0, 0 FROM credit_hold WHERE company_id = $1 AND customer_id = $2",
              "INSERT INTO customer_merge_row (company_id, from_id, object_kind, object_id) SELECT company_id, customer_id, 'credit_hold', id FROM credit_hold WHERE company_id = $1 AND customer_id = $2",
              "UPDATE credit_hold SET customer_id = $3 WHERE company_id = $1 AND customer_id = $2"},
    Belonging{"credit_decision", "SELECT '', COUNT(*), 0, 0 FROM credit_decision WHERE company_id = $1 AND customer_id = $2",
              "INSERT INTO customer_merge_row (company_id, from_id, object_kind, object_id) SELECT company_id, customer_id, 'credit_decision', id FROM credit_decision WHERE company_id = $1 AND customer_id = $2",
              "UPDATE credit_decision SET customer_id = $3 WHERE company_id = $1 AND customer_id = $2"},
    Belonging{"credit_claim", "SELECT '', COUNT(*), 0, 0 FROM credit_claim WHERE company_id = $1 AND customer_id = $2",
              "INSERT INTO customer_merge_row (company_id, from_id, object_kind, object_id) SELECT company_id, customer_id, 'credit_claim', id FROM credit_claim WHERE company_id = $1 AND customer_id = $2",
              "UPDATE credit_claim SET customer_id = $3 WHERE company_id = $1 AND customer_id = $2"},
    // A stop moves too, unless the other one is stopped already. Limits do not: that of the customer who stays counts.
    Belonging{"credit_stop", "SELECT '', COUNT(*), 0, 0 FROM credit_stop WHERE company_id = $1 AND customer_id = $2 AND lifted_at IS NULL",
              "INSERT INTO customer_merge_row (company_id, from_id, object_kind, object_id) SELECT company_id, customer_id, 'credit_stop', id FROM credit_stop WHERE company_id = $1 AND customer_id = $2",
              "UPDATE credit_stop SET customer_id = $3 WHERE company_id = $1 AND customer_id = $2 AND (lifted_at IS NOT NULL OR NOT EXISTS (SELECT 1 FROM credit_stop x WHERE x.company_id = $1 AND x.customer_id = $3 AND x.lifted_at IS NULL))"},
    Belonging{"contact", "SELECT '', COUNT(*), 0, 0 FROM contact WHERE company_id = $1 AND customer_id = $2 AND voided_at IS NULL",
              "INSERT INTO customer_merge_row (company_id, from_id, object_kind, object_id) SELECT company_id, customer_id, 'contact', id FROM contact WHERE company_id = $1 AND customer_id = $2",
              "UPDATE contact SET customer_id = $3 WHERE company_id = $1 AND customer_id = $2"},
    Belonging{"task", "SELECT '', COUNT(*), 0, 0 FROM task WHERE company_id = $1 AND customer_id = $2 AND cancelled_date IS NULL",
              "INSERT INTO customer_merge_row (company_id, from_id, object_kind, object_id) SELECT company_id, customer_id, 'task', id FROM task WHERE company_id = $1 AND customer_id = $2",
              "UPDATE task SET customer_id = $3 WHERE company_id = $1 AND customer_id = $2"},
    Belonging{"promise", "SELECT currency, COUNT(*), CAST(SUM(amount_minor) AS {int}), 0 FROM promise WHERE company_id = $1 AND customer_id = $2 GROUP BY currency ORDER BY currency",
              "INSERT INTO customer_merge_row (company_id, from_id, object_kind, object_id) SELECT company_id, customer_id, 'promise', id FROM promise WHERE company_id = $1 AND customer_id = $2",
              "UPDATE promise SET customer_id = $3 WHERE company_id = $1 AND customer_id = $2"},
    Belonging{"financial_statement", "SELECT '', COUNT(*), 0, 0 FROM financial_statement WHERE company_id = $1 AND customer_id = $2",
              "INSERT INTO customer_merge_row (company_id, from_id, object_kind, object_id) SELECT company_id, customer_id, 'financial_statement', id FROM financial_statement WHERE company_id = $1 AND customer_id = $2",
              "UPDATE financial_statement SET customer_id = $3 WHERE company_id = $1 AND customer_id = $2"},
    Belonging{"credit_rating", "SELECT '', COUNT(*), 0, 0 FROM credit_rating WHERE company_id = $1 AND customer_id = $2",
              "INSERT INTO customer_merge_row (company_id, from_id, object_kind, object_id) SELECT company_id, customer_id, 'credit_rating', id FROM credit_rating WHERE company_id = $1 AND customer_id = $2",
              "UPDATE credit_rating SET customer_id = $3 WHERE company_id = $1 AND customer_id = $2"},
    Belonging{"credit_form", "SELECT '', COUNT(*), 0, 0 FROM credit_form WHERE company_id = $1 AND customer_id = $2",
              "INSERT INTO customer_merge_row (company_id, from_id, object_kind, object_id) SELECT company_id, customer_id, 'credit_form', id FROM credit_form WHERE company_id = $1 AND customer_id = $2",
              "UPDATE credit_form SET customer_id = $3 WHERE company_id = $1 AND customer_id = $2"},
    Belonging{"complaint", "SELECT '', COUNT(*), 0, 0 FROM complaint WHERE company_id = $1 AND customer_id = $2",
              "INSERT INTO customer_merge_row (company_id, from_id, object_kind, object_id) SELECT company_id, customer_id, 'complaint', id FROM complaint WHERE company_id = $1 AND customer_id = $2",
              "UPDATE complaint SET customer_id = $3 WHERE company_id = $1 AND customer_id = $2"},
    Belonging{"credit_assessment", "SELECT '', COUNT(*), 0, 0 FROM credit_assessment WHERE company_id = $1 AND customer_id = $2",
              "INSERT INTO customer_merge_row (company_id, from_id, object_kind, object_id) SELECT company_id, customer_id, 'credit_assessment', id FROM credit_assessment WHERE company_id = $1 AND customer_id = $2",
              "UPDATE credit_assessment SET customer_id = $3 WHERE company_id = $1 AND customer_id = $2"},
    Belonging{"credit_grade", "SELECT '', COUNT(*), 0, 0 FROM credit_grade WHERE company_id = $1 AND customer_id = $2",
              "INSERT INTO customer_merge_row (company_id, from_id, object_kind, object_id) SELECT company_id, customer_id, 'credit_grade', id FROM credit_grade WHERE company_id = $1 AND customer_id = $2",
              "UPDATE credit_grade SET customer_id = $3 WHERE company_id = $1 AND customer_id = $2"},
    Belonging{"note", "SELECT '', COUNT(*), 0, 0 FROM note WHERE company_id = $1 AND object_kind = 'customer' AND object_id = $2 AND voided_at IS NULL",
              "INSERT INTO customer_merge_row (company_id, from_id, object_kind, object_id) SELECT company_id, object_id, 'note', id FROM note WHERE company_id = $1 AND object_kind = 'customer' AND object_id = $2",
              "UPDATE note SET object_id = $3 WHERE company_id = $1 AND object_kind = 'customer' AND object_id = $2"},
    // A file that both have stays with the duplicate.
    Belonging{"attachment", "SELECT '', COUNT(*), 0, 0 FROM attachment WHERE company_id = $1 AND object_kind = 'customer' AND object_id = $2 AND voided_at IS NULL",
              "INSERT INTO customer_merge_row (company_id, from_id, object_kind, object_id) SELECT company_id, object_id, 'attachment', id FROM attachment WHERE company_id = $1 AND object_kind = 'customer' AND object_id = $2",
              "UPDATE attachment SET object_id = $3 WHERE company_id = $1 AND object_kind = 'customer' AND object_id = $2 AND content_hash NOT IN "
              "(SELECT content_hash FROM attachment WHERE company_id = $1 AND object_kind = 'customer' AND object_id = $3 AND voided_at IS NULL)"},
};

Result<Customer> known(sql::Connection& connection, CompanyId company, CustomerId id) {
    auto found = find_customer(connection, company, id);
    if (!found) return refuse("party.unknown_customer", to_string(id));
    return std::move(*found);
}

std::string detail_of(const MergePlan& plan, const std::string& reason) {
    boost::json::object moved;
    for (const Moving& each : plan.moving) moved[each.currency.empty() ? each.kind : each.kind + " " + each.currency] = each.count;
    return boost::json::serialize(boost::json::object{{"into", to_string(plan.into.id)}, {"into_code", plan.into.code}, {"reason", reason}, {"moved", std::move(moved)}});
}

}  // namespace

std::optional<Customer> find_customer(sql::Connection& connection, CompanyId company, CustomerId id) {
    std::optional<Customer> found;
    connection.query("SELECT code, name, COALESCE(tax_number, ''), merged_into_id FROM customer WHERE company_id = $1 AND id = $2 AND voided_at IS NULL", {company.value, id.value}, [&](const sql::Row& row) {
        found.emplace();
        found->id = id;
        found->code = row.text(0);
        found->name = row.text(1);
        found->tax_number = row.text(2);
        if (const auto into = row.maybe_integer(3)) found->merged_into = CustomerId{*into};
    });
    return found;
}

Result<MergePlan> plan_merge(sql::Connection& connection, CompanyId company, CustomerId duplicate, CustomerId into) {
    MergePlan plan{TRY(known(connection, company, duplicate)), TRY(known(connection, company, into)), {}};
    TRY_VOID(check_merge(plan.duplicate, plan.into));
    for (const Belonging& each : belongings)
        connection.query(each.found, {company.value, duplicate.value}, [&](const sql::Row& row) {
            if (row.integer(1) > 0) plan.moving.push_back({std::string(each.kind), std::string(row.text(0)), row.integer(1), row.integer(2), row.integer(3)});
        });
    return plan;
}

Result<MergePlan> merge(sql::Connection& connection, const audit::Act& act, IdSource& ids, CustomerId duplicate, CustomerId into, const std::string& reason) {
    org::lock_book(connection, act.company);
    MergePlan plan = TRY(plan_merge(connection, act.company, duplicate, into));
    if (reason.find_first_not_of(" \t\r\n") == std::string::npos) return refuse("party.merge_reason", plan.duplicate.code);
    for (const Belonging& each : belongings) {
        connection.execute(each.noted, {act.company.value, duplicate.value});
        connection.execute(each.moved, {act.company.value, duplicate.value, into.value});
    }
    // Whoever pointed to the duplicate points to its successor: one step, never a chain.
    connection.execute("UPDATE customer SET merged_into_id = $3 WHERE company_id = $1 AND (id = $2 OR merged_into_id = $2)", {act.company.value, duplicate.value, into.value});
    connection.execute("INSERT INTO customer_merge (company_id, from_id, into_id, reason, actor_id, merged_at) VALUES ($1, $2, $3, $4, $5, $6)",
                       {act.company.value, duplicate.value, into.value, reason, act.actor.value, act.at.micros});
    audit::SqlTrail trail{connection, ids, act};
    const std::string detail = detail_of(plan, reason);
    trail.record({.object_kind = "customer", .object_id = duplicate.value, .topic = "customer.merged", .policy_version = {}, .detail = detail});
    trail.record({.object_kind = "customer", .object_id = into.value, .topic = "customer.took_over", .policy_version = {}, .detail = boost::json::serialize(boost::json::object{{"from", to_string(duplicate)}})});
    trail.flush();
    return plan;
}

}  // namespace tandem::party
