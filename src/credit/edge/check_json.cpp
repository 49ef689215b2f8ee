#include "credit/edge/check_json.h"

namespace tandem::credit {
namespace json = boost::json;
namespace {

json::value day(const std::optional<Date>& date) { return date ? json::value(to_string(*date)) : json::value(nullptr); }

std::string_view code_of(LimitInForce::State state) {
    switch (state) {
        case LimitInForce::State::not_set: return "not_set";
        case LimitInForce::State::expired: return "expired";
        case LimitInForce::State::set: return "set";
        case LimitInForce::State::unlimited: return "unlimited";
    }
    return "";
}

// Of the line of an order or a contract: its document.
json::value document_id(const ExposureLine& line) {
    if (line.kind == "order") return json::value(to_string(OrderId{line.id}));
    if (line.kind == "contract") return json::value(to_string(ContractId{line.id}));
    return nullptr;
}

std::string_view unit_of(RuleCode code) {
    switch (code) {
        case RuleCode::limit_used:
        case RuleCode::overdue_share: return "percent_x100";
        case RuleCode::overdue_days:
        case RuleCode::term_above_cap: return "days";
        case RuleCode::overdue_amount:
        case RuleCode::prepayment_missing: return "minor";
        default: return "none";
    }
}

}  // namespace

json::object limit_json(const LimitInForce& limit, Currency base) {
    return {{"state", code_of(limit.state)}, {"currency", base.code()}, {"base_minor", limit.base}, {"temporary_minor", limit.temporary}, {"secured_minor", limit.secured}, {"total_minor", limit.total()},
            {"entry_id", limit.entry ? json::value(to_string(limit.entry)) : json::value(nullptr)}, {"valid_to", day(limit.valid_to)}};
}

json::object exposure_json(const Exposure& exposure, Currency base) {
    json::object parts;
    for (std::size_t at = 0; at < component_count; ++at) parts[code_of(static_cast<Component>(at))] = exposure.parts[at];
    json::array missing;
    for (const std::string& each : exposure.missing_rates) missing.emplace_back(each);
    return {{"currency", base.code()}, {"components", std::move(parts)}, {"unapplied_minor", exposure.unapplied}, {"credit_notes_minor", exposure.credit_notes}, {"prepaid_cash_minor", exposure.prepaid_cash},
            {"total_minor", exposure.total()}, {"open_minor", exposure.open}, {"overdue_minor", exposure.overdue}, {"overdue_days", exposure.overdue_days}, {"missing_rates", std::move(missing)}};
}

json::object exposure_json_with_lines(const Exposure& exposure, Currency base) {
    json::object out = exposure_json(exposure, base);
    json::array lines;
    for (const ExposureLine& each : exposure.lines)
        lines.push_back(json::object{{"component", code_of(each.component)}, {"kind", each.kind}, {"id", document_id(each)}, {"number", each.number}, {"amount_minor", each.amount.minor()},
                                     {"currency", each.amount.currency().code()}, {"base_minor", each.base_minor}});
    out["lines"] = std::move(lines);
    return out;
}

json::array pools_json(const Position& position, Currency base) {
    json::array pools;
    for (const PoolPosition& each : position.pools) {
        const bool set = each.limit.state == LimitInForce::State::set;
        pools.push_back(json::object{{"scope", code_of(each.scope)}, {"limit", limit_json(each.limit, base)}, {"used_minor", each.used}, {"headroom_minor", set ? json::value(each.limit.total() - each.used) : json::value(nullptr)}});
    }
    return pools;
}

json::object standing_json(const Standing& standing) {
    return {{"grade", standing.graded() ? json::value(standing.grade) : json::value(nullptr)}, {"source", standing.source == GradeFact::Kind::override_ ? "override" : "assessment"},
            {"valid_to", day(standing.valid_to)}, {"expired_on", day(standing.expired_on)}};
}

json::array reasons_json(const std::vector<Reason>& reasons) {
    json::array all;
    for (const Reason& each : reasons)
        all.push_back(json::object{{"code", code_of(each.code)}, {"effect", code_of(each.effect)}, {"scope", code_of(each.scope)}, {"unit", unit_of(each.code)}, {"actual", each.actual}, {"threshold", each.threshold},
                                   {"limit_minor", each.limit}, {"used_minor", each.used}, {"adds_minor", each.adds}, {"detail", each.detail}});
    return all;
}

json::object decision_json(const Decision& decision, const Position& position, std::int64_t adds, Currency base) {
    return {{"outcome", code_of(decision.outcome)}, {"by_release", decision.by_release}, {"reasons", reasons_json(decision.reasons)}, {"adds_minor", adds}, {"exposure", exposure_json(position.exposure, base)},
            {"pools", pools_json(position, base)}, {"standing", standing_json(position.standing)}, {"term_cap_days", position.term_cap_days}};
}

}  // namespace tandem::credit
