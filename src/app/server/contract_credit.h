// What the credit check at the checkpoint "contract" says to a contract that is not signed yet..
#pragma once
#include "app/server/contract_command.h"

namespace tandem::app::server {

// A finding for every reason to hold it that the gate does not find by itself (grade and term it does).
contract::CreditQuestion credit_question(Serving& serving, sql::Connection& connection, GateLook look);

}  // namespace tandem::app::server
