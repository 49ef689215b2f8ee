// What waits for somebody's agreement when the demo company opens for the first time.
#pragma once
#include "app/server/serving.h"

namespace tandem::app::server {

// Two write-offs asked by finance through the routes themselves: one that a single level decides, one that needs two.
Result<void> ask_for_agreement(Serving& serving, const http::Router& router);

}  // namespace tandem::app::server
