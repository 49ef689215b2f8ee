// Recording and withdrawing promises to pay.
#include <algorithm>
#include <boost/json.hpp>

#include "audit/edge/trail_sql.h"
#include "dunning/edge/promise_sql.h"
#include "org/edge/org_sql.h"
#include "platform/clock.h"

namespace tandem::dunning {
namespace {

namespace json = boost::json;

Date business_date(const org::Company& company, const audit::Act& act) {
    const auto today = civil_day(act.at, company.time_zone);
    TANDEM_ASSERT(today.has_value());  // checked when the company was made
    return *today;
}

// Locks the items, so that two promises made at once do not both find them free. One that is not there is the refusal.
Result<std::vector<PromisedItem>> lock_items(sql::Connection& connection, CompanyId company, const std::vector<OpenItemId>& wanted, Date today) {
    std::vector<std::int64_t> ids;
    for (const OpenItemId each : wanted) ids.push_back(each.value);
    std::ranges::sort(ids);
    ids.erase(std::ranges::unique(ids).begin(), ids.end());
    std::vector<PromisedItem> items;
    connection.query("SELECT id, number, customer_id, currency, open_minor FROM open_item WHERE company_id = $1 AND id IN {ints:$2} AND voided_at IS NULL ORDER BY id{for_update}", {company.value, sql::integer_list(ids)}, [&](const sql::Row& row) {
        items.push_back({.id = OpenItemId{row.integer(0)}, .number = std::string(row.text(1)), .customer = CustomerId{row.integer(2)}, .open = Money{row.integer(4), *parse_currency(row.text(3))}});
    });
    for (const std::int64_t id : ids)
        if (std::ranges::find(items, OpenItemId{id}, &PromisedItem::id) == items.end()) return refuse("dunning.promise_item_unknown", to_string(OpenItemId{id}));
    if (items.empty()) return items;
    const auto promised = load_promises_on_items(connection, company, {.day = today, .last_day_from = today, .items = ids});
    for (PromisedItem& item : items)
        if (const auto found = promised.find(item.id.value); found != promised.end() && found->second.judged.state == PromiseState::open) item.promised_until = found->second.promise.last_day();
    return items;
}

json::array numbers_of(const std::vector<PromisedItem>& items) {
    json::array numbers;
    for (const PromisedItem& item : items) numbers.emplace_back(item.number);
    return numbers;
}

}  // namespace

Result<PromiseId> record_promise(sql::Connection& connection, const org::Company& company, const audit::Act& act, IdSource& ids, const DunningPolicy& policy, const NewPromise& promise) {
    org::share_book(connection, company.id);
    const Date today = business_date(company, act);
    const auto items = TRY(lock_items(connection, company.id, promise.items, today));
    TRY_VOID(check_promise(promise.offer, items, policy.promise, today));
    if (promise.contact) {
        const auto whose = connection.one_integer("SELECT customer_id FROM contact WHERE company_id = $1 AND id = $2 AND voided_at IS NULL", {company.id.value, promise.contact->value});
        if (whose != promise.offer.customer.value) return refuse("dunning.promise_contact", to_string(*promise.contact));
    }
    const auto id = ids.make<PromiseId>();
    const PromiseOffer& offer = promise.offer;
    connection.execute("INSERT INTO promise (company_id, id, customer_id, currency, amount_minor, made_date, promised_date, tolerance_days, policy_version, channel, contact_id, note, actor_id, recorded_at) "
                       "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
                       {company.id.value, id.value, offer.customer.value, offer.amount.currency().code(), offer.amount.minor(), std::int64_t{day_number(today)}, std::int64_t{day_number(offer.promised_on)}, policy.promise.tolerance_days,
                        policy.version, code_of(promise.channel), promise.contact ? sql::Param{promise.contact->value} : sql::Param{nullptr}, promise.note.empty() ? sql::Param{nullptr} : sql::Param{promise.note}, act.actor.value, act.at.micros});
    const auto covered = connection.bulk("promise_item", {"company_id", "promise_id", "item_id", "open_minor"});
    for (const PromisedItem& item : items) {
        covered->add(company.id.value).add(id.value).add(item.id.value).add(item.open.minor());
        covered->end_row();
    }
    covered->flush();
    const std::string detail = json::serialize(json::object{{"customer_id", to_string(offer.customer)}, {"amount", to_decimal(offer.amount)}, {"currency", offer.amount.currency().code()}, {"promised_date", to_string(offer.promised_on)},
                                                            {"items", numbers_of(items)}, {"channel", code_of(promise.channel)}, {"note", promise.note}});
    audit::SqlTrail trail{connection, ids, act};
    trail.record({.object_kind = "promise", .object_id = id.value, .topic = "dunning.promised", .policy_version = policy.version, .detail = detail});
    trail.flush();
    return id;
}

Result<void> withdraw_promise(sql::Connection& connection, const org::Company& company, const audit::Act& act, IdSource& ids, PromiseId id, const std::string& reason) {
    org::share_book(connection, company.id);
    const Date today = business_date(company, act);
    connection.one_integer("SELECT id FROM promise WHERE company_id = $1 AND id = $2{for_update}", {company.id.value, id.value});
    const auto found = find_promise(connection, company.id, id, today);
    if (!found) return refuse("dunning.unknown_promise", to_string(id));
    if (found->judged.state != PromiseState::open) return refuse("dunning.promise_not_open", to_string(id), {{"state", std::string(code_of(found->judged.state))}});
    connection.execute("UPDATE promise SET withdrawn_date = $3, withdrawn_at = $4, withdrawn_by = $5, withdraw_reason = $6 WHERE company_id = $1 AND id = $2",
                       {company.id.value, id.value, std::int64_t{day_number(today)}, act.at.micros, act.actor.value, reason});
    const std::string detail = json::serialize(json::object{{"customer_id", to_string(found->customer)}, {"reason", reason}});
    audit::SqlTrail trail{connection, ids, act};
    trail.record({.object_kind = "promise", .object_id = id.value, .topic = "dunning.promise_withdrawn", .policy_version = {}, .detail = detail});
    trail.flush();
    return {};
}

}  // namespace tandem::dunning
