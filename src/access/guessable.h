// Passwords that are guessed first: common words, names of the user and the company, keyboard patterns (trust S10).
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "core/result.h"

namespace tandem::access {

// Refuses auth.password_guessable when little is left of the password once such words, runs of a keyboard row, of the
// alphabet or of digits, repetitions and years are taken out of it. Letters count in either case, and 0 1 3 4 5 7 @ $ !
// as the letters they stand for. `names` are the user's and the company's, whole; their words count too.
Result<void> check_not_guessable(std::string_view password, std::span<const std::string> names);

}  // namespace tandem::access
