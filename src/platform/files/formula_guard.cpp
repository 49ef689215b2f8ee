#include "platform/files/formula_guard.h"

#include <algorithm>
#include <array>

namespace tandem::platform {

bool needs_guard(std::string_view text) {
    constexpr std::string_view triggers{"=+-@\t\r\n\0", 8};
    constexpr std::array<std::string_view, 4> wide{"＝", "＋", "－", "＠"};
    while (text.starts_with('\'')) text.remove_prefix(1);
    if (text.empty()) return false;
    return triggers.find(text.front()) != std::string_view::npos ||
           std::ranges::any_of(wide, [&](std::string_view sign) { return text.starts_with(sign); });
}

std::string_view unguarded(std::string_view cell) {
    return cell.starts_with('\'') && needs_guard(cell) ? cell.substr(1) : cell;
}

}  // namespace tandem::platform
