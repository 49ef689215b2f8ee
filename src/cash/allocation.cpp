#include "cash/allocation.h"

#include <algorithm>
#include <array>
#include <string>

namespace tandem::cash {
namespace {

// A decision while it is being made: what is left of the money and of each claim.
class Spreading {
public:
    Spreading(const Incoming& money, std::span<const Claim> claims) : money_(money), decision_{{}, money.available} {
        TANDEM_ASSERT(!money.available.is_negative());
        for (const Claim& claim : claims) {
            TANDEM_ASSERT(!claim.open.is_negative());
            if (claim.open.currency() == money.available.currency()) claims_.push_back(claim);
        }
    }

    void follow(std::span<const Designation> designations, AllocationReason reason) {
        for (const Designation& designation : designations) {
            const auto claim = std::ranges::find(claims_, designation.item, &Claim::item);
            if (claim == claims_.end()) continue;
            const Money wanted = designation.amount ? *designation.amount : claim->open;
            if (wanted.currency() != claim->open.currency()) continue;
            settle(*claim, std::min({wanted, claim->open, left()}), reason);
        }
    }

    void follow(const AllocationOrder& order, Date as_of) {
        std::ranges::sort(claims_, [&](const Claim& a, const Claim& b) {
            const int found = compare(a, b, order, as_of);
            return found != 0 ? found < 0 : a.item < b.item;
        });
        for (auto first = claims_.begin(); first != claims_.end() && !left().is_zero();) {
            const auto next = std::find_if(first, claims_.end(), [&](const Claim& claim) { return compare(*first, claim, order, as_of) != 0; });
            order.ties == Ties::pro_rata ? share({first, next}) : exhaust({first, next});
            first = next;
        }
    }

    AllocationDecision take() { return std::move(decision_); }

private:
    Money left() const { return decision_.unapplied; }

    void exhaust(std::span<Claim> equals) {
        for (Claim& claim : equals) settle(claim, std::min(claim.open, left()), AllocationReason::policy_order);
    }

    void share(std::span<Claim> equals) {
        Money together{0, left().currency()};
        std::vector<std::int64_t> weights;
        for (const Claim& claim : equals) {
            together += claim.open;
            weights.push_back(claim.open.minor());
        }
        if (together <= left()) return exhaust(equals);
        const std::vector<Money> parts = left().split(weights);
        for (std::size_t index = 0; index < equals.size(); ++index) settle(equals[index], parts[index], AllocationReason::policy_order);
    }

    void settle(Claim& claim, Money amount, AllocationReason reason) {
        if (amount.minor() <= 0) return;
        decision_.lines.push_back({claim.item, amount, std::max(money_.value_date, claim.item_date), reason});
        claim.open -= amount;
        decision_.unapplied -= amount;
    }

    const Incoming& money_;
    std::vector<Claim> claims_;
    AllocationDecision decision_;
};

// In the order of the enum.
constexpr std::array<std::string_view, 3> reason_codes{"remittance_reference", "customer_designation", "policy_order"};

Result<void> check_line(Money available, const CommandedLine& line) {
    if (line.amount.minor() <= 0) return refuse("cash.amount_not_positive", to_decimal(line.amount));
    if (line.amount.currency() == available.currency() && line.open.currency() == available.currency()) return {};
    const Currency other = line.amount.currency() == available.currency() ? line.open.currency() : line.amount.currency();
    return refuse("cash.currency_mismatch", to_string(line.item),
                  {{"receipt", std::string(available.currency().code())}, {"item", std::string(other.code())}});
}

Result<void> check_covered(std::string subject, Money amount, Money available) {
    if (amount <= available) return {};
    return refuse("cash.over_allocation", std::move(subject), {{"amount", to_decimal(amount)}, {"available", to_decimal(available)}});
}

}  // namespace

std::string_view code_of(AllocationReason reason) { return reason_codes[static_cast<std::size_t>(reason)]; }

AllocationDecision decide_allocation(const Incoming& money, std::span<const Claim> claims, const AllocationOrder& order, Date as_of) {
    Spreading spreading{money, claims};
    spreading.follow(money.by_reference, AllocationReason::remittance_reference);
    spreading.follow(money.by_customer, AllocationReason::customer_designation);
    spreading.follow(order, as_of);
    return spreading.take();
}

Result<void> check_allocation(Money available, std::span<const CommandedLine> lines) {
    for (const CommandedLine& line : lines) TRY_VOID(check_line(available, line));
    std::vector<CommandedLine> by_item{lines.begin(), lines.end()};
    std::ranges::sort(by_item, {}, &CommandedLine::item);
    Money together{0, available.currency()};
    for (auto line = by_item.begin(); line != by_item.end();) {
        Money of_item{0, available.currency()};
        const CommandedLine& item = *line;
        for (; line != by_item.end() && line->item == item.item; ++line) of_item += line->amount;
        TRY_VOID(check_covered(to_string(item.item), of_item, item.open));
        together += of_item;
    }
    return check_covered("receipt", together, available);
}

Result<Date> effective_date(Date value_date, Date item_date, std::optional<Date> requested, std::string_view reason) {
    const Date earliest = std::max(value_date, item_date);
    if (!requested || *requested == earliest) return earliest;
    if (*requested < earliest) return refuse("cash.allocation_too_early", to_string(*requested), {{"earliest", to_string(earliest)}});
    if (reason.empty()) return refuse("cash.reason_required", to_string(*requested), {{"earliest", to_string(earliest)}});
    return *requested;
}

Outlook compute_outlook(Money open, std::span<const AllocationLine> later) {
    Money future{0, open.currency()};
    for (const AllocationLine& line : later) future += line.amount;
    TANDEM_ASSERT(future <= open);
    return {open, future, open - future};
}

}  // namespace tandem::cash
