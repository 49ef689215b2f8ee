#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <numeric>
#include <set>

#include "core/date.h"
#include "core/errors.h"
#include "core/id.h"
#include "core/money.h"

using namespace tandem;

namespace {
const Currency cny = currency("CNY");
Date day(const char* text) { return *parse_date(text); }
std::string_view refusal(const auto& result) { return result ? std::string_view{} : result.error().code; }
}  // namespace

TEST_CASE("rounding is named and happens once") {
    const Money m{25, cny};
    CHECK(m.scaled(1, 10, Rounding::half_up).minor() == 3);
    CHECK(m.scaled(1, 10, Rounding::half_even).minor() == 2);
    CHECK(m.scaled(1, 10, Rounding::down).minor() == 2);
    CHECK(Money{-25, cny}.scaled(1, 10, Rounding::half_up).minor() == -3);
    CHECK(Money{INT64_MAX, cny}.scaled(1, 1, Rounding::half_up).minor() == INT64_MAX);
}

TEST_CASE("a split neither loses nor invents a cent, whatever the weights") {
    CHECK(rc::check("sum of parts == whole, each within one unit of its share", [](std::int64_t raw) {
        const std::int64_t minor = raw % 1'000'000'000'000;
        const auto weights = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(0, 1000)));
        const auto total = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
        RC_PRE(total > 0);
        const auto parts = Money{minor, cny}.split(weights);
        std::int64_t sum = 0;
        for (std::size_t at = 0; at < parts.size(); ++at) {
            sum += parts[at].minor();
            const Wide exact = Wide{minor} * weights[at];
            RC_ASSERT((Wide{parts[at].minor()} * total - exact) < total && (exact - Wide{parts[at].minor()} * total) < total);
        }
        RC_ASSERT(sum == minor);
    }));
    const std::int64_t weights[] = {50, 30, 20};
    const auto parts = Money{1, cny}.split(weights);
    CHECK(parts[0].minor() == 1);  // the largest remainder takes the cent
}

TEST_CASE("an amount in a file: what is accepted and what is refused, with a hint") {
    struct Case { const char* text; std::int64_t minor; };
    for (const auto& [text, minor] : {Case{"1234.5", 123450}, Case{"1,234.50", 123450}, Case{"¥1,234.50", 123450}, Case{"￥1,234.50", 123450}, Case{"１２３４．５０", 123450},
                                      Case{" 1234.500 ", 123450}, Case{"-12.3", -1230}, Case{"(12.30)", -1230}, Case{"0", 0}, Case{"CNY 5", 500}, Case{"1,234,567", 123456700}, Case{"100元", 10000}}) {
        CAPTURE(text);
        const auto amount = parse_amount(text, cny);
        REQUIRE(amount.has_value());
        CHECK(amount->minor() == minor);
    }
    CHECK(refusal(parse_amount("1234,50", cny)) == "money.decimal_comma");
    CHECK(refusal(parse_amount("12,34.50", cny)) == "money.misplaced_grouping");
    CHECK(refusal(parse_amount("1,2345", cny)) == "money.decimal_comma");
    CHECK(refusal(parse_amount("1.005", cny)) == "money.too_many_digits");
    CHECK(refusal(parse_amount("1.5", currency("JPY"))) == "money.too_many_digits");
    CHECK(refusal(parse_amount("", cny)) == "money.invalid");
    CHECK(refusal(parse_amount("1e3", cny)) == "money.invalid");
    CHECK(refusal(parse_amount("--5", cny)) == "money.invalid");
    CHECK(refusal(parse_amount("99999999999999999999", cny)) == "money.too_large");
    CHECK(parse_amount("1.234,50", cny, DecimalMark::comma)->minor() == 123450);
    CHECK(parse_amount("1.234", currency("KWD"))->minor() == 1234);
}

TEST_CASE("a decimal text of an amount reads back as itself") {
    CHECK(rc::check([](std::int64_t raw) {
        const Money money{raw % 1'000'000'000'000'000'000, cny};
        RC_ASSERT(*parse_decimal(to_decimal(money), cny) == money);
    }));
    CHECK(to_decimal(Money{-5, cny}) == "-0.05");
    CHECK(to_decimal(Money{5, currency("JPY")}) == "5");
    CHECK(refusal(parse_decimal("1,000", cny)) == "money.invalid");
}

TEST_CASE("a rate has ten places and says so") {
    CHECK(parse_rate("0.0005")->e10 == 5'000'000);
    CHECK(to_string(Rate{5'000'000}) == "0.0005");
    CHECK(parse_percent("33.5%")->e10 == 3'350'000'000);
    CHECK(refusal(parse_rate("0.00000000001")) == "rate.invalid");
    CHECK(refusal(parse_rate("abc")) == "rate.invalid");
}

TEST_CASE("a date is a day of the calendar, or refused") {
    CHECK(to_string(day("2024-02-29")) == "2024-02-29");
    for (const char* wrong : {"2023-02-29", "2024-13-01", "2024-00-10", "24-01-01", "2024-1-1", "2024-01-32", "1899-12-31", "x"}) CHECK(refusal(parse_date(wrong)) == "date.invalid");
    CHECK(*parse_date("7/3/2013", DateLayout::month_day_year) == day("2013-07-03"));
    CHECK(*parse_date("3.7.2013", DateLayout::day_month_year) == day("2013-07-03"));
    CHECK(*parse_date("2026年3月5日", DateLayout::iso) == day("2026-03-05"));
    CHECK(*parse_date("2026/3/5 00:00:00", DateLayout::iso) == day("2026-03-05"));
    CHECK(*parse_date("20260305", DateLayout::year_month_day_compact) == day("2026-03-05"));
    CHECK(refusal(parse_date("1/2/13", DateLayout::month_day_year)) == "date.invalid");  // a two-digit year is a guess
    CHECK(refusal(parse_date("2/30/2013", DateLayout::month_day_year)) == "date.invalid");
    for (const char* text : {"007/3/2013", "7/003/2013", "07/03/02013"}) CHECK(refusal(parse_date(text, DateLayout::month_day_year)) == "date.invalid");
    for (const char* text : {"2013-007-3", "2013-7-003"}) CHECK(refusal(parse_date(text, DateLayout::iso)) == "date.invalid");
    CHECK(refusal(parse_date("003.7.2013", DateLayout::day_month_year)) == "date.invalid");
    CHECK(*parse_date("07/03/2013", DateLayout::month_day_year) == day("2013-07-03"));
    CHECK(add_months(day("2024-01-31"), 1) == day("2024-02-29"));
    CHECK(add_months(day("2024-03-31"), -1) == day("2024-02-29"));
    CHECK(with_day(day("2023-02-10"), 31) == day("2023-02-28"));
}

TEST_CASE("an instant reads back as itself, and a plain date is the end of its day") {
    CHECK(to_string(*parse_instant("2026-03-31T08:00:00Z")) == "2026-03-31T08:00:00.000000Z");
    CHECK(to_string(*parse_instant("2026-03-31")) == "2026-03-31T23:59:59.999999Z");
    CHECK(to_string(*parse_instant("1969-12-31T23:59:59.5Z")) == "1969-12-31T23:59:59.500000Z");
    CHECK(refusal(parse_instant("2026-03-31 08:00")) == "instant.invalid");
}

TEST_CASE("an id is opaque, typed and reads back") {
    CHECK(rc::check([](std::int64_t raw) {
        const CustomerId id{raw & INT64_MAX};
        RC_ASSERT(parse_id<CustomerTag>(to_string(id)) == id);
        RC_ASSERT(!parse_id<InvoiceTag>(to_string(id)));
    }));
    CHECK_FALSE(parse_id<CustomerTag>("cus_"));
    CHECK_FALSE(parse_id<CustomerTag>("cus_0000000000uuu"));
}

TEST_CASE("every refusal is listed once, in both languages, with the same figures") {
    std::set<std::string_view> seen;
    const auto holes = [](std::string_view text) {
        std::multiset<std::string> found;
        for (auto at = text.find('{'); at != std::string_view::npos; at = text.find('{', at + 1))
            if (const auto end = text.find('}', at); end != std::string_view::npos) found.emplace(text.substr(at, end - at + 1));
        return std::set<std::string>(found.begin(), found.end());
    };
    for (const ErrorText& text : error_catalogue()) {
        CAPTURE(std::string(text.code));
        CHECK(seen.insert(text.code).second);
        CHECK(!text.en.empty());
        CHECK(!text.zh.empty());
        CHECK(text.http_status >= 400);
        CHECK(holes(text.en) == holes(text.zh));
    }
    CHECK(explain({"date.invalid", "x", {}}, Language::zh).find("“x”") != std::string::npos);
    // A code that stands in a sentence is said in its language.
    const Error missing{"contract.event_missing", "C-1", {{"event", "acceptance"}}};
    CHECK(explain(missing, Language::zh).find("没有验收事件记录") != std::string::npos);
    CHECK(explain(missing, Language::en).find("no acceptance on record") != std::string::npos);
}
