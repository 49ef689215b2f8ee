// Receipts, allocation, reversal, write-off and credit notes: one command each, one transaction.
#include <algorithm>

#include "app/server/body.h"
#include "app/server/reached.h"
#include "app/server/serving.h"
#include "cash/edge/cash_desk_sql.h"
#include "cash/edge/cash_json.h"
#include "cash/edge/settlement_list.h"
#include "platform/http/cursor.h"
#include "platform/http/problem.h"
#include "receivable/edge/credit_desk_sql.h"
#include "receivable/edge/credit_desk_sql_list.h"

namespace tandem::app::server {
namespace {

using http::Permission;
using http::Scope;

template <class Tag>
Result<std::optional<Id<Tag>>> query_id(const http::Request& request, const char* name) {
    const auto text = request.query.get(name);
    if (!text) return std::nullopt;
    const auto id = parse_id<Tag>(*text);
    if (!id) return refuse("http.unknown_id", std::string(*text));
    return id;
}

cash::SqlCashDesk cash_desk(Serving& serving, sql::Connection& connection, const audit::Act& act) {
    return {connection, serving.company(), act, serving.ids(), serving.policies().cash, serving.today()};
}

// A command at the desk: what it returns is written, and answered as `status`.
template <class Do>
Result<http::Response> at_desk(Serving& serving, const http::Request& request, Body& body, const char* name, int status, Do run) {
    if (!body.whole()) return http::invalid_fields(body.errors(), request.language());
    return serving.command(request, name, [&](sql::Connection& connection, const audit::Act& act) -> Result<Answer> {
        cash::SqlCashDesk desk = cash_desk(serving, connection, act);
        json::value written = TRY(run(desk));
        TRY_VOID(desk.flush());
        return Answer{status, std::move(written)};
    });
}

// ---- lists: an offset in the cursor, which belongs to one sort order
struct Slice { std::int64_t offset, limit; };
Result<Slice> slice_of(const http::Request& request, const std::string& list) {
    Slice slice{0, TRY(request.query.limit())};
    if (const auto cursor = request.query.get("cursor")) slice.offset = std::get<std::int64_t>(TRY(http::decode_cursor(list, *cursor)).at(0));
    return slice;
}
json::value next_cursor(const std::string& list, const Slice& slice, bool more) {
    return more ? json::value(http::encode_cursor(list, {slice.offset + slice.limit})) : json::value(nullptr);
}

Result<http::Response> receipts(Serving& serving, const http::Request& request) {
    TRY_VOID(request.query.only({"status", "q", "customer", "method", "currency", "from", "to", "sort", "limit", "cursor"}));
    cash::ReceiptFilter filter;
    const std::string status = request.query.text("status", "all");
    if (status != "all" && status != "unapplied") return refuse("http.bad_parameter", "status", {{"value", status}});
    filter.unapplied_only = status == "unapplied";
    filter.search = request.query.text("q");
    filter.customer = TRY(query_id<CustomerTag>(request, "customer"));
    if (const auto method = request.query.get("method")) {
        filter.method = cash::parse_method(*method);
        if (!filter.method) return refuse("cash.unknown_method", std::string(*method));
    }
    if (const auto currency = request.query.get("currency")) filter.currency = TRY(parse_currency(*currency));
    filter.from = TRY(request.query.date("from"));
    filter.to = TRY(request.query.date("to"));
    filter.sort = request.query.text("sort");
    const std::string list = "receipts " + filter.sort;
    const Slice slice = TRY(slice_of(request, list));
    const auto page = TRY(cash::list_receipts(serving.connection(), serving.company().id, serving.reach(request), filter, slice.offset, slice.limit));
    json::array rows;
    for (const auto& row : page.rows) rows.push_back(cash::to_json(row));
    return answer_json(json::object{{"rows", std::move(rows)}, {"next_cursor", next_cursor(list, slice, page.more)}, {"totals", cash::totals_json(page.totals)}});
}

Result<http::Response> credit_notes(Serving& serving, const http::Request& request) {
    TRY_VOID(request.query.only({"q", "customer", "from", "to", "sort", "limit", "cursor"}));
    receivable::CreditNoteFilter filter;
    filter.search = request.query.text("q");
    filter.customer = TRY(query_id<CustomerTag>(request, "customer"));
    filter.from = TRY(request.query.date("from"));
    filter.to = TRY(request.query.date("to"));
    filter.sort = request.query.text("sort");
    const std::string list = "credit-notes " + filter.sort;
    const Slice slice = TRY(slice_of(request, list));
    auto page = TRY(receivable::list_credit_notes(serving.connection(), serving.company().id, serving.reach(request), filter, slice.offset, slice.limit));
    return answer_json(json::object{{"rows", std::move(page.rows)}, {"next_cursor", next_cursor(list, slice, page.more)}, {"totals", std::move(page.totals)}});
}

Result<http::Response> credit_note(Serving& serving, const http::Request& request) {
    const org::Reach reach = serving.reach(request);
    const auto id = TRY(path_id<CreditNoteTag>(serving, reach, request, "cash.unknown_credit_note"));
    auto note = receivable::find_credit_note(serving.connection(), serving.company().id, reach, id);
    if (!note) return refuse("cash.unknown_credit_note", to_string(id));
    (*note)["allocations"] = cash::set_off_by(serving.connection(), serving.company().id, id);
    return answer_json(*note);
}

// ---- one receipt
Result<cash::ReceiptRow> receipt_of(Serving& serving, const http::Request& request) {
    const org::Reach reach = serving.reach(request);
    const auto id = TRY(path_id<ReceiptTag>(serving, reach, request, "cash.unknown_receipt"));
    auto row = cash::find_receipt(serving.connection(), serving.company().id, reach, id);
    if (!row) return refuse("cash.unknown_receipt", to_string(id));
    return std::move(*row);
}

Result<http::Response> receipt(Serving& serving, const http::Request& request) {
    const auto row = TRY(receipt_of(serving, request));
    return answer_json(cash::to_json(row, cash::allocations_of(serving.connection(), serving.company().id, row.id, row.amount.currency())));
}

Result<http::Response> suggestions(Serving& serving, const http::Request& request) {
    const auto row = TRY(receipt_of(serving, request));
    const auto rows = cash::open_claims(serving.connection(), serving.company().id, row.customer, row.amount.currency());
    std::vector<cash::OpenClaim> claims;
    for (const auto& one : rows) claims.push_back(one.open);
    const auto suggested = cash::suggest_allocation(row.unapplied, row.value_date, row.reference, claims, serving.policies().cash.order, serving.today());
    return answer_json(cash::suggestions_json(suggested, rows, serving.today(), request.language()));
}

Result<http::Response> record_receipt(Serving& serving, const http::Request& request) {
    Body body = TRY(Body::parse(request));
    const std::string method_name = body.text("method");
    const auto method = cash::parse_method(method_name);
    if (!method_name.empty() && !method) body.wrong("method", {"cash.unknown_method", method_name, {}});
    const cash::ReceiptDraft draft{.customer = body.id<CustomerTag>("customer_id"), .number = body.text_or("number"),
                                   .receipt = {method.value_or(cash::Method::bank_transfer), body.money("amount"), body.date("value_date"), body.maybe_date("maturity_date")},
                                   .reference = body.text_or("reference")};
    TRY_VOID(check_within(serving, serving.reach(request), draft.customer, "cash.unknown_customer"));
    return at_desk(serving, request, body, "receipt.record", 201, [&](cash::SqlCashDesk& desk) -> Result<json::value> {
        const auto recorded = TRY(desk->record(draft));
        return json::object{{"id", to_string(recorded.id)}, {"number", recorded.number}};
    });
}

// ---- allocation
Result<void> check_lines(Serving& serving, const org::Reach& reach, const std::vector<cash::DeskLine>& lines) {
    for (const cash::DeskLine& line : lines) TRY_VOID(check_within(serving, reach, line.item, "cash.unknown_item"));
    return {};
}

std::vector<cash::DeskLine> lines_of(Body& body) {
    std::vector<cash::DeskLine> lines;
    for (Body& line : body.list("lines")) {
        lines.push_back({line.id<OpenItemTag>("item_id"), line.money("amount")});
        body.adopt(line);
    }
    return lines;
}

Result<http::Response> allocate(Serving& serving, const http::Request& request) {
    const org::Reach reach = serving.reach(request);
    const auto id = TRY(path_id<ReceiptTag>(serving, reach, request, "cash.unknown_receipt"));
    Body body = TRY(Body::parse(request));
    cash::AllocationRequest wanted{.lines = lines_of(body), .effective = body.maybe_date("effective_date"), .reason = body.text_or("reason")};
    TRY_VOID(check_lines(serving, reach, wanted.lines));
    if (body.flag_or("close_difference", false)) wanted.difference = cash::SmallDifference::settle;
    return at_desk(serving, request, body, "receipt.allocate", 201, [&](cash::SqlCashDesk& desk) -> Result<json::value> { return cash::written_json(TRY(desk->allocate(id, wanted))); });
}

Result<http::Response> allocate_note(Serving& serving, const http::Request& request) {
    const org::Reach reach = serving.reach(request);
    const auto id = TRY(path_id<CreditNoteTag>(serving, reach, request, "cash.unknown_credit_note"));
    Body body = TRY(Body::parse(request));
    const cash::AllocationRequest wanted{.lines = lines_of(body), .effective = body.maybe_date("effective_date"), .reason = body.text_or("reason")};
    TRY_VOID(check_lines(serving, reach, wanted.lines));
    return at_desk(serving, request, body, "credit_note.allocate", 201, [&](cash::SqlCashDesk& desk) -> Result<json::value> { return cash::written_json(TRY(desk->allocate(id, wanted))); });
}

Result<http::Response> reverse_allocation(Serving& serving, const http::Request& request) {
    const org::Reach reach = serving.reach(request);
    const auto id = TRY(path_id<SettlementTag>(serving, reach, request, "cash.unknown_allocation"));
    Body body = TRY(Body::parse(request));
    const std::string reason = body.text("reason");
    const auto authority = request.principal && request.principal->permissions.has(Permission::write_off) ? cash::Authority::write_off : cash::Authority::cash;
    return at_desk(serving, request, body, "allocation.reverse", 200, [&](cash::SqlCashDesk& desk) -> Result<json::value> { return cash::written_json(TRY(desk->take_back(id, reason, authority))); });
}

// ---- the end of a receipt
Result<http::Response> reverse_receipt(Serving& serving, const http::Request& request) {
    const org::Reach reach = serving.reach(request);
    const auto id = TRY(path_id<ReceiptTag>(serving, reach, request, "cash.unknown_receipt"));
    Body body = TRY(Body::parse(request));
    const Date on = body.date("date");
    const std::string reason = body.text("reason");
    return at_desk(serving, request, body, "receipt.reverse", 200, [&](cash::SqlCashDesk& desk) -> Result<json::value> { return cash::written_json(TRY(desk->reverse(id, on, reason))); });
}

Result<http::Response> dishonour(Serving& serving, const http::Request& request) {
    const org::Reach reach = serving.reach(request);
    const auto id = TRY(path_id<ReceiptTag>(serving, reach, request, "cash.unknown_receipt"));
    Body body = TRY(Body::parse(request));
    const Date on = body.date("date");
    const std::string reason = body.text("reason");
    return at_desk(serving, request, body, "receipt.dishonour", 200, [&](cash::SqlCashDesk& desk) -> Result<json::value> { return cash::written_json(TRY(desk->dishonour(id, on, reason))); });
}

Result<http::Response> clear(Serving& serving, const http::Request& request) {
    const auto row = TRY(receipt_of(serving, request));
    Body body = TRY(Body::parse(request));
    const Date on = body.date("date");
    const Money charges = body.maybe_money("charges").value_or(Money{0, row.amount.currency()});
    return at_desk(serving, request, body, "receipt.clear", 200, [&](cash::SqlCashDesk& desk) -> Result<json::value> {
        TRY_VOID(desk->clear(row.id, on, charges));
        return json::object{{"id", to_string(row.id)}, {"number", row.number}};
    });
}

// ---- write-off and credit notes
Result<http::Response> write_off(Serving& serving, const http::Request& request) {
    const org::Reach reach = serving.reach(request);
    const auto id = TRY(path_id<OpenItemTag>(serving, reach, request, "cash.unknown_item"));
    Body body = TRY(Body::parse(request));
    const Money amount = body.money("amount");
    const std::string reason = body.text("reason");
    return at_desk(serving, request, body, "open_item.write_off", 201, [&](cash::SqlCashDesk& desk) -> Result<json::value> {
        return json::object{{"id", to_string(TRY(desk->write_off(id, amount, reason)).id)}};
    });
}

Result<http::Response> issue_credit_note(Serving& serving, const http::Request& request) {
    Body body = TRY(Body::parse(request));
    const receivable::CreditNoteDraft draft{.customer = body.id<CustomerTag>("customer_id"), .invoice = body.maybe_id<InvoiceTag>("invoice_id"), .number = body.text_or("number"),
                                            .date = body.date("date"), .gross = body.money("amount"), .reason = body.text("reason")};
    if (!body.whole()) return http::invalid_fields(body.errors(), request.language());
    const org::Reach reach = serving.reach(request);
    TRY_VOID(check_within(serving, reach, draft.customer, "receivable.unknown_customer"));
    if (draft.invoice) TRY_VOID(check_within(serving, reach, *draft.invoice, "receivable.unknown_invoice"));
    return serving.command(request, "credit_note.issue", [&](sql::Connection& connection, const audit::Act& act) -> Result<Answer> {
        receivable::SqlCreditDesk desk{connection, serving.company(), act, serving.ids()};
        const auto note = TRY(desk->issue(draft));
        TRY_VOID(desk.flush());
        return Answer{201, json::object{{"id", to_string(note.id)}, {"number", note.number}}};
    });
}

using Handle = Result<http::Response> (*)(Serving&, const http::Request&);

}  // namespace

void add_cash_routes(http::Router& router, Serving& serving) {
    const auto look = [&](const char* pattern, Handle handle) {
        router.add({.method = "GET", .pattern = pattern, .permission = Permission::view, .scope = Scope::company, .handler = [&serving, handle](const http::Request& request) { return handle(serving, request); }});
    };
    const auto money = [&](const char* pattern, Permission permission, Handle handle) {
        router.add({.method = "POST", .pattern = pattern, .permission = permission, .scope = Scope::company, .money = true, .handler = [&serving, handle](const http::Request& request) { return handle(serving, request); }});
    };
    look("/api/v1/receipts", receipts);
    look("/api/v1/receipts/{id}", receipt);
    look("/api/v1/receipts/{id}/suggestions", suggestions);
    look("/api/v1/credit-notes", credit_notes);
    look("/api/v1/credit-notes/{id}", credit_note);
    money("/api/v1/receipts", Permission::post_cash, record_receipt);
    money("/api/v1/receipts/{id}/allocations", Permission::post_cash, allocate);
    money("/api/v1/receipts/{id}/reverse", Permission::post_cash, reverse_receipt);
    money("/api/v1/receipts/{id}/clear", Permission::post_cash, clear);
    money("/api/v1/receipts/{id}/dishonour", Permission::post_cash, dishonour);
    money("/api/v1/allocations/{id}/reverse", Permission::post_cash, reverse_allocation);
    money("/api/v1/open-items/{id}/write-off", Permission::write_off, write_off);
    money("/api/v1/credit-notes", Permission::post_receivables, issue_credit_note);
    money("/api/v1/credit-notes/{id}/allocations", Permission::post_cash, allocate_note);
}

}  // namespace tandem::app::server
