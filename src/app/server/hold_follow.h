// After a command that may have changed what customers owe or may owe, their documents on hold are looked at again: one place
// for payments, credit notes, limits, securities and orders.
#pragma once
#include "app/server/serving.h"

namespace tandem::app::server {

Result<void> look_at_holds_again(Serving& serving, const http::Request& request, sql::Connection& connection, const audit::Act& act);

}  // namespace tandem::app::server
