// What a new version of a policy changes, figure by figure, so that whoever agrees sees it and not a page of JSON.
#pragma once
#include <boost/json/fwd.hpp>

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tandem::policy {

// By which of its keys a path names an element of a list.
inline constexpr std::array<std::string_view, 5> own_codes{"code", "key", "role", "name", "grade"};

struct PolicyChange {
    std::string path;  // "stages[legal].from_days": an element of a list by its own code, or by its place counted from 0
    std::optional<std::string> before, after;  // none: the figure is new, or it is gone
    friend bool operator==(const PolicyChange&, const PolicyChange&) = default;
};

// In the order of the old document, what is new behind it. A list of plain values is one figure ("7, 15, 30"). The head
// (version, effective day, approver) is left out.
std::vector<PolicyChange> policy_changes(const boost::json::value& before, const boost::json::value& after);

}  // namespace tandem::policy
