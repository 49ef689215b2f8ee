// The acceptance vectors of the areas payment_terms and instalments, put to the rules of this module.
#include <doctest/doctest.h>

#include "contract/collection_plan.h"
#include "contract/instalments.h"
#include "support/shared.h"

using namespace tandem;
using namespace tandem::contract;
namespace json = boost::json;

namespace {

constexpr Currency cny = currency("CNY");
Money money(const json::value& minor) { return {minor.to_number<std::int64_t>(), cny}; }
std::string text(const json::value& value) { return std::string{std::string_view{value.as_string()}}; }

// "D" and "S" stand for any day.
Date date(const json::value& value) { return parse_date(text(value)).value_or(Date{std::chrono::year{2026} / 1 / 1}); }

bool knows(const json::object& object, std::initializer_list<std::string_view> keys) {
    for (const auto& member : object)
        if (std::ranges::find(keys, std::string_view{member.key()}) == keys.end()) return false;
    return true;
}

int number(const json::object& object, std::string_view key) { return object.contains(key) ? object.at(key).to_number<int>() : 0; }
bool flag(const json::object& object, std::string_view key) { return object.contains(key) && object.at(key).as_bool(); }

// The sources' ways of saying an offset, in ours; nothing for a key this test has not met.
std::optional<DueRule> due_rule(const json::value& value) {
    DueRule rule;
    if (value.is_null()) return rule;
    const json::object& object = value.as_object();
    if (!knows(object, {"days", "months", "set_day", "day_of_month", "end_of_invoice_month", "end_of_month", "then_next_day_of_month",
                        "day_of_current_month", "day_of_following_month", "end_of_month_plus_months"}))
        return std::nullopt;
    rule.days = number(object, "days");
    rule.months = number(object, "months") + number(object, "end_of_month_plus_months") + (object.contains("day_of_following_month") ? 1 : 0);
    for (const auto* key : {"set_day", "day_of_month", "day_of_current_month", "day_of_following_month"})
        if (object.contains(key)) rule.day_of_month = number(object, key);
    if (flag(object, "end_of_invoice_month") || flag(object, "end_of_month") || object.contains("end_of_month_plus_months")) rule.day_of_month = 31;
    if (object.contains("then_next_day_of_month")) rule.next_day_of_month = number(object, "then_next_day_of_month");
    return rule;
}

Result<Rate> rate(const json::object& object) {
    for (const auto* key : {"percent", "percent_text"})
        if (object.contains(key)) return parse_percent(text(object.at(key)));
    const Rate ratio = TRY(parse_rate(text(object.at("ratio_text"))));
    if (!object.contains("divisor_text")) return ratio;
    return share_of(ratio, TRY(parse_rate(text(object.at("divisor_text")))));
}

Result<Share> share(const json::object& object) {
    const std::string kind = object.contains("kind") ? text(object.at("kind")) : "percent";
    if (kind == "remainder") return Remainder{};
    if (kind == "fixed") return Fixed{money(object.at("amount"))};
    if (kind == "percent_of_remaining") return PercentOfRemaining{TRY(rate(object))};
    return Percent{TRY(rate(object))};
}

Result<PaymentTerms> terms(const json::object& inputs, std::optional<Money> total) {
    std::vector<TermsPart> parts;
    if (inputs.contains("parts")) {
        for (const json::value& value : inputs.at("parts").as_array()) {
            const json::object& object = value.as_object();
            TermsPart part{.share = TRY(share(object)), .base = {}, .due = {}, .discount = {}, .label = {}};
            part.base = object.contains("base") ? base_event_named(text(object.at("base"))).value() : BaseEvent::invoice;
            if (object.contains("after")) part.due = due_rule(object.at("after")).value();
            part.due.days += number(object, "days");
            parts.push_back(part);
        }
    } else {
        const auto* key = inputs.contains("portions_percent") ? "portions_percent" : "parts_percent";
        for (const json::value& value : inputs.at(key).as_array()) {
            const Share stated = text(value) == "remainder" ? Share{Remainder{}} : Share{Percent{TRY(parse_percent(text(value)))}};
            TermsPart part{.share = stated, .base = BaseEvent::invoice, .due = {}, .discount = {}, .label = {}};
            if (inputs.contains("days")) part.due.days = inputs.at("days").as_array().at(parts.size()).to_number<int>();
            else part.label = std::to_string(parts.size() + 1);
            parts.push_back(part);
        }
    }
    return make_payment_terms(std::move(parts), total);
}

std::optional<Date> event(const json::object& inputs, const char* key) {
    return inputs.contains(key) ? std::optional{date(inputs.at(key))} : std::nullopt;
}

void check_refusal(const Error& error, const json::object& expected) {
    const std::string wanted = text(expected.at("error"));
    if (wanted != "validation") CHECK(error.code == "contract." + wanted);
    if (!expected.contains("missing")) return;
    const std::string missing = std::to_string(expected.at("missing").to_number<std::int64_t>());
    CHECK(std::ranges::find(error.figures, std::pair{std::string{"missing_minor"}, missing}) != error.figures.end());
}

// A schedule: parts in, dated amounts or a refusal out.
bool check_schedule(const json::object& inputs, const json::object& expected) {
    const auto total = inputs.contains("total") ? std::optional{money(inputs.at("total"))} : std::nullopt;
    const auto made = terms(inputs, total);
    if (expected.contains("error")) {
        CHECK(!made);
        if (!made) check_refusal(made.error(), expected);
        return true;
    }
    REQUIRE(made);
    REQUIRE(total);
    const Date base = inputs.contains("date") ? date(inputs.at("date")) : Date{};
    ContractEvents events{event(inputs, "signed"), event(inputs, "delivered"), event(inputs, "accepted"), event(inputs, "invoiced")};
    if (!events.invoiced_on) events.invoiced_on = base;
    const auto plan = compute_plan(*made, *total, events);
    REQUIRE(plan);
    const auto line = [&](std::size_t at) -> const PlanLine& { return plan->at(at); };
    if (expected.contains("instalments")) {
        const json::array& wanted = expected.at("instalments").as_array();
        REQUIRE(plan->size() == wanted.size());
        for (std::size_t at = 0; at < wanted.size(); ++at) {
            CHECK(to_string(line(at).due_date.value()) == text(wanted[at].at(0)));
            CHECK(line(at).amount == money(wanted[at].at(1)));
        }
        return true;
    }
    if (!expected.contains("amounts") || !knows(expected, {"amounts", "due_offsets"})) return false;
    const json::array& wanted = expected.at("amounts").as_array();
    REQUIRE(plan->size() == wanted.size());
    for (std::size_t at = 0; at < wanted.size(); ++at) {
        CHECK(line(at).amount == money(wanted[at]));
        if (expected.contains("due_offsets")) CHECK((line(at).due_date.value() - base).count() == expected.at("due_offsets").at(at).to_number<int>());
    }
    return true;
}

// One due date by a rule, with a discount window or without.
bool check_due_date(const json::object& inputs, const json::object& expected) {
    const auto rule = due_rule(inputs.at("rule"));
    if (!rule || !knows(inputs, {"date", "rule", "discount"}) || !knows(expected, {"due_date", "discount_until", "error"})) return false;
    TermsPart only{.share = Percent{Rate::percent(100)}, .base = BaseEvent::invoice, .due = *rule, .discount = {}, .label = {}};
    if (inputs.contains("discount")) {
        const json::object& discount = inputs.at("discount").as_object();
        only.discount = Discount{discount.contains("percent") ? *parse_percent(text(discount.at("percent"))) : Rate::percent(1), number(discount, "days")};
    }
    const auto made = make_payment_terms({only});
    if (expected.contains("error")) {
        CHECK(!made);
        return true;
    }
    REQUIRE(made);
    ContractEvents events;
    events.invoiced_on = date(inputs.at("date"));
    const auto plan = compute_plan(*made, Money{100, cny}, events);
    REQUIRE(plan);
    CHECK(to_string(plan->front().due_date.value()) == text(expected.at("due_date")));
    if (expected.contains("discount_until")) CHECK(to_string(plan->front().discount_until.value()) == text(expected.at("discount_until")));
    return true;
}

void check_split(const Result<std::vector<Instalment>>& plan, const json::object& expected, Date start) {
    if (expected.contains("error")) {
        CHECK(!plan);
        return;
    }
    REQUIRE(plan);
    const json::array& amounts = expected.at("amounts").as_array();
    REQUIRE(plan->size() == amounts.size());
    for (std::size_t at = 0; at < amounts.size(); ++at) {
        CHECK((*plan)[at].amount == money(amounts[at]));
        if (expected.contains("month_offsets"))
            CHECK((*plan)[at].due_date == add_months(start, expected.at("month_offsets").at(at).to_number<int>()));
    }
}

// An agreed plan: [months after the start, amount] each.
bool check_agreed(const json::object& inputs, const json::object& expected) {
    const Date start{std::chrono::year{2026} / 1 / 1};
    std::vector<Instalment> plan;
    std::vector<Money> amounts;
    for (const json::value& part : inputs.at("parts").as_array()) {
        plan.push_back({add_months(start, part.at(0).to_number<int>()), money(part.at(1))});
        amounts.push_back(plan.back().amount);
    }
    const auto checked = check_instalments(plan, money(inputs.at("total")));
    CHECK(checked.has_value() == !expected.contains("error"));
    if (expected.contains("local_parts")) {
        std::vector<Money> wanted;
        for (const json::value& part : expected.at("local_parts").as_array()) wanted.push_back(money(part));
        CHECK(in_proportion(amounts, money(inputs.at("local_total"))) == wanted);
    }
    return true;
}

}  // namespace

TEST_CASE("acceptance vectors: payment_terms") {
    testing::for_each_rule_vector("payment_terms", [](const json::object& vector) {
        const json::object& inputs = vector.at("inputs").as_object();
        const json::object& expected = vector.at("expected").as_object();
        if (inputs.contains("rule")) return check_due_date(inputs, expected);
        if (inputs.contains("parts") || inputs.contains("portions_percent")) return check_schedule(inputs, expected);
        return false;
    });
}

TEST_CASE("acceptance vectors: instalments") {
    testing::for_each_rule_vector("instalments", [](const json::object& vector) {
        const json::object& inputs = vector.at("inputs").as_object();
        const json::object& expected = vector.at("expected").as_object();
        if (inputs.contains("parts_percent")) return check_schedule(inputs, expected);
        if (inputs.contains("parts")) return check_agreed(inputs, expected);
        if (!inputs.contains("every_months")) return false;
        const Rhythm rhythm{date(inputs.at("start")), number(inputs, "every_months")};
        const Money total = money(inputs.at("total"));
        if (inputs.contains("piece")) return check_split(split_into_pieces(total, money(inputs.at("piece")), rhythm), expected, rhythm.start), true;
        for (const auto* key : {"count", "number", "pieces"})
            if (inputs.contains(key)) return check_split(split_into_count(total, number(inputs, key), rhythm), expected, rhythm.start), true;
        return false;
    });
}
