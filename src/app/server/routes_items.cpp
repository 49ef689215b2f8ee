// Open items and invoices: filtered, sorted and totalled over the book in memory.
#include <algorithm>
#include <map>
#include <numeric>

#include "app/server/page.h"
#include "app/server/render.h"
#include "app/server/serving.h"
#include "cash/edge/settlement_list.h"

namespace tandem::app::server {
namespace {

using http::Permission;
using http::Scope;
using insight::nowhere;
using insight::Place;

enum class Status { open, overdue, all };

// What the query string asks of a list of open items; places are resolved once, so a row costs a few compares.
struct ItemFilter {
    Status status = Status::open;
    std::optional<std::size_t> bucket;
    receivable::AgingBasis basis = receivable::AgingBasis::due;
    const receivable::AgingBuckets* buckets = nullptr;
    std::optional<Place> customer, rep, team, region;
    std::optional<int> stage;
    std::optional<bool> disputed;
    std::optional<std::uint8_t> currency;
    std::string search;  // lower case
    std::vector<bool> named;  // by customer: the search found its name or code
};

std::string lower(std::string_view text) {
    std::string out{text};
    for (char& letter : out)
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    return out;
}

// A team, region or group is named by code or by name; an unknown one finds nothing.
Place named(const insight::Register<insight::Named>& all, std::string_view text) {
    for (Place at = 0; at < all.size(); ++at)
        if (all[at].code == text || all[at].name == text) return at;
    return nowhere - 1;
}

template <class Tag, class Register>
Result<std::optional<Place>> by_id(const http::Request& request, const char* name, const Register& all) {
    const auto text = request.query.get(name);
    if (!text) return std::optional<Place>{};
    const auto id = parse_id<Tag>(*text);
    if (!id) return refuse("http.unknown_id", std::string(*text));
    const Place place = all.find(id->value);
    return std::optional{place == nowhere ? nowhere - 1 : place};
}

Result<ItemFilter> item_filter(const Serving& serving, const http::Request& request, const insight::Book& book) {
    ItemFilter filter;
    const auto status = request.query.text("status", "open");
    if (status != "open" && status != "overdue" && status != "all") return refuse("http.bad_parameter", "status");
    filter.status = status == "open" ? Status::open : status == "overdue" ? Status::overdue : Status::all;
    if (request.query.text("basis") == "invoice") filter.basis = receivable::AgingBasis::invoice;
    const auto& policy = serving.policies().receivable;
    filter.buckets = filter.basis == receivable::AgingBasis::due ? &policy.by_due : &policy.by_invoice;
    if (const auto bucket = request.query.get("bucket")) {
        filter.bucket = filter.buckets->find(*bucket);
        if (!filter.bucket) return refuse("insight.unknown_bucket", std::string(*bucket));
    }
    filter.customer = TRY((by_id<CustomerTag>(request, "customer", book.customers)));
    filter.rep = TRY((by_id<EmployeeTag>(request, "rep", book.employees)));
    if (const auto team = request.query.get("team")) filter.team = named(book.teams, *team);
    if (const auto region = request.query.get("region")) filter.region = named(book.regions, *region);
    if (const auto stage = request.query.get("stage")) {
        filter.stage = *stage == "none" ? std::optional{0} : serving.policies().dunning.stages.find(*stage);
        if (!filter.stage) return refuse("http.bad_parameter", "stage");
    }
    if (request.query.get("disputed")) filter.disputed = TRY(request.query.flag("disputed"));
    if (const auto code = request.query.get("currency")) {
        const Currency wanted = TRY(parse_currency(*code));
        const auto found = std::ranges::find(book.currencies, wanted);
        filter.currency = found == book.currencies.end() ? std::uint8_t{255} : static_cast<std::uint8_t>(found - book.currencies.begin());
    }
    filter.search = lower(request.query.text("q"));
    if (!filter.search.empty()) {
        filter.named.resize(book.customers.size());
        for (Place at = 0; at < book.customers.size(); ++at) {
            const insight::Customer& one = book.customers[at];
            filter.named[at] = lower(one.name).find(filter.search) != std::string::npos || lower(one.code).find(filter.search) != std::string::npos || one.name_key.find(filter.search) != std::string::npos;
        }
    }
    return filter;
}

bool passes(const insight::Position& position, const insight::Policies& policies, const ItemFilter& filter, Place item) {
    const insight::Items& items = position.book().items;
    const std::int32_t today = day_number(position.as_of().date);
    const std::int64_t open = position.open(item);
    if (filter.status == Status::all ? !position.exists(item) : open == 0) return false;
    const int late = open > 0 ? std::max(0, today - items.due[item]) : 0;
    if (filter.status == Status::overdue && late == 0) return false;
    if (filter.customer && items.customer[item] != *filter.customer) return false;
    if (filter.rep && items.rep[item] != *filter.rep) return false;
    if (filter.team && items.team[item] != *filter.team) return false;
    if (filter.region && items.region[item] != *filter.region) return false;
    if (filter.currency && items.currency[item] != *filter.currency) return false;
    if (filter.disputed && ((items.flags[item] & insight::item_disputed) != 0) != *filter.disputed) return false;
    if (filter.stage && dunning::age_stage(late, policies.dunning.stages) != *filter.stage) return false;
    if (!filter.search.empty() && !filter.named[items.customer[item]] && lower(items.number.at(item)).find(filter.search) == std::string::npos) return false;
    return true;
}

// What the document of an opening item once stated; its amount here is what was left of it. One question a page.
void add_originals(Serving& serving, const insight::Book& book, const std::vector<Place>& places, json::array& rows) {
    std::map<std::int64_t, std::size_t> opening;
    for (std::size_t at = 0; at < places.size(); ++at) {
        rows[at].as_object()["original_minor"] = nullptr;
        if (book.items.flags[places[at]] & insight::item_opening) opening.emplace(book.items.id[places[at]], at);
    }
    if (opening.empty()) return;
    std::vector<std::int64_t> ids;
    for (const auto& [id, at] : opening) ids.push_back(id);
    serving.connection().query("SELECT id, original_minor FROM open_item WHERE company_id = $1 AND original_minor IS NOT NULL AND id IN {ints:$2}",
                               {serving.company().id.value, sql::integer_list(ids)}, [&](const sql::Row& row) { rows[opening.at(row.integer(0))].as_object()["original_minor"] = row.integer(1); });
}

Result<http::Response> open_items(Serving& serving, const http::Request& request) {
    const BookView book = serving.book();
    const org::Reach reach = serving.reach(request, book);
    const Date as_of = TRY(request.query.date("as_of")).value_or(serving.today());
    const auto position = serving.position(book, {as_of});
    const ItemFilter filter = TRY(item_filter(serving, request, *book));
    const auto policies = serving.report_policies();
    const insight::Items& items = book->items;
    const std::int32_t today = day_number(as_of);

    std::vector<Place> found;
    PageTotals totals;
    // Amounts of two currencies have no sum: the buckets stand by currency.
    std::map<std::uint8_t, std::vector<insight::BucketTotal>> buckets;
    for (const Place item : insight::within_reach(items, reach, filter.customer)) {
        if (!passes(*position, policies, filter, item)) continue;
        // The buckets show the whole filter but for the bucket itself, so that one can go from one to another.
        const auto bucket = filter.buckets->index_of(today - (filter.basis == receivable::AgingBasis::due ? items.due[item] : items.date[item]));
        auto& own = buckets.try_emplace(items.currency[item], filter.buckets->size()).first->second;
        ++own[bucket].count;
        own[bucket].amount += position->open(item);
        if (filter.bucket && bucket != *filter.bucket) continue;
        found.push_back(item);
        totals.add(book->currencies[items.currency[item]], items.amount[item], position->open(item));
    }
    const std::map<std::string_view, KeyOf> keys{
        {"due_date", [&](Place at) { return SortKey{items.due[at], {}}; }}, {"overdue_days", [&](Place at) { return SortKey{today - items.due[at], {}}; }},
        {"item_date", [&](Place at) { return SortKey{items.date[at], {}}; }}, {"number", [&](Place at) { return SortKey{0, items.number.at(at)}; }},
        {"amount", [&](Place at) { return SortKey{items.amount[at], {}}; }}, {"amount_minor", [&](Place at) { return SortKey{items.amount[at], {}}; }},
        {"open", [&](Place at) { return SortKey{position->open(at), {}}; }}, {"open_minor", [&](Place at) { return SortKey{position->open(at), {}}; }},
        {"customer", [&](Place at) { return SortKey{0, book->customers[items.customer[at]].name_key}; }},
        {"rep", [&](Place at) { return SortKey{0, items.rep[at] == nowhere ? std::string_view{} : std::string_view{book->employees[items.rep[at]].name}}; }}};
    const Page page = TRY(page_of(request, "open-items", found, keys, "due_date"));
    const auto memory = json::make_shared_resource<json::monotonic_resource>();
    json::array rows(memory), bucket_rows(memory);
    for (const Place item : page.rows) rows.push_back(item_json(*position, policies, *filter.buckets, filter.basis, item, memory));
    add_originals(serving, *book, page.rows, rows);
    for (const auto& [currency, own] : buckets)
        for (std::size_t at = 0; at < own.size(); ++at)
            bucket_rows.push_back(json::object{{"code", filter.buckets->at(at).code}, {"currency", book->currencies[currency].code()}, {"count", own[at].count}, {"amount_minor", own[at].amount}});
    return answer_json(json::value({{"rows", std::move(rows)}, {"next_cursor", page.next}, {"totals", totals.json()}, {"buckets", std::move(bucket_rows)}}, memory));
}

Result<http::Response> open_item(Serving& serving, const http::Request& request) {
    const auto id = parse_id<OpenItemTag>(request.parameter("id"));
    const BookView book = serving.book();
    const auto position = serving.position(book, {serving.today()});
    const Place at = id ? book->items.find(id->value) : nowhere;
    if (at == nowhere || !position->exists(at) || !serving.reach(request, book).sees_customer_at(book->items.customer[at])) return refuse("cash.unknown_item", std::string(request.parameter("id")));
    const auto policies = serving.report_policies();
    json::object out = item_json(*position, policies, policies.receivable.by_due, receivable::AgingBasis::due, at);
    out["settlements"] = cash::settled_on(serving.connection(), serving.company().id, *id);
    return answer_json(out);
}

// What is still open of each invoice: of its own items, or of the plan items it was linked to.
std::vector<std::int64_t> open_by_invoice(const insight::Position& position) {
    const insight::Book& book = position.book();
    std::vector<std::int64_t> open(book.invoices.size());
    const auto add = [&](std::int64_t invoice, std::int64_t amount) {
        if (const Place at = book.invoices.find(invoice); at != nowhere) open[at] += amount;
    };
    for (Place item = 0; item < book.items.size(); ++item)
        if (const auto left = position.open(item); left && book.items.invoice[item]) add(book.items.invoice[item], left);
    for (const auto& [invoice, links] : book.invoice_links)
        for (const auto& link : links) add(invoice, std::min(link.amount, position.open(link.item)));
    return open;
}

// Which contract each invoice bills: by the plan items it is linked to, or by its own items.
std::map<std::int64_t, std::int64_t> contract_by_invoice(const insight::Book& book) {
    std::map<std::int64_t, std::int64_t> contract;
    for (Place item = 0; item < book.items.size(); ++item)
        if (book.items.invoice[item] && book.items.contract[item]) contract.emplace(book.items.invoice[item], book.items.contract[item]);
    for (const auto& [invoice, links] : book.invoice_links)
        for (const auto& link : links) contract.emplace(invoice, book.items.contract[link.item]);
    return contract;
}

json::value contract_json(const insight::Book& book, const std::map<std::int64_t, std::int64_t>& contracts, std::int64_t invoice) {
    const auto of = contracts.find(invoice);
    const auto contract = of == contracts.end() ? book.contracts.end() : book.contracts.find(of->second);
    if (contract == book.contracts.end()) return nullptr;
    return json::object{{"id", to_string(ContractId{contract->first})}, {"number", contract->second.number}};
}

json::object invoice_json(const insight::Book& book, Place at, std::int64_t open, const std::map<std::int64_t, std::int64_t>& contracts) {
    const insight::Invoices& all = book.invoices;
    return {{"id", to_string(InvoiceId{all.id[at]})}, {"number", all.number.at(at)}, {"customer", party_json(book, all.customer[at])}, {"date", day_text(all.date[at])},
            {"contract", contract_json(book, contracts, all.id[at])},
            {"amount_minor", all.amount[at]}, {"open_minor", open}, {"currency", book.currencies[all.currency[at]].code()}};
}

Result<http::Response> invoices(Serving& serving, const http::Request& request) {
    const BookView book = serving.book();
    const insight::Invoices& all = book->invoices;
    const auto position = serving.position(book, {serving.today()});
    const auto from = TRY(request.query.date("from")), to = TRY(request.query.date("to"));
    const auto customer = TRY((by_id<CustomerTag>(request, "customer", book->customers)));
    const std::string search = lower(request.query.text("q"));
    const auto open = open_by_invoice(*position);
    std::vector<Place> found;
    PageTotals totals;
    for (const Place at : insight::within_reach(all, serving.reach(request, book), customer)) {
        if (all.recorded[at].voided_at != INT64_MAX || (customer && all.customer[at] != *customer)) continue;
        if ((from && all.date[at] < day_number(*from)) || (to && all.date[at] > day_number(*to))) continue;
        if (!search.empty() && lower(all.number.at(at)).find(search) == std::string::npos && lower(book->customers[all.customer[at]].name).find(search) == std::string::npos &&
            book->customers[all.customer[at]].name_key.find(search) == std::string::npos) continue;
        found.push_back(at);
        totals.add(book->currencies[all.currency[at]], all.amount[at], open[at]);
    }
    const std::map<std::string_view, KeyOf> keys{{"date", [&](Place at) { return SortKey{all.date[at], {}}; }}, {"number", [&](Place at) { return SortKey{0, all.number.at(at)}; }},
                                                 {"amount_minor", [&](Place at) { return SortKey{all.amount[at], {}}; }},
                                                 {"customer", [&](Place at) { return SortKey{0, book->customers[all.customer[at]].name_key}; }}};
    const Page page = TRY(page_of(request, "invoices", found, keys, "-date"));
    const auto contracts = contract_by_invoice(*book);
    json::array rows;
    for (const Place at : page.rows) rows.push_back(invoice_json(*book, at, open[at], contracts));
    return answer_json(json::object{{"rows", std::move(rows)}, {"next_cursor", page.next}, {"totals", totals.json()}});
}

// What only the document itself states: due day, net and tax, and the order it bills.
void add_stated(Serving& serving, InvoiceId id, json::object& out) {
    serving.connection().query("SELECT v.due_date, v.net_minor, v.tax_minor, s.id, s.number FROM invoice v LEFT JOIN sales_order s ON s.company_id = v.company_id AND s.id = v.order_id "
                               "WHERE v.company_id = $1 AND v.id = $2",
                               {serving.company().id.value, id.value}, [&](const sql::Row& row) {
                                   out["due_date"] = day_text(static_cast<std::int32_t>(row.integer(0)));
                                   out["net_minor"] = row.integer(1);
                                   out["tax_minor"] = row.integer(2);
                                   const auto order = row.maybe_integer(3);
                                   out["order"] = order ? json::value(json::object{{"id", to_string(OrderId{*order})}, {"number", row.text(4)}}) : json::value(nullptr);
                               });
}

Result<http::Response> invoice(Serving& serving, const http::Request& request) {
    const auto id = parse_id<InvoiceTag>(request.parameter("id"));
    const BookView book = serving.book();
    const Place at = id ? book->invoices.find(id->value) : nowhere;
    if (at == nowhere || !serving.reach(request, book).sees_customer_at(book->invoices.customer[at])) return refuse("http.not_found", std::string(request.parameter("id")));
    const auto position = serving.position(book, {serving.today()});
    const auto policies = serving.report_policies();
    json::array items;
    std::int64_t open = 0;
    for (const Place item : book->items.by_customer.of(book->invoices.customer[at])) {
        if (book->items.invoice[item] != id->value || !position->exists(item)) continue;
        items.push_back(item_json(*position, policies, policies.receivable.by_due, receivable::AgingBasis::due, item));
        open += position->open(item);
    }
    if (const auto links = book->invoice_links.find(id->value); links != book->invoice_links.end())
        for (const auto& link : links->second) {
            items.push_back(item_json(*position, policies, policies.receivable.by_due, receivable::AgingBasis::due, link.item));
            open += std::min(link.amount, position->open(link.item));
        }
    json::object out = invoice_json(*book, at, open, contract_by_invoice(*book));
    add_stated(serving, *id, out);
    out["items"] = std::move(items);
    return answer_json(out);
}

}  // namespace

void add_item_routes(http::Router& router, Serving& serving) {
    router.add({.method = "GET", .pattern = "/api/v1/open-items", .permission = Permission::view, .scope = Scope::company, .handler = [&](const http::Request& request) { return open_items(serving, request); }});
    router.add({.method = "GET", .pattern = "/api/v1/open-items/{id}", .permission = Permission::view, .scope = Scope::company, .handler = [&](const http::Request& request) { return open_item(serving, request); }});
    router.add({.method = "GET", .pattern = "/api/v1/invoices", .permission = Permission::view, .scope = Scope::company, .handler = [&](const http::Request& request) { return invoices(serving, request); }});
    router.add({.method = "GET", .pattern = "/api/v1/invoices/{id}", .permission = Permission::view, .scope = Scope::company, .handler = [&](const http::Request& request) { return invoice(serving, request); }});
}

}  // namespace tandem::app::server
