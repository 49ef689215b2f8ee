// Complaints of a customer and about him. Whoever works with him records one; how it ended, and that it never counted, says who
// assesses credit: whoever sells does not judge what counts in the score.
#include "app/server/body.h"
#include "app/server/credit_json.h"
#include "app/server/reached.h"
#include "app/server/routes_assessments.h"
#include "credit/edge/complaints_sql.h"

namespace tandem::app::server {
namespace {

using http::Permission;
using http::Scope;

Result<CustomerId> path_customer(Serving& serving, const http::Request& request) { return known_id<CustomerTag>(serving, serving.reach(request), request, "party.unknown_customer"); }
Result<credit::ComplaintId> path_complaint(const http::Request& request) {
    const auto id = parse_id<credit::ComplaintTag>(request.parameter("complaint"));
    if (!id) return refuse("credit.unknown_complaint", std::string(request.parameter("complaint")));
    return *id;
}

// One of the codes, or the field is wrong.
template <class Enum>
Enum code_at(Body& body, const char* key, std::optional<Enum> (*named)(std::string_view), const char* allowed) {
    const std::string code = body.text(key);
    if (const auto value = named(code)) return *value;
    if (!code.empty()) body.wrong(key, {"policy.unknown_code", key, {{"value", code}, {"allowed", allowed}}});
    return {};
}

Answer answer_complaint(Serving& serving, sql::Connection& connection, const http::Request& request, CompanyId company, CustomerId customer, credit::ComplaintId id, int status) {
    const auto found = credit::load_complaints(connection, company, customer, id);
    return {status, complaint_json(found.at(0), credit_reader(request), serving.today())};
}

Result<http::Response> record(Serving& serving, const http::Request& request) {
    const CustomerId customer = TRY(path_customer(serving, request));
    Body body = TRY(Body::parse(request));
    const credit::Complaint complaint{.raised_on = body.date("raised_date"), .by = code_at(body, "raised_by", &credit::complaint_by_named, "customer, us"),
                                      .kind = code_at(body, "kind", &credit::complaint_kind_named, "quality, delivery, service, billing, conduct, other"), .text = body.text("text"),
                                      .contract = body.maybe_id<ContractTag>("contract_id"), .order = body.maybe_id<OrderTag>("order_id"), .invoice = body.maybe_id<InvoiceTag>("invoice_id"), .disputed = body.maybe_money("disputed")};
    if (!body.whole()) return http::invalid_fields(body.errors(), request.language());
    const org::Reach reach = serving.reach(request);
    TRY_VOID(check_within(serving, reach, complaint.contract.value_or(ContractId{}), "contract.unknown"));
    TRY_VOID(check_within(serving, reach, complaint.order.value_or(OrderId{}), "receivable.unknown_order"));
    TRY_VOID(check_within(serving, reach, complaint.invoice.value_or(InvoiceId{}), "receivable.unknown_invoice"));
    return serving.command(request, "complaint.record", [&](sql::Connection& connection, const audit::Act& act) -> Result<Answer> {
        const auto id = TRY(credit::record_complaint(connection, act, serving.ids(), customer, complaint, serving.today()));
        return answer_complaint(serving, connection, request, act.company, customer, id, 201);
    });
}

Result<http::Response> close(Serving& serving, const http::Request& request) {
    const CustomerId customer = TRY(path_customer(serving, request));
    const auto id = TRY(path_complaint(request));
    Body body = TRY(Body::parse(request));
    const credit::ComplaintClosing closing{.on = body.date("closed_date"), .outcome = code_at(body, "outcome", &credit::complaint_outcome_named, "justified, partly, unjustified"), .note = body.text("note")};
    if (!body.whole()) return http::invalid_fields(body.errors(), request.language());
    return serving.command(request, "complaint.close", [&](sql::Connection& connection, const audit::Act& act) -> Result<Answer> {
        TRY_VOID(credit::close_complaint(connection, act, serving.ids(), customer, id, closing, serving.today()));
        return answer_complaint(serving, connection, request, act.company, customer, id, 200);
    });
}

Result<http::Response> make_void(Serving& serving, const http::Request& request) {
    const CustomerId customer = TRY(path_customer(serving, request));
    const auto id = TRY(path_complaint(request));
    Body body = TRY(Body::parse(request));
    const std::string reason = body.text("reason");
    if (!body.whole()) return http::invalid_fields(body.errors(), request.language());
    return serving.command(request, "complaint.void", [&](sql::Connection& connection, const audit::Act& act) -> Result<Answer> {
        TRY_VOID(credit::void_complaint(connection, act, serving.ids(), customer, id, reason));
        return answer_complaint(serving, connection, request, act.company, customer, id, 200);
    });
}

}  // namespace

void add_complaint_routes(http::Router& router, Serving& serving) {
    const auto add = [&](const char* pattern, Permission permission, Result<http::Response> (*handle)(Serving&, const http::Request&)) {
        router.add({.method = "POST", .pattern = pattern, .permission = permission, .scope = Scope::company, .money = true, .handler = [&serving, handle](const http::Request& request) { return handle(serving, request); }});
    };
    add("/api/v1/customers/{id}/complaints", Permission::work_collections, record);
    add("/api/v1/customers/{id}/complaints/{complaint}/close", Permission::assess_credit, close);
    add("/api/v1/customers/{id}/complaints/{complaint}/void", Permission::assess_credit, make_void);
}

}  // namespace tandem::app::server
