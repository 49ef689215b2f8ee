// The sections that name other machines. Refuse as parse_config.
#pragma once
#include "app/config.h"
#include "app/config_section.h"

namespace tandem::app {

Result<void> read_outgoing(Section section, Config& config);
Result<void> read_oidc(Section section, Config& config);
Result<void> read_ratings(Section section, Config& config);
// After [server] and [oidc], which say where browsers reach Tandem.
Result<void> read_mail(Section section, Config& config);
// "https://tandem.example.com", without a path; empty when it is not written.
Result<void> read_public_url(Section& section, std::string& into);

}  // namespace tandem::app
