#include "party/edge/contacts_sql.h"

#include <stdexcept>

#include "core/errors.h"
#include "party/personal.h"
#include "platform/secrets/personal.h"

namespace tandem::party {
namespace {

platform::Cell place_of(CompanyId company, ContactId id, ContactCell cell) { return {"contact", company.value, id.value, cell == ContactCell::email ? "email" : "phone"}; }

std::string or_stop(Result<std::string> text) {
    if (!text) throw std::runtime_error(explain(text.error(), Language::en));
    return *std::move(text);
}

}  // namespace

Result<std::string> seal_contact(CompanyId company, ContactId id, ContactCell cell, std::string_view clear) { return platform::seal_personal(clear, place_of(company, id, cell)); }

Result<std::string> unseal_contact(CompanyId company, ContactId id, ContactCell cell, std::string_view stored) { return platform::unseal_personal(stored, place_of(company, id, cell)); }

std::string sealed_contact(CompanyId company, ContactId id, ContactCell cell, std::string_view clear) { return or_stop(seal_contact(company, id, cell, clear)); }

std::string opened_contact(CompanyId company, ContactId id, ContactCell cell, std::string_view stored) { return or_stop(unseal_contact(company, id, cell, stored)); }

std::string shown_contact(CompanyId company, ContactId id, ContactCell cell, std::string_view stored) {
    const auto clear = unseal_contact(company, id, cell, stored);
    if (!clear) return "****";
    return cell == ContactCell::email ? masked_email(*clear) : masked_phone(*clear);
}

}  // namespace tandem::party
