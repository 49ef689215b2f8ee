#include "receivable/invoice.h"

#include <doctest/doctest.h>

#include "core/errors.h"
#include "support/shared.h"

using namespace tandem;
using namespace tandem::receivable;

namespace {

Money cny(std::int64_t minor) { return {minor, currency("CNY")}; }

template <class T>
std::string refusal(const Result<T>& result) { return result ? "" : std::string(result.error().code); }

Rate rate_of(const boost::json::object& inputs, const char* key) { return *parse_rate(std::string_view{inputs.at(key).as_string()}); }

std::vector<StatedLine> lines_of(const boost::json::object& inputs) {
    std::vector<StatedLine> lines;
    for (const auto& line : inputs.at("lines").as_array()) lines.push_back({cny(line.at(0).as_int64()), cny(line.at(1).as_int64())});
    return lines;
}

bool check_vector(const boost::json::object& inputs, const boost::json::object& expected) {
    if (inputs.contains("lines")) {
        const auto head = make_stated_amounts(cny(inputs.at("net").as_int64()), cny(inputs.at("tax").as_int64()), {});
        REQUIRE(head);
        CHECK(head->gross.minor() == expected.at("gross").as_int64());
        CHECK(head->net.minor() == expected.at("sum_lines_net").as_int64());
        CHECK(head->tax.minor() == expected.at("sum_lines_tax").as_int64());
        CHECK(check_lines(*head, lines_of(inputs)));
        return true;
    }
    if (inputs.contains("stated_tax")) {
        const Money net = cny(inputs.at("net").as_int64()), tax = cny(inputs.at("stated_tax").as_int64());
        CHECK(computed_tax(net, Rate{inputs.at("rate_bp").as_int64() * (Rate::one / 10'000)}).minor() == expected.at("computed").as_int64());
        CHECK(make_stated_amounts(net, tax, {})->tax.minor() == expected.at("keep").as_int64());
        return true;
    }
    if (inputs.contains("stated_net")) {
        CHECK(computed_net(rate_of(inputs, "qty_text"), rate_of(inputs, "price_text"), currency("CNY")).minor() == expected.at("computed").as_int64());
        CHECK(make_stated_amounts(cny(inputs.at("stated_net").as_int64()), cny(0), {})->net.minor() == expected.at("keep").as_int64());
        return true;
    }
    if (inputs.contains("lines_text")) {
        Money net = cny(0);
        for (const auto& line : inputs.at("lines_text").as_array())
            net += computed_net(Rate{Rate::one}, *parse_rate(std::string_view{line.as_string()}), net.currency());
        CHECK(net.minor() == expected.at("net").as_int64());
        return true;
    }
    return false;
}

}  // namespace

TEST_CASE("invoice and tax vectors") {
    tandem::testing::for_each_rule_vector("invoice_tax", [](const boost::json::object& vector) {
        return check_vector(vector.at("inputs").as_object(), vector.at("expected").as_object());
    });
}

TEST_CASE("net and tax must make gross; what a head leaves out follows from the rest") {
    const StatedAmounts whole{cny(10'000), cny(1'300), cny(11'300)};
    CHECK(*make_stated_amounts(cny(10'000), cny(1'300), cny(11'300)) == whole);
    CHECK(*make_stated_amounts(cny(10'000), cny(1'300), {}) == whole);
    CHECK(*make_stated_amounts(cny(10'000), {}, cny(11'300)) == whole);
    CHECK(*make_stated_amounts({}, cny(1'300), cny(11'300)) == whole);
    CHECK(*make_stated_amounts({}, {}, cny(11'300)) == StatedAmounts{cny(11'300), cny(0), cny(11'300)});
    CHECK(refusal(make_stated_amounts(cny(10'000), {}, {})) == "receivable.amount_missing");
    CHECK(refusal(make_stated_amounts({}, {}, cny(-1))) == "receivable.amount_negative");
    CHECK(refusal(make_stated_amounts(cny(12'000), {}, cny(11'300))) == "receivable.gross_mismatch");
    CHECK(refusal(make_stated_amounts(cny(1), Money{1, currency("USD")}, {})) == "receivable.currency_mismatch");
    const auto wrong = make_stated_amounts(cny(10'000), cny(1'300), cny(11'301));
    CHECK(explain(wrong.error(), Language::en) ==
          "Net 100.00 and tax 13.00 do not make gross 113.01: 0.01 differs. Correct the document; the book keeps what it states.");
}

TEST_CASE("lines must sum to the head, net and tax each") {
    const auto head = *make_stated_amounts(cny(10'000), cny(1'300), {});
    const auto checked = [&](std::vector<StatedLine> lines) { return check_lines(head, lines); };
    CHECK(checked({}));
    CHECK(checked({{cny(12'000), cny(1'560)}, {cny(-2'000), cny(-260)}}));
    CHECK(checked({{cny(9'999), cny(1'300)}}).error().subject == "net");
    CHECK(checked({{cny(10'000), cny(1'301)}}).error().subject == "tax");
    CHECK(refusal(checked({{Money{10'000, currency("USD")}, cny(1'300)}})) == "receivable.currency_mismatch");
}

TEST_CASE("a price in a currency of other digits") {
    CHECK(computed_net(*parse_rate("3"), *parse_rate("12.5"), currency("JPY")).minor() == 38);
    CHECK(computed_net(*parse_rate("0.5"), *parse_rate("0.0015"), currency("KWD")).minor() == 1);
    CHECK(computed_net(*parse_rate("-1"), *parse_rate("0.005"), currency("CNY")).minor() == -1);
}

TEST_CASE("the state of an invoice follows from its amounts") {
    const auto state = [](std::int64_t gross, std::int64_t cash, std::int64_t credited, std::int64_t written_off) {
        return std::string(code_of(invoice_state(cny(gross), {cny(cash), cny(credited), cny(written_off)})));
    };
    CHECK(state(10'000, 0, 0, 0) == "open");
    CHECK(state(10'000, 1, 0, 0) == "partly_paid");
    CHECK(state(10'000, 9'999, 0, 0) == "partly_paid");
    CHECK(state(10'000, 10'000, 0, 0) == "paid");
    CHECK(state(10'000, 0, 4'000, 0) == "open");
    CHECK(state(10'000, 6'000, 4'000, 0) == "paid");
    CHECK(state(10'000, 0, 10'000, 0) == "credited");
    CHECK(state(10'000, 0, 0, 10'000) == "written_off");
    CHECK(state(10'000, 9'995, 0, 5) == "paid");
    CHECK(state(0, 0, 0, 0) == "paid");
    CHECK(open_amount(cny(10'000), {cny(6'000), cny(1'000), cny(500)}) == cny(2'500));
}
