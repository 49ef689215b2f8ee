#include "dunning/promise.h"

#include <algorithm>
#include <array>

#include "core/codes.h"

namespace tandem::dunning {
namespace {

// In the order of the enums.
constexpr std::array<std::string_view, 5> state_codes{"open", "kept", "partly_kept", "broken", "withdrawn"};
constexpr std::array<std::string_view, 5> channel_codes{"phone", "visit", "mail", "chat", "other"};

bool counts(const PromisedSettlement& one, const Promise& promise, Date day) {
    return one.effective <= promise.last_day() && one.effective <= day && !(one.reversed_on && *one.reversed_on <= day);
}

// The day after the window, or the later one on which money of the window was taken back.
Date failure_day(const Promise& promise, std::span<const PromisedSettlement> settlements, Date day) {
    Date failed = promise.last_day() + Days{1};
    for (const PromisedSettlement& one : settlements)
        if (one.effective <= promise.last_day() && one.reversed_on && *one.reversed_on <= day) failed = std::max(failed, *one.reversed_on);
    return failed;
}

}  // namespace

Result<PromiseRules> make_promise_rules(PromiseRules rules) {
    const auto check = [](const char* field, int value, int least) -> Result<void> {
        if (value < least || value > 366) return refuse("dunning.promise_range", field, {{"value", std::to_string(value)}});
        return {};
    };
    TRY_VOID(check("tolerance_days", rules.tolerance_days, 0));
    TRY_VOID(check("longest_days", rules.longest_days, 1));
    return rules;
}

std::string_view code_of(PromiseState state) { return state_codes[static_cast<std::size_t>(state)]; }
std::optional<PromiseState> parse_promise_state(std::string_view code) { return named<PromiseState>(state_codes, code); }

std::string_view code_of(PromiseChannel channel) { return channel_codes[static_cast<std::size_t>(channel)]; }
Result<PromiseChannel> parse_promise_channel(std::string_view code) {
    if (const auto channel = named<PromiseChannel>(channel_codes, code)) return *channel;
    return refuse("dunning.promise_channel", std::string(code), {{"channels", "phone, visit, mail, chat, other"}});
}

Judgement judge(const Promise& promise, std::span<const PromisedSettlement> settlements, Date day) {
    Judgement judged;
    std::int64_t credited = 0;
    for (const PromisedSettlement& one : settlements)
        if (counts(one, promise, day)) (one.paid ? judged.paid_minor : credited) += one.minor;
    judged.asked_minor = std::clamp<std::int64_t>(promise.covered_minor - credited, 0, promise.amount.minor());
    if (promise.withdrawn_on && *promise.withdrawn_on <= day) judged.state = PromiseState::withdrawn;
    else if (judged.paid_minor >= judged.asked_minor) judged.state = PromiseState::kept;
    else if (day <= promise.last_day()) judged.state = PromiseState::open;
    else {
        judged.state = judged.paid_minor > 0 ? PromiseState::partly_kept : PromiseState::broken;
        judged.failed_on = failure_day(promise, settlements, day);
    }
    return judged;
}

// Where nothing was left to pay, no word was kept and none was broken.
bool fell_due(const Promise& promise, const Judgement& judged, Date from, Date to) {
    return promise.promised_on >= from && promise.promised_on <= to && judged.asked_minor > 0 && judged.state != PromiseState::open && judged.state != PromiseState::withdrawn;
}

Result<void> check_promise(const PromiseOffer& offer, std::span<const PromisedItem> items, const PromiseRules& rules, Date today) {
    if (items.empty()) return refuse("dunning.promise_items");
    const Currency currency = offer.amount.currency();
    Money open{0, currency};
    for (const PromisedItem& item : items) {
        if (item.customer != offer.customer) return refuse("dunning.promise_item_unknown", to_string(item.id));
        if (item.open.minor() <= 0) return refuse("dunning.promise_item_settled", item.number);
        if (item.open.currency() != currency) return refuse("dunning.promise_currency", item.number, {{"expected", std::string(item.open.currency().code())}});
        if (item.promised_until) return refuse("dunning.promise_item_taken", item.number, {{"until", to_string(*item.promised_until)}});
        open += item.open;
    }
    if (offer.amount.minor() <= 0 || offer.amount > open) return refuse("dunning.promise_amount", to_decimal(offer.amount), {{"open", to_decimal(open)}});
    if (offer.promised_on < today) return refuse("dunning.promise_date_past", to_string(offer.promised_on), {{"today", to_string(today)}});
    const Date latest = today + Days{rules.longest_days};
    if (offer.promised_on > latest) return refuse("dunning.promise_too_far", to_string(offer.promised_on), {{"latest", to_string(latest)}, {"days", std::to_string(rules.longest_days)}});
    return {};
}

}  // namespace tandem::dunning
