#include "receivable/edge/plan_items_sql.h"

#include <algorithm>

namespace tandem::receivable {
namespace {

std::string list_of(std::span<const OpenItemId> items) {
    std::vector<std::int64_t> ids;
    for (const OpenItemId id : items) ids.push_back(id.value);
    return sql::integer_list(ids);
}

}  // namespace

SqlPlanItemStore::SqlPlanItemStore(sql::Connection& connection, const audit::Act& act, SqlLedger& ledger)
    : connection_(connection), act_(act), ledger_(ledger), links_(connection.bulk("invoice_link", {"company_id", "invoice_id", "item_id", "amount_minor", "recorded_at"})) {}

std::vector<PlanItem> SqlPlanItemStore::lock(std::span<const OpenItemId> items) {
    flush();
    const std::string list = list_of(items);
    std::vector<PlanItem> found;
    connection_.query("SELECT id, item_date, due_date, currency, amount_minor, open_minor, rate_e10 FROM open_item "
                      "WHERE company_id = $1 AND voided_at IS NULL AND id IN {ints:$2} ORDER BY id {for_update}",
                      {act_.company.value, list}, [&](const sql::Row& row) {
                          const Currency currency = *parse_currency(row.text(3));
                          found.push_back({OpenItemId{row.integer(0)}, date_of(row.integer(1)), date_of(row.integer(2)), Money{row.integer(4), currency}, Money{0, currency},
                                           Money{row.integer(5), currency}, Rate{row.integer(6)}, false});
                      });
    const auto with = [&](std::int64_t id, auto change) {
        const auto item = std::ranges::lower_bound(found, OpenItemId{id}, {}, &PlanItem::id);
        if (item != found.end() && item->id.value == id) change(*item);
    };
    connection_.query("SELECT item_id, CAST(SUM(amount_minor) AS BIGINT) FROM invoice_link WHERE company_id = $1 AND voided_at IS NULL AND item_id IN {ints:$2} GROUP BY item_id",
                      {act_.company.value, list}, [&](const sql::Row& row) { with(row.integer(0), [&](PlanItem& item) { item.invoiced = Money{row.integer(1), item.amount.currency()}; }); });
    connection_.query("SELECT DISTINCT item_id FROM settlement WHERE company_id = $1 AND voided_at IS NULL AND item_id IN {ints:$2}", {act_.company.value, list},
                      [&](const sql::Row& row) { with(row.integer(0), [](PlanItem& item) { item.settled = true; }); });
    return found;
}

void SqlPlanItemStore::add(InvoiceId invoice, const InvoiceLink& link) {
    links_->add(act_.company.value).add(invoice.value).add(link.item.value).add(link.amount.minor()).add(act_.at.micros);
    links_->end_row();
}

void SqlPlanItemStore::mark_void(std::span<const OpenItemId> items) {
    flush();
    connection_.execute("UPDATE open_item SET voided_at = $3 WHERE company_id = $1 AND voided_at IS NULL AND id IN {ints:$2}", {act_.company.value, list_of(items), act_.at.micros});
}

void SqlPlanItemStore::flush() {
    ledger_.flush();
    links_->flush();
}

}  // namespace tandem::receivable
