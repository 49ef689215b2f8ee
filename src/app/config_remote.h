// The sections that name other machines. Refuse as parse_config.
#pragma once
#include "app/config.h"
#include "app/config_section.h"

namespace tandem::app {

Result<void> read_outgoing(Section section, Config& config);
Result<void> read_oidc(Section section, Config& config);
Result<void> read_ratings(Section section, Config& config);

}  // namespace tandem::app
