// Orders of the day when the demo company opens for the first time.
#pragma once
#include "app/server/serving.h"

namespace tandem::app::server {

// Placed by the representative through the routes: one within what the customer may owe, one paid before, and one far
// above it that is held and whose release is asked.
Result<void> take_orders(Serving& serving, const http::Router& router);

}  // namespace tandem::app::server
