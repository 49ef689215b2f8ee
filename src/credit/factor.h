// Factors: what a customer can be judged by, where each value comes from and what it is counted in..
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.h"
#include "core/errors.h"
#include "credit/ratio.h"

namespace tandem::credit {

enum class FactorSource { book, statement, form, rating };                            // our own ledger, the customer's statement, his form, a third party
enum class FactorUnit { ratio, percent, days, times, rank, years, amount, points, choice };  // amount: main units of the company currency
std::string_view code_of(FactorSource source);
std::string_view code_of(FactorUnit unit);
std::optional<FactorSource> factor_source_named(std::string_view code);

struct FactorKind {
    std::string_view code;
    FactorSource source;
    FactorUnit unit;
    std::string_view en, zh;
    std::string_view label(Language language) const { return language == Language::zh ? zh : en; }
};
std::span<const FactorKind> factor_kinds();
const FactorKind* find_factor(std::string_view code);  // null: there is no such factor

// Why a value does not count. undefined: a ratio whose denominator is zero. unlisted: a choice the model gives no points.
enum class Gap { none, absent, expired, stale, undefined, unlisted };
std::string_view code_of(Gap gap);
std::optional<Gap> gap_named(std::string_view code);

// One value as it entered a score: kept in the snapshot, so the score can be computed again from it alone.
struct FactorValue {
    std::string factor;
    std::optional<Ratio> number;  // in the factor's unit
    std::string choice;           // of a factor counted by choice
    Gap gap = Gap::absent;
    std::string origin;           // who says so: "book", "statement", "form", a provider
    std::optional<Date> date;     // of the value: end of the period, day of the rating, day of the form
    bool counts() const { return gap == Gap::none; }
    friend bool operator==(const FactorValue&, const FactorValue&) = default;
};

}  // namespace tandem::credit
