// The words of payment terms in both languages, and the scanner that finds them.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contract/payment_terms.h"

namespace tandem::contract {

enum class WordKind {
    filler,      // within, after, 支付
    event,
    rest,        // remainder, balance; beside a percentage it says nothing
    rest_label,  // 尾款: the same, and a name for the part
    of_rest,     // of rest, 剩余: beside a percentage it says of what
    label,       // 首付款
    month_end, this_month, next_month,
    day,         // of the month reached
    next_day,    // the next such day of a month
    discount,
};

struct Word {
    std::string_view text;
    WordKind kind{};
    BaseEvent event{};  // of kind event
};

enum class Unit { none, percent, days, months };

// Works on text with plain (half-width) digits and signs, as split_parts gives it.
class Scanner {
public:
    explicit Scanner(std::string_view text) : text_(text) {}
    bool at_end() const { return text_.empty(); }
    std::string_view remaining() const { return text_; }
    void skip_joints();                        // blanks, and signs that only join words
    std::optional<std::string> take_quoted();  // "two ""marks"" stand for one"
    std::optional<std::string> take_number();  // "1,000.50" without its grouping
    Unit take_unit();
    std::optional<Word> take_word();           // the longest one that fits
    bool take(std::string_view word);          // letters in either case

private:
    std::string_view text_;
};

// At ';' and line breaks, but not inside quotes; blank parts are left out. Full-width digits and signs become plain.
std::vector<std::string> split_parts(std::string_view text);

}  // namespace tandem::contract
