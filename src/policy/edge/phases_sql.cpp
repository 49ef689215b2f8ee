#include "policy/edge/phases_sql.h"

#include <set>

#include "policy/edge/policy_sql.h"

namespace tandem::policy {

Result<KeptCycle> latest_cycle(sql::Connection& connection, CompanyId company) {
    const KeptPolicy latest = policy_versions(connection, company, "cycle").back();
    return KeptCycle{TRY(parse_cycle(latest.body)), latest.effective_from};
}
Result<Cycle> cycle_on(sql::Connection& connection, CompanyId company, Date day) { return parse_cycle(policy_text(connection, company, "cycle", day)); }

Result<std::vector<PhaseStep>> steps_into(sql::Connection& connection, CompanyId company, const Cycle& cycle, const Phase& phase) {
    std::set<std::string> names{"cycle"};
    for (const auto& figure : cycle.phases.front().figures) names.insert(figure.policy);
    std::vector<PhaseStep> steps;
    for (const auto& name : names) {
        const KeptPolicy latest = policy_versions(connection, company, name).back();
        PhaseStep step{name, latest.version, boost::json::parse(latest.body), {}};
        step.after = TRY(in_phase(step.before, name, phase));
        if (name == "cycle") step.after.as_object()["in_force"] = phase.code;
        steps.push_back(std::move(step));
    }
    return steps;
}

}  // namespace tandem::policy
