// A company with items, settlements and people, written straight into the tables, day by day: what the
// day-end run works on. Names stand for ids, so that two companies with the same story can be compared.
#pragma once
#include <doctest/doctest.h>

#include <map>
#include <string>
#include <vector>

#include "app/workspace.h"
#include "dunning/edge/day_end_sql.h"
#include "dunning/edge/dunning_policy_json.h"
#include "dunning/edge/worklist_sql.h"
#include "org/edge/org_sql.h"
#include "platform/shipped.h"
#include "support/engines.h"

namespace tandem::testing {

class SetClock final : public Clock {
public:
    Instant at{};
    Instant now() const override { return at; }
    void set(Date day, int hour) { at = Instant{(std::int64_t{day_number(day)} * 24 + hour - 8) * 3'600'000'000}; }  // in Shanghai
};

// The days of the stories, by number.
inline Date day(int number) { return Date{std::chrono::year{2026} / 3 / 2} + Days{number}; }

inline std::unique_ptr<sql::Connection> open_early(const TemporaryDatabase& database, SetClock& clock) {
    clock.set(day(-50), 8);
    return app::open_migrated(database.url(), clock);
}

// Ids that no two books of a test program share.
class CountingIds final : public IdSource {
public:
    std::int64_t next() override {
        static std::int64_t last = 1'000'000;
        return ++last;
    }
};

struct ItemFact {
    std::string number;
    Date item_date, due_date, recorded_on;
    std::int64_t amount;
    bool opening = false;
    std::string rep{};
};
struct SettlementFact {
    std::string item;
    Date date;             // effective and recorded
    std::int64_t amount;   // negative: a reversal
};

class DayEndBook {
public:
    DayEndBook(sql::Connection& connection, SetClock& clock, const std::string& code) : connection_(connection), clock_(clock) {
        company_ = {ids_.make<CompanyId>(), code, code, currency("CNY"), "Asia/Shanghai", "cn-mainland"};
        org::insert_company(connection, company_, clock.now());
        customer_ = ids_.next();
        connection.execute("INSERT INTO customer (company_id, id, code, name, name_key, source, external_id, recorded_at) VALUES ($1, $2, 'C1', 'One', 'one', 't', 'C1', 0)", {company_.id.value, customer_});
    }

    void add_employee(const std::string& code, const std::string& position, const std::string& manager = {}) {
        people_[code] = ids_.next();
        connection_.execute("INSERT INTO employee (company_id, id, code, name, name_key, role, manager_code, recorded_at) VALUES ($1, $2, $3, $3, $3, $4, $5, 0)",
                            {company_.id.value, people_[code], code, position, manager});
    }
    void add(const ItemFact& item, int hour = 9) {
        const std::int64_t id = items_[item.number] = ids_.next();
        SetClock at;
        at.set(item.recorded_on, hour);
        const auto rep = people_.find(item.rep);
        connection_.execute(
            "INSERT INTO open_item (company_id, id, number, kind, customer_id, rep_id, item_date, due_date, currency, amount_minor, open_minor, base_amount_minor, rate_e10, disputed, recorded_at) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'CNY', $9, $9, $9, 10000000000, 0, $10)",
            {company_.id.value, id, item.number, item.opening ? "opening" : "invoice", customer_, rep == people_.end() ? sql::Param{nullptr} : sql::Param{rep->second},
             day_number(item.item_date), day_number(item.due_date), item.amount, at.now().micros});
    }
    void add(const SettlementFact& settlement) {
        SetClock at;
        at.set(settlement.date, 12);
        const std::int64_t item = items_.at(settlement.item);
        connection_.execute("INSERT INTO settlement (company_id, id, item_id, kind, amount_minor, effective_date, recorded_at) VALUES ($1, $2, $3, 'receipt', $4, $5, $6)",
                            {company_.id.value, ids_.next(), item, settlement.amount, day_number(settlement.date), at.now().micros});
        connection_.execute("UPDATE open_item SET open_minor = open_minor - $3 WHERE company_id = $1 AND id = $2", {company_.id.value, item, settlement.amount});
    }

    audit::Act act() { return {company_.id, UserId{}, clock_.now(), "day-end", ids_.next()}; }
    // The run in the evening of `today` for `date`.
    Result<std::vector<dunning::DayEndRun>> run(Date date, Date today, sql::Connection* through = nullptr) {
        clock_.set(today, 20);
        return dunning::run_day_end(through ? *through : connection_, company_, act(), ids_, clock_, policy_on, date);
    }
    dunning::PolicyOn policy_on = [](Date) -> Result<dunning::DunningPolicy> { return policy(); };
    Result<std::vector<dunning::DayEndRun>> run(Date date) { return run(date, date); }

    Result<void> done(TaskId task, dunning::TaskOutcome outcome, const std::string& note, Date on) {
        clock_.set(on, 10);
        sql::Transaction transaction{connection_};
        TRY_VOID(dunning::complete_task(connection_, company_, act(), ids_, policy(), {task, outcome, note}));
        transaction.commit();
        return {};
    }
    dunning::Worklist worklist(Date today, const dunning::WorklistQuery& query = {}) { return dunning::load_worklist(connection_, company_, org::Reach::whole_company(), policy(), today, query); }

    static const dunning::DunningPolicy& policy() {
        static const auto shipped = *dunning::parse_dunning_policy(*shipped_file("policies/dunning.json"));
        return shipped;
    }
    const org::Company& company() const { return company_; }
    std::int64_t item(const std::string& number) const { return items_.at(number); }
    EmployeeId person(const std::string& code) const { return EmployeeId{people_.at(code)}; }

private:
    sql::Connection& connection_;
    SetClock& clock_;
    CountingIds ids_;
    org::Company company_;
    std::int64_t customer_;
    std::map<std::string, std::int64_t> items_, people_;
};

// Everything a day-end run leaves behind, ids replaced by names, moments left out.
inline std::string day_end_digest(sql::Connection& connection, CompanyId company) {
    std::string out;
    const auto rows = [&](sql::Sql query, int columns) {
        connection.query(query, {company.value}, [&](const sql::Row& row) {
            for (int column = 0; column < columns; ++column) (out += row.text(column)) += '|';
            out += '\n';
        });
        out += "--\n";
    };
    rows("SELECT o.number, a.code, a.due_date, a.alert_date, a.business_date, a.open_minor, a.currency, a.policy_version FROM alert_fired a "
         "JOIN open_item o ON o.company_id = a.company_id AND o.id = a.item_id WHERE a.company_id = $1 ORDER BY o.number, a.code, a.due_date", 8);
    rows("SELECT o.number, s.age_stage, s.demand_level, s.since_date, s.skipped_levels, s.demand_confirmed_date, s.payment_by_date FROM item_stage s "
         "JOIN open_item o ON o.company_id = s.company_id AND o.id = s.item_id WHERE s.company_id = $1 ORDER BY o.number", 7);
    rows("SELECT o.number, t.business_date, t.from_stage, t.to_stage, t.overdue_days, t.open_minor, t.policy_version FROM stage_transition t "
         "JOIN open_item o ON o.company_id = t.company_id AND o.id = t.item_id WHERE t.company_id = $1 ORDER BY o.number, t.business_date", 7);
    rows("SELECT o.number, t.action, t.stage_since_date, t.owner_role, e.code, t.business_date, t.overdue_days, t.open_minor, t.currency, t.reason, t.policy_version, t.outcome, t.cancelled_date FROM task t "
         "JOIN open_item o ON o.company_id = t.company_id AND o.id = t.item_id LEFT JOIN employee e ON e.company_id = t.company_id AND e.id = t.owner_id "
         "WHERE t.company_id = $1 ORDER BY o.number, t.action, t.stage_since_date", 13);
    rows("SELECT business_date, policy_version, items_seen, alerts_fired, transitions, tasks_made FROM day_end_run WHERE company_id = $1 ORDER BY business_date", 6);
    rows("SELECT x.topic, o.number, x.payload FROM outbox x LEFT JOIN open_item o ON o.company_id = x.company_id AND o.id = x.object_id "
         "WHERE x.company_id = $1 AND x.topic LIKE 'dunning.%' ORDER BY x.topic, o.number, x.payload", 3);
    rows("SELECT COUNT(*) FROM audit_entry a WHERE a.company_id = $1 AND NOT EXISTS (SELECT 1 FROM outbox x WHERE x.company_id = a.company_id AND x.id = a.id)", 1);
    return out;
}

}  // namespace tandem::testing
