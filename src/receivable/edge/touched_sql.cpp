#include <algorithm>
#include <array>
#include <map>

#include "receivable/edge/exposure_sql.h"

namespace tandem::receivable {
namespace {

// Whose exposure the objects of a kind change. Of a settlement both sides: cash of one customer may settle another one's item.
struct Finder { std::string_view kind; sql::Sql owners; };
constexpr std::array finders{
    Finder{"customer", "SELECT id FROM customer WHERE company_id = $1 AND id IN {ints:$2}"},
    Finder{"sales_order", "SELECT customer_id FROM sales_order WHERE company_id = $1 AND id IN {ints:$2}"},
    Finder{"delivery", "SELECT customer_id FROM delivery WHERE company_id = $1 AND id IN {ints:$2}"},
    Finder{"invoice", "SELECT customer_id FROM invoice WHERE company_id = $1 AND id IN {ints:$2}"},
    Finder{"open_item", "SELECT customer_id FROM open_item WHERE company_id = $1 AND id IN {ints:$2}"},
    Finder{"receipt", "SELECT customer_id FROM receipt WHERE company_id = $1 AND id IN {ints:$2}"},
    Finder{"credit_note", "SELECT customer_id FROM credit_note WHERE company_id = $1 AND id IN {ints:$2}"},
    Finder{"settlement", "SELECT i.customer_id FROM settlement s JOIN open_item i ON i.company_id = s.company_id AND i.id = s.item_id WHERE s.company_id = $1 AND s.id IN {ints:$2} "
                         "UNION SELECT r.customer_id FROM settlement s JOIN receipt r ON r.company_id = s.company_id AND r.id = s.source_id WHERE s.company_id = $1 AND s.id IN {ints:$2} "
                         "UNION SELECT n.customer_id FROM settlement s JOIN credit_note n ON n.company_id = s.company_id AND n.id = s.source_id WHERE s.company_id = $1 AND s.id IN {ints:$2}"},
    Finder{"refund", "SELECT customer_id FROM refund WHERE company_id = $1 AND id IN {ints:$2}"},
    Finder{"contract", "SELECT customer_id FROM contract WHERE company_id = $1 AND id IN {ints:$2}"},
    Finder{"contract_event", "SELECT c.customer_id FROM contract_event e JOIN contract c ON c.company_id = e.company_id AND c.id = e.contract_id WHERE e.company_id = $1 AND e.id IN {ints:$2}"},
    // A release or a signature that waits counts; what names no customer is about no document of one.
    Finder{"approval", "SELECT customer_id FROM approval_request WHERE company_id = $1 AND id IN {ints:$2} AND customer_id IS NOT NULL"},
};

// Written about all the time, and never a part of what anybody owes.
constexpr std::array<std::string_view, 30> beside{"accounting_period", "api_key", "attachment", "audit_key", "backup", "calendar_day", "company", "complaint", "contact", "credit_assessment", "credit_form", "credit_rating", "customer_group", "day_end", "delegation", "employee",
                                                  "export", "financial_statement", "import_mapping", "key", "message", "note", "oidc", "org", "policy", "promise", "reassessment_run", "session", "task", "user"};
static_assert(std::ranges::is_sorted(beside));

}  // namespace

std::optional<std::vector<CustomerId>> SqlExposureQuestion::touched_by(std::span<const credit::WrittenObject> objects) {
    std::map<std::string_view, std::vector<std::int64_t>> by_kind;
    for (const credit::WrittenObject& each : objects)
        if (!std::ranges::binary_search(beside, std::string_view{each.kind})) by_kind[each.kind].push_back(each.id);
    std::vector<CustomerId> touched;
    for (auto& [kind, ids] : by_kind) {
        const auto* finder = std::ranges::find(finders, kind, &Finder::kind);
        if (finder == finders.end()) return std::nullopt;  // rates, an import undone, a kind that did not exist when this was written
        std::ranges::sort(ids);
        ids.erase(std::ranges::unique(ids).begin(), ids.end());
        connection_.query(finder->owners, {company_.value, sql::integer_list(ids)}, [&](const sql::Row& row) { touched.push_back(CustomerId{row.integer(0)}); });
    }
    std::ranges::sort(touched);
    touched.erase(std::ranges::unique(touched).begin(), touched.end());
    return touched;
}

}  // namespace tandem::receivable
