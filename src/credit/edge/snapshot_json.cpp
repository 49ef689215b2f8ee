#include "credit/edge/snapshot_json.h"

#include <boost/json.hpp>

namespace tandem::credit {
namespace {

namespace json = boost::json;

json::value text_or_null(const std::string& text) { return text.empty() ? json::value(nullptr) : json::value(text); }
template <class T>
json::value int_or_null(const std::optional<T>& value) { return value ? json::value(static_cast<std::int64_t>(*value)) : json::value(nullptr); }
json::value x100(const std::optional<Fraction>& score) { return score ? json::value(hundredths(*score)) : json::value(nullptr); }

json::value edge_json(const std::optional<Ratio>& edge) { return edge ? json::value(to_decimal(*edge, 4)) : json::value(nullptr); }

// The borders of the range that was hit, and the points of every range: what the picture of a line needs.
json::array scale_json(const Factor& factor) {
    json::array rows;
    for (const Choice& each : factor.choices) rows.push_back(json::object{{"choice", each.code}, {"edge", nullptr}, {"points", each.points}});
    for (const Range& each : factor.ranges) rows.push_back(json::object{{"choice", nullptr}, {"edge", edge_json(each.edge)}, {"points", each.points}});
    return rows;
}

json::object line_json(const ScoringModel& model, const Factor& factor, const ScoreLine& line, Language language) {
    const FactorKind& kind = *find_factor(line.factor);
    const FactorValue& value = line.value;
    return {{"dimension", line.dimension},
            {"factor", line.factor},
            {"label", kind.label(language)},
            {"source", code_of(kind.source)},
            {"unit", code_of(kind.unit)},
            {"value", value.number ? json::value(to_decimal(*value.number, 2)) : text_or_null(value.choice)},
            {"gap", code_of(value.gap)},
            {"origin", text_or_null(value.origin)},
            {"date", value.date ? json::value(to_string(*value.date)) : json::value(nullptr)},
            {"weight_bp", line.weight_bp},
            {"points", int_or_null(line.points)},
            {"better", code_of(factor.better)},
            {"range", int_or_null(line.range)},
            {"scale", scale_json(factor)},
            {"explanation", explain_line(model, line, language)}};
}

}  // namespace

std::string inputs_text(std::span<const FactorValue> values) {
    json::array rows;
    for (const FactorValue& value : values) {
        json::object row{{"factor", value.factor}, {"gap", code_of(value.gap)}};
        if (value.number) {
            row["num"] = value.number->num;
            row["den"] = value.number->den;
        }
        if (!value.choice.empty()) row["choice"] = value.choice;
        if (!value.origin.empty()) row["origin"] = value.origin;
        if (value.date) row["date"] = to_string(*value.date);
        rows.push_back(std::move(row));
    }
    return json::serialize(rows);
}

std::vector<FactorValue> inputs_from_text(std::string_view text) {
    std::vector<FactorValue> values;
    const json::value document = json::parse(text);
    for (const json::value& each : document.as_array()) {
        const json::object& row = each.as_object();
        const auto word = [&](const char* key) { return row.contains(key) ? std::string(row.at(key).as_string()) : std::string{}; };
        FactorValue value{.factor = word("factor"), .number = {}, .choice = word("choice"), .gap = gap_named(word("gap")).value(), .origin = word("origin"), .date = {}};
        if (row.contains("num")) value.number = Ratio{row.at("num").as_int64(), row.at("den").as_int64()};
        if (row.contains("date")) value.date = parse_date(word("date")).value();
        values.push_back(std::move(value));
    }
    return values;
}

std::string points_text(const ScoreSheet& sheet) {
    json::object factors, dimensions;
    for (const ScoreLine& line : sheet.lines) factors[line.factor] = int_or_null(line.points);
    for (const DimensionScore& each : sheet.dimensions) dimensions[each.code] = each.score ? json::value(exact_text(*each.score)) : json::value(nullptr);
    return json::serialize(json::object{{"dimensions", std::move(dimensions)}, {"factors", std::move(factors)}, {"known_bp", sheet.known_bp}});
}

json::object sheet_json(const ScoringModel& model, const Assessment& assessment, Language language) {
    const ScoreSheet& sheet = assessment.sheet;
    json::array lines, dimensions, explanation;
    for (std::size_t at = 0; at < sheet.dimensions.size(); ++at)
        dimensions.push_back(json::object{{"code", sheet.dimensions[at].code}, {"label", model.dimensions[at].label(language)}, {"weight_bp", sheet.dimensions[at].weight_bp}, {"score_x100", x100(sheet.dimensions[at].score)}});
    auto line = sheet.lines.begin();
    for (const Dimension& dimension : model.dimensions)
        for (const Factor& factor : dimension.factors) lines.push_back(line_json(model, factor, *line++, language));
    for (std::string& each : explain_sheet(model, assessment, language)) explanation.push_back(json::string(each));
    json::array bands;
    for (const Band& each : model.bands) bands.push_back(json::object{{"grade", each.grade}, {"from", edge_json(each.from)}});
    return {{"assessed_date", to_string(assessment.assessed_on)}, {"valid_to_date", to_string(assessment.valid_to)}, {"grade", sheet.grade}, {"score_x100", hundredths(sheet.total)}, {"score_exact", exact_text(sheet.total)},
            {"known_bp", sheet.known_bp}, {"model_version", assessment.model_version}, {"dimensions", std::move(dimensions)}, {"lines", std::move(lines)}, {"bands", std::move(bands)}, {"explanation", std::move(explanation)}};
}

}  // namespace tandem::credit
