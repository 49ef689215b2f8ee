#include "document/business_object.h"

#include <array>

namespace tandem::document {
namespace {

struct Kind { ObjectKind kind; std::string_view name, prefix; };
constexpr std::array kinds{
    Kind{ObjectKind::customer, "customer", CustomerTag::prefix},       Kind{ObjectKind::contract, "contract", ContractTag::prefix},
    Kind{ObjectKind::invoice, "invoice", InvoiceTag::prefix},          Kind{ObjectKind::open_item, "open_item", OpenItemTag::prefix},
    Kind{ObjectKind::receipt, "receipt", ReceiptTag::prefix},          Kind{ObjectKind::credit_note, "credit_note", CreditNoteTag::prefix},
};

const Kind& described(ObjectKind kind) { return kinds[static_cast<std::size_t>(kind)]; }

}  // namespace

std::string_view name_of(ObjectKind kind) { return described(kind).name; }
std::string to_string(const BusinessObject& object) { return id_text(described(object.kind).prefix, object.id); }

Result<BusinessObject> parse_object(std::string_view id) {
    for (const Kind& each : kinds)
        if (const auto value = id_value(each.prefix, id)) return BusinessObject{each.kind, *value};
    return refuse("document.unknown_object", std::string(id));
}

std::optional<BusinessObject> maybe_object(std::string_view kind_name, std::int64_t id) {
    for (const Kind& each : kinds)
        if (each.name == kind_name) return BusinessObject{each.kind, id};
    return std::nullopt;
}

BusinessObject object_of(std::string_view kind_name, std::int64_t id) {
    const auto object = maybe_object(kind_name, id);
    TANDEM_ASSERT(object.has_value());
    return *object;
}

}  // namespace tandem::document
