// Promises to pay: recorded, withdrawn, listed.
#include <algorithm>
#include <array>

#include "app/server/page.h"
#include "app/server/promise_body.h"
#include "app/server/reached.h"
#include "app/server/serving.h"
#include "credit/inputs.h"
#include "dunning/edge/promise_json.h"
#include "platform/http/cursor.h"
#include "platform/http/problem.h"

namespace tandem::app::server {

dunning::TaskPromise promise_of(Body& body, Date promised_on) {
    dunning::TaskPromise promise{.promised_on = promised_on, .amount = body.maybe_money("amount"), .channel = dunning::PromiseChannel::phone, .contact = body.maybe_id<ContactTag>("contact_id")};
    const auto channel = dunning::parse_promise_channel(body.text_or("channel", "phone"));
    if (channel) promise.channel = *channel;
    else body.wrong("channel", channel.error());
    return promise;
}

namespace {

using dunning::JudgedPromise;
using dunning::PromiseState;
using http::Permission;
using http::Scope;

constexpr std::array states{PromiseState::open, PromiseState::kept, PromiseState::partly_kept, PromiseState::broken, PromiseState::withdrawn};

// ---- lists
struct ListAsked {
    std::optional<PromiseState> state;
    std::optional<Date> from, to;
    bool passes(const JudgedPromise& one) const { return !(from && one.promise.promised_on < *from) && !(to && one.promise.promised_on > *to); }
};
Result<ListAsked> list_asked(const http::Request& request) {
    ListAsked asked{.state = {}, .from = TRY(request.query.date("from")), .to = TRY(request.query.date("to"))};
    const auto code = request.query.text("state", "all");
    if (code == "all") return asked;
    asked.state = dunning::parse_promise_state(code);
    if (!asked.state) return refuse("http.bad_parameter", "state", {{"value", code}});
    return asked;
}

// How often promises were kept that fell due in the twelve months to today.
json::object record_json(std::span<const JudgedPromise> promises, Date today) {
    std::int64_t due = 0, kept = 0;
    for (const JudgedPromise& one : promises) {
        if (!dunning::fell_due(one.promise, one.judged, credit::window_start(today), today)) continue;
        ++due;
        kept += one.judged.state == PromiseState::kept;
    }
    return {{"fell_due", due}, {"kept", kept}, {"rate_bp", due == 0 ? json::value(nullptr) : json::value(divide(Wide{kept} * 10'000, due, Rounding::half_up))}};
}

// What was promised, and what of it was not paid.
json::object totals_json(std::span<const JudgedPromise> promises) {
    PageTotals totals;
    for (const JudgedPromise& one : promises) totals.add(one.promise.amount.currency(), one.promise.amount.minor(), std::max<std::int64_t>(one.judged.asked_minor - one.judged.paid_minor, 0));
    return totals.json();
}

Result<http::Response> answer_list(Serving& serving, const http::Request& request, std::vector<JudgedPromise> promises) {
    const ListAsked asked = TRY(list_asked(request));
    const std::int64_t limit = TRY(request.query.limit());
    std::int64_t offset = 0;
    if (const auto cursor = request.query.get("cursor")) offset = std::get<std::int64_t>(TRY(http::decode_cursor("promises", *cursor)).at(0));
    json::object answer;
    answer["record"] = record_json(promises, serving.today());
    std::erase_if(promises, [&](const JudgedPromise& one) { return !asked.passes(one); });
    json::object counts;
    for (const PromiseState state : states) counts[dunning::code_of(state)] = std::ranges::count(promises, state, [](const JudgedPromise& one) { return one.judged.state; });
    answer["counts"] = std::move(counts);
    if (asked.state) std::erase_if(promises, [&](const JudgedPromise& one) { return one.judged.state != *asked.state; });
    answer["totals"] = totals_json(promises);
    const auto from = std::min(promises.size(), static_cast<std::size_t>(offset)), count = std::min(promises.size() - from, static_cast<std::size_t>(limit));
    answer["rows"] = dunning::promise_rows(serving.connection(), serving.company().id, std::span{promises}.subspan(from, count));
    answer["next_cursor"] = from + count < promises.size() ? json::value(http::encode_cursor("promises", {offset + limit})) : json::value(nullptr);
    return answer_json(answer);
}

Result<http::Response> promises(Serving& serving, const http::Request& request) {
    TRY_VOID(request.query.only({"state", "customer", "from", "to", "limit", "cursor"}));
    const org::Reach reach = serving.reach(request);
    std::vector<CustomerId> of;
    for (const std::int64_t each : reach.customers()) of.push_back(CustomerId{each});
    bool whole = reach.is_whole();
    if (const auto customer = request.query.get("customer")) {
        const auto id = parse_id<CustomerTag>(*customer);
        if (!id) return refuse("http.unknown_id", std::string(*customer));
        of = reach.sees(*id) ? std::vector{*id} : std::vector<CustomerId>{};
        whole = false;
    }
    if (!whole && of.empty()) return answer_list(serving, request, {});
    return answer_list(serving, request, dunning::load_promises(serving.connection(), serving.company().id, {.day = serving.today()}, whole ? credit::OfCustomers{} : credit::OfCustomers{of}));
}

Result<CustomerId> path_customer(Serving& serving, const http::Request& request) { return known_id<CustomerTag>(serving, serving.reach(request), request, "party.unknown_customer"); }

Result<http::Response> customer_promises(Serving& serving, const http::Request& request) {
    TRY_VOID(request.query.only({"state", "from", "to", "limit", "cursor"}));
    const CustomerId customer = TRY(path_customer(serving, request));
    return answer_list(serving, request, dunning::load_promises(serving.connection(), serving.company().id, {.day = serving.today()}, customer));
}

// ---- commands
std::vector<OpenItemId> item_ids(Body& body) {
    std::vector<OpenItemId> items;
    const auto* value = body.raw("items");
    if (!value || !value->is_array()) {
        body.wrong("items", value ? Error{"http.wrong_type", "items", {{"expected", "a list of open items"}}} : Error{"http.field_required", "items", {}});
        return items;
    }
    for (const json::value& each : value->as_array()) {
        const auto id = each.is_string() ? parse_id<OpenItemTag>(std::string_view{each.as_string()}) : std::nullopt;
        if (id) items.push_back(*id);
        else body.wrong("items", {"http.unknown_id", each.is_string() ? std::string(each.as_string()) : json::serialize(each), {}});
    }
    return items;
}

Answer one_json(Serving& serving, sql::Connection& connection, dunning::PromiseId id, int status) {
    const auto found = dunning::find_promise(connection, serving.company().id, id, serving.today());
    TANDEM_ASSERT(found.has_value());
    return Answer{status, dunning::promise_rows(connection, serving.company().id, std::span{&*found, 1}).at(0)};
}

Result<http::Response> record(Serving& serving, const http::Request& request) {
    const CustomerId customer = TRY(path_customer(serving, request));
    Body body = TRY(Body::parse(request));
    const Date promised_on = body.date("promised_date");
    const auto stated = promise_of(body, promised_on);
    if (!stated.amount) body.money("amount");
    dunning::NewPromise promise{.offer = {.customer = customer, .amount = stated.amount.value_or(Money{0, serving.company().currency}), .promised_on = promised_on}, .items = item_ids(body), .channel = stated.channel, .contact = stated.contact,
                                .note = body.text_or("note")};
    if (!body.whole()) return http::invalid_fields(body.errors(), request.language());
    return serving.command(request, "promise.record", [&](sql::Connection& connection, const audit::Act& act) -> Result<Answer> {
        const auto id = TRY(dunning::record_promise(connection, serving.company(), act, serving.ids(), serving.policies().dunning, promise));
        return one_json(serving, connection, id, 201);
    });
}

Result<http::Response> withdraw(Serving& serving, const http::Request& request) {
    const auto id = TRY(known_id<dunning::PromiseTag>(serving, serving.reach(request), request, "dunning.unknown_promise"));
    Body body = TRY(Body::parse(request));
    const std::string reason = body.text("reason");
    if (!body.whole()) return http::invalid_fields(body.errors(), request.language());
    return serving.command(request, "promise.withdraw", [&](sql::Connection& connection, const audit::Act& act) -> Result<Answer> {
        TRY_VOID(dunning::withdraw_promise(connection, serving.company(), act, serving.ids(), id, reason));
        return one_json(serving, connection, id, 200);
    });
}

}  // namespace

void add_promise_routes(http::Router& router, Serving& serving) {
    const auto add = [&](const char* method, const char* pattern, Result<http::Response> (*handle)(Serving&, const http::Request&)) {
        const bool reads = std::string_view{method} == "GET";
        router.add({.method = method, .pattern = pattern, .permission = reads ? Permission::view : Permission::work_collections, .scope = Scope::company, .money = !reads,
                    .handler = [&serving, handle](const http::Request& request) { return handle(serving, request); }});
    };
    add("GET", "/api/v1/promises", promises);
    add("POST", "/api/v1/promises/{id}/withdraw", withdraw);
    add("GET", "/api/v1/customers/{id}/promises", customer_promises);
    add("POST", "/api/v1/customers/{id}/promises", record);
}

}  // namespace tandem::app::server
