// What is asked for, in words.
#pragma once
#include <string>
#include <string_view>

#include "core/errors.h"

namespace tandem::approval {

// A kind without a word is named by its code.
std::string kind_name(std::string_view kind, Language language);

}  // namespace tandem::approval
