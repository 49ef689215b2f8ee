// What a policy version changed: turnover, overdue rate and loss in as many days before it began as have passed since. R-412.
#pragma once
#include <optional>
#include <vector>

#include "insight/report.h"

namespace tandem::insight {

struct Span { Date from, to; };  // both included

// Two equal spans that meet where the version began. Shorter than asked while the version is young; none before it began.
struct EffectSpans {
    Span before, after;
    int days = 0;
    bool whole = false;  // as long as asked
};
std::optional<EffectSpans> spans_around(Date begins, Date today, int days);

// Of one currency in one span, minor units. Open and overdue as they stood on its last day.
struct SpanFigures {
    std::int64_t billed = 0, open = 0, overdue = 0, written_off = 0;
    std::optional<std::int64_t> overdue_bp() const;  // overdue ÷ open, half-up; nothing when nothing is open
    friend bool operator==(const SpanFigures&, const SpanFigures&) = default;
};
struct EffectRow {
    Currency currency;
    SpanFigures before, after;
};
// Over the customers within reach, by currency. `before` and `after` are the positions on the last days of the spans.
std::vector<EffectRow> compute_effect(const EffectSpans& spans, const Position& before, const Position& after, const org::Reach& reach, const Policies& policies);

}  // namespace tandem::insight
