// What the credit check at the checkpoint "contract" says to a contract that is not signed yet..
#pragma once
#include "app/server/contract_command.h"
#include "credit/check.h"

namespace tandem::app::server {

struct ContractCheck {
    credit::Decision decision;
    credit::Position position;  // without the contract
    std::int64_t adds_minor = 0;
};
// Writes nothing and locks nothing. A contract that is not recorded yet has no id.
ContractCheck check_contract_credit(Serving& serving, sql::Connection& connection, const contract::Contract& contract);

// A finding for every reason to hold it that the gate does not find by itself (grade and term it does).
contract::CreditQuestion credit_question(Serving& serving, sql::Connection& connection, GateLook look);

}  // namespace tandem::app::server
