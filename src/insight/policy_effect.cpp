#include "insight/policy_effect.h"

#include <algorithm>
#include <map>

#include "insight/definition.h"

namespace tandem::insight {
namespace {

std::vector<Group> groups_of(const char* name, const Span& span, const Position& position, const org::Reach& reach, const Policies& policies) {
    ReportQuery query;
    query.name = name;
    query.as_of = position.as_of();
    query.from = span.from;
    query.to = span.to;
    auto report = run_report(position, reach, policies, query);
    TANDEM_ASSERT(report);  // the names are ours and the span is in order
    return std::move(report->groups);
}

std::map<Currency, SpanFigures> figures_of(const Span& span, const Position& position, const org::Reach& reach, const Policies& policies) {
    std::map<Currency, SpanFigures> figures;
    for (const auto& each : groups_of("billings", span, position, reach, policies)) figures[each.currency].billed = each.amount;
    for (const auto& each : groups_of("write-offs", span, position, reach, policies)) figures[each.currency].written_off = each.amount;
    for (const auto& each : groups_of("aging", span, position, reach, policies)) {
        figures[each.currency].open = each.amount;
        const auto overdue = std::ranges::find(each.figures, "overdue_minor", &decltype(each.figures)::value_type::first);
        TANDEM_ASSERT(overdue != each.figures.end());
        figures[each.currency].overdue = overdue->second.value_or(0);
    }
    return figures;
}

}  // namespace

std::optional<EffectSpans> spans_around(Date begins, Date today, int days) {
    if (begins > today || days < 1) return std::nullopt;
    const Date last = std::min(today, begins + Days{days - 1});
    const auto length = static_cast<int>((last - begins).count()) + 1;
    return EffectSpans{{begins - Days{length}, begins - Days{1}}, {begins, last}, length, length == days};
}

std::optional<std::int64_t> SpanFigures::overdue_bp() const { return ratio(overdue, open, 10'000); }

std::vector<EffectRow> compute_effect(const EffectSpans& spans, const Position& before, const Position& after, const org::Reach& reach, const Policies& policies) {
    std::map<Currency, EffectRow> rows;
    for (const auto& [currency, figures] : figures_of(spans.before, before, reach, policies)) rows[currency].before = figures;
    for (const auto& [currency, figures] : figures_of(spans.after, after, reach, policies)) rows[currency].after = figures;
    std::vector<EffectRow> all;
    for (auto& [currency, row] : rows) {
        row.currency = currency;
        if (row.before != SpanFigures{} || row.after != SpanFigures{}) all.push_back(row);
    }
    return all;
}

}  // namespace tandem::insight
