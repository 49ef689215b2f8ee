#include "credit/assessment.h"

#include <algorithm>
#include <array>

namespace tandem::credit {
namespace {

struct Part {
    const Dimension* dimension;
    const Factor* factor;
};
Part part_of(const ScoringModel& model, const ScoreLine& line) {
    for (const Dimension& dimension : model.dimensions)
        for (const Factor& factor : dimension.factors)
            if (factor.code == line.factor) return {&dimension, &factor};
    TANDEM_ASSERT(false);
}

// "6,000,000": amounts are read in thousands.
std::string grouped(std::string digits) {
    const std::size_t first = digits.starts_with('-') ? 1 : 0, whole = std::min(digits.find('.'), digits.size());
    for (std::size_t at = whole; at > first + 3; at -= 3) digits.insert(at - 3, ",");
    return digits;
}

std::string figure_text(Ratio number, const FactorKind& kind, int places) {
    std::string text = to_decimal(number, places);
    if (text.find('.') != std::string::npos) text.erase(text.find_last_not_of('0') + 1);
    if (kind.unit == FactorUnit::amount) text = grouped(text);
    return text;
}

std::string value_text(const FactorValue& value, const FactorKind& kind) {
    if (!value.number) return value.choice;
    const std::string text = kind.unit == FactorUnit::amount ? figure_text(*value.number, kind, 2) : to_decimal(*value.number, 2);
    return text + (kind.unit == FactorUnit::percent ? " %" : "");
}

std::string gap_text(Gap gap, Language language) {
    constexpr std::array<std::string_view, 6> en{"", "not known", "expired", "too old", "cannot be computed: the denominator is zero", "not among the choices of the model"};
    constexpr std::array<std::string_view, 6> zh{"", "无数据", "已过有效期", "数据过旧", "分母为零，无法计算", "不在模型的选项之内"};
    return std::string((language == Language::zh ? zh : en)[static_cast<std::size_t>(gap)]);
}

std::string origin_text(const FactorValue& value, Language language) {
    const bool zh = language == Language::zh;
    const FactorKind* kind = find_factor(value.factor);
    std::string text = kind && kind->source == FactorSource::statement ? (zh ? "财务报表" : "statement of") : value.origin == "book" ? (zh ? "本公司账簿" : "our book") : value.origin == "form" ? (zh ? "客户填报" : "the form") : value.origin;
    if (value.date) text += (text.empty() ? "" : " ") + to_string(*value.date);
    return text;
}

std::string range_text(const Factor& factor, const FactorKind& kind, std::size_t at, Language language) {
    if (factor.better == Better::choice) return factor.choices[at].code;
    const auto edge = [&](std::size_t of) { return figure_text(*factor.ranges[of].edge, kind, 4); };
    const bool zh = language == Language::zh;
    if (factor.better == Better::lower) {
        if (!factor.ranges[at].edge) return at == 0 ? (zh ? "任意值" : "any value") : (zh ? "大于 " : "above ") + edge(at - 1);
        return (at == 0 ? std::string{} : (zh ? "大于 " : "above ") + edge(at - 1) + (zh ? "，" : ", ")) + (zh ? "不超过 " : "up to ") + edge(at);
    }
    const bool last = at + 1 == factor.ranges.size();
    if (!factor.ranges[at].edge) return last ? (zh ? "任意值" : "any value") : (zh ? "低于 " : "below ") + edge(at + 1);
    return (zh ? "不低于 " : "from ") + edge(at) + (last ? std::string{} : (zh ? "，低于 " : ", below ") + edge(at + 1));
}

std::string percent(std::int64_t bp) { return to_decimal(make_ratio(bp, 100), 2) + " %"; }

}  // namespace

Result<Assessment> assess(const ScoringModel& model, const CreditPolicy& policy, std::span<const FactorValue> values, Date today) {
    Assessment made{.assessed_on = today, .valid_to = today, .model_version = model.version, .policy_version = policy.version, .sheet = TRY(compute_score(model, values))};
    const GradeRule* rule = policy.find(made.sheet.grade);
    if (!rule) return refuse("credit.band_grade", made.sheet.grade);
    made.valid_to = add_months(today, rule->reassess_months) - Days{1};
    return made;
}

std::string explain_line(const ScoringModel& model, const ScoreLine& line, Language language) {
    const auto [dimension, factor] = part_of(model, line);
    const FactorKind& kind = *find_factor(line.factor);
    const bool zh = language == Language::zh;
    const std::string weight = zh ? "占“" + dimension->zh + "”的 " + percent(line.weight_bp) : percent(line.weight_bp) + " of " + dimension->en;
    std::string text{kind.label(language)};
    if (line.value.counts()) {
        text += (zh ? " " : " ") + value_text(line.value, kind) + (zh ? "（" : " (") + origin_text(line.value, language) + (zh ? "）：" : "): ");
        return text + range_text(*factor, kind, *line.range, language) + (zh ? "，得 " : ", ") + std::to_string(*line.points) + (zh ? " 分，" : " points, ") + weight;
    }
    text += (zh ? "：" : ": ") + gap_text(line.value.gap, language);
    if (line.value.date) text += (zh ? "（" : " (") + origin_text(line.value, language) + (zh ? "）" : ")");
    if (line.points) return text + (zh ? "，按 0 分计，" : ", counts as 0 points, ") + weight;
    return text + (zh ? "，不参与计分" : ", left out");
}

std::vector<std::string> explain_sheet(const ScoringModel& model, const Assessment& assessment, Language language) {
    const bool zh = language == Language::zh;
    const ScoreSheet& sheet = assessment.sheet;
    const std::string total = to_decimal(make_ratio(hundredths(sheet.total), 100), 2);
    std::vector<std::string> lines;
    lines.push_back(zh ? "得分 " + total + "，等级 " + sheet.grade + "，有效期至 " + to_string(assessment.valid_to) + "。已知数据占权重 " + percent(sheet.known_bp) + "。"
                       : total + " points: grade " + sheet.grade + ", valid to " + to_string(assessment.valid_to) + ". Known: " + percent(sheet.known_bp) + " of the weights.");
    for (const ScoreLine& line : sheet.lines) lines.push_back(explain_line(model, line, language));
    return lines;
}

std::string_view code_of(Why why) {
    constexpr std::array<std::string_view, 9> codes{"rating_changed", "payment_failed", "alerted", "promise_broken", "complaint", "expired", "expiring", "never", "asked"};
    return codes[static_cast<std::size_t>(why)];
}

}  // namespace tandem::credit
