// Notes: what somebody wrote on an object. Never changed and never deleted; the author voids one with a reason.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "core/date.h"
#include "document/business_object.h"

namespace tandem::document {

inline constexpr std::size_t longest_note = 8'000;  // bytes

// What people write; what an import says of a document is stored beside it as "remark" and "payer".
enum class NoteKind { note, call, visit };
std::string_view name_of(NoteKind kind);
std::optional<NoteKind> parse_note_kind(std::string_view name);

// Refuses document.note_empty and document.note_too_long {limit}.
Result<void> check_note(std::string_view text);

// What is known of a note or attachment when somebody asks to void it.
struct Written {
    UserId author;
    bool voided;
};
// Refuses, in this order: document.reason_missing, document.not_author, document.already_voided.
Result<void> check_voiding(const Written& written, UserId actor, std::string_view reason);

}  // namespace tandem::document
