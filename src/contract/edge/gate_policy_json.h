// The section "gate" of policies/contract.json.
#pragma once
#include "contract/gate_policy.h"
#include "policy/edge/strict_json.h"

namespace tandem::contract {

// Refuses other forms (json.*, policy.unknown_code) and what make_gate_policy refuses.
Result<GatePolicy> gate_of(policy::JsonObject object);

}  // namespace tandem::contract
