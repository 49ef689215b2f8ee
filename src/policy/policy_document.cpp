#include "policy/policy_document.h"

#include <algorithm>

namespace tandem::policy {
namespace {

Result<void> check_document(const PolicyDocument& document, const PolicyDocument& first) {
    if (document.name.empty()) return refuse("policy.without_name");
    if (document.name != first.name) return refuse("policy.mixed_names", document.name, {{"other", first.name}});
    const std::string subject = document.name + " v" + std::to_string(document.version);
    if (document.body.empty()) return refuse("policy.without_body", subject);
    if (document.approver.empty()) return refuse("policy.without_approver", subject);
    return {};
}

}  // namespace

Result<PolicyHistory> make_policy_history(std::vector<PolicyDocument> versions) {
    if (versions.empty()) return refuse("policy.without_versions");
    for (const PolicyDocument& document : versions) TRY_VOID(check_document(document, versions.front()));
    std::ranges::sort(versions, {}, &PolicyDocument::version);
    for (std::size_t at = 0; at < versions.size(); ++at) {
        const PolicyDocument& document = versions[at];
        const int expected = static_cast<int>(at) + 1;
        if (document.version != expected)
            return refuse("policy.versions_not_consecutive", document.name,
                          {{"expected", std::to_string(expected)}, {"found", std::to_string(document.version)}});
        if (at > 0 && document.effective_from <= versions[at - 1].effective_from)
            return refuse("policy.versions_out_of_order", document.name,
                          {{"version", std::to_string(document.version)},
                           {"date", to_string(document.effective_from)},
                           {"before", to_string(versions[at - 1].effective_from)}});
    }
    return PolicyHistory{std::move(versions)};
}

Result<const PolicyDocument*> PolicyHistory::in_force_on(Date date) const {
    const auto later = std::ranges::upper_bound(versions_, date, {}, &PolicyDocument::effective_from);
    if (later == versions_.begin())
        return refuse("policy.not_in_force_yet", versions_.front().name,
                      {{"date", to_string(date)}, {"first", to_string(versions_.front().effective_from)}});
    return &*std::prev(later);
}

}  // namespace tandem::policy
