// HTTP/1.1 framing, strict: what two parsers could read in two ways is refused (trust S21). Pure functions
// over bytes; the server reads and writes the socket around them.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "core/result.h"
#include "platform/http/message.h"

namespace tandem::platform::http {

struct Head {
    std::string method;
    std::string target;  // origin form, "/path?query", or "*" for OPTIONS
    bool http_1_1 = true;
    Headers headers;
    std::int64_t content_length = 0;
    bool chunked = false;
    bool keep_alive = true;
    bool expects_continue = false;

    bool has_body() const { return chunked || content_length > 0; }
};

struct HeadLimits {
    std::size_t bytes = 16 * 1024;
    std::size_t fields = 100;
};

// `block` runs from the first byte to the empty line that ends the head, inclusive. Refuses with
// http.bad_request (the subject names the fault), http.headers_too_large, http.unsupported,
// http.expectation_failed.
Result<Head> parse_head(std::string_view block, const HeadLimits& limits);

Error head_too_large(const HeadLimits& limits);

// Whether an unfinished head can no longer become valid: from there on, a line feed without its carriage return.
bool has_bare_line_feed(std::string_view bytes, std::size_t from);

// Takes a chunked body apart. Chunk extensions are ignored, trailers refused.
class ChunkDecoder {
public:
    // Consumes a prefix of `bytes`, appends body bytes, and says how many it consumed; never beyond the
    // end of the body. Refuses with http.bad_request.
    Result<std::size_t> feed(std::string_view bytes, std::string& body);
    bool done() const { return state_ == State::done; }

private:
    enum class State { size, data, data_end, end, done };
    Result<void> take_size_line();

    State state_ = State::size;
    std::string line_;             // the size line so far
    std::uint64_t remaining_ = 0;  // of the current chunk
    int line_end_at_ = 0;          // how much of a CRLF has been seen
};

// The status line and the fields, with the ones every answer has: Date, the security fields, and
// Cache-Control: no-store unless the handler said otherwise. Control characters are left out of values.
struct Framing {
    bool keep_alive = true;
    bool chunked = false;
    bool known_length = true;
    std::size_t length = 0;
    bool secure = false;  // the client came by TLS: tell him to stay with it (HSTS)
};
std::string serialize_head(const Response& response, const Framing& framing);

std::string_view reason_phrase(int status);
std::string http_date(std::int64_t unix_seconds);  // "Tue, 31 Mar 2026 08:00:00 GMT"

}  // namespace tandem::platform::http
