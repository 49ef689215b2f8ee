// A policy on paper: figures a company decided, with the version, the day it begins and who approved it.
//
// Every decision keeps the version it was taken under, so that "why was this sent in March?" has an answer.
// The figures themselves are read from `body` by the capability they belong to.
#pragma once
#include <string>
#include <vector>

#include "core/date.h"
#include "core/result.h"

namespace tandem::policy {

struct PolicyDocument {
    std::string name;  // "contract", "dunning": the capability
    int version{};     // 1, 2, 3 ... without gaps
    Date effective_from{};
    std::string body;      // JSON of the capability's schema
    std::string approver;  // who answers for it; the shipped defaults say "shipped"
};

// All versions of one policy, oldest first. Build with make_policy_history.
class PolicyHistory {
public:
    const std::vector<PolicyDocument>& versions() const { return versions_; }

    // The version that decides on that day: the latest whose effective day has come.
    // policy.not_in_force_yet before the first one.
    Result<const PolicyDocument*> in_force_on(Date date) const;

private:
    friend Result<PolicyHistory> make_policy_history(std::vector<PolicyDocument>);
    explicit PolicyHistory(std::vector<PolicyDocument> versions) : versions_(std::move(versions)) {}
    std::vector<PolicyDocument> versions_;
};

// Takes the versions in any order. Refuses none at all, a document without name, body or approver, two
// names, versions that do not run 1, 2, 3 ..., and a version that begins no later than the one before it.
Result<PolicyHistory> make_policy_history(std::vector<PolicyDocument> versions);

}  // namespace tandem::policy
