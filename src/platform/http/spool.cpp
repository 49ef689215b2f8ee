#include "platform/http/spool.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <system_error>
#include <utility>

namespace tandem::platform::http {

Result<Spool> Spool::open(const std::filesystem::path& folder) {
    std::error_code failed;
    const auto place = folder.empty() ? std::filesystem::temp_directory_path(failed) : folder;
    std::string name = (place / "tandem-upload-XXXXXX").string();
    const int descriptor = failed ? -1 : mkostemp(name.data(), O_CLOEXEC);
    if (descriptor < 0) return refuse("http.spool_failed", place.string());
    return Spool{descriptor, std::make_shared<const TempFile>(name)};
}

Spool::Spool(Spool&& other) noexcept
    : descriptor_{std::exchange(other.descriptor_, -1)}, size_{other.size_}, file_{std::move(other.file_)} {}

Spool::~Spool() {
    if (descriptor_ >= 0) close(descriptor_);
}

Result<void> Spool::append(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = write(descriptor_, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return refuse("http.spool_failed", file_->path().parent_path().string());
        bytes.remove_prefix(static_cast<std::size_t>(written));
        size_ += written;
    }
    return {};
}

std::shared_ptr<const TempFile> Spool::finish() {
    close(std::exchange(descriptor_, -1));
    return file_;
}

}  // namespace tandem::platform::http
