#include "importing/method_words.h"

#include <algorithm>
#include <array>
#include <string>

#include "importing/words.h"

namespace tandem::importing {
namespace {

struct Words {
    cash::Method method;
    std::string_view words;  // split by '|', small letters, without blanks and punctuation
};
constexpr std::array<Words, 5> known{{
    {cash::Method::bank_transfer, "|banktransfer|transfer|wiretransfer|wire|telegraphictransfer|tt|sepa|bank|ach|银行转账|转账|银行汇款|汇款|电汇|网银|网银转账|网上银行|对公转账|银行存款|"},
    {cash::Method::cheque, "|cheque|check|支票|转账支票|现金支票|"},
    {cash::Method::cash, "|cash|现金|现款|"},
    {cash::Method::automatic_debit, "|automaticdebit|directdebit|autodebit|debit|自动扣款|代扣|银行代扣|委托收款|托收|"},
    {cash::Method::acceptance_bill,
     "|acceptancebill|acceptance|bill|bankacceptance|bankersacceptance|commercialacceptance|draft|承兑汇票|承兑|汇票|票据|银行承兑|商业承兑|银行承兑汇票|商业承兑汇票|"
     "电子承兑汇票|电子银行承兑汇票|电子商业承兑汇票|银承|商承|"},
}};

std::string plain(std::string_view text) {
    std::string out{"|"};
    for (const char letter : trimmed(text))
        if (std::string_view{" _-/.()"}.find(letter) == std::string_view::npos) out += lower_ascii(letter);
    return out + "|";
}

}  // namespace

std::optional<cash::Method> method_in_words(std::string_view text) {
    const std::string wanted = plain(text);
    if (wanted.size() <= 2 || wanted.find('|', 1) != wanted.size() - 1) return std::nullopt;
    const auto found = std::ranges::find_if(known, [&](const Words& words) { return words.words.find(wanted) != std::string_view::npos; });
    return found == known.end() ? std::nullopt : std::optional{found->method};
}

std::vector<std::string_view> split_cell(std::string_view cell) {
    constexpr std::array<std::string_view, 6> splits{";", ",", "\n", "；", "，", "、"};
    std::vector<std::string_view> parts;
    while (!cell.empty()) {
        std::size_t end = cell.size(), skipped = 0;
        for (const std::string_view split : splits)
            if (const auto at = cell.find(split); at < end) end = at, skipped = split.size();
        parts.push_back(trimmed(cell.substr(0, end)));
        cell.remove_prefix(end + skipped);
    }
    return parts;
}

std::optional<PaymentMethods> methods_in_words(std::string_view text) {
    PaymentMethods methods;
    for (const std::string_view word : split_cell(text)) {
        if (word.empty()) continue;
        const auto method = method_in_words(word);
        if (!method) return std::nullopt;
        methods.push_back(*method);
    }
    return set_of(std::move(methods));
}

}  // namespace tandem::importing
