#include "platform/secrets/private_file.h"

#include <sys/stat.h>

#include <cstdio>
#include <optional>

namespace tandem::platform {
namespace {

constexpr mode_t too_much = S_IRWXO | S_IWGRP | S_IXGRP;

std::optional<mode_t> mode_of(const std::filesystem::path& file) {
    struct stat state {};
    if (stat(file.c_str(), &state) != 0 || !S_ISREG(state.st_mode)) return std::nullopt;
    return state.st_mode & 07777;
}

}  // namespace

bool others_may_read(const std::filesystem::path& file) { return (mode_of(file).value_or(0) & too_much) != 0; }

Result<void> check_private_file(const std::filesystem::path& file) {
    const auto mode = mode_of(file);
    if (!mode) return refuse("secrets.unreadable", file.string());
    if ((*mode & too_much) == 0) return {};
    char text[8];
    std::snprintf(text, sizeof text, "%04o", static_cast<unsigned>(*mode));
    return refuse("secrets.exposed", file.string(), {{"mode", text}});
}

}  // namespace tandem::platform
