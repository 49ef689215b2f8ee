#include "document/note.h"

#include <array>

namespace tandem::document {
namespace {

constexpr std::array<std::string_view, 3> kind_names{"note", "call", "visit"};

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

}  // namespace

std::string_view name_of(NoteKind kind) { return kind_names[static_cast<std::size_t>(kind)]; }

std::optional<NoteKind> parse_note_kind(std::string_view name) {
    for (std::size_t at = 0; at < kind_names.size(); ++at)
        if (kind_names[at] == name) return static_cast<NoteKind>(at);
    return std::nullopt;
}

Result<void> check_note(std::string_view text) {
    if (is_blank(text)) return refuse("document.note_empty");
    if (text.size() > longest_note) return refuse("document.note_too_long", {}, {{"limit", std::to_string(longest_note)}});
    return {};
}

Result<void> check_voiding(const Written& written, UserId actor, std::string_view reason) {
    if (is_blank(reason)) return refuse("document.reason_missing");
    if (written.author != actor) return refuse("document.not_author");
    if (written.voided) return refuse("document.already_voided");
    return {};
}

}  // namespace tandem::document
