// How money came in the words of files of both languages.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "cash/receipt.h"

namespace tandem::importing {

// The parts of a cell that holds several values, trimmed; blank ones too.
std::vector<std::string_view> split_cell(std::string_view cell);

// Several in one cell, split by semicolons, commas (，、 too) or line breaks; nothing when one of them is no way to pay.
std::optional<PaymentMethods> methods_in_words(std::string_view text);

// "bank_transfer", "T/T", "电汇", "银行承兑汇票", …; nothing for other words.
std::optional<cash::Method> method_in_words(std::string_view text);

}  // namespace tandem::importing
