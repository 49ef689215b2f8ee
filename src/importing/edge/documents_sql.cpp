#include "importing/edge/documents_sql.h"

#include <algorithm>

namespace tandem::importing {
namespace {

std::string list_of(const std::unordered_set<std::string>& names) {
    const std::vector<std::string> all{names.begin(), names.end()};
    return sql::text_list(all);
}

std::string ids_of(const std::unordered_map<std::string, std::unordered_set<std::int64_t>>& names) {
    std::vector<std::int64_t> ids;
    for (const auto& [name, found] : names) ids.insert(ids.end(), found.begin(), found.end());
    std::ranges::sort(ids);
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return sql::integer_list(ids);
}

}  // namespace

void NamedItems::load() {
    if (wanted_.empty()) return;
    load_names();
    load_items();
    wanted_.clear();
}

void NamedItems::load_names() {
    const std::string list = list_of(wanted_);
    std::unordered_map<std::int64_t, std::vector<std::string>> invoices;
    std::vector<std::int64_t> ids;
    connection_.query(
        "SELECT number, id FROM invoice WHERE company_id = $1 AND voided_at IS NULL AND number IN {texts:$2} "
        "UNION SELECT external_id, id FROM invoice WHERE company_id = $1 AND voided_at IS NULL AND external_id IN {texts:$2}",
        {company_.value, list}, [&](const sql::Row& row) {
            invoices[row.integer(1)].emplace_back(row.text(0));
            ids.push_back(row.integer(1));
        });
    // An invoice stands for its own item, or for the plan items it is linked to.
    connection_.query(
        "SELECT invoice_id, id FROM open_item WHERE company_id = $1 AND voided_at IS NULL AND invoice_id IN {ints:$2} "
        "UNION SELECT invoice_id, item_id FROM invoice_link WHERE company_id = $1 AND voided_at IS NULL AND invoice_id IN {ints:$2}",
        {company_.value, sql::integer_list(ids)}, [&](const sql::Row& row) {
            for (const std::string& name : invoices.at(row.integer(0))) names_[name].insert(row.integer(1));
        });
    connection_.query(
        "SELECT number, id FROM open_item WHERE company_id = $1 AND voided_at IS NULL AND invoice_id IS NULL AND number IN {texts:$2} "
        "UNION SELECT external_id, id FROM open_item WHERE company_id = $1 AND voided_at IS NULL AND external_id IN {texts:$2}",
        {company_.value, list}, [&](const sql::Row& row) { names_[std::string(row.text(0))].insert(row.integer(1)); });
}

void NamedItems::load_items() {
    connection_.query(
        "SELECT id, number, customer_id, item_date, due_date, currency, open_minor, rate_e10 FROM open_item "
        "WHERE company_id = $1 AND voided_at IS NULL AND id IN {ints:$2} ORDER BY id {for_update}",
        {company_.value, ids_of(names_)}, [&](const sql::Row& row) {
            items_.emplace(row.integer(0), ItemFound{OpenItemId{row.integer(0)}, std::string(row.text(1)), CustomerId{row.integer(2)}, date_of(row.integer(3)), date_of(row.integer(4)),
                                                     Money{row.integer(6), *parse_currency(row.text(5))}, Rate{row.integer(7)}});
        });
}

std::vector<ItemFound*> NamedItems::named(std::string_view name) {
    std::vector<ItemFound*> found;
    if (const auto ids = names_.find(std::string(name)); ids != names_.end())
        for (const auto id : ids->second)
            if (const auto item = items_.find(id); item != items_.end()) found.push_back(&item->second);
    std::ranges::sort(found, {}, [](const ItemFound* item) { return std::pair{item->due_date, item->id}; });
    return found;
}

void NamedItems::lower(ItemFound& item, Money amount) {
    item.open -= amount;
    TANDEM_ASSERT(!item.open.is_negative());
    lowered_.emplace_back(item.id.value, item.open.minor());
}

void NamedItems::flush() {
    std::unordered_map<std::int64_t, std::int64_t> last;
    for (const auto& [id, open] : lowered_) last[id] = open;
    const std::vector<std::pair<std::int64_t, std::int64_t>> pairs{last.begin(), last.end()};
    if (!pairs.empty())
        connection_.execute("UPDATE open_item SET open_minor = p.b FROM {pairs:$2} AS p WHERE open_item.company_id = $1 AND open_item.id = p.a", {company_.value, sql::pair_list(pairs)});
    names_.clear();
    items_.clear();
    lowered_.clear();
}

void NamedCredits::load() {
    if (wanted_.empty()) return;
    const std::string list = list_of(wanted_);
    const auto keep_name = [&](const sql::Row& row) { names_[std::string(row.text(0))].insert(row.integer(1)); };
    const auto keep = [&](const sql::Row& row) {
        credits_.emplace(row.integer(0), CreditFound{row.integer(0), std::string(row.text(1)), CustomerId{row.integer(2)}, date_of(row.integer(3)), Money{row.integer(5), *parse_currency(row.text(4))}});
    };
    if (kind_ == CreditKind::receipt) {
        connection_.query("SELECT number, id FROM receipt WHERE company_id = $1 AND voided_at IS NULL AND number IN {texts:$2} "
                          "UNION SELECT external_id, id FROM receipt WHERE company_id = $1 AND voided_at IS NULL AND external_id IN {texts:$2}", {company_.value, list}, keep_name);
        connection_.query("SELECT id, number, customer_id, value_date, currency, CASE WHEN reversed_date IS NULL THEN unapplied_minor ELSE 0 END FROM receipt "
                          "WHERE company_id = $1 AND id IN {ints:$2} ORDER BY id {for_update}", {company_.value, ids_of(names_)}, keep);
    } else {
        connection_.query("SELECT number, id FROM credit_note WHERE company_id = $1 AND voided_at IS NULL AND number IN {texts:$2} "
                          "UNION SELECT external_id, id FROM credit_note WHERE company_id = $1 AND voided_at IS NULL AND external_id IN {texts:$2}", {company_.value, list}, keep_name);
        connection_.query("SELECT id, number, customer_id, note_date, currency, open_minor FROM credit_note WHERE company_id = $1 AND id IN {ints:$2} ORDER BY id {for_update}",
                          {company_.value, ids_of(names_)}, keep);
    }
    wanted_.clear();
}

std::vector<CreditFound*> NamedCredits::named(std::string_view name) {
    std::vector<CreditFound*> found;
    if (const auto ids = names_.find(std::string(name)); ids != names_.end())
        for (const auto id : ids->second) found.push_back(&credits_.at(id));
    std::ranges::sort(found, {}, &CreditFound::id);
    return found;
}

void NamedCredits::lower(CreditFound& credit, Money amount) {
    credit.left -= amount;
    TANDEM_ASSERT(!credit.left.is_negative());
    lowered_.emplace_back(credit.id, credit.left.minor());
}

void NamedCredits::flush() {
    std::unordered_map<std::int64_t, std::int64_t> last;
    for (const auto& [id, left] : lowered_) last[id] = left;
    const std::vector<std::pair<std::int64_t, std::int64_t>> pairs{last.begin(), last.end()};
    if (!pairs.empty() && kind_ == CreditKind::receipt)
        connection_.execute("UPDATE receipt SET unapplied_minor = p.b FROM {pairs:$2} AS p WHERE receipt.company_id = $1 AND receipt.id = p.a", {company_.value, sql::pair_list(pairs)});
    else if (!pairs.empty())
        connection_.execute("UPDATE credit_note SET open_minor = p.b FROM {pairs:$2} AS p WHERE credit_note.company_id = $1 AND credit_note.id = p.a", {company_.value, sql::pair_list(pairs)});
    names_.clear();
    credits_.clear();
    lowered_.clear();
}

}  // namespace tandem::importing
