#include "receivable/interest.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <optional>

#include "receivable/aging.h"
#include "receivable/penalty.h"
#include "support/shared.h"

using namespace tandem;
using namespace tandem::receivable;
using namespace std::chrono_literals;

namespace {

constexpr Currency gbp = currency("GBP");
constexpr Date due{2026y / 1 / 1};
const InterestTerms daily_5bp = *make_interest_terms({{{}, InterestRate::daily(*parse_rate("0.0005"))}});
const FeeSchedule uk_recovery_sum = *make_fee_schedule({{Money{1, gbp}, Money{40'00, gbp}},
                                                       {Money{1000'00, gbp}, Money{70'00, gbp}},
                                                       {Money{10000'00, gbp}, Money{100'00, gbp}}});

Money cny(std::int64_t minor) { return {minor, currency("CNY")}; }

template <class T>
std::string refusal(const Result<T>& result) { return result ? "" : std::string(result.error().code); }

// The rule of a vector in our words.
struct Case {
    Money principal{0, gbp};
    Date due_date = due, as_of = due;
    InterestTerms terms;
    std::vector<PrincipalChange> payments;
};

Date date_at(const boost::json::object& inputs, const char* key) { return *parse_date(std::string_view{inputs.at(key).as_string()}); }

Case case_of(const boost::json::object& inputs) {
    Case made;
    made.principal = Money{inputs.at("principal").as_int64(), gbp};
    InterestRate rate;
    if (const auto* daily = inputs.if_contains("daily_rate_text")) rate = InterestRate::daily(*parse_rate(std::string_view{daily->as_string()}));
    const auto* basis = inputs.if_contains("day_basis");
    if (const auto* annual = inputs.if_contains("annual_rate_text"))
        rate = InterestRate::annual(*parse_rate(std::string_view{annual->as_string()}), basis ? static_cast<int>(basis->as_int64()) : 365);
    made.terms = *make_interest_terms({{{}, rate}});
    if (inputs.contains("due")) made.due_date = date_at(inputs, "due");
    if (inputs.contains("as_of")) made.as_of = date_at(inputs, "as_of");
    if (const auto* days = inputs.if_contains("days")) made.as_of = made.due_date + Days{days->as_int64()};
    if (const auto* payments = inputs.if_contains("payments"))
        for (const auto& payment : payments->as_array()) {
            made.as_of = made.due_date + Days{payment.at(0).as_int64()};
            made.payments.push_back({made.as_of, Money{-payment.at(1).as_int64(), gbp}});
        }
    return made;
}

bool check_penalty(const boost::json::object& inputs, const boost::json::object& expected) {
    const Money contract = cny(inputs.at("contract_amount").as_int64());
    CHECK(compute_penalty(contract, static_cast<int>(inputs.at("days").as_int64()), PenaltyPolicy{}).minor() == expected.at("penalty").as_int64());
    return true;
}

bool check_interest(const boost::json::object& inputs, const boost::json::object& expected) {
    const Case made = case_of(inputs);
    const int days = overdue_days(made.due_date, made.as_of);
    const auto interest = interest_to_date({made.principal, made.due_date, made.payments, {}}, made.terms, made.as_of);
    if (expected.contains("error")) {
        CHECK(refusal(interest) == "receivable.principal_negative");
        return true;
    }
    bool known = false;
    const auto expects = [&](const char* key, std::int64_t value) {
        if (!expected.contains(key)) return;
        known = true;
        CHECK(value == expected.at(key).as_int64());
    };
    const bool states_time = inputs.contains("due") || inputs.contains("days");
    const Money fee = inputs.contains("fee") ? Money{inputs.at("fee").as_int64(), gbp} : fixed_fee(made.principal, states_time ? days : 1, uk_recovery_sum);
    expects("days", days);
    expects("interest", interest->minor());
    expects("fixed_fee", fee.minor());
    expects("dunning_amount", (*interest + fee).minor());
    expects("grand_total", (made.principal + *interest + fee).minor());
    expects("total", (made.principal + *interest + fee).minor());
    expects("per_day_rounded", interest_to_date({made.principal, made.due_date}, made.terms, made.due_date + Days{1})->minor());
    return known;
}

// The same, slowly: what is outstanding on each day, summed up.
Wide brute_principal_days(const InterestItem& item, Date through) {
    Wide total = 0;
    for (Date day = item.due_date + Days{1}; day <= through; day += Days{1}) {
        std::int64_t principal = item.principal.minor();
        for (const auto& change : item.changes)
            if (change.on < day) principal += change.by.minor();
        total += principal;
    }
    return total;
}

std::vector<PrincipalChange> some_payments(std::int64_t principal) {
    std::vector<PrincipalChange> payments;
    auto days = *rc::gen::container<std::vector<int>>(rc::gen::inRange(-5, 120));
    std::ranges::sort(days);
    for (const int day : days) {
        const auto paid = *rc::gen::inRange<std::int64_t>(0, principal + 1);
        principal -= paid;
        payments.push_back({due + Days{day}, cny(-paid)});
    }
    return payments;
}

}  // namespace

TEST_CASE("interest vectors") {
    tandem::testing::for_each_rule_vector("interest", [](const boost::json::object& vector) {
        const auto& inputs = vector.at("inputs").as_object();
        const auto& expected = vector.at("expected").as_object();
        return inputs.contains("contract_amount") ? check_penalty(inputs, expected) : check_interest(inputs, expected);
    });
}

TEST_CASE("R-151: 0.05 % a day on what is outstanding that day, the day paid included") {
    // 100,000 due 1 January, 40,000 paid on the 11th, the rest on the 21st: 500 + 300.
    const std::vector<PrincipalChange> payments{{due + Days{10}, cny(-40'000'00)}, {due + Days{20}, cny(-60'000'00)}};
    const InterestItem item{cny(100'000'00), due, payments, {}};
    struct Row { int day; std::int64_t minor; };
    for (const Row& row : {Row{-10, 0}, {0, 0}, {1, 50'00}, {10, 500'00}, {11, 530'00}, {20, 800'00}, {21, 800'00}, {400, 800'00}}) {
        CAPTURE(row.day);
        CHECK(interest_to_date(item, daily_5bp, due + Days{row.day})->minor() == row.minor);
    }
}

TEST_CASE("rounding happens once: a charge is the rounded total minus what was charged") {
    const InterestItem item{cny(999), due};
    Money charged = cny(0);
    for (int day = 1; day <= 365; ++day) charged += interest_charge(*interest_to_date(item, daily_5bp, due + Days{day}), charged);
    CHECK(charged == *interest_to_date(item, daily_5bp, due + Days{365}));
    CHECK(charged == cny(182));  // 182.3175; a charge rounded every day would have come to 0
    InterestAccrual accrual;
    accrual.add(999, 365);
    CHECK(accrual.rounded(InterestRate::daily(*parse_rate("0.0005"))) == 182);
}

TEST_CASE("a rate that changes holds from its day on") {
    const auto terms = *make_interest_terms({{{}, InterestRate::daily(*parse_rate("0.0005"))},
                                             {due + Days{11}, InterestRate::annual(*parse_rate("0.365"), 365)}});
    const InterestItem item{cny(1'000'000), due};
    CHECK(interest_to_date(item, terms, due + Days{10})->minor() == 5'000);
    CHECK(interest_to_date(item, terms, due + Days{11})->minor() == 6'000);
    const auto later = *make_interest_terms({{due + Days{5}, InterestRate::daily(*parse_rate("0.0005"))}});
    CHECK(interest_to_date(item, later, due + Days{4})->minor() == 0);
    CHECK(interest_to_date(item, later, due + Days{5})->minor() == 500);
}

TEST_CASE("grace waives what is paid within it and delays nothing else") {
    const auto terms = *make_interest_terms(daily_5bp.rates, 5);
    const std::vector<PrincipalChange> half_in_grace{{due + Days{5}, cny(-500'000)}};
    const InterestItem paid{cny(1'000'000), due, half_in_grace, {}};
    CHECK(interest_to_date(paid, terms, due + Days{5})->minor() == 0);
    CHECK(interest_to_date(paid, terms, due + Days{6})->minor() == 6 * 250);
    CHECK(interest_to_date(paid, daily_5bp, due + Days{6})->minor() == 5 * 500 + 250);
}

TEST_CASE("interest stops on the day an agreement, judgment or write-off says") {
    const InterestItem item{cny(1'000'000), due, {}, due + Days{7}};
    CHECK(interest_to_date(item, daily_5bp, due + Days{7})->minor() == 3'500);
    CHECK(interest_to_date(item, daily_5bp, due + Days{70})->minor() == 3'500);
}

TEST_CASE("nonsense is refused") {
    CHECK(refusal(make_interest_terms({})) == "receivable.interest_rates_order");
    CHECK(refusal(make_interest_terms({{due, {}}, {due, {}}})) == "receivable.interest_rates_order");
    CHECK(refusal(make_interest_terms({{due, {}}, {{}, {}}})) == "receivable.interest_rates_order");
    CHECK(refusal(make_interest_terms({{{}, {Rate{-1}, 1}}})) == "receivable.interest_rate_range");
    CHECK(refusal(make_interest_terms({{{}, {Rate{Rate::one + 1}, 1}}})) == "receivable.interest_rate_range");
    CHECK(refusal(make_interest_terms({{{}, {Rate{1}, 0}}})) == "receivable.interest_rate_range");
    CHECK(refusal(make_interest_terms({{{}, {Rate{1}, 367}}})) == "receivable.interest_rate_range");
    CHECK(refusal(make_interest_terms({{{}, {}}}, -1)) == "receivable.interest_grace");
    const std::vector<PrincipalChange> unsorted{{due + Days{2}, cny(-1)}, {due + Days{1}, cny(-1)}};
    CHECK(refusal(interest_to_date({cny(100), due, unsorted, {}}, daily_5bp, due)) == "receivable.changes_order");
    const std::vector<PrincipalChange> too_much{{due + Days{2}, cny(-101)}};
    CHECK(refusal(interest_to_date({cny(100), due, too_much, {}}, daily_5bp, due)) == "receivable.principal_negative");
    const auto steep = *make_interest_terms({{{}, InterestRate::daily(Rate::percent(100))}});
    CHECK(refusal(interest_to_date({cny(999'999'999'999'999'999), due}, steep, due + Days{400'000})) == "receivable.interest_too_large");
}

TEST_CASE("fixed fee by the size of the debt, only when something is overdue") {
    const auto fee = [](std::int64_t minor, int days) { return fixed_fee(Money{minor, gbp}, days, uk_recovery_sum).minor(); };
    CHECK(fee(999'99, 1) == 40'00);
    CHECK(fee(1000'00, 1) == 70'00);
    CHECK(fee(9999'99, 1) == 70'00);
    CHECK(fee(10000'00, 1) == 100'00);
    CHECK(fee(0, 1) == 0);
    CHECK(fee(10000'00, 0) == 0);
    CHECK(fixed_fee(cny(10000'00), 1, uk_recovery_sum).minor() == 0);
    CHECK(refusal(make_fee_schedule({})) == "receivable.fee_tiers");
    CHECK(refusal(make_fee_schedule({{cny(5), cny(1)}, {cny(5), cny(2)}})) == "receivable.fee_tiers");
    CHECK(refusal(make_fee_schedule({{cny(5), Money{1, gbp}}})) == "receivable.fee_tiers");
}

TEST_CASE("property: I7, interest of adjoining spans adds up exactly, and equals the daily sum") {
    CHECK(rc::check([] {
        const auto principal = *rc::gen::inRange<std::int64_t>(0, 1'000'000'000);
        const auto payments = some_payments(principal);
        const InterestItem item{cny(principal), due, payments, {}};
        const auto daily = InterestRate::daily(Rate{*rc::gen::inRange<std::int64_t>(0, 100'000'000)});
        const auto annual = InterestRate::annual(Rate{*rc::gen::inRange<std::int64_t>(0, Rate::one)}, *rc::gen::element(360, 365, 366));
        const auto terms = *make_interest_terms({{{}, daily}, {due + Days{*rc::gen::inRange(-3, 90)}, annual}}, *rc::gen::inRange(0, 10));
        auto days = *rc::gen::container<std::vector<int>>(3, rc::gen::inRange(-3, 150));
        std::ranges::sort(days);
        const Date a = due + Days{days[0]}, b = due + Days{days[1]}, c = due + Days{days[2]};
        const auto parts = sum(*compute_interest(item, terms, a, b), *compute_interest(item, terms, b, c));
        RC_ASSERT(*parts == *compute_interest(item, terms, a, c));

        const auto plain = *make_interest_terms({{{}, annual}});
        const auto slow = exact_minor(brute_principal_days(item, c) * annual.rate.e10, Wide{Rate::one} * annual.period_days);
        RC_ASSERT(*accrued_interest(item, plain, c) == *slow);
    }));
}
