#include "app/demo/random.h"

#include <numeric>

#include "core/money.h"

namespace tandem::app::demo {

// SplitMix64 (Steele, Lea and Flood, 2014).
std::uint64_t Random::next() {
    std::uint64_t mixed = state_ += 0x9e3779b97f4a7c15;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
    return mixed ^ (mixed >> 31);
}

Random Random::of(std::string_view purpose) const {
    std::uint64_t hash = 0xcbf29ce484222325;  // FNV-1a
    for (const char letter : purpose) hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001b3;
    Random own{state_ ^ hash};
    own.next();
    return own;
}

std::int64_t Random::between(std::int64_t first, std::int64_t last) {
    TANDEM_ASSERT(first <= last);
    const auto values = static_cast<std::uint64_t>(last - first) + 1;
    return first + static_cast<std::int64_t>((Wide{next()} * static_cast<Wide>(values)) >> 64);
}

std::size_t Random::weighted(std::span<const std::int64_t> weights) {
    std::int64_t left = between(1, std::accumulate(weights.begin(), weights.end(), std::int64_t{0}));
    std::size_t at = 0;
    while ((left -= weights[at]) > 0) ++at;
    return at;
}

}  // namespace tandem::app::demo
