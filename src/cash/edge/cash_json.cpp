#include "cash/edge/cash_json.h"

#include <algorithm>
#include <map>

namespace tandem::cash {
namespace json = boost::json;
namespace {

json::value date_or_null(const std::optional<Date>& date) { return date ? json::value(to_string(*date)) : json::value(nullptr); }

std::string_view state_of(const ReceiptRow& row) {
    if (row.dishonoured) return "dishonoured";
    if (row.reversed) return "reversed";
    return row.cleared ? "cleared" : "recorded";
}

struct ReasonText { std::string_view code, zh, en; };
constexpr ReasonText reason_texts[] = {
    {"remittance_reference", "附言中写明该单号", "named in the remittance text"},
    {"exact_amount", "金额完全相符", "exactly this amount"},
    {"oldest_due", "到期最早", "due first"},
    {"by_kind", "按费用、利息、本金的顺序", "costs and interest before principal"},
    {"civil_code", "按民法典的清偿顺序", "in the order of the Civil Code"},
};
std::string_view text_of(std::string_view reason, Language language) {
    const auto found = std::ranges::find(reason_texts, reason, &ReasonText::code);
    if (found == std::end(reason_texts)) return reason;
    return language == Language::zh ? found->zh : found->en;
}

}  // namespace

json::object to_json(const ReceiptRow& row) {
    return {{"id", to_string(row.id)}, {"number", row.number},
            {"customer", json::object{{"id", to_string(row.customer)}, {"code", row.customer_code}, {"name", row.customer_name}}},
            {"method", code_of(row.method)}, {"value_date", to_string(row.value_date)}, {"maturity_date", date_or_null(row.maturity)}, {"counts_date", date_or_null(row.counts)},
            {"amount_minor", row.amount.minor()}, {"open_minor", row.unapplied.minor()}, {"currency", row.amount.currency().code()},
            {"reference", row.reference.empty() ? json::value(nullptr) : json::value(row.reference)}, {"state", state_of(row)}, {"cleared_date", date_or_null(row.cleared)},
            {"reversed", row.reversed.has_value()}, {"reversed_date", date_or_null(row.reversed)}};
}

json::object to_json(const ReceiptRow& row, std::span<const AllocationRow> allocations) {
    json::object out = to_json(row);
    json::array list;
    for (const AllocationRow& one : allocations)
        list.push_back(json::object{{"id", to_string(one.id)}, {"item_id", to_string(one.item)}, {"number", one.item_number}, {"kind", code_of(one.kind)}, {"amount_minor", one.amount.minor()},
                                    {"effective_date", to_string(one.effective)}, {"reversed", one.reversed.has_value()}, {"reversed_date", date_or_null(one.reversed)},
                                    {"reason", one.reason.empty() ? json::value(nullptr) : json::value(one.reason)}});
    out["allocations"] = std::move(list);
    return out;
}

json::object totals_json(std::span<const ReceiptTotal> totals) {
    struct Sum { std::int64_t amount = 0, open = 0; };
    std::map<Currency, Sum> by_currency;
    std::int64_t count = 0;
    json::array by_method;
    for (const ReceiptTotal& one : totals) {
        count += one.count;
        by_currency[one.currency].amount += one.amount.minor();
        by_currency[one.currency].open += one.unapplied.minor();
        by_method.push_back(json::object{{"method", code_of(one.method)}, {"currency", one.currency.code()}, {"count", one.count}, {"amount_minor", one.standing.minor()}});
    }
    json::array amounts;
    for (const auto& [currency, sum] : by_currency) amounts.push_back(json::object{{"currency", currency.code()}, {"amount_minor", sum.amount}, {"open_minor", sum.open}});
    return {{"count", count}, {"amounts", std::move(amounts)}, {"by_method", std::move(by_method)}};
}

json::array suggestions_json(std::span<const Suggestion> suggestions, std::span<const OpenClaimRow> claims, Date today, Language language) {
    json::array out;
    for (const Suggestion& one : suggestions) {
        const auto row = std::ranges::find(claims, one.item, [](const OpenClaimRow& each) { return each.open.claim.item; });
        TANDEM_ASSERT(row != claims.end());
        const Claim& claim = row->open.claim;
        out.push_back(json::object{{"item_id", to_string(one.item)}, {"number", row->number}, {"due_date", to_string(claim.due_date)}, {"overdue_days", std::max<std::int64_t>(0, (today - claim.due_date).count())},
                                   {"open_minor", claim.open.minor()}, {"amount_minor", one.amount.minor()}, {"currency", one.amount.currency().code()},
                                   {"reason", one.reason}, {"reason_text", text_of(one.reason, language)}});
    }
    return out;
}

json::object written_json(std::span<const NewSettlement> settlements) {
    json::array list;
    for (const NewSettlement& one : settlements)
        list.push_back(json::object{{"id", to_string(one.id)}, {"item_id", to_string(one.item)}, {"kind", code_of(one.kind)}, {"amount_minor", one.amount.minor()},
                                    {"currency", one.amount.currency().code()}, {"effective_date", to_string(one.effective_date)},
                                    {"reverses", one.reverses ? json::value(to_string(*one.reverses)) : json::value(nullptr)}});
    return {{"allocations", std::move(list)}};
}

}  // namespace tandem::cash
