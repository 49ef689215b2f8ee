#include "contract/gate.h"

#include <algorithm>

namespace tandem::contract {
namespace {

tl::unexpected<Error> refuse_status(std::string_view code, const Contract& contract) {
    return refuse(code, contract.number, {{"status", std::string(code_of(contract.status()))}});
}

bool blocks(const Finding& finding) { return finding.treatment == Treatment::block; }

}  // namespace

std::string codes_of(std::span<const Finding> findings) {
    std::string codes;
    for (const Finding& each : findings) (codes += codes.empty() ? "" : ", ") += code_of(each.what);
    return codes;
}

Result<void> check_editable(const ContractState& state) {
    const Contract& contract = state.contract;
    if (contract.status() == Status::signed_off) return refuse("contract.signed_already", contract.number);
    if (contract.status() == Status::in_review) return refuse("contract.in_review", contract.number);
    if (!state.events.empty()) return refuse("contract.draft_dated", contract.number);
    return {};
}

Result<void> check_submission(const Contract& contract, std::span<const Finding> findings) {
    if (contract.status() != Status::draft && contract.status() != Status::returned) return refuse_status("contract.not_draft", contract);
    TRY_VOID(check_ready_for_review(clauses_of(contract)));
    std::vector<Finding> blocking;
    std::ranges::copy_if(findings, std::back_inserter(blocking), blocks);
    if (!blocking.empty()) return refuse("contract.breaks_policy", contract.number, {{"findings", codes_of(blocking)}});
    return {};
}

Result<void> check_in_review(const Contract& contract) {
    if (contract.status() != Status::in_review) return refuse_status("contract.not_in_review", contract);
    return {};
}

Result<void> check_reviewer(const Gate& gate, const Contract& contract, const Hand& reviewer) {
    const bool made = std::ranges::any_of(gate.makers, [&](const Hand& maker) { return same_person(maker, reviewer); });
    const bool gains = contract.rep && reviewer.employee && *contract.rep == reviewer.employee;
    if (made || gains) return refuse("contract.own_review", contract.number);
    return {};
}

Result<void> check_signing(const Contract& contract, const Gate& gate, std::string_view content_hash, std::span<const Finding> findings) {
    if (contract.status() != Status::approved || gate.approved_hash.empty()) return refuse_status("contract.not_approved", contract);
    if (gate.approved_hash != content_hash) return refuse("contract.changed_since_approval", contract.number);
    const std::vector<Finding> fresh = still_open(findings, gate.accepted);
    if (!fresh.empty()) return refuse("contract.findings_since_approval", contract.number, {{"findings", codes_of(fresh)}});
    return {};
}

}  // namespace tandem::contract
