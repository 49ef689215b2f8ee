// Customers: the list with what they owe, and the view all around one of them.
#include <algorithm>
#include <map>

#include "app/server/page.h"
#include "app/server/reached.h"
#include "app/server/render.h"
#include "app/server/serving.h"
#include "app/server/timeline.h"
#include "party/edge/contacts_sql.h"
#include "platform/http/cursor.h"

namespace tandem::app::server {
namespace {

using http::Permission;
using http::Scope;
using insight::nowhere;
using insight::Place;

struct Owed { std::int64_t open = 0, overdue = 0; std::int32_t oldest = 0; };

void add_owed(const insight::Position& position, Place item, Owed& owed) {
    const insight::Book& book = position.book();
    const std::int64_t open = position.open(item);
    // Amounts of two currencies have no sum; the list shows the company's, the customer's page shows all.
    if (open == 0 || book.items.currency[item] != 0) return;
    owed.open += open;
    const std::int32_t late = day_number(position.as_of().date) - book.items.due[item];
    if (late <= 0) return;
    owed.overdue += open;
    owed.oldest = std::max(owed.oldest, late);
}

std::vector<Owed> owed_by_customer(const insight::Position& position, const org::Reach& reach) {
    std::vector<Owed> owed(position.book().customers.size());
    for (const Place item : insight::within_reach(position.book().items, reach)) add_owed(position, item, owed[position.book().items.customer[item]]);
    return owed;
}

Owed owed_by(const insight::Position& position, Place customer) {
    Owed owed;
    for (const Place item : position.book().items.by_customer.of(customer)) add_owed(position, item, owed);
    return owed;
}

json::value text_or_null(std::string_view text) { return text.empty() ? json::value(nullptr) : json::value(text); }

json::object customer_json(const insight::Book& book, Place at, const Owed& owed) {
    const insight::Customer& one = book.customers[at];
    return {{"id", to_string(CustomerId{one.id})}, {"code", one.code}, {"name", one.name}, {"name_alt", nullptr}, {"group", name_or_null(book.groups, one.group)}, {"country", text_or_null(one.country)},
            {"rep", employee_json(book, one.rep)}, {"open_minor", owed.open}, {"overdue_minor", owed.overdue}, {"currency", book.base.code()},
            {"overdue_days_max", owed.oldest > 0 ? json::value(owed.oldest) : json::value(nullptr)}};
}

Result<http::Response> list(Serving& serving, const http::Request& request) {
    const BookView book = serving.book();
    const org::Reach reach = serving.reach(request, book);
    const auto position = serving.position(book, {serving.today()});
    const auto owed = owed_by_customer(*position, reach);
    std::string search = request.query.text("q");
    std::ranges::transform(search, search.begin(), [](char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter; });
    const auto group = request.query.get("group"), region = request.query.get("region"), rep = request.query.get("rep");
    std::vector<Place> found;
    PageTotals totals;
    for (Place at = 0; at < book->customers.size(); ++at) {
        const insight::Customer& one = book->customers[at];
        if (one.merged_into != 0 || !reach.sees_customer_at(at)) continue;
        if (!search.empty() && one.name_key.find(search) == std::string::npos && one.name.find(search) == std::string::npos && one.code.find(request.query.text("q")) == std::string::npos) continue;
        if (group && (one.group == nowhere || (book->groups[one.group].name != *group && book->groups[one.group].code != *group))) continue;
        if (rep && (one.rep == nowhere || to_string(EmployeeId{book->employees[one.rep].id}) != *rep)) continue;
        if (region) {
            insight::Contribution owner{.kind = insight::FactKind::receipt, .place = 0, .customer = at};
            insight::add_owners(*book, owner);
            if (owner.region == nowhere || (book->regions[owner.region].name != *region && book->regions[owner.region].code != *region)) continue;
        }
        found.push_back(at);
        totals.add(book->base, owed[at].open, owed[at].overdue);
    }
    const std::map<std::string_view, KeyOf> keys{{"name", [&](Place at) { return SortKey{0, book->customers[at].name_key}; }}, {"code", [&](Place at) { return SortKey{0, book->customers[at].code}; }},
                                                 {"open_minor", [&](Place at) { return SortKey{owed[at].open, {}}; }}, {"overdue_minor", [&](Place at) { return SortKey{owed[at].overdue, {}}; }},
                                                 {"overdue_days_max", [&](Place at) { return SortKey{owed[at].oldest, {}}; }}};
    const Page page = TRY(page_of(request, "customers", found, keys, "-open_minor"));
    json::array rows;
    for (const Place at : page.rows) rows.push_back(customer_json(*book, at, owed[at]));
    return answer_json(json::object{{"rows", std::move(rows)}, {"next_cursor", page.next}, {"totals", totals.json()}});
}

// The customer of the path: http.not_found when there is none within reach.
Result<Place> path_customer(const http::Request& request, const insight::Book& book, const org::Reach& reach) {
    const auto id = parse_id<CustomerTag>(request.parameter("id"));
    const Place at = id ? book.customers.find(id->value) : nowhere;
    if (at == nowhere || !reach.sees_customer_at(at)) return refuse("http.not_found", std::string(request.parameter("id")));
    return at;
}

// The figure of a report for this customer alone, in the company's currency.
std::optional<std::int64_t> figure(const insight::Report& report, const insight::Book& book, std::string_view name) {
    for (const auto& group : report.groups)
        if (group.currency == book.base)
            for (const auto& [known, value] : group.figures)
                if (known == name) return value;
    return std::nullopt;
}

json::value last_receipt(const insight::Book& book, Place customer) {
    Place last = nowhere;
    for (const Place at : book.receipts.by_customer.of(customer))
        if (book.receipts.recorded[at].voided_at == INT64_MAX && book.receipts.reversed[at] == INT32_MAX && (last == nowhere || book.receipts.date[at] >= book.receipts.date[last])) last = at;
    if (last == nowhere) return nullptr;
    return json::object{{"date", day_text(book.receipts.date[last])}, {"amount_minor", book.receipts.amount[last]}, {"currency", book.currencies[book.receipts.currency[last]].code()}};
}

void add_master_data(sql::Connection& connection, CompanyId company, CustomerId customer, json::object& out) {
    connection.query("SELECT name_alt, tax_number, industry, since_date FROM customer WHERE company_id = $1 AND id = $2", {company.value, customer.value}, [&](const sql::Row& row) {
        out["name_alt"] = text_or_null(row.text(0));
        out["tax_number"] = text_or_null(row.text(1));
        out["industry"] = text_or_null(row.text(2));
        out["customer_since"] = row.is_null(3) ? json::value(nullptr) : json::value(to_string(date_of(row.integer(3))));
    });
    json::array contacts;
    connection.query("SELECT id, name, title, email, phone FROM contact WHERE company_id = $1 AND customer_id = $2 AND voided_at IS NULL ORDER BY id", {company.value, customer.value}, [&](const sql::Row& row) {
        const ContactId id{row.integer(0)};
        contacts.push_back(json::object{{"id", to_string(id)}, {"name", row.text(1)}, {"role", text_or_null(row.text(2))},
                                        {"email", text_or_null(party::shown_contact(company, id, party::ContactCell::email, row.text(3)))},
                                        {"phone", text_or_null(party::shown_contact(company, id, party::ContactCell::phone, row.text(4)))}});
    });
    out["contacts"] = std::move(contacts);
}

Result<http::Response> one(Serving& serving, const http::Request& request) {
    const BookView book = serving.book();
    const org::Reach reach = serving.reach(request, book);
    const Place at = TRY(path_customer(request, *book, reach));
    const CustomerId id{book->customers[at].id};
    const auto position = serving.position(book, {serving.today()});
    const auto policies = serving.report_policies();
    const auto report = [&](const char* name) {
        insight::ReportQuery query;
        query.name = name;
        query.as_of.date = serving.today();
        query.customer = id;
        return insight::run_report(*position, reach, policies, query);
    };
    const auto aging = TRY(report("aging"));
    json::object out = customer_json(*book, at, owed_by(*position, at));
    insight::Contribution owner{.kind = insight::FactKind::receipt, .place = 0, .customer = at};
    insight::add_owners(*book, owner);
    out["region"] = name_or_null(book->regions, owner.region);
    json::array buckets;
    std::int64_t unapplied = 0;
    for (const auto& group : aging.groups) {
        if (group.currency != book->base) continue;
        unapplied = group.unapplied;
        for (std::size_t bucket = 0; bucket < group.buckets.size(); ++bucket)
            buckets.push_back(json::object{{"code", aging.bucket_kinds[bucket].code}, {"count", group.buckets[bucket].count}, {"amount_minor", group.buckets[bucket].amount}});
    }
    out["aging"] = std::move(buckets);
    out["unapplied_minor"] = unapplied;
    const auto number = [](const std::optional<std::int64_t>& value) { return value ? json::value(*value) : json::value(nullptr); };
    out["dso_x100"] = number(figure(TRY(report("dso")), *book, "dso_x100"));
    out["avg_days_late_x100"] = number(figure(TRY(report("payment-behaviour")), *book, "avg_days_late_x100"));
    out["last_receipt"] = last_receipt(*book, at);
    const Place successor = book->customers[at].merged_into == 0 ? nowhere : book->customers.find(book->customers[at].merged_into);
    out["merged_into"] = party_json(*book, reach.sees_customer_at(successor) ? successor : nowhere);
    add_master_data(serving.connection(), serving.company().id, id, out);
    return answer_json(out);
}

Result<http::Response> timeline(Serving& serving, const http::Request& request) {
    const CustomerId id = TRY(known_id<CustomerTag>(serving, serving.reach(request), request, "http.not_found"));
    const auto limit = TRY(request.query.limit());
    std::int64_t skip = 0;
    if (const auto cursor = request.query.get("cursor")) skip = std::get<std::int64_t>(TRY(http::decode_cursor("timeline", *cursor)).at(0));
    const auto events = customer_timeline(serving.connection(), serving.company().id, id, limit + 1, skip);
    json::array rows;
    for (std::size_t at = 0; at < events.size() && at < static_cast<std::size_t>(limit); ++at) rows.push_back(timeline_json(events[at]));
    const bool more = events.size() > static_cast<std::size_t>(limit);
    return answer_json(json::object{{"rows", std::move(rows)}, {"next_cursor", more ? json::value(http::encode_cursor("timeline", {skip + limit})) : json::value(nullptr)}});
}

}  // namespace

void add_customer_routes(http::Router& router, Serving& serving) {
    const auto bound = [&serving](Result<http::Response> (*handler)(Serving&, const http::Request&)) { return [&serving, handler](const http::Request& request) { return handler(serving, request); }; };
    router.add({.method = "GET", .pattern = "/api/v1/customers", .permission = Permission::view, .scope = Scope::company, .handler = bound(list)});
    router.add({.method = "GET", .pattern = "/api/v1/customers/{id}", .permission = Permission::view, .scope = Scope::company, .handler = bound(one)});
    router.add({.method = "GET", .pattern = "/api/v1/customers/{id}/timeline", .permission = Permission::view, .scope = Scope::company, .handler = bound(timeline)});
}

}  // namespace tandem::app::server
