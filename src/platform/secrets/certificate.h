// What a certificate file says, for the doctor.
#pragma once
#include <filesystem>

#include "core/date.h"
#include "core/result.h"

namespace tandem::platform {

// When the first certificate of the file ends. Refuses http.tls_unreadable, also when the key is another's.
Result<Instant> certificate_ends(const std::filesystem::path& certificate, const std::filesystem::path& key);

}  // namespace tandem::platform
