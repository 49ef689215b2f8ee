#include "contract/payment_terms.h"

#include <doctest/doctest.h>

#include "core/errors.h"

using namespace tandem;
using namespace tandem::contract;

namespace {

Money cny(std::int64_t minor) { return {minor, currency("CNY")}; }

TermsPart part(Share share, int days = 0, BaseEvent base = BaseEvent::signing) {
    return {.share = share, .base = base, .due = {.months = 0, .day_of_month = {}, .days = days, .next_day_of_month = {}}, .discount = {}, .label = {}};
}
TermsPart percent(std::string_view text, int days = 0) { return part(Percent{parse_percent(text).value()}, days); }
TermsPart of_remaining(std::string_view text, int days = 0) { return part(PercentOfRemaining{parse_percent(text).value()}, days); }
TermsPart fixed(std::int64_t minor, int days = 0) { return part(Fixed{cny(minor)}, days); }
TermsPart remainder(int days = 0) { return part(Remainder{}, days); }

Error refusal(std::vector<TermsPart> parts, std::optional<Money> total = {}) {
    const auto made = make_payment_terms(std::move(parts), total);
    REQUIRE(!made);
    const std::string text = explain(made.error(), Language::zh) + explain(made.error(), Language::en);
    CHECK_MESSAGE(text.find('{') == std::string::npos, text);
    return made.error();
}

std::string figure(const Error& error, const std::string& name) {
    for (const auto& [key, value] : error.figures)
        if (key == name) return value;
    return {};
}

}  // namespace

TEST_CASE("R-150: 30 % and 70 % are terms") {
    const auto terms = make_payment_terms({percent("30", 7), part(Percent{Rate::percent(70)}, 30, BaseEvent::acceptance)}, cny(100));
    REQUIRE(terms);
    CHECK(terms->parts().size() == 2);
    CHECK(!terms->has_remainder());
    CHECK(longest_span(*terms) == Days{30});
}

TEST_CASE("parts below the total are refused with what is missing, and the remainder part is offered") {
    const auto in_percent = refusal({percent("30", 1), percent("30", 2), percent("30", 3)});
    CHECK(in_percent.code == "contract.parts_below_total");
    CHECK(figure(in_percent, "missing") == "10 %");
    CHECK(explain(in_percent, Language::en) ==
          "The parts fall short of the total by 10 %. Raise a part, or make the last one \"remainder\" so that it takes the rest.");

    const auto in_money = refusal({percent("30", 1), percent("30", 2), percent("30", 3)}, cny(1'000'000));
    CHECK(figure(in_money, "missing") == "10 % (1000.00 CNY)");
    CHECK(figure(in_money, "missing_minor") == "100000");

    CHECK(refusal({percent("99.99999999")}, cny(1)).code == "contract.parts_below_total");
    CHECK(figure(refusal({fixed(600), fixed(300, 1)}, cny(1000)), "missing_minor") == "100");
    CHECK(make_payment_terms({percent("30", 1), percent("30", 2), percent("30", 3), remainder(4)}));
    CHECK(make_payment_terms({fixed(600), fixed(400, 1)}, cny(1000)));
    CHECK(make_payment_terms({percent("40"), fixed(600, 1)}, cny(1000)));
}

TEST_CASE("parts above the total are refused with the excess") {
    CHECK(figure(refusal({percent("60"), percent("50", 1)}), "excess") == "10 %");
    CHECK(refusal({percent("60"), percent("50", 1), remainder(2)}).code == "contract.parts_above_total");
    CHECK(figure(refusal({percent("50"), fixed(600, 1)}, cny(1000)), "excess_minor") == "100");
    CHECK(refusal({fixed(1001), remainder(1)}, cny(1000)).code == "contract.fixed_above_total");
    CHECK(figure(refusal({fixed(600), fixed(500, 1), remainder(2)}, cny(1000)), "left") == "4.00");
    CHECK(refusal({percent("30"), percent("70", 1), remainder(2)}).code == "contract.nothing_for_remainder");
}

TEST_CASE("the remainder is one part, and the last") {
    CHECK(refusal({percent("30"), remainder(), remainder(1)}).code == "contract.two_remainders");
    CHECK(refusal({remainder(), percent("30")}).code == "contract.remainder_not_last");
    CHECK(refusal({of_remaining("50"), of_remaining("50", 1)}).code == "contract.remainder_required");
    CHECK(make_payment_terms({remainder()}));
}

TEST_CASE("each part must make sense by itself") {
    CHECK(refusal({}).code == "contract.terms_empty");
    CHECK(refusal(std::vector(601, remainder())).code == "contract.too_many_parts");
    CHECK(refusal({percent("0"), remainder()}).code == "contract.percent_out_of_range");
    CHECK(refusal({percent("-5"), remainder()}).code == "contract.percent_out_of_range");
    CHECK(refusal({of_remaining("100.01"), remainder()}).code == "contract.percent_out_of_range");
    CHECK(refusal({fixed(0), remainder()}).code == "contract.fixed_not_positive");
    const auto negative = refusal({percent("50", 3), percent("50", -30)});
    CHECK(negative.code == "contract.negative_offset");
    CHECK(negative.subject == "2");
    CHECK(refusal({fixed(100), remainder()}, Money{1000, currency("USD")}).code == "contract.currency_mismatch");
}

TEST_CASE("two parts that are the same are refused; a label tells them apart") {
    const auto twins = refusal({percent("50", 30), percent("50", 30)});
    CHECK(twins.code == "contract.duplicate_parts");
    CHECK(twins.subject == "2");
    auto labelled = percent("50", 30);
    labelled.label = "安装款";
    CHECK(make_payment_terms({percent("50", 30), labelled}));
    CHECK(make_payment_terms({percent("50", 30), percent("50", 60)}));
}

TEST_CASE("a discount window lies within the term") {
    const auto with_discount = [](int due_days, Discount discount) {
        auto only = percent("100", due_days);
        only.discount = discount;
        return only;
    };
    CHECK(make_payment_terms({with_discount(30, {Rate::percent(5), 10})}));
    CHECK(make_payment_terms({with_discount(30, {Rate::percent(5), 30})}));
    CHECK(refusal({with_discount(30, {Rate::percent(5), 31})}).code == "contract.discount_window");
    CHECK(refusal({with_discount(30, {Rate::percent(5), -1})}).code == "contract.discount_window");
    CHECK(refusal({with_discount(30, {Rate::percent(0), 10})}).code == "contract.percent_out_of_range");
}

TEST_CASE("a ratio and a divisor must say the same") {
    const auto share = [](std::string_view ratio, std::string_view divisor) { return share_of(*parse_rate(ratio), *parse_rate(divisor)); };
    CHECK(*share("0.25", "4") == Rate::percent(25));
    CHECK(share("0.3333333333", "3"));
    CHECK(share("0.4", "2").error().code == "contract.ratio_divisor_disagree");
    CHECK(share("0.333", "3").error().code == "contract.ratio_divisor_disagree");
    CHECK(share("0", "0").error().code == "contract.ratio_divisor_disagree");
}

TEST_CASE("R-154: the longest term must not exceed the grade's cap") {
    const auto terms = *make_payment_terms({percent("30", 7), percent("70", 60)});
    CHECK(check_term_cap(terms, Days{60}));
    const auto above = check_term_cap(terms, Days{59});
    REQUIRE(!above);
    CHECK(above.error().code == "contract.term_above_cap");
    CHECK(above.error().subject == "2");
    CHECK(explain(above.error(), Language::zh) == "第 2 期的账期最长 60 天，该客户等级允许 59 天。请缩短账期，或报风控审批。");
    CHECK(check_term_cap(*make_payment_terms({percent("100")}), Days{0}));
}
