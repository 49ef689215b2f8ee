// The enum that a word of a file or a request names, out of the words of all of them in the order of the enum.
#pragma once
#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace tandem {

template <class Enum, std::size_t N>
std::optional<Enum> named(const std::array<std::string_view, N>& codes, std::string_view code) {
    const auto found = std::ranges::find(codes, code);
    return found == codes.end() ? std::nullopt : std::optional{static_cast<Enum>(found - codes.begin())};
}

}  // namespace tandem
