#include "platform/mail/letter.h"

#include <algorithm>
#include <array>

#include "platform/jose.h"

namespace tandem::platform {
namespace {

constexpr std::size_t longest_plain = 60;    // with the field's name below the 78 characters of RFC 5322
constexpr std::size_t bytes_of_a_word = 42;  // "=?UTF-8?B?" + 56 characters + "?=" is 68 of the 75 that RFC 2047 allows
constexpr std::size_t bytes_of_a_line = 57;  // 76 characters of base64

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }
bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

Result<void> check_one_line(const char* field, std::string_view value) {
    if (std::ranges::none_of(value, is_control)) return {};
    return refuse("mail.header_break", field);
}

// RFC 2047: as it is when it is short and plain, else words of base64 that break between characters.
std::string header_text(std::string_view value) {
    const bool plain = value.size() <= longest_plain && value.find("=?") == std::string_view::npos && std::ranges::all_of(value, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (plain) return std::string(value);
    std::string out;
    while (!value.empty()) {
        std::size_t size = std::min(bytes_of_a_word, value.size());
        while (size > 1 && size < value.size() && continues_character(value[size])) --size;
        out += (out.empty() ? "=?UTF-8?B?" : "\r\n =?UTF-8?B?") + base64(value.substr(0, size)) + "?=";
        value.remove_prefix(size);
    }
    return out;
}

std::string mailbox(const std::string& name, const std::string& address) {
    if (name.empty()) return "<" + address + ">";
    const bool word = std::ranges::all_of(name, [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ' '; });
    const std::string worded = word && name.size() <= longest_plain ? name : header_text(name);
    if (word || worded.starts_with("=?")) return worded + " <" + address + ">";
    std::string quoted;
    for (const char c : name) (c == '"' || c == '\\' ? quoted += '\\' : quoted) += c;
    return '"' + quoted + "\" <" + address + ">";
}

// "Mon, 23 Nov 2026 04:52:00 +0000"
std::string date_text(Instant at) {
    constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::string iso = to_string(at);
    const Date day = std::chrono::floor<Days>(std::chrono::sys_time<std::chrono::microseconds>{std::chrono::microseconds{at.micros}});
    const std::chrono::year_month_day civil{day};
    return std::string(days[std::chrono::weekday{day}.c_encoding()]) + ", " + iso.substr(8, 2) + " " + months[static_cast<unsigned>(civil.month()) - 1] + " " + iso.substr(0, 4) + " " + iso.substr(11, 8) + " +0000";
}

// Base64 keeps every line short and no line of a single dot, whatever stands in the text.
std::string encoded_body(std::string_view body) {
    std::string text, out;
    for (const char c : body) {
        if (c == '\r') continue;
        if (c == '\n') text += '\r';
        text += c;
    }
    for (std::string_view rest = text; !rest.empty(); rest.remove_prefix(std::min(bytes_of_a_line, rest.size()))) out += base64(rest.substr(0, bytes_of_a_line)) + "\r\n";
    return out;
}

}  // namespace

bool is_mail_address(std::string_view text) {
    const auto at = text.find('@');
    if (at == std::string_view::npos || at == 0 || at > 64 || text.size() > 254) return false;
    const std::string_view local = text.substr(0, at), host = text.substr(at + 1);
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); };
    const auto dotted = [](std::string_view part) { return !part.empty() && part.front() != '.' && part.back() != '.' && part.find("..") == std::string_view::npos; };
    const bool local_good = std::ranges::all_of(local, [&](char c) { return letter(c) || std::string_view{".!#$%&'*+-/=?^_`{|}~"}.find(c) != std::string_view::npos; });
    const bool host_good = std::ranges::all_of(host, [&](char c) { return letter(c) || c == '.' || c == '-'; });
    return dotted(local) && dotted(host) && local_good && host_good && host.front() != '-' && host.back() != '-';
}

Result<std::string> wire_text(const Letter& letter) {
    TRY_VOID(check_one_line("From", letter.from_name));
    TRY_VOID(check_one_line("From", letter.from));
    TRY_VOID(check_one_line("To", letter.to));
    TRY_VOID(check_one_line("Subject", letter.subject));
    TRY_VOID(check_one_line("Message-ID", letter.message_id));
    for (const std::string& address : {letter.from, letter.to})
        if (!is_mail_address(address)) return refuse("mail.bad_address", address);
    return "Date: " + date_text(letter.at) + "\r\nFrom: " + mailbox(letter.from_name, letter.from) + "\r\nTo: <" + letter.to + ">\r\nSubject: " + header_text(letter.subject) + "\r\nMessage-ID: <" + letter.message_id +
           ">\r\nAuto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" + encoded_body(letter.body);
}

}  // namespace tandem::platform
