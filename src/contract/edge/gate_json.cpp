#include "contract/edge/gate_json.h"

#include <climits>

namespace tandem::contract {
namespace {

namespace json = boost::json;

json::value value_of(const Figure& figure) {
    if (const auto* days = std::get_if<int>(&figure)) return *days;
    if (const auto* amount = std::get_if<Money>(&figure)) return json::object{{"amount_minor", amount->minor()}, {"currency", amount->currency().code()}};
    return json::string(std::get<std::string>(figure));
}

json::object figures_json(const Figures& figures) {
    json::object out;
    for (const auto& [name, figure] : figures) out[name] = value_of(figure);
    return out;
}

std::optional<Figure> figure_of(const json::value& value) {
    if (const auto* days = value.if_int64(); days && *days >= INT_MIN && *days <= INT_MAX) return Figure{static_cast<int>(*days)};
    if (const auto* text = value.if_string()) return Figure{std::string{std::string_view{*text}}};
    const auto* amount = value.if_object();
    const auto* minor = amount ? amount->if_contains("amount_minor") : nullptr;
    const auto* code = amount ? amount->if_contains("currency") : nullptr;
    if (!minor || !minor->is_int64() || !code || !code->is_string()) return std::nullopt;
    const auto in = parse_currency(std::string_view{code->get_string()});
    return in ? std::optional{Figure{Money{minor->get_int64(), *in}}} : std::nullopt;
}

std::string text_of(const json::value& object, const char* key) { return std::string{std::string_view{object.at(key).as_string()}}; }
json::value text_or_null(const std::string& text) { return text.empty() ? json::value(nullptr) : json::value(text); }
std::string text_or_empty(const json::value& object, const char* key) {
    const json::value& value = object.at(key);
    return value.is_null() ? std::string{} : std::string{std::string_view{value.as_string()}};
}

}  // namespace

json::array to_json(const std::vector<Finding>& findings) {
    json::array out;
    for (const Finding& each : findings) out.push_back(json::object{{"code", code_of(each.what)}, {"treatment", code_of(each.treatment)}, {"rule", rule_of(each.what)}, {"figures", figures_json(each.figures)}});
    return out;
}

std::optional<Figures> figures_of(const json::value& value) {
    const auto* object = value.if_object();
    if (!object) return std::nullopt;
    Figures figures;
    for (const auto& member : *object) {
        auto figure = figure_of(member.value());
        if (!figure) return std::nullopt;
        figures.emplace_back(std::string{std::string_view{member.key()}}, *std::move(figure));
    }
    return figures;
}

json::array to_json(const std::vector<Accepted>& accepted) {
    json::array out;
    for (const Accepted& each : accepted) out.push_back(json::object{{"finding", code_of(each.what)}, {"reason", each.reason}, {"figures", figures_json(each.figures)}});
    return out;
}

json::array to_json(const std::vector<Answer>& answers) {
    json::array out;
    for (const Answer& each : answers) out.push_back(json::object{{"question", each.question}, {"reply", code_of(each.reply)}, {"remark", text_or_null(each.remark)}});
    return out;
}

json::array to_json(const std::vector<ClauseRisk>& risks) {
    json::array out;
    for (const ClauseRisk& each : risks) out.push_back(json::object{{"kind", each.kind}, {"severity", code_of(each.severity)}, {"note", text_or_null(each.note)}});
    return out;
}

std::vector<Accepted> accepted_of(std::string_view text) {
    std::vector<Accepted> accepted;
    const json::value parsed = json::parse(text);
    for (const auto& each : parsed.as_array()) {
        const auto what = breaks_named(text_of(each, "finding"));
        auto figures = figures_of(each.at("figures"));
        TANDEM_ASSERT(what.has_value() && figures.has_value());
        accepted.push_back({*what, text_of(each, "reason"), *std::move(figures)});
    }
    return accepted;
}

std::vector<Answer> answers_of(std::string_view text) {
    std::vector<Answer> answers;
    const json::value parsed = json::parse(text);
    for (const auto& each : parsed.as_array()) {
        const auto reply = reply_named(text_of(each, "reply"));
        TANDEM_ASSERT(reply.has_value());
        answers.push_back({text_of(each, "question"), *reply, text_or_empty(each, "remark")});
    }
    return answers;
}

std::vector<ClauseRisk> risks_of(std::string_view text) {
    std::vector<ClauseRisk> risks;
    const json::value parsed = json::parse(text);
    for (const auto& each : parsed.as_array()) {
        const auto severity = severity_named(text_of(each, "severity"));
        TANDEM_ASSERT(severity.has_value());
        risks.push_back({text_of(each, "kind"), *severity, text_or_empty(each, "note")});
    }
    return risks;
}

json::object questions_json(const GatePolicy& policy) {
    json::array checklist, risks;
    for (const Question& each : policy.checklist) checklist.push_back(json::object{{"code", each.code}, {"zh", each.zh}, {"en", each.en}, {"must_be_yes", each.must_be_yes}});
    for (const RiskKind& each : policy.risks) risks.push_back(json::object{{"code", each.code}, {"zh", each.zh}, {"en", each.en}});
    return {{"checklist", std::move(checklist)}, {"risks", std::move(risks)}, {"worst_passable", code_of(policy.worst_passable)}};
}

}  // namespace tandem::contract
