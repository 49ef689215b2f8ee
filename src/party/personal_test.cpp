#include "party/personal.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>

using namespace tandem::party;

TEST_CASE("S28: telephone numbers show where and the last four, never the middle") {
    CHECK(masked_phone("13812341234") == "138****1234");
    CHECK(masked_phone("138 1234 1234") == "138****1234");
    CHECK(masked_phone("+86 13812341234") == "+86 138****1234");
    CHECK(masked_phone("0571-88123456") == "0571****3456");
    CHECK(masked_phone("010-8812345") == "01****2345");
    CHECK(masked_phone("88123456") == "****3456");
    CHECK(masked_phone("12345") == "****45");
    CHECK(masked_phone("110") == "****");
    CHECK(masked_phone("").empty());
}

TEST_CASE("S28: addresses, bank accounts and identity numbers") {
    CHECK(masked_email("li.wei@example.com") == "l***@example.com");
    CHECK(masked_email("l@example.com") == "***@example.com");
    CHECK(masked_email("李伟@example.com") == "***@example.com");
    CHECK(masked_email("no address") == "***");
    CHECK(masked_bank_account("6222021234567891234") == "6222 **** **** 1234");
    CHECK(masked_bank_account("12345678") == "****78");
    CHECK(masked_identity_number("11010119900307123X") == "110101********123X");
    CHECK(masked_identity_number("1234") == "********");
}

TEST_CASE("S28: masking twice is masking once, and at most half of a long number is shown") {
    CHECK(rc::check("masks are stable", [] {
        const auto text = *rc::gen::container<std::string>(rc::gen::elementOf(std::string{"0123456789+- @.abX"}));
        for (auto* mask : {masked_phone, masked_email, masked_bank_account, masked_identity_number}) RC_ASSERT(mask(mask(text)) == mask(text));
        const auto digits = *rc::gen::container<std::string>(rc::gen::inRange('0', '9'));
        const auto masked = masked_phone(digits);
        RC_ASSERT(digits.size() < 7 || digits.size() > 11 || static_cast<std::size_t>(std::ranges::count_if(masked, [](char c) { return c != '*'; })) <= 7);
    }));
}

TEST_CASE("S28: a file with the mask of what is known says nothing new") {
    CHECK(unmasked_by("138****1234", "13812341234", masked_phone) == "13812341234");
    CHECK(unmasked_by("139****1234", "13812341234", masked_phone) == "139****1234");
    CHECK(unmasked_by("13912341234", "13812341234", masked_phone) == "13912341234");
}
