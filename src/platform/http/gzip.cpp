#include "platform/http/gzip.h"

#include <zlib.h>

#include <algorithm>

#include "core/result.h"

namespace tandem::platform::http {
namespace {

constexpr int gzip_window = 15 + 16;  // 32 KiB window, gzip header

// zlib reads through a pointer to non-const and leaves the bytes alone.
Bytef* input(std::string_view bytes) { return reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data())); }

}  // namespace

std::string gzip(std::string_view bytes) {
    z_stream stream{};
    TANDEM_ASSERT(deflateInit2(&stream, 1, Z_DEFLATED, gzip_window, 8, Z_DEFAULT_STRATEGY) == Z_OK);
    std::string packed(deflateBound(&stream, bytes.size()), '\0');
    stream.next_in = input(bytes);
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    const int ended = deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    TANDEM_ASSERT(ended == Z_STREAM_END);
    return packed;
}

std::optional<std::string> gunzip(std::string_view packed, std::size_t most) {
    z_stream stream{};
    TANDEM_ASSERT(inflateInit2(&stream, gzip_window) == Z_OK);
    stream.next_in = input(packed);
    stream.avail_in = static_cast<uInt>(packed.size());
    std::string bytes;
    int state = Z_OK;
    while (state == Z_OK && bytes.size() <= most) {
        const std::size_t before = bytes.size();
        bytes.resize(before + std::max<std::size_t>(packed.size() * 4, 4096));
        stream.next_out = reinterpret_cast<Bytef*>(bytes.data() + before);
        stream.avail_out = static_cast<uInt>(bytes.size() - before);
        state = inflate(&stream, Z_NO_FLUSH);
        bytes.resize(bytes.size() - stream.avail_out);
    }
    const bool whole = state == Z_STREAM_END && stream.avail_in == 0 && bytes.size() <= most;
    inflateEnd(&stream);
    return whole ? std::optional{std::move(bytes)} : std::nullopt;
}

}  // namespace tandem::platform::http
