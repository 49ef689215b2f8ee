// Accounting periods: the months of the book with what each holds; closed, and opened again with a reason.
#include <map>

#include "app/server/body.h"
#include "app/server/serving.h"
#include "receivable/edge/periods_sql.h"

namespace tandem::app::server {
namespace {

using http::Permission;
using http::Scope;
using receivable::PeriodState;

// "2026-03" of the path, as its first day.
Result<Date> path_month(const http::Request& request) {
    const std::string text{request.parameter("month")};
    auto month = parse_date(text + "-01");
    if (!month || month_key(*month) != text) return refuse("http.bad_parameter", "month", {{"value", text}});
    return month;
}

struct Entries { std::int64_t items = 0, receipts = 0, settlements = 0; };
std::map<Date, Entries> entries_by_month(const insight::Book& book, const org::Reach& reach) {
    std::map<Date, Entries> months;
    const auto count = [&](const insight::FactColumns& facts, std::int64_t Entries::*which, const auto& customer_of) {
        for (insight::Place at = 0; at < facts.size(); ++at)
            if (facts.recorded[at].voided_at == INT64_MAX && reach.sees_customer_at(customer_of(at))) ++(months[first_of_month(date_of(facts.date[at]))].*which);
    };
    count(book.items, &Entries::items, [&](insight::Place at) { return book.items.customer[at]; });
    count(book.receipts, &Entries::receipts, [&](insight::Place at) { return book.receipts.customer[at]; });
    count(book.settlements, &Entries::settlements, [&](insight::Place at) { return book.items.customer[book.settlements.item[at]]; });
    return months;
}

std::map<Date, Entries> entries_in_reach(Serving& serving, const http::Request& request) {
    const BookView book = serving.book();
    return entries_by_month(*book, serving.reach(request, book));
}

json::object month_json(Date month, PeriodState state, const Entries& entries) {
    return {{"month", month_key(month)}, {"from_date", to_string(month)}, {"to_date", to_string(end_of_month(month))}, {"state", state == PeriodState::closed ? "closed" : "open"},
            {"items", entries.items}, {"receipts", entries.receipts}, {"settlements", entries.settlements}, {"changed_by", nullptr}, {"changed_at", nullptr}, {"reason", nullptr}};
}

Result<http::Response> list(Serving& serving, const http::Request& request) {
    TRY_VOID(request.query.only({}));
    const auto decided = receivable::list_periods(serving.connection(), serving.company().id);
    receivable::Periods periods;
    for (const auto& row : decided) periods.set(row.month, row.state);
    auto entries = entries_in_reach(serving, request);
    const Date current = first_of_month(serving.today());
    Date first = entries.empty() ? current : std::min(entries.begin()->first, current);
    if (!decided.empty()) first = std::min(first, decided.front().month);

    json::array rows;
    for (Date month = current; month >= first; month = add_months(month, -1)) {
        json::object row = month_json(month, periods.state_of(month), entries[month]);
        for (const auto& each : decided) {
            if (each.month != month) continue;
            row["changed_by"] = each.changed_by.empty() ? json::value(nullptr) : json::value(each.changed_by);
            row["changed_at"] = to_string(each.changed_at);
            row["reason"] = each.reason.empty() ? json::value(nullptr) : json::value(each.reason);
        }
        rows.push_back(std::move(row));
    }
    return answer_json(json::object{{"rows", std::move(rows)}, {"first_open_date", to_string(periods.first_open_day(first))}});
}

Result<http::Response> close(Serving& serving, const http::Request& request) {
    const Date month = TRY(path_month(request));
    Body body = TRY(Body::parse(request));
    if (!body.whole()) return http::invalid_fields(body.errors(), request.language());
    const auto entries = entries_by_month(*serving.book(), org::Reach::whole_company());
    const Date first = entries.empty() ? month : entries.begin()->first;
    return serving.command(request, "accounting_period.close", [&](sql::Connection& connection, const audit::Act& act) -> Result<Answer> {
        json::array closed;
        for (const Date each : TRY(receivable::close_period(connection, act, serving.ids(), month, first, serving.today()))) closed.push_back(json::value(month_key(each)));
        return Answer{200, json::object{{"month", month_key(month)}, {"state", "closed"}, {"changed", std::move(closed)}}};
    });
}

Result<http::Response> reopen(Serving& serving, const http::Request& request) {
    const Date month = TRY(path_month(request));
    Body body = TRY(Body::parse(request));
    const std::string reason = body.text("reason");
    if (!body.whole()) return http::invalid_fields(body.errors(), request.language());
    return serving.command(request, "accounting_period.reopen", [&](sql::Connection& connection, const audit::Act& act) -> Result<Answer> {
        json::array opened;
        if (TRY(receivable::reopen_period(connection, act, serving.ids(), month, reason))) opened.push_back(json::value(month_key(month)));
        return Answer{200, json::object{{"month", month_key(month)}, {"state", "open"}, {"changed", std::move(opened)}}};
    });
}

}  // namespace

void add_period_routes(http::Router& router, Serving& serving) {
    router.add({.method = "GET", .pattern = "/api/v1/periods", .permission = Permission::view, .scope = Scope::company, .handler = [&serving](const http::Request& request) { return list(serving, request); }});
    router.add({.method = "POST", .pattern = "/api/v1/periods/{month}/close", .permission = Permission::close_periods, .scope = Scope::company, .money = true,
                .handler = [&serving](const http::Request& request) { return close(serving, request); }});
    router.add({.method = "POST", .pattern = "/api/v1/periods/{month}/reopen", .permission = Permission::close_periods, .scope = Scope::company, .money = true,
                .handler = [&serving](const http::Request& request) { return reopen(serving, request); }});
}

}  // namespace tandem::app::server
