#include "policy/edge/phases.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include "policy/edge/policy_changes.h"
#include "policy/edge/policy_head.h"
#include "policy/edge/strict_json.h"

namespace tandem::policy {
namespace {

namespace json = boost::json;

Result<PhaseFigure> figure_of(const json::value& value, const std::string& path) {
    JsonObject object = TRY(JsonObject::open(value, path));
    PhaseFigure figure{.policy = TRY(object.text("policy")), .path = TRY(object.text("path")), .value = {}};
    figure.value = TRY(object.value("value")).get();
    if (!figure.value.is_string() && !figure.value.is_int64() && !figure.value.is_bool()) return refuse_type(object.path_of("value"), "text, a whole number, true or false");
    TRY_VOID(object.done());
    return figure;
}

Result<Phase> phase_of(const json::value& value, const std::string& path) {
    JsonObject object = TRY(JsonObject::open(value, path));
    Phase phase{.code = TRY(object.text("code")), .figures = {}};
    TRY_VOID(object.array("figures", [&](const json::value& each, const std::string& at) -> Result<void> {
        PhaseFigure figure = TRY(figure_of(each, at));
        phase.figures.push_back(std::move(figure));
        return {};
    }));
    TRY_VOID(object.done());
    return phase;
}

// policy and path of every figure a phase sets.
std::set<std::string> places_of(const Phase& phase) {
    std::set<std::string> places;
    for (const auto& each : phase.figures) places.insert(each.policy + ": " + each.path);
    return places;
}

Result<Cycle> checked(Cycle cycle) {
    for (const Phase& phase : cycle.phases) {
        if (cycle.find(phase.code) != &phase) return refuse("policy.phase_twice", phase.code);
        const auto places = places_of(phase), first = places_of(cycle.phases.front());
        std::vector<std::string> differing;
        std::ranges::set_symmetric_difference(places, first, std::back_inserter(differing));
        if (!differing.empty()) return refuse("policy.phase_figures", phase.code, {{"path", differing.front()}});
        if (places.size() != phase.figures.size()) return refuse("policy.phase_figures", phase.code, {{"path", phase.figures.front().path}});
    }
    if (!cycle.find(cycle.in_force)) return refuse("policy.phase_unknown", cycle.in_force);
    return cycle;
}

json::value* element(json::array& list, std::string_view name) {
    for (const auto key : own_codes)
        for (json::value& each : list)
            if (auto* object = each.if_object())
                if (const auto* code = object->if_contains(key); code && code->is_string() && code->get_string() == name) return &each;
    std::size_t at{};
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), at);
    return error == std::errc{} && end == name.data() + name.size() && at < list.size() ? &list[at] : nullptr;
}

// One step of a path: "terms", ".preset" or "[A]". Null: there is nothing there.
json::value* step(json::value& from, std::string_view& path) {
    if (path.starts_with('[')) {
        const auto end = path.find(']');
        auto* list = from.if_array();
        if (end == path.npos || !list) return nullptr;
        const auto name = path.substr(1, end - 1);
        path.remove_prefix(end + 1);
        return element(*list, name);
    }
    if (path.starts_with('.')) path.remove_prefix(1);
    const auto end = std::min(path.find_first_of(".["), path.size());
    auto* object = from.if_object();
    const auto key = path.substr(0, end);
    path.remove_prefix(end);
    return object ? object->if_contains(key) : nullptr;
}

}  // namespace

const Phase* Cycle::find(std::string_view code) const {
    const auto found = std::ranges::find(phases, code, &Phase::code);
    return found == phases.end() ? nullptr : &*found;
}

Result<Cycle> parse_cycle(std::string_view text) {
    const json::value document = TRY(parse_json(text));
    JsonObject object = TRY(JsonObject::open(document));
    Cycle cycle;
    cycle.version = TRY(read_policy_head(object));
    cycle.in_force = TRY(object.text("in_force"));
    TRY_VOID(object.array("phases", [&](const json::value& each, const std::string& at) -> Result<void> {
        Phase phase = TRY(phase_of(each, at));
        cycle.phases.push_back(std::move(phase));
        return {};
    }));
    TRY_VOID(object.done());
    return checked(std::move(cycle));
}

Result<void> set_figure(json::value& document, std::string_view path, const json::value& value) {
    json::value* at = &document;
    for (std::string_view rest = path; at && !rest.empty();) at = step(*at, rest);
    if (!at || at->is_structured() || path.empty()) return refuse("policy.figure_unknown", std::string(path));
    *at = value;
    return {};
}

Result<json::value> in_phase(json::value document, std::string_view policy, const Phase& phase) {
    for (const auto& figure : phase.figures)
        if (figure.policy == policy) TRY_VOID(set_figure(document, figure.path, figure.value));
    return document;
}

}  // namespace tandem::policy
