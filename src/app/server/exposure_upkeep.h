// Who only looks at credit writes nothing down, and follows the audit trail again each time. Before that would take long, what
// everybody owes is brought up once.
#pragma once
#include "app/server/serving.h"

namespace tandem::app::server {

// Only where the company has a limit, and not inside a command.
void bring_exposure_up(Serving& serving);

}  // namespace tandem::app::server
