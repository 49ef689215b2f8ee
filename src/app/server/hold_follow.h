// After a command that may have changed what customers owe or may owe, their documents on hold are looked at again: one place
// for payments, credit notes, limits, securities and orders.
#pragma once
#include "app/server/serving.h"

namespace tandem::app::server {

// Before such a command: locks the accounts that will be looked at, before the command writes the trail. A server that took them
// in the other order would wait for one that places an order, and neither would go on.
void lock_accounts_with_holds(sql::Connection& connection, const http::Request& request, const audit::Act& act);
Result<void> look_at_holds_again(Serving& serving, const http::Request& request, sql::Connection& connection, const audit::Act& act);

}  // namespace tandem::app::server
