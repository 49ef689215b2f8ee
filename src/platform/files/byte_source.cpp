#include "platform/files/byte_source.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>

namespace tandem::platform {
namespace {

class FileSource final : public ByteSource {
public:
    FileSource(std::FILE* file, std::string name) : file_(file, &std::fclose), name_(std::move(name)) {}

    Result<std::size_t> read(std::span<char> into) override {
        const std::size_t got = std::fread(into.data(), 1, into.size(), file_.get());
        if (got < into.size() && std::ferror(file_.get())) return unreadable();
        return got;
    }
    Result<void> rewind() override {
        if (std::fseek(file_.get(), 0, SEEK_SET) != 0) return unreadable();
        return {};
    }

private:
    tl::unexpected<Error> unreadable() const {
        return refuse("file.unreadable", name_, {{"reason", std::strerror(errno)}});
    }
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_;
    std::string name_;
};

class MemorySource final : public ByteSource {
public:
    explicit MemorySource(std::string bytes) : owned_(std::move(bytes)), bytes_(owned_) {}
    explicit MemorySource(std::string_view bytes) : bytes_(bytes) {}

    Result<std::size_t> read(std::span<char> into) override {
        const std::size_t size = std::min(into.size(), bytes_.size() - at_);
        if (size > 0) std::memcpy(into.data(), bytes_.data() + at_, size);
        at_ += size;
        return size;
    }
    Result<void> rewind() override {
        at_ = 0;
        return {};
    }

private:
    std::string owned_;
    std::string_view bytes_;
    std::size_t at_ = 0;
};

}  // namespace

Result<std::unique_ptr<ByteSource>> open_file(const std::filesystem::path& path) {
    errno = 0;
    std::error_code ignored;
    std::FILE* file = std::filesystem::is_directory(path, ignored) ? nullptr : std::fopen(path.c_str(), "rb");
    if (!file) {
        const char* reason = errno != 0 ? std::strerror(errno) : "is a folder";
        return refuse("file.unreadable", path.filename().string(), {{"reason", reason}});
    }
    std::setvbuf(file, nullptr, _IONBF, 0);  // callers read in large pieces
    return std::make_unique<FileSource>(file, path.filename().string());
}

std::unique_ptr<ByteSource> bytes_in_memory(std::string bytes) { return std::make_unique<MemorySource>(std::move(bytes)); }
std::unique_ptr<ByteSource> borrowed_bytes(std::string_view bytes) { return std::make_unique<MemorySource>(bytes); }

}  // namespace tandem::platform
