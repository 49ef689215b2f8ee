// Contracts on their way to a signature when the demo company opens for the first time.
#pragma once
#include "app/server/serving.h"

namespace tandem::app::server {

// Through the routes, as the people themselves would: the representative writes and submits, legal reviews, risk control
// agrees. One draft that breaks the policy, two in review, one sent back, one approved and not yet signed.
Result<void> bring_contracts_under_way(Serving& serving, const http::Router& router);

}  // namespace tandem::app::server
