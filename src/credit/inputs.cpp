#include "credit/inputs.h"

#include <algorithm>
#include <array>

namespace tandem::credit {
namespace {

constexpr std::array<std::string_view, 3> outlooks{"growing", "stable", "declining"};

FactorValue number(const Factor& factor, Ratio ratio, std::string origin, std::optional<Date> date) {
    return {.factor = factor.code, .number = ratio, .choice = {}, .gap = Gap::none, .origin = std::move(origin), .date = date};
}
FactorValue nothing(const Factor& factor) { return {.factor = factor.code, .number = {}, .choice = {}, .gap = Gap::absent, .origin = {}, .date = {}}; }

FactorValue from_book(const Factor& factor, const PaymentHistory& of, Date today) {
    const auto share = [&](std::int64_t num, std::int64_t den) { return den == 0 ? nothing(factor) : number(factor, make_ratio(Wide{num} * 100, den), "book", today); };
    const bool known = of.settled_or_late > 0;  // who never owed anything has no record, neither good nor bad
    if (factor.code == "overdue_days_max") return known ? number(factor, {of.overdue_days_max, 1}, "book", today) : nothing(factor);
    if (factor.code == "average_days_late") return known ? number(factor, make_ratio(of.days_late_sum, of.settled_or_late), "book", today) : nothing(factor);
    if (factor.code == "failed_payments") return known || of.failed_payments > 0 ? number(factor, {of.failed_payments, 1}, "book", today) : nothing(factor);
    if (factor.code == "broken_promises") return of.promises_due > 0 ? number(factor, {of.promises_broken, 1}, "book", today) : nothing(factor);
    if (factor.code == "on_time_share") return share(of.on_time, of.fell_due);
    // Without business nobody complains: that is no merit.
    if (factor.code == "complaints") return known || of.billed_minor > 0 || of.complaints > 0 ? number(factor, {of.complaints, 1}, "book", today) : nothing(factor);
    if (factor.code == "contracts_kept") return share(of.contracts_kept, of.contracts);
    return share(of.credited_minor, of.billed_minor);
}

FactorValue from_form(const Factor& factor, const CreditForm& form) {
    const auto stated = [&](const std::optional<std::int64_t>& value) { return value ? number(factor, {*value, 1}, "form", form.stated_on) : nothing(factor); };
    if (factor.code == "market_position") return stated(form.market_position);
    if (factor.code == "years_in_business") return stated(form.years_in_business);
    if (factor.code == "collateral_cover") {
        if (!form.collateral_minor || !form.requested_minor) return nothing(factor);
        return number(factor, make_ratio(Wide{*form.collateral_minor} * 100, *form.requested_minor), "form", form.stated_on);
    }
    if (form.industry_outlook.empty()) return nothing(factor);
    return {.factor = factor.code, .number = {}, .choice = form.industry_outlook, .gap = Gap::none, .origin = "form", .date = form.stated_on};
}

FactorValue from_ratings(const Factor& factor, const std::vector<Rating>& ratings, Date today) {
    const Rating* newest = nullptr;
    for (const Rating& each : ratings)
        if (each.kind == factor.code && (!newest || each.rated_on > newest->rated_on)) newest = &each;
    if (!newest) return nothing(factor);
    return {.factor = factor.code, .number = newest->number, .choice = newest->choice, .gap = newest->valid_to < today ? Gap::expired : Gap::none, .origin = newest->provider, .date = newest->rated_on};
}

FactorValue value_of(const Factor& factor, FactorSource source, const Inputs& inputs, Currency company_currency, Date today) {
    switch (source) {
        case FactorSource::book: return inputs.history ? from_book(factor, *inputs.history, today) : nothing(factor);
        case FactorSource::statement: return inputs.statement ? ratio_of(*inputs.statement, factor.code, company_currency) : nothing(factor);
        case FactorSource::form: return inputs.form ? from_form(factor, *inputs.form) : nothing(factor);
        case FactorSource::rating: return from_ratings(factor, inputs.ratings, today);
    }
    return nothing(factor);
}

}  // namespace

Result<void> check_form(const CreditForm& form, Date today) {
    if (form.stated_on > today) return refuse("credit.form_future", to_string(form.stated_on));
    if (form.industry_outlook.empty() && !form.market_position && !form.years_in_business && !form.collateral_minor && !form.requested_minor) return refuse("credit.form_empty");
    if (!form.industry_outlook.empty() && std::ranges::find(outlooks, form.industry_outlook) == outlooks.end()) return refuse("credit.form_value", "industry_outlook", {{"value", form.industry_outlook}});
    const auto check = [](const char* field, const std::optional<std::int64_t>& value, std::int64_t least, std::int64_t most) -> Result<void> {
        if (value && (*value < least || *value > most)) return refuse("credit.form_value", field, {{"value", std::to_string(*value)}});
        return {};
    };
    TRY_VOID(check("market_position", form.market_position, 1, 1'000'000));
    TRY_VOID(check("years_in_business", form.years_in_business, 0, 1'000));
    TRY_VOID(check("collateral", form.collateral_minor, 0, largest_figure));
    TRY_VOID(check("requested", form.requested_minor, 1, largest_figure));
    return {};
}

Result<Rating> make_rating(std::string provider, std::string kind, const std::string& value, Date rated_on, Date valid_to, Date today) {
    const FactorKind* of = find_factor(kind);
    if (!of || of->source != FactorSource::rating) return refuse("credit.rating_kind", kind);
    if (provider.empty()) return refuse("credit.rating_provider");
    if (rated_on > today) return refuse("credit.rating_future", to_string(rated_on));
    if (valid_to < rated_on) return refuse("credit.rating_validity", to_string(valid_to), {{"rated", to_string(rated_on)}});
    Rating rating{.provider = std::move(provider), .kind = std::move(kind), .number = {}, .choice = {}, .rated_on = rated_on, .valid_to = valid_to};
    if (of->unit == FactorUnit::choice) {
        if (value.empty() || value.size() > 20) return refuse("credit.rating_value", value, {{"kind", rating.kind}});
        rating.choice = value;
        return rating;
    }
    const auto parsed = parse_ratio(value);
    if (!parsed || *parsed < Ratio{0, 1} || *parsed > Ratio{1'000'000, 1} || (of->unit == FactorUnit::times && parsed->den != 1)) return refuse("credit.rating_value", value, {{"kind", rating.kind}});
    rating.number = *parsed;
    return rating;
}

Date window_start(Date today) { return add_months(today, -12) + Days{1}; }

std::optional<std::int64_t> days_late(Date due, std::optional<Date> settled, Date today) {
    const Date end = settled ? *settled : today;
    if (settled && end < window_start(today)) return std::nullopt;
    if (!settled && due >= today) return std::nullopt;  // not late yet: nothing to say
    return end > due ? (end - due).count() : 0;
}

void add_item(PaymentHistory& history, Date due, std::optional<Date> settled, Date today) {
    const auto late = days_late(due, settled, today);
    if (!late) return;
    ++history.settled_or_late;
    history.days_late_sum += *late;
    history.overdue_days_max = std::max(history.overdue_days_max, *late);
    if (due < window_start(today)) return;
    ++history.fell_due;
    if (*late == 0) ++history.on_time;
}

std::vector<FactorValue> factor_values(const ScoringModel& model, const Inputs& inputs, Currency company_currency, Date today) {
    std::vector<FactorValue> values;
    for (const Dimension& dimension : model.dimensions)
        for (const Factor& factor : dimension.factors) {
            FactorValue value = value_of(factor, find_factor(factor.code)->source, inputs, company_currency, today);
            if (value.gap == Gap::none && factor.stale_after_months && value.date && add_months(*value.date, *factor.stale_after_months) < today) value.gap = Gap::stale;
            values.push_back(std::move(value));
        }
    return values;
}

}  // namespace tandem::credit
