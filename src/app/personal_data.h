// What a person may ask of the data kept about him, and the change of keys (trust S28). All companies of the book.
#pragma once
#include <string>
#include <vector>

#include "app/workspace.h"

namespace tandem::app {

struct Subject {
    ContactId id;
    CompanyId company;
    std::string customer_code, customer_name, name, title, email, phone;
    Instant recorded;
    bool voided = false;
};

// Every contact, voided ones too, that has this id, telephone number (digits alone count) or e-mail address. Opens
// all contacts: sealed values cannot be searched. What platform/secrets refuses.
Result<std::vector<Subject>> find_subject(sql::Connection& connection, std::string_view who);

// Takes name, title, number and address out of every such contact; the row and the trail stay, with a row that tells
// who asked why. Refuses party.unknown_subject. How many.
Result<std::int64_t> erase_subject(Workspace& workspace, std::string_view who, std::string_view reason);

// Seals every contact, message and secret of a second factor with a new key, also what is still in the clear. Older keys stay in the file for older backups
// unless they are to be forgotten. How many values.
enum class OlderKeys { keep, forget };
Result<std::int64_t> rotate_personal_key(Workspace& workspace, OlderKeys older);

}  // namespace tandem::app
