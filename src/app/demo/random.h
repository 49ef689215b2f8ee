// Random: the dice of the demo company. The same seed throws the same numbers on every machine.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>

namespace tandem::app::demo {

class Random {
public:
    explicit Random(std::uint64_t seed) : state_(seed) {}
    // Dice of their own for one purpose: more throws there do not change the throws elsewhere.
    Random of(std::string_view purpose) const;

    std::uint64_t next();
    std::int64_t between(std::int64_t first, std::int64_t last);  // both included
    bool chance(std::int64_t per_mille) { return between(1, 1000) <= per_mille; }
    std::size_t weighted(std::span<const std::int64_t> weights);  // a place; weights >= 0 with a sum > 0

    template <class List>
    const auto& pick(const List& list) { return list[static_cast<std::size_t>(between(0, static_cast<std::int64_t>(list.size()) - 1))]; }

private:
    std::uint64_t state_;
};

}  // namespace tandem::app::demo
