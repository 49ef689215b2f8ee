#include <array>
#include <chrono>
#include <cstdio>
#include <ctime>

#include "platform/http/wire.h"

namespace tandem::platform::http {
namespace {

struct Standing { std::string_view name; std::string_view value; };

// On every answer unless the handler set the field itself. Styles may be inline: the component library
// writes its styles at run time. HSTS only where the client came by TLS: on the loopback it would lock out
// other programs of this machine.
constexpr std::array<Standing, 8> standing = {{
    {"Content-Security-Policy", "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; object-src 'none'; "
                                "frame-ancestors 'none'; base-uri 'none'; form-action 'self'"},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
    {"Referrer-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Cache-Control", "no-store"},
}};

void append_field(std::string& head, std::string_view name, std::string_view value) {
    head += name;
    head += ": ";
    for (const char c : value)
        if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) head += c;
    head += "\r\n";
}

}  // namespace

std::string_view reason_phrase(int status) {
    switch (status) {
        case 200: return "OK";
        case 201: return "Created";
        case 202: return "Accepted";
        case 204: return "No Content";
        case 303: return "See Other";
        case 304: return "Not Modified";
        case 400: return "Bad Request";
        case 401: return "Unauthorized";
        case 403: return "Forbidden";
        case 404: return "Not Found";
        case 405: return "Method Not Allowed";
        case 408: return "Request Timeout";
        case 409: return "Conflict";
        case 412: return "Precondition Failed";
        case 413: return "Content Too Large";
        case 415: return "Unsupported Media Type";
        case 417: return "Expectation Failed";
        case 422: return "Unprocessable Content";
        case 428: return "Precondition Required";
        case 429: return "Too Many Requests";
        case 431: return "Request Header Fields Too Large";
        case 500: return "Internal Server Error";
        case 501: return "Not Implemented";
        case 503: return "Service Unavailable";
        case 507: return "Insufficient Storage";
        default: return status < 400 ? "Done" : "Refused";
    }
}

std::string http_date(std::int64_t unix_seconds) {
    static constexpr std::array<const char*, 7> days = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array<const char*, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                           "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::time_t moment = unix_seconds;
    std::tm utc{};
    gmtime_r(&moment, &utc);
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%s, %02d %s %04d %02d:%02d:%02d GMT", days[static_cast<std::size_t>(utc.tm_wday)],
                  utc.tm_mday, months[static_cast<std::size_t>(utc.tm_mon)], utc.tm_year + 1900, utc.tm_hour, utc.tm_min, utc.tm_sec);
    return text.data();
}

std::string serialize_head(const Response& response, const Framing& framing) {
    std::string head = "HTTP/1.1 " + std::to_string(response.status) + ' ' + std::string{reason_phrase(response.status)} + "\r\n";
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    append_field(head, "Date", http_date(std::chrono::duration_cast<std::chrono::seconds>(now).count()));
    if (!response.content_type.empty()) append_field(head, "Content-Type", response.content_type);
    if (framing.chunked) append_field(head, "Transfer-Encoding", "chunked");
    if (framing.known_length && response.status != 204 && response.status != 304)
        append_field(head, "Content-Length", std::to_string(framing.length));
    if (!framing.keep_alive) append_field(head, "Connection", "close");
    for (const auto& [name, value] : response.headers) append_field(head, name, value);
    for (const auto& [name, value] : standing)
        if (!response.headers.has(name)) append_field(head, name, value);
    if (framing.secure) append_field(head, "Strict-Transport-Security", "max-age=31536000");
    head += "\r\n";
    return head;
}

}  // namespace tandem::platform::http
