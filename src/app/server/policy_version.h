// A new version of a policy, written as every change of one is: checked as its capability would read it, from a day that has
// not passed, on top of the version that was seen.
#pragma once
#include "app/server/serving.h"
#include "audit/edge/trail_sql.h"
#include "policy/edge/policy_changes.h"

namespace tandem::app::server {

// Duties stay apart: how customers are graded and what a grade allows is proposed by who assesses credit, who may
// also try it on the book; who may do what, and everything else, by who manages policies. Somebody else agrees to either.
http::Permission proposer_of(std::string_view name);

struct PolicyDraft {
    std::string name;
    std::int64_t based_on = 0;  // the latest version when the change was written
    Date from;
    std::string reason;
    json::object figures;  // whole; a head in it is replaced by ours
};

// The number of the version. Refuses policy.changed_since {version, who}, policy.in_past {today}, policy.begins_before_last {last},
// policy.nothing_changed, and what check_policy refuses.
Result<int> write_policy_version(Serving& serving, sql::Connection& connection, audit::SqlTrail& trail, const audit::Act& act, const PolicyDraft& draft, const std::string& proposer);

// The figures as the text of a version, read and refused as write_policy_version does; nothing is written.
Result<std::string> read_draft(Serving& serving, sql::Connection& connection, std::string_view name, const json::object& figures);

json::array changes_json(const std::vector<policy::PolicyChange>& changes);

}  // namespace tandem::app::server
