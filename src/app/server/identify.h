// Who asks: from the session cookie of a browser, or from the key of a program.
#pragma once
#include "app/server/serving.h"

namespace tandem::app::server {

// Nothing: nobody known. Refuses auth.second_factor_needed while the access policy demands one of this user's role and
// he has none (all but enrolling and signing out), and auth.key_not_here where only a person may be.
Result<std::optional<http::Principal>> identify(Serving& serving, const http::Request& request);

}  // namespace tandem::app::server
