#include "importing/method_words.h"

#include <doctest/doctest.h>

using namespace tandem;
using importing::method_in_words;
using importing::methods_in_words;

TEST_CASE("methods are read in both languages, R-205") {
    for (const auto* word : {"bank_transfer", "Bank transfer", "T/T", "银行转账", "电汇", " 网银 "}) CHECK(method_in_words(word) == cash::Method::bank_transfer);
    for (const auto* word : {"cheque", "Check", "支票"}) CHECK(method_in_words(word) == cash::Method::cheque);
    for (const auto* word : {"cash", "现金"}) CHECK(method_in_words(word) == cash::Method::cash);
    for (const auto* word : {"automatic_debit", "Direct Debit", "自动扣款", "代扣"}) CHECK(method_in_words(word) == cash::Method::automatic_debit);
    for (const auto* word : {"acceptance_bill", "银行承兑汇票", "商业承兑汇票", "银承"}) CHECK(method_in_words(word) == cash::Method::acceptance_bill);
}

TEST_CASE("every code of the book is a word") {
    for (const auto method : {cash::Method::bank_transfer, cash::Method::cheque, cash::Method::cash, cash::Method::automatic_debit, cash::Method::acceptance_bill})
        CHECK(method_in_words(cash::code_of(method)) == method);
}

TEST_CASE("other words are not guessed") {
    for (const auto* word : {"", " ", "-", "|", "电", "barter", "cash|cheque", "易货"}) CHECK_FALSE(method_in_words(word).has_value());
}

TEST_CASE("a cell of several values falls apart at semicolons, commas and line breaks, blanks kept") {
    using importing::split_cell;
    CHECK(split_cell("").empty());
    CHECK(split_cell("a") == std::vector<std::string_view>{"a"});
    CHECK(split_cell("2026-04-30; ; 2026-09-30") == std::vector<std::string_view>{"2026-04-30", "", "2026-09-30"});
    CHECK(split_cell("甲、乙，丙；丁\n戊") == std::vector<std::string_view>{"甲", "乙", "丙", "丁", "戊"});
    CHECK(split_cell("; b") == std::vector<std::string_view>{"", "b"});
}

TEST_CASE("R-150: several ways to pay stand in one cell, in any order, each once") {
    const PaymentMethods both{PaymentMethod::bank_transfer, PaymentMethod::acceptance_bill};
    for (const auto* text : {"bank_transfer; acceptance_bill", "承兑汇票、电汇", "电汇，银行承兑汇票", "T/T, draft, wire", "银行转账\n承兑"}) CHECK(methods_in_words(text) == both);
    CHECK(methods_in_words("现金") == PaymentMethods{PaymentMethod::cash});
    CHECK(methods_in_words(" ; ") == PaymentMethods{});
    for (const auto* text : {"电汇、易货", "货到30天", "bank_transfer cash"}) CHECK_FALSE(methods_in_words(text).has_value());
}
