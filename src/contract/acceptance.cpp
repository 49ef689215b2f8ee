#include "contract/acceptance.h"

#include <algorithm>
#include <array>
#include <optional>

namespace tandem::contract {
namespace {

// What makes a figure of a finding worse. Explaining: it follows from the others, or says nothing about the risk.
// wider: a list of codes that holds more than was accepted.
enum class Worse { other, more, less, wider, explaining };
struct FigureRule { Breaks what; std::string_view name; Worse worse; };

// A figure that is not named here must be the same.
constexpr std::array rules{
    FigureRule{Breaks::not_graded, "on_credit", Worse::more},
    FigureRule{Breaks::not_graded, "expired", Worse::explaining},
    FigureRule{Breaks::poor_grade, "on_credit", Worse::more},
    FigureRule{Breaks::security_required, "grade", Worse::explaining},
    FigureRule{Breaks::security_required, "term", Worse::more},
    FigureRule{Breaks::security_required, "cap", Worse::less},
    FigureRule{Breaks::security_required, "reach", Worse::explaining},
    FigureRule{Breaks::security_required, "on_credit", Worse::more},
    FigureRule{Breaks::term_above_cap, "grade", Worse::explaining},
    FigureRule{Breaks::term_above_cap, "security", Worse::explaining},
    FigureRule{Breaks::term_above_cap, "term", Worse::more},
    FigureRule{Breaks::term_above_cap, "cap", Worse::less},
    FigureRule{Breaks::security_ends_early, "until", Worse::less},
    FigureRule{Breaks::security_ends_early, "term", Worse::more},
    FigureRule{Breaks::payment_method_not_allowed, "grade", Worse::explaining},
    FigureRule{Breaks::payment_method_not_allowed, "granted", Worse::explaining},
    FigureRule{Breaks::payment_method_not_allowed, "beyond", Worse::wider},
    FigureRule{Breaks::payment_method_not_allowed, "allowed", Worse::explaining},
    FigureRule{Breaks::late_interest_below_standard, "daily", Worse::less},
    FigureRule{Breaks::late_interest_below_standard, "standard", Worse::more},
    FigureRule{Breaks::late_interest_above_legal_cap, "daily", Worse::more},
    FigureRule{Breaks::late_interest_above_legal_cap, "cap", Worse::less},
    FigureRule{Breaks::penalty_below_standard, "percent", Worse::less},
    FigureRule{Breaks::penalty_below_standard, "standard", Worse::more},
    FigureRule{Breaks::penalty_later_than_standard, "days", Worse::more},
    FigureRule{Breaks::penalty_later_than_standard, "standard", Worse::less},
    FigureRule{Breaks::credit_limit, "limit", Worse::explaining},
    FigureRule{Breaks::credit_limit, "used", Worse::explaining},
    FigureRule{Breaks::credit_limit, "adds", Worse::explaining},
    FigureRule{Breaks::credit_limit, "above", Worse::more},
    FigureRule{Breaks::credit_limit, "days", Worse::explaining},
    FigureRule{Breaks::credit_limit, "due", Worse::less},
    FigureRule{Breaks::credit_limit, "overdue", Worse::more},
};

Worse rule_for(Breaks what, std::string_view name) {
    const auto found = std::ranges::find_if(rules, [&](const FigureRule& each) { return each.what == what && each.name == name; });
    return found == rules.end() ? Worse::other : found->worse;
}

bool holds_no_more(const Figure& now, const Figure& then) {
    const auto *codes = std::get_if<std::string>(&now), *accepted = std::get_if<std::string>(&then);
    const auto methods = codes ? parse_methods(*codes) : std::nullopt, known = accepted ? parse_methods(*accepted) : std::nullopt;
    return methods && known && without(*methods, *known).empty();
}

// -1, 0 or 1 when the two can be compared: numbers, amounts of one currency, days of the calendar, rates.
std::optional<int> compared(const Figure& now, const Figure& then) {
    const auto order = [](auto one, auto other) { return one < other ? -1 : one > other ? 1 : 0; };
    if (now.index() != then.index()) return std::nullopt;
    if (const auto* days = std::get_if<int>(&now)) return order(*days, std::get<int>(then));
    if (const auto* amount = std::get_if<Money>(&now)) {
        const Money& other = std::get<Money>(then);
        if (amount->currency() != other.currency()) return std::nullopt;
        return order(amount->minor(), other.minor());
    }
    const std::string &text = std::get<std::string>(now), &other = std::get<std::string>(then);
    if (const auto day = parse_date(text), other_day = parse_date(other); day && other_day) return order(*day, *other_day);
    if (const auto rate = parse_rate(text), other_rate = parse_rate(other); rate && other_rate) return order(rate->e10, other_rate->e10);
    return text == other ? std::optional{0} : std::nullopt;
}

}  // namespace

bool covers(const Accepted& accepted, const Finding& now) {
    if (accepted.what != now.what) return false;
    return std::ranges::all_of(now.figures, [&](const auto& figure) {
        const Worse worse = rule_for(now.what, figure.first);
        if (worse == Worse::explaining) return true;
        const auto then = std::ranges::find(accepted.figures, figure.first, &std::pair<std::string, Figure>::first);
        if (then == accepted.figures.end()) return false;
        if (worse == Worse::wider) return holds_no_more(figure.second, then->second);
        const auto order = compared(figure.second, then->second);
        if (!order) return false;
        return *order == 0 || (*order > 0 && worse == Worse::less) || (*order < 0 && worse == Worse::more);
    });
}

std::vector<Finding> still_open(std::span<const Finding> findings, std::span<const Accepted> accepted) {
    std::vector<Finding> open;
    for (const Finding& each : findings)
        if (each.treatment == Treatment::block || std::ranges::none_of(accepted, [&](const Accepted& one) { return covers(one, each); })) open.push_back(each);
    return open;
}

}  // namespace tandem::contract
