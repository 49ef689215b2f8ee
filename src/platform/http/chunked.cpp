#include <algorithm>
#include <charconv>

#include "platform/http/wire.h"

namespace tandem::platform::http {
namespace {

constexpr std::size_t longest_size_line = 256;
constexpr std::size_t most_size_digits = 12;

tl::unexpected<Error> malformed_chunk() { return refuse("http.bad_request", "chunk"); }

}  // namespace

Result<void> ChunkDecoder::take_size_line() {
    const std::string_view line = line_;
    const auto digits = std::min(line.find_first_not_of("0123456789abcdefABCDEF"), line.size());
    if (digits == 0 || digits > most_size_digits) return malformed_chunk();
    const std::string_view extension = line.substr(digits);
    const auto printable = [](char c) { return (c >= ' ' && c < 0x7f) || c == '\t'; };
    if (!extension.empty() && (extension.front() != ';' || !std::ranges::all_of(extension, printable))) return malformed_chunk();
    std::from_chars(line.data(), line.data() + digits, remaining_, 16);
    line_.clear();
    line_end_at_ = 0;
    state_ = remaining_ == 0 ? State::end : State::data;
    return {};
}

Result<std::size_t> ChunkDecoder::feed(std::string_view bytes, std::string& body) {
    std::size_t at = 0;
    while (at < bytes.size() && state_ != State::done) {
        if (state_ == State::data) {
            const auto take = std::min<std::uint64_t>(remaining_, bytes.size() - at);
            body.append(bytes.substr(at, take));
            at += take;
            remaining_ -= take;
            if (remaining_ == 0) state_ = State::data_end;
            continue;
        }
        const char c = bytes[at++];
        const bool size_line = state_ == State::size;
        if (line_end_at_ == 1) {
            if (c != '\n') return malformed_chunk();
            if (size_line) {
                TRY_VOID(take_size_line());
                continue;
            }
            line_end_at_ = 0;
            state_ = state_ == State::end ? State::done : State::size;
        } else if (c == '\r') {
            line_end_at_ = 1;
        } else if (!size_line || line_.size() == longest_size_line) {
            return malformed_chunk();  // data longer than its chunk, a trailer, or an endless extension
        } else {
            line_ += c;
        }
    }
    return at;
}

}  // namespace tandem::platform::http
