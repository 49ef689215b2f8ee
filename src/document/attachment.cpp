#include "document/attachment.h"

#include <algorithm>
#include <array>

namespace tandem::document {
namespace {

// Pictures and texts that cannot carry a script, office files, archives.
constexpr std::array<std::string_view, 12> passed_on{
    "application/pdf", "application/msword", "application/vnd.ms-excel", "application/zip", "image/jpeg", "image/png", "text/csv", "text/plain", "message/rfc822",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation"};

// U+200E U+200F, U+202A to U+202E, U+2066 to U+2069: "fdp.exe" must not read "exe.pdf". Also C1 controls.
bool turns_or_controls(std::string_view text, std::size_t at, std::size_t& length) {
    const auto byte = [&](std::size_t offset) { return at + offset < text.size() ? static_cast<unsigned char>(text[at + offset]) : 0u; };
    length = 1;
    if (byte(0) < 0x20 || byte(0) == 0x7f) return true;
    if (byte(0) == 0xc2 && byte(1) < 0xa0) { length = 2; return true; }
    length = 3;
    if (byte(0) != 0xe2) return false;
    if (byte(1) == 0x80) return byte(2) == 0x8e || byte(2) == 0x8f || (byte(2) >= 0xaa && byte(2) <= 0xae);
    return byte(1) == 0x81 && byte(2) >= 0xa6 && byte(2) <= 0xa9;
}

std::string_view between_characters(std::string_view text, std::size_t bytes) {
    if (text.size() <= bytes) return text;
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xc0) == 0x80) --bytes;
    return text.substr(0, bytes);
}

}  // namespace

Result<std::string> file_name_of(std::string_view sent) {
    std::string name;
    for (std::size_t at = 0, length = 0; at < sent.size(); at += length) {
        if (turns_or_controls(sent, at, length)) continue;
        length = 1;
        name += sent[at];
    }
    if (const auto slash = name.find_last_of("/\\"); slash != std::string::npos) name.erase(0, slash + 1);
    const auto first = name.find_first_not_of(" ."), last = name.find_last_not_of(" .");
    if (first == std::string::npos) return refuse("document.file_name_missing");
    name = name.substr(first, last - first + 1);
    if (name.size() <= longest_file_name) return name;
    const auto dot = name.rfind('.');
    const std::string ending = dot == std::string::npos || name.size() - dot > 16 ? std::string{} : name.substr(dot);
    return std::string(between_characters(name, longest_file_name - ending.size())) + ending;
}

std::string media_type_of(std::string_view stated) {
    std::string type{stated.substr(0, stated.find(';'))};
    while (type.ends_with(' ')) type.pop_back();
    std::ranges::transform(type, type.begin(), [](char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter; });
    return std::ranges::find(passed_on, type) == passed_on.end() ? "application/octet-stream" : type;
}

Result<void> check_attachment(std::int64_t bytes) {
    if (bytes == 0) return refuse("document.file_empty");
    return {};
}

}  // namespace tandem::document
