// Payment terms: how a contract's total is cut into parts, and which event dates each part.
//
// "30 % within 7 days of signing, 70 % within 30 days of acceptance" is two parts.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "contract/due_rule.h"
#include "core/money.h"

namespace tandem::contract {

enum class BaseEvent { signing, delivery, acceptance, invoice };
std::string_view name_of(BaseEvent event);  // "signing"
std::optional<BaseEvent> base_event_named(std::string_view name);

struct Percent { Rate rate; };             // of the contract's total
struct PercentOfRemaining { Rate rate; };  // of what the parts before have left
struct Fixed { Money amount; };
struct Remainder {};                       // whatever is left; always the last part
using Share = std::variant<Percent, PercentOfRemaining, Fixed, Remainder>;

// Paid within so many days of the event, the part costs that much less. The window is never rolled.
struct Discount {
    Rate rate;
    int days = 0;
};

struct TermsPart {
    Share share;
    BaseEvent base = BaseEvent::invoice;
    DueRule due;
    std::optional<Discount> discount;
    std::string label;  // "首付款"; may be empty
};

// Parts that are known to make sense. Build with make_payment_terms.
class PaymentTerms {
public:
    const std::vector<TermsPart>& parts() const { return parts_; }
    bool has_remainder() const { return std::holds_alternative<Remainder>(parts_.back().share); }

private:
    friend Result<PaymentTerms> make_payment_terms(std::vector<TermsPart>, std::optional<Money>);
    explicit PaymentTerms(std::vector<TermsPart> parts) : parts_(std::move(parts)) {}
    std::vector<TermsPart> parts_;
};

// Refuses, in this order: no parts; more than 600; part by part a percentage outside 0 to 100, a fixed amount of zero
// or less, an offset that makes no sense, a discount that makes no sense; two remainders; a remainder
// that is not last; parts that miss or exceed the total (check_coverage); two parts that are the same.
// `total` is the contract's, when it is known: then fixed amounts are checked and shortfalls are in money.
Result<PaymentTerms> make_payment_terms(std::vector<TermsPart> parts, std::optional<Money> total = {});

// Do the parts make up the whole? Without a remainder part they must, exactly; with one they must leave
// something for it. contract.parts_below_total (figures missing, missing_minor), contract.parts_above_total,
// contract.remainder_required (percentages of the remaining, and nothing that takes the last rest),
// contract.fixed_above_total, contract.currency_mismatch. What only a total can tell waits for one.
Result<void> check_coverage(const std::vector<TermsPart>& parts, std::optional<Money> total);

// A share stated as ratio and divisor, "0.25" and "4", must say the same thing twice, to 10 places.
// contract.ratio_divisor_disagree
Result<Rate> share_of(Rate ratio, Rate divisor);

// The longest term of the parts, from its event to its due date, must not exceed what the customer's
// grade allows. 0 is prepaid or cash. contract.term_above_cap
Result<void> check_term_cap(const PaymentTerms& terms, Days cap);
Days longest_span(const PaymentTerms& terms);

std::string part_no(std::size_t index);  // "2": the subject of refusals that concern the second part

}  // namespace tandem::contract
