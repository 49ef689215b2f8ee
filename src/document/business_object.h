// What notes and attachments hang on.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/id.h"
#include "core/result.h"

namespace tandem::document {

struct NoteTag { static constexpr std::string_view prefix = "not"; };
struct AttachmentTag { static constexpr std::string_view prefix = "att"; };
using NoteId = Id<NoteTag>;
using AttachmentId = Id<AttachmentTag>;

enum class ObjectKind { customer, contract, invoice, open_item, receipt, credit_note };

struct BusinessObject {
    ObjectKind kind;
    std::int64_t id;
    friend bool operator==(const BusinessObject&, const BusinessObject&) = default;
};

std::string_view name_of(ObjectKind kind);  // "open_item": how tables and answers name it
std::string to_string(const BusinessObject& object);

// An id says by its prefix what it names. Refuses document.unknown_object.
Result<BusinessObject> parse_object(std::string_view id);
// As tables name it; object_of asserts that it is one of the kinds.
std::optional<BusinessObject> maybe_object(std::string_view kind_name, std::int64_t id);
BusinessObject object_of(std::string_view kind_name, std::int64_t id);

}  // namespace tandem::document
