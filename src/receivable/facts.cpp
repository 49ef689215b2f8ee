#include "receivable/facts.h"

namespace tandem::receivable {

std::string_view code_of(ItemKind kind) {
    switch (kind) {
        case ItemKind::invoice: return "invoice";
        case ItemKind::plan: return "plan";
        case ItemKind::opening: return "opening";
    }
    TANDEM_ASSERT(false);
}

std::int64_t base_minor(Money amount, Rate rate, Currency base) {
    if (rate.e10 == Rate::one && amount.currency() == base) return amount.minor();
    // Yen have no minor digits and dinars three: the rate is per unit, the amounts are in minor units.
    Wide numerator = Wide{amount.minor()} * rate.e10, denominator = Rate::one;
    for (int digit = amount.currency().exponent(); digit < base.exponent(); ++digit) numerator *= 10;
    for (int digit = base.exponent(); digit < amount.currency().exponent(); ++digit) denominator *= 10;
    return divide(numerator, denominator, Rounding::half_up);
}

}  // namespace tandem::receivable
