#include "contract/terms_text.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "contract/edge/terms_json.h"
#include "core/errors.h"

using namespace tandem;
using namespace tandem::contract;

namespace {

const Currency cny = currency("CNY");

std::string json_of(std::string_view text) {
    const auto terms = read_terms(text, cny);
    REQUIRE_MESSAGE(terms, explain(terms.error(), Language::en));
    return to_json(*terms);
}
std::string same_as(std::string_view text) { return json_of(text); }
std::string_view refused(std::string_view text) {
    const auto terms = read_terms(text, cny);
    REQUIRE(!terms);
    return terms.error().code;
}

// Labels of any bytes but blanks at the ends of nothing: quotes, semicolons and Chinese must survive.
std::string random_label() {
    static const std::vector<std::string> pieces{"首付款", "final", " ", "\"", ";", "；", "70%", "验收", "+7d", "a,b"};
    std::string label;
    for (int count = *rc::gen::inRange(0, 4); count > 0; --count) label += pieces[*rc::gen::inRange<std::size_t>(0, pieces.size())];
    return label;
}

TermsPart random_part(Share share, int number) {
    const auto maybe_day = [] { return *rc::gen::arbitrary<bool>() ? std::optional{*rc::gen::inRange(1, 32)} : std::nullopt; };
    DueRule due{.months = *rc::gen::inRange(0, 4), .day_of_month = maybe_day(), .days = *rc::gen::inRange(0, 100), .next_day_of_month = maybe_day()};
    TermsPart part{.share = share, .base = static_cast<BaseEvent>(*rc::gen::inRange(0, 4)), .due = due, .discount = {}, .label = random_label() + std::to_string(number)};
    if (*rc::gen::arbitrary<bool>()) part.discount = Discount{Rate{*rc::gen::inRange<std::int64_t>(1, Rate::one)}, 0};
    return part;
}

}  // namespace

TEST_CASE("the compact form of payment terms reads like a sentence") {
    CHECK(json_of("30% signing+7d; remainder acceptance+30d") ==
          R"({"parts":[{"kind":"percent","percent":"30","base":"signing","days":7},{"kind":"remainder","base":"acceptance","days":30}]})");
    CHECK(same_as("30% signing+7d; remainder acceptance+30d") == same_as("30 % within 7 days after signing;\nbalance 30 days after acceptance"));
    CHECK(same_as("30% signing+7d; 70% acceptance+30d") == same_as("签订后7天内支付30%；货到验收后３０天支付70％"));
    CHECK(same_as("30% signing+7d \"首付款\"; remainder acceptance+30d \"余款\"") == same_as("首付款30%，合同签订后7日内付；余款验收后30天付清"));
    CHECK(same_as("1000.00 delivery; 50% of rest invoice+1m eom; remainder invoice+1m day 15") == same_as("发货时付1,000元；剩余的50%开票后1个月月末；余额开票次月15日"));
    CHECK(same_as("100% invoice eom+45d next 10 discount 2%/10d") ==
          R"({"parts":[{"kind":"percent","percent":"100","base":"invoice","end_of_month":true,"days":45,"next_day_of_month":10,"discount":{"percent":"2","days":10}}]})");
    CHECK(same_as("CNY 5 signing; remainder delivery") == same_as("5.00 signing; remainder delivery"));
}

TEST_CASE("terms that cannot be read are refused with the part and the word") {
    CHECK(refused("") == "contract.terms_empty");
    CHECK(refused("30% signing; 60% acceptance") == "contract.parts_below_total");
    CHECK(refused("30% signing; soon 70% acceptance") == "contract.terms_word");
    CHECK(read_terms("30% signing; soon 70% acceptance", cny).error().figures.at(0).second == "2");
    CHECK(refused("30% 20% signing; remainder delivery") == "contract.terms_share");
    CHECK(refused("signing+7d; remainder delivery") == "contract.terms_share");
    CHECK(refused("30%; remainder delivery") == "contract.terms_event");
    CHECK(refused("30% signing delivery; remainder delivery") == "contract.terms_event");
    CHECK(refused("USD 30 signing; remainder delivery") == "contract.terms_word");
    CHECK(refused("30% signing \"never closed; remainder delivery") == "contract.terms_word");
    CHECK(refused("30% signing 7工作日; remainder delivery") == "contract.terms_word");
}

TEST_CASE("an event is named in either language") {
    CHECK(base_event_in_words("Acceptance") == BaseEvent::acceptance);
    CHECK(base_event_in_words("验收") == BaseEvent::acceptance);
    CHECK(base_event_in_words(" 合同签订 ") == BaseEvent::signing);
    CHECK(base_event_in_words("发货") == BaseEvent::delivery);
    CHECK(base_event_in_words("开票") == BaseEvent::invoice);
    CHECK_FALSE(base_event_in_words("验收 30"));
    CHECK_FALSE(base_event_in_words("payment"));
}

TEST_CASE("terms written as text and read again are the same") {
    rc::check([] {
        std::vector<TermsPart> parts;
        const int count = *rc::gen::inRange(0, 5);
        for (int at = 0; at < count; ++at) {
            const int kind = *rc::gen::inRange(0, 3);
            const Rate share{*rc::gen::inRange<std::int64_t>(1, Rate::one / 8)};
            parts.push_back(random_part(kind == 0 ? Share{Percent{share}} : kind == 1 ? Share{PercentOfRemaining{share}} : Share{Fixed{Money{*rc::gen::inRange(1, 100'000'000), cny}}}, at));
        }
        parts.push_back(random_part(Remainder{}, count));
        const auto terms = make_payment_terms(std::move(parts));
        RC_PRE(terms.has_value());
        const std::string text = to_text(*terms);
        const auto again = read_terms(text, cny);
        RC_LOG() << text;
        RC_ASSERT(again.has_value());
        RC_ASSERT(to_json(*again) == to_json(*terms));
    });
}
