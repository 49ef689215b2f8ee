// One apostrophe keeps a spreadsheet from running a text as a formula (trust S11), and comes off again.
//
// Guarded is a text of any number of apostrophes followed by = + - @ TAB CR LF NUL or full-width ＝＋－＠;
// because texts that already begin with apostrophes are guarded too, unguarded(guarded(t)) == t for every t.
#pragma once
#include <string_view>

namespace tandem::platform {

bool needs_guard(std::string_view text);
// The text without the apostrophe a guard put there; other texts as they are.
std::string_view unguarded(std::string_view cell);

}  // namespace tandem::platform
