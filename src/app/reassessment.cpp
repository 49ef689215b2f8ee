#include "app/reassessment.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <functional>

#include "app/payment_record.h"
#include "audit/edge/trail_sql.h"
#include "credit/edge/assessments_sql.h"
#include "credit/edge/credit_policy_json.h"
#include "credit/edge/inputs_sql.h"
#include "credit/edge/standing_sql.h"
#include "dunning/edge/promise_sql.h"
#include "policy/edge/policy_sql.h"

namespace tandem::app {
namespace {

using credit::Why;

// The last time something happened that asks for a new look, by customer.
using Moments = std::map<CustomerId, Instant>;
Moments moments(sql::Connection& connection, CompanyId company, sql::Sql statement) {
    Moments last;
    connection.query(statement, {company.value}, [&](const sql::Row& row) { last.emplace(CustomerId{row.integer(0)}, Instant{row.integer(1)}); });
    return last;
}

struct Events {
    Moments rated, failed, alerted, complained;
    std::map<CustomerId, dunning::PromiseRecord> promises;
};
Events load_events(sql::Connection& connection, CompanyId company, Date today) {
    return {.rated = moments(connection, company, "SELECT customer_id, MAX(recorded_at) FROM credit_rating WHERE company_id = $1 AND voided_at IS NULL GROUP BY customer_id"),
            .failed = moments(connection, company, "SELECT r.customer_id, MAX(a.at) FROM receipt r JOIN audit_entry a ON a.company_id = r.company_id AND a.object_id = r.id AND a.object_kind = 'receipt' AND a.command = 'receipt.dishonour' "
                                                   "WHERE r.company_id = $1 AND r.dishonoured_date IS NOT NULL GROUP BY r.customer_id"),
            .alerted = moments(connection, company, "SELECT o.customer_id, MAX(d.finished_at) FROM alert_fired f JOIN open_item o ON o.company_id = f.company_id AND o.id = f.item_id "
                                                    "JOIN day_end_run d ON d.company_id = f.company_id AND d.business_date = f.business_date WHERE f.company_id = $1 AND f.code = 'level-2' GROUP BY o.customer_id"),
            // One that was found unjustified is no reason to look again.
            .complained = moments(connection, company, "SELECT customer_id, MAX(recorded_at) FROM complaint WHERE company_id = $1 AND voided_at IS NULL AND (outcome IS NULL OR outcome <> 'unjustified') GROUP BY customer_id"),
            .promises = dunning::load_promise_records(connection, company, today)};
}

bool since(const Moments& moments, CustomerId customer, Instant at) {
    const auto found = moments.find(customer);
    return found != moments.end() && found->second > at;
}

// A promise failed after the day of the assessment, which therefore knew nothing of it.
bool failed_since(const Events& events, CustomerId customer, Date assessed_on) {
    const auto found = events.promises.find(customer);
    return found != events.promises.end() && found->second.last_failed_on && *found->second.last_failed_on > assessed_on;
}

std::optional<Why> why_due(const AssessmentBasis& basis, const Events& events, CustomerId customer, const credit::LastAssessment* last) {
    if (!last) return Why::never;
    if (since(events.alerted, customer, last->recorded_at)) return Why::alerted;
    if (since(events.failed, customer, last->recorded_at)) return Why::payment_failed;
    if (failed_since(events, customer, last->assessed_on)) return Why::promise_broken;
    if (since(events.complained, customer, last->recorded_at)) return Why::complaint;
    if (since(events.rated, customer, last->recorded_at)) return Why::rating_changed;
    if (last->valid_to < basis.today) return Why::expired;
    if (last->valid_to - Days{basis.model.reassess_ahead_days} <= basis.today) return Why::expiring;
    return std::nullopt;
}

int urgency(Why why) {
    switch (why) {
        case Why::alerted: return 0;
        case Why::payment_failed: return 1;
        case Why::promise_broken: return 2;
        case Why::complaint: return 3;
        case Why::rating_changed: return 4;
        case Why::expired: return 5;
        case Why::expiring: return 6;
        case Why::never: return 7;
        case Why::asked: return 8;
    }
    return 9;
}

// Points of the assessments before, of those whose grade changed: what moved is what is worth reading.
std::map<std::int64_t, std::string> points_before(sql::Connection& connection, CompanyId company, std::span<const Reassessed> run) {
    std::vector<std::int64_t> ids;
    for (const Reassessed& each : run)
        if (each.due->last && !each.refused && each.grade != each.due->grade) ids.push_back(each.due->last.value);
    std::map<std::int64_t, std::string> points;
    if (!ids.empty())
        connection.query("SELECT id, points FROM credit_assessment WHERE company_id = $1 AND id IN {ints:$2}", {company.value, sql::integer_list(ids)}, [&](const sql::Row& row) { points.emplace(row.integer(0), std::string(row.text(1))); });
    return points;
}

void add_moved(Reassessed& one, const credit::ScoreSheet& sheet, const std::string& before) {
    const auto document = boost::json::parse(before);
    const auto& factors = document.at("factors").as_object();
    for (const auto& line : sheet.lines) {
        const auto* then = factors.if_contains(line.factor);
        const std::optional<std::int64_t> old = then && then->is_int64() ? std::optional{then->get_int64()} : std::nullopt;
        if (old != (line.points ? std::optional<std::int64_t>{*line.points} : std::nullopt)) one.moved.push_back(line.factor);
    }
}

// What is known of those: of a list that is a good part of the book all is read at once.
constexpr std::size_t read_by_name = 5'000;
credit::OfCustomers known_of(std::span<const Due> due) {
    if (due.size() > read_by_name) return {};
    std::vector<CustomerId> customers;
    for (const Due& each : due) customers.push_back(each.customer);
    return credit::OfCustomers{customers};
}

std::vector<Reassessed> assess_each(sql::Connection& connection, const org::Company& company, const AssessmentBasis& basis, std::span<const Due> due, const std::function<void(Reassessed&, credit::NewAssessment&&)>& keep) {
    const credit::OfCustomers of = known_of(due);
    auto known = credit::load_inputs(connection, company.id, basis.today, of);
    auto histories = load_payment_records(connection, company.id, basis.today, of);
    std::vector<Reassessed> all;
    std::vector<credit::ScoreSheet> changed;  // of those whose grade is another one now, in the order of the list
    for (const Due& each : due) {
        credit::Inputs inputs = std::move(known[each.customer]);
        inputs.history = histories[each.customer];
        auto values = credit::factor_values(basis.model, inputs, basis.currency, basis.today);
        auto made = credit::assess(basis.model, basis.policy, values, basis.today);
        Reassessed& one = all.emplace_back(Reassessed{.due = &each, .id = {}, .grade = {}, .score_x100 = 0, .refused = {}, .moved = {}});
        if (!made) {
            one.refused = made.error();
            continue;
        }
        one.grade = made->sheet.grade;
        one.score_x100 = credit::hundredths(made->sheet.total);
        if (each.last && each.grade != one.grade) changed.push_back(made->sheet);
        keep(one, {.id = {}, .customer = each.customer, .made = *std::move(made), .inputs = std::move(values), .grade_before = each.grade, .why = std::string(code_of(each.why))});
    }
    const auto before = points_before(connection, company.id, all);
    auto sheet = changed.begin();
    for (Reassessed& each : all)
        if (each.due->last && !each.refused && each.grade != each.due->grade) add_moved(each, *sheet++, before.at(each.due->last.value));
    return all;
}

void record(audit::SqlTrail& trail, const credit::NewAssessment& of) {
    const std::string detail = boost::json::serialize(boost::json::object{{"customer_id", to_string(of.customer)}, {"grade", of.made.sheet.grade}, {"grade_before", of.grade_before}, {"score_x100", credit::hundredths(of.made.sheet.total)},
                                                                          {"valid_to_date", to_string(of.made.valid_to)}, {"why", of.why}});
    trail.record({.object_kind = "credit_assessment", .object_id = of.id.value, .topic = "customer.assessed", .policy_version = of.made.model_version, .detail = detail});
}

}  // namespace

Result<AssessmentBasis> assessment_basis(sql::Connection& connection, const org::Company& company, Date today) {
    AssessmentBasis basis{TRY(credit::scoring_model_on(connection, company.id, today)), TRY(credit::parse_credit_policy(policy::policy_text(connection, company.id, "credit", today))), company.currency, today};
    TRY_VOID(credit::check_bands(basis.model, basis.policy));
    return basis;
}

std::vector<credit::FactorValue> values_of(sql::Connection& connection, CompanyId company, const AssessmentBasis& basis, CustomerId customer) {
    auto known = credit::load_inputs(connection, company, basis.today, customer);
    auto histories = load_payment_records(connection, company, basis.today, customer);
    credit::Inputs inputs = std::move(known[customer]);
    inputs.history = histories[customer];
    return credit::factor_values(basis.model, inputs, basis.currency, basis.today);
}

std::vector<Due> due_for_assessment(sql::Connection& connection, CompanyId company, const AssessmentBasis& basis, const org::Reach& reach) {
    const auto last = credit::load_last_assessments(connection, company);
    const auto standings = credit::load_standings(connection, company, basis.today);
    const Events events = load_events(connection, company, basis.today);
    std::vector<Due> due;
    connection.query("SELECT id, code, name FROM customer WHERE company_id = $1 AND voided_at IS NULL AND merged_into_id IS NULL", {company.value}, [&](const sql::Row& row) {
        const CustomerId customer{row.integer(0)};
        if (!reach.sees(customer)) return;
        const auto found = last.find(customer);
        const auto* before = found == last.end() ? nullptr : &found->second;
        const auto why = why_due(basis, events, customer, before);
        if (!why) return;
        Due one{.customer = customer, .code = std::string(row.text(1)), .name = std::string(row.text(2)), .why = *why, .grade = {}, .valid_to = {}, .assessed_on = {}, .last = {}};
        if (const auto standing = standings.find(customer); standing != standings.end()) one.grade = standing->second.grade;
        if (before) {
            one.valid_to = before->valid_to;
            one.assessed_on = before->assessed_on;
            one.last = before->id;
        }
        due.push_back(std::move(one));
    });
    std::ranges::sort(due, {}, place_of);
    return due;
}

DuePlace place_of(const Due& due) { return {urgency(due.why), due.code, due.customer.value}; }

std::string_view code_of(Reassessment outcome) {
    constexpr std::array<std::string_view, 5> codes{"worse", "refused", "better", "first", "same"};
    return codes[static_cast<std::size_t>(outcome)];
}

Reassessment outcome_of(const Reassessed& one, const credit::CreditPolicy& policy) {
    if (one.refused) return Reassessment::refused;
    if (one.due->grade.empty() || !policy.find(one.due->grade)) return Reassessment::first;
    const int before = policy.rank(one.due->grade), after = policy.rank(one.grade);
    return after > before ? Reassessment::worse : after < before ? Reassessment::better : Reassessment::same;
}

std::vector<Reassessed> reassess(sql::Connection& connection, const org::Company& company, const AssessmentBook& book, const AssessmentBasis& basis, std::span<const Due> due) {
    credit::AssessmentWriter writer{connection, book.ids, book.act, book.run};
    audit::SqlTrail trail{connection, book.ids, book.act};
    auto made = assess_each(connection, company, basis, due, [&](Reassessed& one, credit::NewAssessment&& of) {
        of.id = one.id = book.ids.make<credit::AssessmentId>();
        writer.write(of);
        record(trail, of);
    });
    writer.flush();
    trail.flush();
    return made;
}

std::vector<Reassessed> try_reassessing(sql::Connection& connection, const org::Company& company, const AssessmentBasis& basis, std::span<const Due> due) {
    return assess_each(connection, company, basis, due, [](Reassessed&, credit::NewAssessment&&) {});
}

}  // namespace tandem::app
