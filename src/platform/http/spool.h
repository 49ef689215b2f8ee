// Uploads on their way to a temporary file.
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>

#include "core/result.h"
#include "platform/http/message.h"

namespace tandem::platform::http {

class Spool {
public:
    // A new file of a random name, readable by this user alone. Refuses with http.spool_failed.
    static Result<Spool> open(const std::filesystem::path& folder);
    Spool(Spool&& other) noexcept;
    Spool& operator=(Spool&&) = delete;
    ~Spool();

    Result<void> append(std::string_view bytes);  // http.spool_failed when the disk is full
    std::int64_t size() const { return size_; }
    std::shared_ptr<const TempFile> finish();     // closes; the file lives as long as what is answered

private:
    Spool(int descriptor, std::shared_ptr<const TempFile> file) : descriptor_{descriptor}, file_{std::move(file)} {}
    int descriptor_;
    std::int64_t size_ = 0;
    std::shared_ptr<const TempFile> file_;
};

}  // namespace tandem::platform::http
