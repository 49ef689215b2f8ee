#include "receivable/credit_note.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "receivable/invoice.h"
#include "support/shared.h"

using namespace tandem;
using namespace tandem::receivable;

namespace {

Money cny(std::int64_t minor) { return {minor, currency("CNY")}; }

template <class T>
std::string refusal(const Result<T>& result) { return result ? "" : std::string(result.error().code); }

// The vectors write credits with a minus; our document is positive and the report puts the sign.
bool check_refunds(const boost::json::object& inputs, const boost::json::object& expected) {
    auto note = make_credit_note(cny(-inputs.at("credit_note").as_int64()));
    const auto& open = expected.at("open_after_each").as_array();
    for (std::size_t at = 0; at < open.size(); ++at) {
        note = refund(*note, cny(-inputs.at("refunds").as_array().at(at).as_int64()));
        REQUIRE(note);
        CHECK(note->signed_remaining().minor() == open[at].as_int64());
    }
    CHECK((state_of(*note) == CreditNoteState::used) == (expected.at("state").as_string() == "paid"));
    return true;
}

bool check_standalone(const boost::json::object& inputs, const boost::json::object& expected) {
    const Settled settled{cny(inputs.at("payment").as_int64()), cny(0), cny(0)};
    const auto note = make_credit_note(cny(inputs.at("credit_note").as_int64()));
    CHECK(open_amount(cny(inputs.at("invoice").as_int64()), settled).minor() == expected.at("open").at(0).as_int64());
    CHECK(note->signed_remaining().minor() == expected.at("open").at(1).as_int64());
    return true;
}

// A credit for an invoice already paid is applied to another one: nothing is left to show.
bool check_applied(const boost::json::object& inputs, const boost::json::object& expected) {
    std::vector<Money> gross;
    for (const auto& amount : inputs.at("invoices").as_array()) gross.push_back(cny(amount.as_int64()));
    std::vector<Settled> settled(gross.size(), {cny(0), cny(0), cny(0)});
    settled[0].cash = cny(inputs.at("payment_on_first").as_int64());
    auto note = *make_credit_note(cny(inputs.at("credit_note_on_first").as_int64()));
    const auto target = static_cast<std::size_t>(inputs.at("apply_credit_to").as_int64() - 1);
    const Money applied = std::min(note.remaining(), open_amount(gross[target], settled[target]));
    note = *apply(note, applied);
    settled[target].credited += applied;
    std::size_t rows = note.remaining().is_zero() ? 0 : 1;
    for (std::size_t at = 0; at < gross.size(); ++at) rows += open_amount(gross[at], settled[at]).is_zero() ? 0 : 1;
    CHECK(rows == expected.at("rows").as_array().size());
    return true;
}

}  // namespace

TEST_CASE("credit note vectors") {
    tandem::testing::for_each_rule_vector("credit_notes", [](const boost::json::object& vector) {
        const auto& inputs = vector.at("inputs").as_object();
        const auto& expected = vector.at("expected").as_object();
        if (inputs.contains("refunds")) return check_refunds(inputs, expected);
        if (inputs.contains("standalone")) return check_standalone(inputs, expected);
        if (inputs.contains("apply_credit_to")) return check_applied(inputs, expected);
        return false;
    });
}

TEST_CASE("a credit note is positive and gives no more than it holds") {
    CHECK(refusal(make_credit_note(cny(0))) == "receivable.credit_not_positive");
    CHECK(refusal(make_credit_note(cny(-1))) == "receivable.credit_not_positive");
    const auto note = *apply(*make_credit_note(cny(10'000)), cny(4'000));
    CHECK(code_of(state_of(note)) == "partly_used");
    CHECK(refusal(refund(note, cny(6'001))) == "receivable.credit_exceeded");
    CHECK(refusal(apply(note, cny(6'001))) == "receivable.credit_exceeded");
    CHECK(refusal(apply(note, cny(0))) == "receivable.credit_not_positive");
    CHECK(refusal(apply(note, Money{1, currency("USD")})) == "receivable.currency_mismatch");
    CHECK(code_of(state_of(*refund(note, cny(6'000)))) == "used");
    CHECK(code_of(state_of(*make_credit_note(cny(1)))) == "open");
}

TEST_CASE("property: what remains stays between zero and the amount, whatever is tried") {
    CHECK(rc::check([](const std::vector<std::int16_t>& tries) {
        auto note = *make_credit_note(cny(20'000));
        for (const auto amount : tries) {
            const auto used = amount % 2 == 0 ? apply(note, cny(amount)) : refund(note, cny(amount));
            if (used) note = *used;
            RC_ASSERT(note.remaining() >= cny(0) && note.remaining() <= note.amount);
        }
    }));
}
