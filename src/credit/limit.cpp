#include "credit/limit.h"

#include <algorithm>
#include <tuple>

namespace tandem::credit {
namespace {

// A request may wait so long for agreement that its first day is past.
constexpr int longest_wait_days = 31;

bool covers(Date from, std::optional<Date> to, Date day) { return from <= day && (!to || *to >= day); }

const LimitEntry* base_on(std::span<const LimitEntry> entries, Date day) {
    const LimitEntry* found = nullptr;
    for (const LimitEntry& each : entries) {
        if (each.kind != LimitEntry::Kind::base || each.from > day) continue;
        if (!found || std::tuple{each.from, each.recorded_at, each.id} > std::tuple{found->from, found->recorded_at, found->id}) found = &each;
    }
    return found;
}

bool is_blank(const std::string& text) { return text.find_first_not_of(" \t\r\n") == std::string::npos; }

}  // namespace

std::string_view code_of(Scope scope) { return scope == Scope::customer ? "customer" : scope == Scope::group ? "group" : "company"; }
std::optional<Scope> scope_named(std::string_view code) {
    for (const Scope each : {Scope::customer, Scope::group, Scope::company})
        if (code_of(each) == code) return each;
    return std::nullopt;
}

Security strongest_on(std::span<const SecurityFact> securities, Date day) {
    Security strongest = Security::none;
    for (const SecurityFact& each : securities) {
        const auto kind = security_named(each.kind);
        if (kind && each.from <= day && day <= each.valid_to) strongest = std::max(strongest, *kind);
    }
    return strongest;
}

LimitInForce limit_on(std::span<const LimitEntry> entries, std::span<const SecurityFact> securities, const std::map<std::string, Rate>& security_rates, Date day) {
    LimitInForce limit;
    const LimitEntry* base = base_on(entries, day);
    if (!base) return limit;
    limit.entry = base->id;
    limit.valid_to = base->valid_to;
    if (!covers(base->from, base->valid_to, day)) {
        limit.state = LimitInForce::State::expired;
        return limit;
    }
    limit.state = base->amount ? LimitInForce::State::set : LimitInForce::State::unlimited;
    limit.base = base->amount.value_or(0);
    if (limit.base == 0) return limit;
    for (const LimitEntry& each : entries)
        if (each.kind == LimitEntry::Kind::temporary && covers(each.from, each.valid_to, day)) limit.temporary += each.amount.value_or(0);
    for (const SecurityFact& each : securities) {
        const auto rate = security_rates.find(each.kind);
        if (rate != security_rates.end() && covers(each.from, each.valid_to, day)) limit.secured += divide(Wide{each.base_minor} * rate->second.e10, Rate::one, Rounding::down);
    }
    return limit;
}

Result<void> check_change(const LimitChange& change, std::span<const LimitEntry> entries, Date today) {
    const LimitEntry& entry = change.entry;
    if (entry.amount && *entry.amount < 0) return refuse("credit.limit_negative");
    if (is_blank(change.reason)) return refuse("credit.limit_reason");
    if (entry.from < today - Days{longest_wait_days} || (entry.valid_to && *entry.valid_to < entry.from)) return refuse("credit.limit_dates", to_string(entry.from), {{"today", to_string(today)}});
    const LimitEntry* now = base_on(entries, entry.from);
    if (entry.kind == LimitEntry::Kind::temporary) {
        if (!entry.valid_to || !entry.amount) return refuse("credit.temporary_needs_end");
        if (!now || !covers(now->from, now->valid_to, entry.from) || now->amount.value_or(1) == 0) return refuse("credit.temporary_needs_base");
    }
    if ((now ? now->id : LimitEntryId{}) != change.replaces) return refuse("credit.limit_overtaken", now ? to_string(now->id) : std::string{});
    return {};
}

std::optional<std::int64_t> propose_limit(const LimitFormula& formula, std::string_view grade, const LimitBasis& basis, Currency base) {
    const auto rate = formula.rates.find(std::string(grade));
    if (rate == formula.rates.end()) return std::nullopt;
    std::optional<std::int64_t> of = basis.yearly_sales;
    if (formula.basis == Basis::net_assets) of = basis.net_assets;
    if (formula.basis == Basis::fixed) of = formula.fixed_amount.minor_in(base);
    if (!of) return std::nullopt;
    const std::int64_t share = divide(Wide{std::max<std::int64_t>(*of, 0)} * rate->second.e10, Rate::one, Rounding::half_up);
    const std::int64_t within = std::clamp(share, formula.floor.minor_in(base), formula.cap.minor_in(base));
    const std::int64_t step = std::max<std::int64_t>(formula.step.minor_in(base), 1);
    return within - within % step;
}

}  // namespace tandem::credit
