// The gate of a contract as the pages show it; the shape stands in api/contract.yaml.
#pragma once
#include "app/server/serving.h"

namespace tandem::app::server {

// What `who` could do now stands in "may"; the commands decide again. contract.unknown.
Result<json::object> gate_json(Serving& serving, ContractId id, const http::Principal& who);

}  // namespace tandem::app::server
