#include "platform/http/wire.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "platform/http/url.h"

namespace tandem::platform::http {
namespace {

constexpr std::array<std::string_view, 7> known_methods = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};
// Fields whose repetition would let two readers of the request take two different values.
constexpr std::array<std::string_view, 9> single_fields = {"Host", "Content-Length", "Transfer-Encoding", "Content-Type", "Origin",
    "Sec-Fetch-Site", "X-Tandem-Request", "Idempotency-Key", "Expect"};

tl::unexpected<Error> malformed(std::string_view fault) { return refuse("http.bad_request", std::string{fault}); }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_token_char(char c) {
    const bool alphanumeric = is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return alphanumeric || std::string_view{"!#$%&'*+-.^_`|~"}.find(c) != std::string_view::npos;
}

bool is_host_char(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || std::string_view{"-._:[]"}.find(c) != std::string_view::npos;
}

bool is_control(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t') || byte == 0x7f;
}

std::string_view trim(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

bool lists_word(std::string_view list, std::string_view word) {
    while (!list.empty()) {
        const auto comma = list.find(',');
        if (same_word(trim(list.substr(0, comma)), word)) return true;
        list = comma == std::string_view::npos ? std::string_view{} : list.substr(comma + 1);
    }
    return false;
}

Result<void> parse_request_line(std::string_view line, Head& head) {
    const auto first = line.find(' ');
    const auto last = line.rfind(' ');
    if (first == std::string_view::npos || first == last) return malformed("request line");
    const std::string_view method = line.substr(0, first);
    const std::string_view target = line.substr(first + 1, last - first - 1);
    const std::string_view version = line.substr(last + 1);
    if (method.empty() || !std::ranges::all_of(method, is_token_char)) return malformed("method");
    if (version != "HTTP/1.1" && version != "HTTP/1.0") return malformed("version");
    const auto visible = [](char c) { return c > ' ' && c < 0x7f && c != '#'; };
    if (!std::ranges::all_of(target, visible)) return malformed("target");
    if (!target.starts_with('/') && !(target == "*" && method == "OPTIONS")) return malformed("target");
    if (std::ranges::find(known_methods, method) == known_methods.end()) return refuse("http.unsupported", std::string{method.substr(0, 32)});
    head.method = method;
    head.target = target;
    head.http_1_1 = version == "HTTP/1.1";
    return {};
}

Result<void> parse_field(std::string_view line, Head& head) {
    const auto colon = line.find(':');
    if (colon == 0 || colon == std::string_view::npos) return malformed("header field");
    const std::string_view name = line.substr(0, colon);
    // A leading blank is obsolete folding; a blank before the colon is how fields are hidden from a proxy.
    if (!std::ranges::all_of(name, is_token_char)) return malformed("header name");
    const std::string_view value = trim(line.substr(colon + 1));
    if (std::ranges::any_of(value, is_control) || !is_utf8(value)) return malformed("header value");
    const bool single = std::ranges::any_of(single_fields, [&](std::string_view each) { return same_word(each, name); });
    if (single && head.headers.has(name)) return malformed("repeated header");
    head.headers.add(std::string{name}, std::string{value});
    return {};
}

Result<void> read_framing(Head& head) {
    const Headers& headers = head.headers;
    if (head.http_1_1 && !headers.has("Host")) return malformed("no Host");
    if (headers.has("Host") && (headers.get("Host").empty() || !std::ranges::all_of(headers.get("Host"), is_host_char))) return malformed("Host");
    if (headers.has("Transfer-Encoding")) {
        if (headers.has("Content-Length")) return malformed("Transfer-Encoding with Content-Length");
        if (!head.http_1_1) return malformed("Transfer-Encoding in HTTP/1.0");
        if (!same_word(headers.get("Transfer-Encoding"), "chunked")) return malformed("Transfer-Encoding");
        head.chunked = true;
    }
    if (headers.has("Content-Length")) {
        const std::string_view text = headers.get("Content-Length");
        if (text.empty() || text.size() > 15 || !std::ranges::all_of(text, is_digit)) return malformed("Content-Length");
        std::from_chars(text.data(), text.data() + text.size(), head.content_length);
    }
    if (headers.has("Expect")) {
        if (!same_word(headers.get("Expect"), "100-continue")) return refuse("http.expectation_failed", std::string{headers.get("Expect")});
        head.expects_continue = head.http_1_1 && head.has_body();
    }
    const bool body_forbidden = head.method == "GET" || head.method == "HEAD" || head.method == "OPTIONS";
    if (head.has_body() && body_forbidden) return malformed("body of a " + head.method);
    head.keep_alive = head.http_1_1 && std::ranges::none_of(headers, [](const Headers::Field& field) {
        return same_word(field.first, "Connection") && lists_word(field.second, "close");
    });
    return {};
}

}  // namespace

bool has_bare_line_feed(std::string_view bytes, std::size_t from) {
    for (auto at = bytes.find('\n', from); at != std::string_view::npos; at = bytes.find('\n', at + 1))
        if (at == 0 || bytes[at - 1] != '\r') return true;
    return false;
}

Error head_too_large(const HeadLimits& limits) {
    return {"http.headers_too_large", {}, {{"limit", std::to_string(limits.bytes)}, {"fields", std::to_string(limits.fields)}}};
}

Result<Head> parse_head(std::string_view block, const HeadLimits& limits) {
    if (block.size() > limits.bytes) return tl::unexpected(head_too_large(limits));
    Head head;
    bool first = true;
    while (!block.empty()) {
        const auto end = block.find_first_of(std::string_view{"\r\n\0", 3});
        if (end == std::string_view::npos || !block.substr(end).starts_with("\r\n")) return malformed("line ending");
        const std::string_view line = block.substr(0, end);
        block.remove_prefix(end + 2);
        if (first) {
            TRY_VOID(parse_request_line(line, head));
            first = false;
        } else if (!line.empty()) {
            if (head.headers.size() == limits.fields) return tl::unexpected(head_too_large(limits));
            TRY_VOID(parse_field(line, head));
        } else if (!block.empty()) {
            return malformed("empty line");
        }
    }
    TRY_VOID(read_framing(head));
    return head;
}

}  // namespace tandem::platform::http
