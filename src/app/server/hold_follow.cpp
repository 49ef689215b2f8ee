#include "app/server/hold_follow.h"

#include <algorithm>
#include <array>

#include "app/server/order_json.h"
#include "app/server/reached.h"
#include "approval/edge/approval_sql.h"
#include "credit/edge/accounts_sql.h"

namespace tandem::app::server {
namespace {

// By the first word of the command's name.
constexpr std::array<std::string_view, 12> concerned{"receipt", "allocation", "credit_note", "open_item", "refund", "sales_order", "credit_limit", "credit_stop", "credit_security", "credit_grade", "approval", "contract"};

template <class Tag>
std::optional<CustomerId> owner(sql::Connection& connection, CompanyId company, std::string_view text) {
    const auto id = parse_id<Tag>(text);
    if (!id) return std::nullopt;
    const auto customer = connection.one_integer(detail::owner_of(*id), {company.value, id->value});
    return customer ? std::optional{CustomerId{*customer}} : std::nullopt;
}

// Whose the thing with this id is; nothing for an id of another kind.
std::optional<CustomerId> owner_of_any(sql::Connection& connection, CompanyId company, std::string_view text) {
    using Find = std::optional<CustomerId> (*)(sql::Connection&, CompanyId, std::string_view);
    constexpr std::array<Find, 11> finders{owner<CustomerTag>, owner<ReceiptTag>, owner<SettlementTag>, owner<CreditNoteTag>, owner<OpenItemTag>, owner<cash::RefundTag>,
                                           owner<OrderTag>, owner<credit::HoldTag>, owner<credit::SecurityTag>, owner<ContractTag>, owner<InvoiceTag>};
    for (const Find find : finders)
        if (const auto customer = find(connection, company, text)) return customer;
    if (const auto request = parse_id<approval::ApprovalTag>(text)) {
        const auto customer = connection.one_integer("SELECT customer_id FROM approval_request WHERE company_id = $1 AND id = $2", {company.value, request->value});
        if (customer) return CustomerId{*customer};
    }
    return std::nullopt;
}

// The customers with something on hold whose limit, alone or shared, the command may have touched.
std::vector<CustomerId> waiting_with(sql::Connection& connection, CompanyId company, std::optional<CustomerId> customer) {
    std::vector<CustomerId> found;
    connection.query("SELECT DISTINCT h.customer_id FROM credit_hold h JOIN customer c ON c.company_id = h.company_id AND c.id = h.customer_id WHERE h.company_id = $1 AND h.state = 'held' AND "
                     "(CAST($2 AS BIGINT) IS NULL OR h.customer_id = $2 OR c.group_id = (SELECT x.group_id FROM customer x WHERE x.company_id = $1 AND x.id = $2) "
                     "OR EXISTS (SELECT 1 FROM credit_limit_entry e WHERE e.company_id = $1 AND e.scope = 'company')) ORDER BY h.customer_id",
                     {company.value, customer ? std::optional{customer->value} : std::nullopt}, [&](const sql::Row& row) { found.push_back(CustomerId{row.integer(0)}); });
    return found;
}

std::vector<CustomerId> waiting_after(sql::Connection& connection, const http::Request& request, const audit::Act& act) {
    if (std::ranges::find(concerned, std::string_view{act.command}.substr(0, act.command.find('.'))) == concerned.end()) return {};
    std::optional<CustomerId> customer;
    for (const auto& [name, value] : request.parameters)
        if (name == "id") customer = owner_of_any(connection, act.company, value);
    if (!customer && !request.body.empty()) {
        const json::value body = json::parse(request.body);
        const auto* object = body.if_object();
        const auto* stated = object ? object->if_contains("customer_id") : nullptr;
        if (stated && stated->is_string()) customer = owner_of_any(connection, act.company, std::string_view{stated->get_string()});
    }
    return waiting_with(connection, act.company, customer);
}

}  // namespace

void lock_accounts_with_holds(sql::Connection& connection, const http::Request& request, const audit::Act& act) {
    const auto waiting = waiting_after(connection, request, act);
    if (!waiting.empty()) credit::lock_accounts(connection, act.company, waiting);
}

Result<void> look_at_holds_again(Serving& serving, const http::Request& request, sql::Connection& connection, const audit::Act& act) {
    const auto waiting = waiting_after(connection, request, act);
    if (waiting.empty()) return {};
    receivable::OrderDesk desk = order_desk(serving, connection, act);
    desk.recheck(std::span{waiting});
    desk.flush();
    return {};
}

}  // namespace tandem::app::server
