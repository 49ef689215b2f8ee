#include "dunning/edge/day_end_sql_book.h"

#include <algorithm>
#include <map>

#include "dunning/edge/promise_sql.h"

namespace tandem::dunning {
namespace {

template <class Tag>
std::optional<Id<Tag>> maybe_id(const sql::Row& row, int column) {
    const auto value = row.maybe_integer(column);
    return value ? std::optional{Id<Tag>{*value}} : std::nullopt;
}
std::optional<Date> maybe_date(const sql::Row& row, int column) {
    const auto value = row.maybe_integer(column);
    return value ? std::optional{date_of(*value)} : std::nullopt;
}

bool asks_for_share(const Alerts& alerts) {
    return std::ranges::any_of(alerts.rules, [](const AlertRule& rule) { return std::ranges::any_of(rule.exceptions, [](const AlertException& each) { return each.share_from.has_value(); }); });
}

// What is open at the end of the day in each currency: the whole of which an item is a share.
std::map<std::string, std::int64_t> load_totals(sql::Connection& connection, const RunDay& day) {
    std::map<std::string, std::int64_t> totals;
    connection.query(
        "WITH later AS (SELECT +item_id AS item_id, SUM(amount_minor) AS minor FROM settlement WHERE company_id = $1 AND effective_date > $2 AND voided_at IS NULL GROUP BY +item_id) "
        "SELECT o.currency, CAST(SUM(o.open_minor + COALESCE(l.minor, 0)) AS {int}) FROM open_item o LEFT JOIN later l ON l.item_id = o.id "
        "WHERE o.company_id = $1 AND o.voided_at IS NULL AND o.item_date <= $2 AND o.recorded_at <= $3 GROUP BY o.currency",
        {day.company.value, std::int64_t{day_number(day.date)}, day.known_at}, [&](const sql::Row& row) { totals[std::string(row.text(0))] = row.integer(1); });
    return totals;
}

// Most of the table takes part: the + keeps SQLite from looking its rows up one by one through an index.
// One statement, so that open_minor and the settlements it reflects are of one moment. The second half finds
// items settled meanwhile that were still open on the day.
constexpr sql::Sql open_items =
    "WITH later AS (SELECT +item_id AS item_id, SUM(amount_minor) AS minor FROM settlement WHERE company_id = $1 AND effective_date > $2 AND voided_at IS NULL GROUP BY +item_id) "
    "SELECT o.id, o.customer_id, o.rep_id, o.due_date, o.kind, o.currency, o.open_minor + COALESCE(l.minor, 0), o.recorded_at, o.item_date FROM open_item o LEFT JOIN later l ON l.item_id = o.id "
    "WHERE o.company_id = $1 AND o.open_minor > 0 AND +o.due_date <= $3 AND o.item_date <= $2 AND o.voided_at IS NULL AND o.recorded_at <= $4 "
    "UNION ALL "
    "SELECT o.id, o.customer_id, o.rep_id, o.due_date, o.kind, o.currency, l.minor, o.recorded_at, o.item_date FROM later l JOIN open_item o ON o.company_id = $1 AND o.id = l.item_id "
    "WHERE o.open_minor = 0 AND o.due_date <= $3 AND o.item_date <= $2 AND o.voided_at IS NULL AND o.recorded_at <= $4";

// Promises as they stand at the end of the day, and the last day on which an item got a task for a broken one.
struct Promised {
    std::map<std::int64_t, JudgedPromise> on_items;
    std::map<std::int64_t, Date> told;
};
Promised load_promised(sql::Connection& connection, const RunDay& day) {
    Promised promised{load_promises_on_items(connection, day.company, {.day = day.date}), {}};
    std::vector<std::int64_t> failed;
    for (const auto& [item, one] : promised.on_items)
        if (one.judged.failed_on) failed.push_back(item);
    if (failed.empty()) return promised;
    connection.query("SELECT item_id, MAX(business_date) FROM task WHERE company_id = $1 AND item_id IN {ints:$2} AND action = 'promise_broken' GROUP BY item_id", {day.company.value, sql::integer_list(failed)},
                     [&](const sql::Row& row) { promised.told.emplace(row.integer(0), date_of(row.integer(1))); });
    return promised;
}

// An open promise holds the item. One that was not kept asks for a task, once.
void add_promise(DayEndItem& item, const Promised& promised) {
    const auto found = promised.on_items.find(item.id.value);
    if (found == promised.on_items.end()) return;
    const JudgedPromise& one = found->second;
    if (one.judged.state == PromiseState::open) item.standing = Standing::blocked;
    if (!one.judged.failed_on) return;
    const auto told = promised.told.find(item.id.value);
    if (told == promised.told.end() || told->second < *one.judged.failed_on) item.broken = BrokenPromise{one.id, one.promise.promised_on, one.promise.amount, one.judged.paid_minor};
}

}  // namespace

std::vector<KnownState> load_states(sql::Connection& connection, CompanyId company, const Stages& stages) {
    std::vector<KnownState> states;
    connection.query("SELECT item_id, age_stage, demand_level, demand_confirmed_date, payment_by_date FROM item_stage WHERE company_id = $1 AND (age_stage <> 'none' OR demand_level > 0) ORDER BY item_id",
                     {company.value}, [&](const sql::Row& row) {
                         const DemandHistory history{static_cast<int>(row.integer(2)), maybe_date(row, 3), maybe_date(row, 4)};
                         states.push_back({row.integer(0), {stages.find(row.text(1)).value_or(0), history}});
                     });
    return states;
}

void for_each_item(sql::Connection& connection, const RunDay& day, const DunningPolicy& policy, const OnItem& on_item) {
    const auto totals = asks_for_share(policy.alerts) ? load_totals(connection, day) : std::map<std::string, std::int64_t>{};
    const Promised promised = load_promised(connection, day);
    const Date due_until = day.date + Days{days_ahead(policy.alerts)};
    std::string last_code;
    Currency currency;
    connection.query(open_items, {day.company.value, std::int64_t{day_number(day.date)}, std::int64_t{day_number(due_until)}, day.known_at}, [&](const sql::Row& row) {
        const std::int64_t open = row.integer(6);
        if (open <= 0) return;
        if (row.text(5) != last_code) {
            last_code = row.text(5);
            currency = *parse_currency(last_code);
        }
        // New to the run: entered since the last one, or arisen only today. A run made late knows of items that its own
        // day could not see yet; they are new to the run of the day on which they arise.
        const bool new_to_run = row.integer(7) > day.seen_until || row.integer(8) == day_number(day.date);
        DayEndItem item{OpenItemId{row.integer(0)}, CustomerId{row.integer(1)}, maybe_id<EmployeeTag>(row, 2), date_of(row.integer(3)), {Money{open, currency}},
                        row.text(4) == "opening" ? Origin::opening : Origin::own, new_to_run};
        if (const auto total = totals.find(last_code); total != totals.end() && total->second > 0)
            item.subject.share = Rate{divide(Wide{open} * Rate::one, total->second, Rounding::down)};
        add_promise(item, promised);
        on_item(item);
    });
}

std::vector<LeftItem> load_left(sql::Connection& connection, const RunDay& day, const std::vector<std::int64_t>& items) {
    std::vector<LeftItem> left;
    if (items.empty()) return left;
    connection.query(
        "SELECT o.id, o.due_date, CASE WHEN o.voided_at IS NOT NULL THEN 0 ELSE o.open_minor + COALESCE((SELECT CAST(SUM(s.amount_minor) AS {int}) FROM settlement s "
        "WHERE s.company_id = o.company_id AND s.item_id = o.id AND s.effective_date > $3 AND s.voided_at IS NULL), 0) END, o.currency "
        "FROM open_item o WHERE o.company_id = $1 AND o.id IN {ints:$2} ORDER BY o.id",
        {day.company.value, sql::integer_list(items), std::int64_t{day_number(day.date)}},
        [&](const sql::Row& row) { left.push_back({row.integer(0), date_of(row.integer(1)), row.integer(2), std::string(row.text(3))}); });
    return left;
}

std::set<FiredKey> load_fired(sql::Connection& connection, CompanyId company, const std::vector<std::int64_t>& items) {
    std::set<FiredKey> fired;
    if (items.empty()) return fired;
    connection.query("SELECT item_id, code, due_date FROM alert_fired WHERE company_id = $1 AND item_id IN {ints:$2}", {company.value, sql::integer_list(items)},
                     [&](const sql::Row& row) { fired.emplace(row.integer(0), std::string(row.text(1)), row.integer(2)); });
    return fired;
}

std::vector<std::int64_t> load_items_with_tasks(sql::Connection& connection, CompanyId company) {
    std::vector<std::int64_t> items;
    // In the order of the index of open tasks, so that it is read and not all tasks ever made.
    connection.query("SELECT item_id FROM task WHERE company_id = $1 AND done_at IS NULL AND cancelled_date IS NULL ORDER BY owner_id", {company.value},
                     [&](const sql::Row& row) { items.push_back(row.integer(0)); });
    std::ranges::sort(items);
    items.erase(std::ranges::unique(items).begin(), items.end());
    return items;
}

Staff load_staff(sql::Connection& connection, CompanyId company) {
    std::vector<Colleague> staff;
    connection.query("SELECT id, code, role, manager_code, left_date FROM employee WHERE company_id = $1 AND voided_at IS NULL ORDER BY code", {company.value}, [&](const sql::Row& row) {
        staff.push_back({EmployeeId{row.integer(0)}, std::string(row.text(1)), std::string(row.text(2)), std::string(row.text(3)), maybe_date(row, 4)});
    });
    return Staff{std::move(staff)};
}

}  // namespace tandem::dunning
