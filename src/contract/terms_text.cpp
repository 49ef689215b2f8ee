#include "contract/terms_text.h"

#include "contract/terms_words.h"

namespace tandem::contract {
namespace {

// What the words of one part have said so far.
struct Draft {
    std::optional<Rate> percent;
    std::optional<Money> amount;
    std::optional<BaseEvent> base;
    std::optional<Discount> discount;
    DueRule due;
    std::string label;
    bool rest = false, of_rest = false;
    bool has_one_share() const { return percent.has_value() != amount.has_value() || (rest && !percent && !amount); }
};

class PartReader {
public:
    PartReader(std::string_view text, std::string part, Currency currency) : scan_(text), part_(std::move(part)), currency_(currency) {}

    Result<TermsPart> read() {
        for (scan_.skip_joints(); !scan_.at_end(); scan_.skip_joints()) TRY_VOID(read_word());
        if (!draft_.has_one_share()) return refuse("contract.terms_share", part_);
        if (!draft_.base) return refuse("contract.terms_event", part_);
        return TermsPart{.share = share(), .base = *draft_.base, .due = draft_.due, .discount = draft_.discount, .label = draft_.label};
    }

private:
    Share share() const {
        if (draft_.amount) return Fixed{*draft_.amount};
        if (!draft_.percent) return Remainder{};
        if (draft_.of_rest) return PercentOfRemaining{*draft_.percent};
        return Percent{*draft_.percent};
    }

    Result<void> read_word() {
        if (auto label = scan_.take_quoted()) { draft_.label = std::move(*label); return {}; }
        if (scan_.take(currency_.code())) return {};
        if (auto number = scan_.take_number()) return read_number(*number);
        const auto word = scan_.take_word();
        if (!word) return refuse("contract.terms_word", std::string(scan_.remaining()), {{"part", part_}});
        return read_meaning(*word);
    }

    Result<void> read_number(const std::string& number) {
        switch (scan_.take_unit()) {
            case Unit::percent:
                if (draft_.percent) return refuse("contract.terms_share", part_);
                draft_.percent = TRY(parse_percent(number)); return {};
            case Unit::days: draft_.due.days += TRY(whole(number)); return {};
            case Unit::months: draft_.due.months += TRY(whole(number)); return {};
            case Unit::none: break;
        }
        if (draft_.amount) return refuse("contract.terms_share", part_);
        draft_.amount = TRY(parse_amount(number, currency_));
        return {};
    }

    Result<void> read_meaning(const Word& word) {
        switch (word.kind) {
            case WordKind::filler: return {};
            case WordKind::event:
                if (draft_.base && *draft_.base != word.event) return refuse("contract.terms_event", part_);
                draft_.base = word.event;
                return {};
            case WordKind::rest_label: draft_.label = word.text; [[fallthrough]];
            case WordKind::rest: draft_.rest = true; return {};
            case WordKind::of_rest: draft_.of_rest = draft_.rest = true; return {};
            case WordKind::label: draft_.label = word.text; return {};
            case WordKind::month_end: draft_.due.day_of_month = 31; return {};
            case WordKind::next_month: draft_.due.months += 1; [[fallthrough]];
            case WordKind::this_month: return read_day_if_any();
            case WordKind::day: draft_.due.day_of_month = TRY(number_after(word)); return {};
            case WordKind::next_day: draft_.due.next_day_of_month = TRY(number_after(word)); return {};
            case WordKind::discount: return read_discount(word);
        }
        return {};
    }

    // 次月15日: here the number is a day of the month, not a count of days.
    Result<void> read_day_if_any() {
        Scanner ahead = scan_;
        const auto number = ahead.take_number();
        if (!number || ahead.take_unit() != Unit::days) return {};
        scan_ = ahead;
        draft_.due.day_of_month = TRY(whole(*number));
        return {};
    }

    Result<void> read_discount(const Word& word) {
        scan_.skip_joints();
        const auto rate = scan_.take_number();
        if (!rate || scan_.take_unit() != Unit::percent) return refuse("contract.terms_word", std::string(word.text), {{"part", part_}});
        draft_.discount = Discount{TRY(parse_percent(*rate)), TRY(number_after(word))};
        return {};
    }

    Result<int> number_after(const Word& word) {
        scan_.skip_joints();
        const auto number = scan_.take_number();
        if (!number) return refuse("contract.terms_word", std::string(word.text), {{"part", part_}});
        scan_.take_unit();
        return whole(*number);
    }

    Result<int> whole(const std::string& number) const {
        int value = 0;
        for (const char digit : number) {
            if (digit < '0' || digit > '9' || value > 100'000) return refuse("contract.terms_word", number, {{"part", part_}});
            value = value * 10 + (digit - '0');
        }
        return value;
    }

    Scanner scan_;
    std::string part_;
    Currency currency_;
    Draft draft_;
};

std::string quoted(std::string_view label) {
    std::string out = "\"";
    for (const char letter : label) out += letter == '"' ? "\"\"" : std::string(1, letter);
    return out + "\"";
}

std::string percent_text(Rate rate) { return to_string(Rate{rate.e10 * 100}) + "%"; }

std::string share_text(const Share& share) {
    if (const auto* percent = std::get_if<Percent>(&share)) return percent_text(percent->rate);
    if (const auto* percent = std::get_if<PercentOfRemaining>(&share)) return percent_text(percent->rate) + " of rest";
    if (const auto* fixed = std::get_if<Fixed>(&share)) return to_decimal(fixed->amount);
    return "remainder";
}

std::string part_text(const TermsPart& part) {
    std::string text = share_text(part.share) + " " + std::string(name_of(part.base));
    if (const std::string offset = offset_text(part.due); !offset.empty()) text += (offset.front() >= '0' && offset.front() <= '9' ? "+" : " ") + offset;
    if (part.discount) text += " discount " + percent_text(part.discount->rate) + "/" + std::to_string(part.discount->days) + "d";
    if (!part.label.empty()) text += " " + quoted(part.label);
    return text;
}

}  // namespace

Result<PaymentTerms> read_terms(std::string_view text, Currency currency, std::optional<Money> total) {
    std::vector<TermsPart> parts;
    for (const std::string& part : split_parts(text)) parts.push_back(TRY(PartReader(part, part_no(parts.size()), currency).read()));
    return make_payment_terms(std::move(parts), total);
}

std::string offset_text(const DueRule& rule) {
    std::string text;
    const auto add = [&](const std::string& word) { text += (text.empty() ? "" : " ") + word; };
    if (rule.months != 0) add(std::to_string(rule.months) + "m");
    if (rule.day_of_month == 31) add("eom");
    else if (rule.day_of_month) add("day " + std::to_string(*rule.day_of_month));
    if (rule.days != 0) add((text.empty() ? "" : "+") + std::to_string(rule.days) + "d");
    if (rule.next_day_of_month) add("next " + std::to_string(*rule.next_day_of_month));
    return text;
}

std::string to_text(const PaymentTerms& terms) {
    std::string text;
    for (const TermsPart& part : terms.parts()) text += (text.empty() ? "" : "; ") + part_text(part);
    return text;
}

}  // namespace tandem::contract
