#include "credit/check.h"

#include <algorithm>

namespace tandem::credit {
namespace {

std::int64_t share_x100(std::int64_t part, std::int64_t whole) {
    if (whole > 0) return divide(Wide{part} * 10'000, whole, Rounding::half_up);
    return part > 0 ? INT64_C(99'999'999) : 0;
}
// part / whole > threshold (hundredths of a percent), exactly.
bool above_share(std::int64_t part, std::int64_t whole, std::int64_t threshold) { return Wide{part} * 10'000 > Wide{std::max<std::int64_t>(whole, 0)} * threshold; }

class Checking {
public:
    Checking(const Position& position, const DocumentFacts& document, const CheckContext& context) : position_(position), document_(document), context_(context) {}

    void apply(const CheckRule& rule) {
        switch (rule.code) {
            case RuleCode::status: return say_if(position_.stopped, rule);
            case RuleCode::no_grade: return say_if(on_credit() && !position_.standing.graded(), rule);
            case RuleCode::limit_expired: return limit_expired(rule);
            case RuleCode::limit_used: return limit_used(rule);
            case RuleCode::term_above_cap: return term_above_cap(rule);
            case RuleCode::overdue_days: return figure(rule, position_.exposure.overdue_days, 1);
            case RuleCode::overdue_amount: return overdue_amount(rule);
            case RuleCode::overdue_share: return overdue_share(rule);
            case RuleCode::rate_missing:
            case RuleCode::prepayment_missing: return;
        }
    }
    // What no policy can switch off: figures that are too low.
    void apply_always() {
        for (const std::string& each : position_.exposure.missing_rates) reasons_.push_back({.code = RuleCode::rate_missing, .detail = each});
        if (document_.rate_missing) reasons_.push_back({.code = RuleCode::rate_missing, .detail = "document"});
        if (on_credit() && !position_.standing.graded() && context_.policy.without_grade == WithoutGrade::refuse) reasons_.push_back({.code = RuleCode::no_grade});
    }
    void apply_prepayment() {
        if (document_.prepaid_lacking > 0) reasons_.push_back({.code = RuleCode::prepayment_missing, .actual = document_.prepaid_lacking});
    }
    std::vector<Reason> reasons() && { return std::move(reasons_); }

private:
    // An amount that cannot be told is not small and not paid.
    bool on_credit() const { return document_.rate_missing || document_.base_minor > document_.prepaid_minor; }

    void say(const CheckRule& rule, Effect effect, Reason reason) {
        reason.code = rule.code;
        reason.effect = effect;
        reasons_.push_back(std::move(reason));
    }
    void say_if(bool holds, const CheckRule& rule) {
        if (holds) say(rule, *rule.effect, {});
    }
    // Reached from the threshold on; the customer who pays before delivery may buy although he is late.
    void figure(const CheckRule& rule, std::int64_t actual, std::int64_t least) {
        if (!on_credit() || actual < least) return;
        if (rule.hold && actual >= *rule.hold) say(rule, Effect::hold, {.actual = actual, .threshold = *rule.hold});
        else if (rule.warn && actual >= *rule.warn) say(rule, Effect::warn, {.actual = actual, .threshold = *rule.warn});
    }
    void overdue_amount(const CheckRule& rule) {
        CheckRule in_base = rule;
        for (auto* each : {&in_base.warn, &in_base.hold})
            if (*each) *each = PolicyAmount{**each}.minor_in(context_.base) + 1;
        if (!on_credit()) return;
        const std::int64_t actual = position_.exposure.overdue;
        if (in_base.hold && actual >= *in_base.hold) say(rule, Effect::hold, {.actual = actual, .threshold = *in_base.hold - 1});
        else if (in_base.warn && actual >= *in_base.warn) say(rule, Effect::warn, {.actual = actual, .threshold = *in_base.warn - 1});
    }
    void overdue_share(const CheckRule& rule) {
        if (!on_credit()) return;
        const Exposure& exposure = position_.exposure;
        for (const auto& [threshold, effect] : {std::pair{rule.hold, Effect::hold}, std::pair{rule.warn, Effect::warn}})
            if (threshold && above_share(exposure.overdue, exposure.open, *threshold)) return say(rule, effect, {.actual = share_x100(exposure.overdue, exposure.open), .threshold = *threshold});
    }
    void limit_expired(const CheckRule& rule) {
        if (!on_credit()) return;
        for (const PoolPosition& pool : position_.pools)
            if (pool.limit.state == LimitInForce::State::expired) say(rule, *rule.effect, {.scope = pool.scope, .used = pool.used, .detail = pool.limit.valid_to ? to_string(*pool.limit.valid_to) : std::string{}});
    }
    // A limit that was never set, or has expired, is none: cash only.
    void limit_used(const CheckRule& rule) {
        if (!on_credit()) return;
        for (const PoolPosition& pool : position_.pools) {
            if (!pool.limit.bounds()) continue;
            const std::int64_t limit = pool.limit.state == LimitInForce::State::set ? pool.limit.total() : 0;
            const std::int64_t after = pool.used + document_.adds_minor;
            if (after == 0) continue;
            const Reason reason{.scope = pool.scope, .actual = share_x100(after, limit), .limit = limit, .used = pool.used, .adds = document_.adds_minor, .detail = pool.limit.state == LimitInForce::State::not_set ? "not_set" : std::string{}};
            for (const auto& [threshold, effect] : {std::pair{rule.hold, Effect::hold}, std::pair{rule.warn, Effect::warn}}) {
                if (!threshold || !above_share(after, limit, *threshold)) continue;
                Reason said = reason;
                said.threshold = *threshold;
                say(rule, effect, std::move(said));
                break;
            }
        }
    }
    void term_above_cap(const CheckRule& rule) {
        if (!on_credit() || !document_.term_days || *document_.term_days <= position_.term_cap_days) return;
        say(rule, *rule.effect, {.actual = *document_.term_days, .threshold = position_.term_cap_days});
    }

    const Position& position_;
    const DocumentFacts& document_;
    const CheckContext& context_;
    std::vector<Reason> reasons_;
};

bool released(const DocumentFacts& document, Date today) {
    return document.release && today <= document.release->until && document.base_minor <= document.release->base_minor && document.term_days.value_or(0) <= document.release->term_days;
}

}  // namespace

std::string_view code_of(Outcome outcome) { return outcome == Outcome::pass ? "pass" : outcome == Outcome::warn ? "warn" : "hold"; }

Decision decide_check(const Position& position, const DocumentFacts& document, Checkpoint checkpoint, const CheckContext& context) {
    const CheckSettings& checks = context.checks;
    const bool small = !document.rate_missing && document.base_minor <= checks.small_document.minor_in(context.base);
    const bool excluded = !position.group.empty() && std::ranges::find(checks.excluded_groups, position.group) != checks.excluded_groups.end();
    const bool just_passed = document.passed_on && checks.grace(checkpoint) > 0 && context.today <= *document.passed_on + Days{checks.grace(checkpoint)};
    const bool only_status = small || excluded || just_passed;
    Checking checking{position, document, context};
    for (const CheckRule& rule : checks.rules)
        if (rule.applies(checkpoint) && (!only_status || rule.code == RuleCode::status)) checking.apply(rule);
    if (!only_status) checking.apply_always();
    checking.apply_prepayment();
    Decision decision{.outcome = Outcome::pass, .reasons = std::move(checking).reasons()};
    for (const Reason& each : decision.reasons) decision.outcome = std::max(decision.outcome, each.effect == Effect::hold ? Outcome::hold : Outcome::warn);
    // A stop set by hand is lifted by hand alone.
    const bool stopped = std::ranges::any_of(decision.reasons, [](const Reason& each) { return each.code == RuleCode::status || each.code == RuleCode::prepayment_missing; });
    if (decision.outcome == Outcome::hold && !stopped && released(document, context.today)) {
        decision.outcome = Outcome::warn;
        decision.by_release = true;
    }
    return decision;
}

}  // namespace tandem::credit
