// Files that hold a key: nobody but their owner may read them.
#pragma once
#include <filesystem>

#include "core/result.h"

namespace tandem::platform {

// The mode bits that let others in: any for everybody, or writing for the group. A group may read, so that a
// service can share a certificate's key. False also when the file is not there.
bool others_may_read(const std::filesystem::path& file);

// Refuses secrets.unreadable (not there, no plain file) and secrets.exposed (figure: mode).
Result<void> check_private_file(const std::filesystem::path& file);

}  // namespace tandem::platform
