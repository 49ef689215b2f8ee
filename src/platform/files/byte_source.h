// Bytes read in pieces and, when needed, once more from the start: a file, or an upload held in memory.
#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "core/result.h"

namespace tandem::platform {

class ByteSource {
public:
    virtual ~ByteSource() = default;
    // Fills the front of `into` and says how many bytes; 0 is the end. file.unreadable, and what a
    // decoding source adds.
    virtual Result<std::size_t> read(std::span<char> into) = 0;
    virtual Result<void> rewind() = 0;
};

Result<std::unique_ptr<ByteSource>> open_file(const std::filesystem::path& path);  // file.unreadable
std::unique_ptr<ByteSource> bytes_in_memory(std::string bytes);
// The caller keeps `bytes` alive.
std::unique_ptr<ByteSource> borrowed_bytes(std::string_view bytes);

}  // namespace tandem::platform
