#include "importing/words.h"

#include <algorithm>
#include <array>
#include <utility>

namespace tandem::importing {

bool equal_ignoring_case(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, {}, lower_ascii, lower_ascii);
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view plain = " \t\r\n";
    constexpr std::array<std::string_view, 3> wide{"\u3000", "\u00a0", "\ufeff"};
    const auto is_mark = [](char letter) { return letter > ' ' && letter <= '~'; };  // ASCII, and no blank
    if (!text.empty() && is_mark(text.front()) && is_mark(text.back())) return text;
    while (true) {
        const std::size_t before = text.size();
        while (!text.empty() && plain.find(text.front()) != std::string_view::npos) text.remove_prefix(1);
        while (!text.empty() && plain.find(text.back()) != std::string_view::npos) text.remove_suffix(1);
        for (const std::string_view blank : wide) {
            if (text.starts_with(blank)) text.remove_prefix(blank.size());
            if (text.ends_with(blank)) text.remove_suffix(blank.size());
        }
        if (text.size() == before) return text;
    }
}

Result<Currency> currency_in_words(std::string_view text) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 16> names{{
        {"RMB", "CNY"}, {"CNH", "CNY"}, {"人民币", "CNY"}, {"人民币元", "CNY"}, {"元", "CNY"}, {"¥", "CNY"}, {"￥", "CNY"},
        {"美元", "USD"}, {"欧元", "EUR"}, {"港币", "HKD"}, {"港元", "HKD"}, {"日元", "JPY"}, {"英镑", "GBP"}, {"新台币", "TWD"},
        {"韩元", "KRW"}, {"新加坡元", "SGD"}}};
    std::string code{text};
    std::ranges::transform(code, code.begin(), [](char letter) { return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter; });
    const auto named = std::ranges::find(names, std::string_view{code}, &std::pair<std::string_view, std::string_view>::first);
    const auto currency = parse_currency(named == names.end() ? std::string_view{code} : named->second);
    if (!currency) return refuse("money.unknown_currency", std::string(text));
    return *currency;
}

std::optional<bool> truth_in_words(std::string_view text) {
    const auto among = [&](const auto& words) {
        return std::ranges::any_of(words, [&](std::string_view word) { return equal_ignoring_case(word, text); });
    };
    static constexpr std::array<std::string_view, 9> yes{"yes", "true", "1", "y", "t", "是", "有", "对", "√"};
    static constexpr std::array<std::string_view, 9> no{"no", "false", "0", "n", "f", "否", "无", "没有", "×"};
    if (among(yes)) return true;
    if (among(no)) return false;
    return std::nullopt;
}

std::string_view first_bytes(std::string_view text, std::size_t bytes) {
    if (text.size() <= bytes) return text;
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) --bytes;
    return text.substr(0, bytes);
}

}  // namespace tandem::importing
