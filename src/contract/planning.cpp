#include "contract/later.h"

#include <algorithm>

namespace tandem::contract {
namespace {

std::string money_text(Money money) { return to_decimal(money) + " " + std::string(money.currency().code()); }

// The part of the terms behind a live line: both stand in the same order.
const TermsPart& part_of(const ContractState& state, std::size_t line) { return state.contract.terms->parts()[line]; }

Result<Date> due_of(const TermsPart& part, Date event, const DueDateRoll& roll) {
    const Date due = due_date(event, part.due);
    if (roll.roll == policy::Roll::none) return due;
    return policy::roll_date(due, roll.roll, *roll.calendar);
}

// Two dated lines may fall under one rule, which terms of fixed parts would call duplicates: the number tells them apart.
TermsPart settled_part(const TermsPart& part, const StoredLine& line) {
    TermsPart fixed = part;
    fixed.share = Fixed{line.amount};
    if (fixed.label.empty()) fixed.label = "#" + std::to_string(line.line_no);
    return fixed;
}

// The undated parts as they are, their amounts in the old proportion.
std::vector<TermsPart> scaled_rest(const ContractState& state, Money rest) {
    std::vector<TermsPart> parts;
    std::vector<std::int64_t> weights;
    for (std::size_t at = 0; at < state.lines.size(); ++at) {
        if (state.lines[at].dated() || state.lines[at].amount.is_zero()) continue;
        parts.push_back(part_of(state, at));
        weights.push_back(state.lines[at].amount.minor());
    }
    const std::vector<Money> amounts = rest.split(weights);
    for (std::size_t at = 0; at < parts.size(); ++at) parts[at].share = Fixed{amounts[at]};
    return parts;
}

// The rest on its own is a plan over what is left; in the whole terms its parts are amounts.
Result<std::vector<TermsPart>> fixed_rest(std::vector<TermsPart> parts, Money rest) {
    const PaymentTerms terms = TRY(make_payment_terms(parts, rest));
    const std::vector<Money> amounts = TRY(compute_amounts(terms, rest));
    for (std::size_t at = 0; at < parts.size(); ++at)
        if (!std::holds_alternative<Remainder>(parts[at].share)) parts[at].share = Fixed{amounts[at]};
    return parts;
}

Result<std::vector<TermsPart>> rest_of(const ContractState& state, const ChangeOrder& order, Money rest) {
    const bool undated = std::ranges::any_of(state.lines, [](const StoredLine& line) { return !line.dated() && !line.amount.is_zero(); });
    if (rest.is_zero()) {
        if (!order.rest.empty()) return refuse("contract.change_nothing_left", state.contract.number, {{"dated", money_text(state.dated())}});
        return std::vector<TermsPart>{};
    }
    if (order.rest.empty() && !undated) return refuse("contract.change_needs_parts", state.contract.number, {{"left", money_text(rest)}});
    return fixed_rest(order.rest.empty() ? scaled_rest(state, rest) : order.rest, rest);
}

// Reduced to zero before anything was dated: one line of zero remains, under the first part's rule.
Result<ChangedPlan> nothing_left(const ContractState& state) {
    TermsPart only = part_of(state, 0);
    only.share = Remainder{};
    ChangedPlan changed{TRY(make_payment_terms({only})), {}, {}};
    changed.replaced = TRY(compute_plan(changed.terms, Money{0, state.contract.amount.currency()}, {}));
    changed.replaced.front().line_no = state.last_line_no + 1;
    return changed;
}

}  // namespace

Result<std::vector<DatedLine>> decide_dated_lines(const ContractState& state, BaseEvent event, Date date, const DueDateRoll& roll) {
    std::vector<DatedLine> dated;
    for (std::size_t at = 0; at < state.lines.size(); ++at) {
        const StoredLine& line = state.lines[at];
        if (line.dated() || line.base != event) continue;
        dated.push_back({line.id, state.contract.number + "-" + std::to_string(line.line_no), date, TRY(due_of(part_of(state, at), date, roll)), line.amount});
    }
    return dated;
}

Result<bool> is_recorded(const ContractState& state, BaseEvent event, Date date) {
    const RecordedEvent* recorded = state.event(event);
    if (!recorded) return false;
    if (recorded->date == date) return true;
    return refuse("contract.event_recorded", state.contract.number,
                  {{"event", std::string(name_of(event))}, {"recorded", to_string(recorded->date)}, {"date", to_string(date)}});
}

Result<ChangedPlan> decide_change(const ContractState& state, const ChangeOrder& order) {
    if (!state.contract.terms) return refuse("contract.no_plan", state.contract.number);
    const Currency currency = state.contract.amount.currency();
    if (order.amount.currency() != currency)
        return refuse("contract.currency_mismatch", "amount", {{"currency", std::string(order.amount.currency().code())}, {"total_currency", std::string(currency.code())}});
    const Money dated = state.dated();
    if (order.amount < dated)
        return refuse("contract.change_below_dated", state.contract.number, {{"amount", money_text(order.amount)}, {"dated", money_text(dated)}});

    const bool none_dated = std::ranges::none_of(state.lines, &StoredLine::dated);
    if (order.amount.is_zero() && none_dated) return nothing_left(state);

    const std::vector<TermsPart> rest = TRY(rest_of(state, order, order.amount - dated));
    std::vector<TermsPart> parts;
    ChangedPlan changed{*state.contract.terms, {}, {}};
    for (std::size_t at = 0; at < state.lines.size(); ++at) {
        if (!state.lines[at].dated()) continue;
        parts.push_back(settled_part(part_of(state, at), state.lines[at]));
        changed.kept.push_back(state.lines[at]);
    }
    parts.insert(parts.end(), rest.begin(), rest.end());
    changed.terms = TRY(make_payment_terms(std::move(parts), order.amount));
    const std::vector<PlanLine> whole = TRY(compute_plan(changed.terms, order.amount, known_events(state, order.expected)));
    for (std::size_t at = changed.kept.size(); at < whole.size(); ++at) {
        changed.replaced.push_back(whole[at]);
        changed.replaced.back().line_no = state.last_line_no + static_cast<int>(changed.replaced.size());
    }
    return changed;
}

}  // namespace tandem::contract
