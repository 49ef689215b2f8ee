#include "policy/edge/policy_changes.h"

#include <boost/json.hpp>

#include <algorithm>
#include <array>
#include <set>

namespace tandem::policy {
namespace {

namespace json = boost::json;

constexpr std::array<std::string_view, 4> head{"$schema", "version", "effective_from", "approver"};

std::string plain(const json::value& value) { return value.is_string() ? std::string{value.get_string()} : json::serialize(value); }

bool is_plain_list(const json::array& list) {
    return std::ranges::none_of(list, [](const json::value& each) { return each.is_structured(); });
}
bool is_figure(const json::value& value) { return value.is_array() ? is_plain_list(value.get_array()) : !value.is_object(); }
std::string figure(const json::value& value) {
    if (!value.is_array()) return plain(value);
    std::string text;
    for (const json::value& each : value.get_array()) (text += text.empty() ? "" : ", ") += plain(each);
    return text;
}

bool names_each(std::string_view key, const json::array& list) {
    std::set<std::string> names;
    return std::ranges::all_of(list, [&](const json::value& each) {
        const auto* object = each.if_object();
        const auto* name = object ? object->if_contains(key) : nullptr;
        return name && name->is_string() && names.emplace(name->get_string()).second;
    });
}

// The parts of an object or a list by name, in order.
using Parts = std::vector<std::pair<std::string, const json::value*>>;
Parts parts_of(const json::value* value, std::string_view naming, bool top) {
    Parts parts;
    if (!value) return parts;
    if (const auto* object = value->if_object()) {
        for (const auto& [key, each] : *object)
            if (!top || std::ranges::find(head, std::string_view{key}) == head.end()) parts.emplace_back((top ? "" : ".") + std::string{key}, &each);
    } else if (const auto* list = value->if_array()) {
        for (std::size_t at = 0; at < list->size(); ++at) parts.emplace_back("[" + (naming.empty() ? std::to_string(at) : plain((*list)[at].at(naming))) + "]", &(*list)[at]);
    }
    return parts;
}

class Comparison {
public:
    // Either side may be missing.
    void compare(const json::value* before, const json::value* after, const std::string& path) {
        const bool figures = (!before || is_figure(*before)) && (!after || is_figure(*after));
        if (figures) return note(before, after, path);
        if (before && after && is_figure(*before) != is_figure(*after) && !(before->is_array() && after->is_array())) {
            compare(before, nullptr, path);
            return compare(nullptr, after, path);
        }
        const std::string_view naming = naming_of(before, after);
        const Parts old = parts_of(before, naming, path.empty()), fresh = parts_of(after, naming, path.empty());
        const auto named = [](const Parts& parts, const std::string& name) {
            const auto found = std::ranges::find(parts, name, &Parts::value_type::first);
            return found == parts.end() ? nullptr : found->second;
        };
        for (const auto& [name, value] : old) compare(value, named(fresh, name), path + name);
        for (const auto& [name, value] : fresh)
            if (!named(old, name)) compare(nullptr, value, path + name);
    }
    std::vector<PolicyChange> changes;

private:
    void note(const json::value* before, const json::value* after, const std::string& path) {
        PolicyChange change{path, {}, {}};
        if (before) change.before = figure(*before);
        if (after) change.after = figure(*after);
        if (change.before != change.after) changes.push_back(std::move(change));
    }
    // A list goes by the codes of its elements when they name each of them on both sides.
    static std::string_view naming_of(const json::value* before, const json::value* after) {
        for (const std::string_view key : own_codes) {
            const auto holds = [&](const json::value* side) { return !side || (side->is_array() && names_each(key, side->get_array())); };
            if (holds(before) && holds(after)) return key;
        }
        return {};
    }
};

}  // namespace

std::vector<PolicyChange> policy_changes(const json::value& before, const json::value& after) {
    Comparison comparison;
    comparison.compare(&before, &after, "");
    return std::move(comparison.changes);
}

}  // namespace tandem::policy
