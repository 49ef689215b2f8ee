// Refunds: money paid back out of credit notes and unapplied receipts.
#include "app/server/body.h"
#include "app/server/reached.h"
#include "app/server/serving.h"
#include "cash/edge/refund_desk_sql.h"
#include "platform/http/problem.h"

namespace tandem::app::server {
namespace {

using http::Permission;
using http::Scope;

json::value text_or_null(const std::string& text) { return text.empty() ? json::value(nullptr) : json::value(text); }

json::object refund_json(const cash::NewRefund& refund) {
    return {{"id", to_string(refund.id)}, {"amount_minor", refund.amount.minor()}, {"currency", refund.amount.currency().code()}, {"date", to_string(refund.effective_date)},
            {"method", code_of(refund.method)}, {"reference", text_or_null(refund.reference)}, {"reason", text_or_null(refund.reason)}};
}

template <class Do>
Result<http::Response> at_desk(Serving& serving, const http::Request& request, Body& body, const char* name, int status, Do run) {
    if (!body.whole()) return http::invalid_fields(body.errors(), request.language());
    return serving.command(request, name, [&](sql::Connection& connection, const audit::Act& act) -> Result<Answer> {
        cash::SqlRefundDesk desk{connection, serving.company(), act, serving.ids(), serving.today()};
        const cash::NewRefund refund = TRY(run(desk));
        TRY_VOID(desk.flush());
        return Answer{status, refund_json(refund)};
    });
}

// What a refund may be paid by: check_refund says which of the methods.
cash::RefundRequest request_of(Body& body) {
    cash::RefundRequest wanted{.amount = body.money("amount"), .on = body.date("date"), .method = cash::Method::bank_transfer, .reference = body.text_or("reference"), .reason = body.text_or("reason")};
    const std::string method = body.text_or("method", "bank_transfer");
    if (const auto known = cash::parse_method(method)) wanted.method = *known;
    else body.wrong("method", {"cash.unknown_method", method, {}});
    return wanted;
}

template <class Tag>
Result<http::Response> pay(Serving& serving, const http::Request& request, const char* name, std::string_view unknown) {
    const auto id = TRY(path_id<Tag>(serving, serving.reach(request), request, unknown));
    Body body = TRY(Body::parse(request));
    const cash::RefundRequest wanted = request_of(body);
    return at_desk(serving, request, body, name, 201, [&](cash::SqlRefundDesk& desk) { return desk->pay(id, wanted); });
}

Result<http::Response> reverse(Serving& serving, const http::Request& request) {
    const auto id = TRY(path_id<cash::RefundTag>(serving, serving.reach(request), request, "cash.unknown_refund"));
    Body body = TRY(Body::parse(request));
    const std::string reason = body.text("reason");
    return at_desk(serving, request, body, "refund.reverse", 200, [&](cash::SqlRefundDesk& desk) { return desk->take_back(id, reason); });
}

template <class Tag>
Result<http::Response> list(Serving& serving, const http::Request& request, std::string_view unknown) {
    TRY_VOID(request.query.only({}));
    const auto id = TRY(known_id<Tag>(serving, serving.reach(request), request, unknown));
    json::array rows;
    for (const auto& refund : cash::load_refunds(serving.connection(), serving.company().id, id.value)) {
        json::object row = refund_json(refund.fact);
        row["reversed_date"] = refund.reversed ? json::value(to_string(*refund.reversed)) : json::value(nullptr);
        rows.push_back(std::move(row));
    }
    return answer_json(json::object{{"rows", std::move(rows)}});
}

}  // namespace

void add_refund_routes(http::Router& router, Serving& serving) {
    const auto look = [&](const char* pattern, auto handle) {
        router.add({.method = "GET", .pattern = pattern, .permission = Permission::view, .scope = Scope::company, .handler = [&serving, handle](const http::Request& request) { return handle(serving, request); }});
    };
    const auto money = [&](const char* pattern, auto handle) {
        router.add({.method = "POST", .pattern = pattern, .permission = Permission::post_cash, .scope = Scope::company, .money = true,
                    .handler = [&serving, handle](const http::Request& request) { return handle(serving, request); }});
    };
    look("/api/v1/receipts/{id}/refunds", [](Serving& on, const http::Request& request) { return list<ReceiptTag>(on, request, "cash.unknown_receipt"); });
    look("/api/v1/credit-notes/{id}/refunds", [](Serving& on, const http::Request& request) { return list<CreditNoteTag>(on, request, "cash.unknown_credit_note"); });
    money("/api/v1/receipts/{id}/refunds", [](Serving& on, const http::Request& request) { return pay<ReceiptTag>(on, request, "receipt.refund", "cash.unknown_receipt"); });
    money("/api/v1/credit-notes/{id}/refunds", [](Serving& on, const http::Request& request) { return pay<CreditNoteTag>(on, request, "credit_note.refund", "cash.unknown_credit_note"); });
    money("/api/v1/refunds/{id}/reverse", reverse);
}

}  // namespace tandem::app::server
