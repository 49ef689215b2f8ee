// How money came in the words of files of both languages.
#pragma once
#include <optional>
#include <string_view>

#include "cash/receipt.h"

namespace tandem::importing {

// "bank_transfer", "T/T", "电汇", "银行承兑汇票", …; nothing for other words.
std::optional<cash::Method> method_in_words(std::string_view text);

}  // namespace tandem::importing
