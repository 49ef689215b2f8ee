#include "contract/terms_words.h"

#include <algorithm>
#include <array>
#include <utility>

#include "contract/terms_text.h"

namespace tandem::contract {
namespace {

using enum WordKind;

constexpr Word words[] = {
    {"signing", event, BaseEvent::signing}, {"signature", event, BaseEvent::signing}, {"signed", event, BaseEvent::signing}, {"order", event, BaseEvent::signing},
    {"合同签订", event, BaseEvent::signing}, {"签订合同", event, BaseEvent::signing}, {"签订", event, BaseEvent::signing}, {"签约", event, BaseEvent::signing},
    {"签署", event, BaseEvent::signing}, {"合同生效", event, BaseEvent::signing},
    {"delivery", event, BaseEvent::delivery}, {"delivered", event, BaseEvent::delivery}, {"shipment", event, BaseEvent::delivery}, {"shipping", event, BaseEvent::delivery},
    {"发货", event, BaseEvent::delivery}, {"交货", event, BaseEvent::delivery}, {"到货", event, BaseEvent::delivery}, {"货到", event, BaseEvent::delivery},
    {"送货", event, BaseEvent::delivery}, {"交付", event, BaseEvent::delivery},
    {"acceptance", event, BaseEvent::acceptance}, {"accepted", event, BaseEvent::acceptance}, {"货到验收", event, BaseEvent::acceptance}, {"到货验收", event, BaseEvent::acceptance},
    {"验收合格", event, BaseEvent::acceptance}, {"验收", event, BaseEvent::acceptance},
    {"invoice", event, BaseEvent::invoice}, {"invoicing", event, BaseEvent::invoice}, {"invoiced", event, BaseEvent::invoice}, {"开票", event, BaseEvent::invoice},
    {"开具发票", event, BaseEvent::invoice}, {"收到发票", event, BaseEvent::invoice}, {"票到", event, BaseEvent::invoice},
    {"remainder", rest}, {"rest", rest}, {"balance", rest}, {"余额", rest}, {"余下款项", rest}, {"余款", rest_label}, {"尾款", rest_label},
    {"of rest", of_rest}, {"of the rest", of_rest}, {"of remaining", of_rest}, {"of the remaining", of_rest},
    {"剩余的", of_rest}, {"剩余款项", of_rest}, {"剩余", of_rest}, {"其余", of_rest},
    {"首付款", label}, {"首付", label}, {"预付款", label}, {"定金", label}, {"进度款", label}, {"质保金", label},
    {"eom", month_end}, {"end of month", month_end}, {"月末", month_end}, {"月底", month_end}, {"月结", month_end},
    {"次月", next_month}, {"下月", next_month}, {"当月", this_month}, {"本月", this_month},
    {"day", day}, {"next", next_day}, {"每月", next_day}, {"逢", next_day},
    {"discount", discount}, {"现金折扣", discount},
    {"within", filler}, {"after", filler}, {"upon", filler}, {"on", filler}, {"at", filler}, {"from", filler}, {"of", filler}, {"the", filler}, {"and", filler},
    {"due", filler}, {"paid", filler}, {"pay", filler}, {"payment", filler}, {"date", filler},
    {"后", filler}, {"以内", filler}, {"内", filler}, {"起", filler}, {"之日", filler}, {"当日", filler}, {"日", filler}, {"时", filler}, {"的", filler}, {"凭", filler},
    {"支付", filler}, {"付款", filler}, {"付清", filler}, {"付", filler}, {"款", filler}, {"元", filler}, {"¥", filler}, {"￥", filler}, {"合同金额", filler}, {"合同总额", filler}, {"合同总价", filler},
    {"合同款", filler}, {"总价款", filler}, {"总额", filler}, {"电汇", filler}, {"银行转账", filler},
};

constexpr std::pair<std::string_view, Unit> units[] = {
    {"%", Unit::percent}, {"个月", Unit::months}, {"months", Unit::months}, {"month", Unit::months}, {"m", Unit::months},
    {"天", Unit::days}, {"日", Unit::days}, {"号", Unit::days}, {"days", Unit::days}, {"day", Unit::days}, {"d", Unit::days},
};

constexpr std::pair<std::string_view, char> wide_signs[] = {
    {"；", ';'}, {"，", ','}, {"、", ','}, {"：", ':'}, {"％", '%'}, {"＋", '+'}, {"（", '('}, {"）", ')'}, {"。", ' '}, {"／", '/'}, {"．", '.'}, {"\u3000", ' '},
};

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }
char lower(char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter; }
bool is_letter(char letter) { return lower(letter) >= 'a' && lower(letter) <= 'z'; }

// The word at the beginning of the text; a Latin word ends where its letters end.
bool begins_with(std::string_view text, std::string_view word) {
    if (text.size() < word.size() || !std::ranges::equal(text.substr(0, word.size()), word, {}, lower, lower)) return false;
    return !is_letter(word.back()) || text.size() == word.size() || !is_letter(text[word.size()]);
}

// One character of the text as plain as it can be, and how many bytes it took.
std::pair<std::string, std::size_t> plain_character(std::string_view text) {
    for (const auto& [wide, plain] : wide_signs)
        if (text.starts_with(wide)) return {std::string(1, plain), wide.size()};
    // Full-width ０ to ９ are EF BC 90 to EF BC 99.
    if (text.size() >= 3 && text.starts_with("\xEF\xBC") && static_cast<unsigned char>(text[2]) - 0x90u <= 9u)
        return {std::string(1, static_cast<char>('0' + (static_cast<unsigned char>(text[2]) - 0x90))), 3};
    return {std::string(1, text.front()), 1};
}

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r") == std::string_view::npos; }

}  // namespace

bool Scanner::take(std::string_view text) {
    if (!begins_with(text_, text)) return false;
    text_.remove_prefix(text.size());
    return true;
}

void Scanner::skip_joints() {
    const auto first = text_.find_first_not_of(" \t\r+,/():");
    text_.remove_prefix(first == std::string_view::npos ? text_.size() : first);
}

std::optional<std::string> Scanner::take_quoted() {
    if (!text_.starts_with('"')) return std::nullopt;
    std::string label;
    for (std::size_t at = 1; at < text_.size(); ++at) {
        if (text_[at] != '"') { label += text_[at]; continue; }
        if (at + 1 < text_.size() && text_[at + 1] == '"') { label += '"'; ++at; continue; }
        text_.remove_prefix(at + 1);
        return label;
    }
    return std::nullopt;  // never closed
}

std::optional<std::string> Scanner::take_number() {
    std::string number;
    std::size_t at = 0;
    const auto digit_at = [&](std::size_t place) { return place < text_.size() && is_digit(text_[place]); };
    for (; at < text_.size(); ++at) {
        // A comma groups digits only where three of them follow.
        const bool groups = text_[at] == ',' && !number.empty() && digit_at(at + 1) && digit_at(at + 2) && digit_at(at + 3) && !digit_at(at + 4);
        if (groups) continue;
        if (!is_digit(text_[at]) && !(text_[at] == '.' && digit_at(at + 1))) break;
        number += text_[at];
    }
    if (number.empty()) return std::nullopt;
    text_.remove_prefix(at);
    return number;
}

Unit Scanner::take_unit() {
    const std::string_view before = text_;
    while (text_.starts_with(' ')) text_.remove_prefix(1);
    for (const auto& [word, unit] : units)
        if (take(word)) return unit;
    text_ = before;
    return Unit::none;
}

std::optional<Word> Scanner::take_word() {
    const Word* longest = nullptr;
    for (const Word& word : words)
        if ((!longest || word.text.size() > longest->text.size()) && begins_with(text_, word.text)) longest = &word;
    if (!longest) return std::nullopt;
    take(longest->text);
    return *longest;
}

std::vector<std::string> split_parts(std::string_view text) {
    std::vector<std::string> parts{""};
    bool quoted = false;
    while (!text.empty()) {
        if (text.front() == '"') quoted = !quoted;
        const auto [plain, bytes] = quoted ? std::pair{std::string(1, text.front()), std::size_t{1}} : plain_character(text);
        text.remove_prefix(bytes);
        if (!quoted && (plain == ";" || plain == "\n")) parts.emplace_back();
        else parts.back() += plain;
    }
    std::erase_if(parts, is_blank);
    return parts;
}

std::optional<BaseEvent> base_event_in_words(std::string_view text) {
    Scanner scan{text};
    scan.skip_joints();
    const auto word = scan.take_word();
    scan.skip_joints();
    if (!word || word->kind != event || !scan.at_end()) return std::nullopt;
    return word->event;
}

}  // namespace tandem::contract
