#include "credit/exposure.h"

#include <algorithm>

namespace tandem::credit {
namespace {

// Adds rows of one customer at a time, in the company's currency.
class Counting {
public:
    Counting(const ExposureSettings& settings, const Conversion& conversion) : settings_(settings), conversion_(conversion) {}

    // Nothing when the day has no rate: the currency is remembered.
    std::optional<std::int64_t> base(Exposure& exposure, std::int64_t minor, Currency currency) const {
        if (minor == 0) return 0;
        const auto rate = conversion_.rates.rate_on(currency, conversion_.base, conversion_.today);
        if (!rate) {
            const std::string code{currency.code()};
            if (std::ranges::find(exposure.missing_rates, code) == exposure.missing_rates.end()) exposure.missing_rates.push_back(code);
            return std::nullopt;
        }
        return conversion_.at(*rate, minor, currency);
    }

    void add(Exposure& exposure, Component component, ExposureLine line) const {
        if (!settings_.counts(component) || line.amount.is_zero()) return;
        const auto in_base = base(exposure, line.amount.minor(), line.amount.currency());
        if (!in_base) return;
        line.base_minor = *in_base;
        exposure.parts[static_cast<std::size_t>(component)] += *in_base;
        exposure.lines.push_back(std::move(line));
    }

    // What was delivered and not invoiced, and what is still to come. What is paid before delivery is taken off the goods
    // that go out first.
    // Answers how much of the order counts here or has counted, as an invoice, already.
    std::int64_t order(Exposure& exposure, const OrderRow& row) const {
        const std::int64_t waiting = std::max<std::int64_t>(0, row.delivered - row.invoiced);
        const std::int64_t to_come = std::max<std::int64_t>(0, row.ordered - std::max(row.delivered, row.invoiced));
        const std::int64_t prepaid = std::clamp<std::int64_t>(row.prepaid - row.invoiced, 0, waiting + to_come);
        exposure.prepaid_cash += base(exposure, prepaid, row.currency).value_or(0);
        exposure.prepaid_out += base(exposure, std::clamp<std::int64_t>(std::min(row.prepaid, row.delivered) - row.invoiced, 0, waiting), row.currency).value_or(0);
        const std::int64_t delivered = std::max<std::int64_t>(0, waiting - prepaid);
        const std::int64_t open = to_come - std::max<std::int64_t>(0, prepaid - waiting);
        add(exposure, Component::delivered_not_invoiced, {Component::delivered_not_invoiced, "order", row.id.value, row.number, Money{delivered, row.currency}, 0});
        const bool beyond = settings_.horizon_days && row.ships && *row.ships > conversion_.today + Days{*settings_.horizon_days};
        if (!beyond) add(exposure, Component::open_orders, {Component::open_orders, "order", row.id.value, row.number, Money{open, row.currency}, 0});
        return std::max({row.ordered, row.delivered, row.invoiced}) - (beyond ? open : 0);
    }

    void contract(Exposure& exposure, const ContractRow& row) const {
        const std::int64_t delivered = std::clamp<std::int64_t>(row.delivered - row.dated, 0, row.undated);
        add(exposure, Component::delivered_not_invoiced, {Component::delivered_not_invoiced, "contract", row.id.value, row.number, Money{delivered, row.currency}, 0});
        add(exposure, Component::open_contracts, {Component::open_contracts, "contract", row.id.value, row.number, Money{row.undated - delivered, row.currency}, 0});
    }

    void claims(Exposure& exposure, const ClaimsRow& row) const {
        add(exposure, Component::open_items, {Component::open_items, "items", 0, {}, Money{row.open, row.currency}, 0});
        add(exposure, Component::open_items, {Component::open_items, "notes", 0, {}, Money{row.notes, row.currency}, 0});
        exposure.open += base(exposure, row.open, row.currency).value_or(0);
        exposure.overdue += base(exposure, row.overdue, row.currency).value_or(0);
        if (row.oldest_due) exposure.overdue_days = std::max<int>(exposure.overdue_days, static_cast<int>((conversion_.today - *row.oldest_due).count()));
        const std::int64_t cash = base(exposure, row.unapplied, row.currency).value_or(0);
        exposure.cash += cash;
        if (settings_.subtract_unapplied) exposure.unapplied += cash;
        if (settings_.subtract_credit_notes) exposure.credit_notes += base(exposure, row.credit_notes, row.currency).value_or(0);
    }

private:
    const ExposureSettings& settings_;
    const Conversion& conversion_;
};

std::int64_t share_x100(std::int64_t part, std::int64_t whole) { return whole <= 0 ? 0 : divide(Wide{part} * 10'000, whole, Rounding::half_up); }

}  // namespace

std::int64_t Conversion::at(Rate rate, std::int64_t minor, Currency currency) const {
    Wide scaled = Wide{minor} * rate.e10;
    std::int64_t divisor = Rate::one;
    for (int digits = currency.exponent(); digits < base.exponent(); ++digits) scaled *= 10;
    for (int digits = base.exponent(); digits < currency.exponent(); ++digits) divisor *= 10;
    return divide(scaled, divisor, Rounding::half_up);
}

std::int64_t Exposure::total() const {
    std::int64_t sum = -credit_notes - std::max<std::int64_t>(0, unapplied - prepaid_cash);
    for (const std::int64_t each : parts) sum += each;
    return std::max<std::int64_t>(sum, 0);
}

Exposure Exposure::replacing(const Exposure& before, const Exposure& after) const {
    Exposure changed = *this;
    for (std::size_t at = 0; at < component_count; ++at) changed.parts[at] += after.parts[at] - before.parts[at];
    changed.prepaid_cash += after.prepaid_cash - before.prepaid_cash;
    changed.prepaid_out += after.prepaid_out - before.prepaid_out;
    for (const std::string& each : after.missing_rates)
        if (std::ranges::find(changed.missing_rates, each) == changed.missing_rates.end()) changed.missing_rates.push_back(each);
    return changed;
}

std::map<CustomerId, Exposure> compute_exposures(const ExposureRows& rows, const ExposureSettings& settings, const Conversion& conversion) {
    std::map<CustomerId, Exposure> exposures;
    const Counting counting{settings, conversion};
    for (const ClaimsRow& row : rows.claims) counting.claims(exposures[row.customer], row);
    std::map<std::pair<ContractId, std::string_view>, std::int64_t> ordered;  // under contracts that are not signed, by currency
    for (const OrderRow& row : rows.orders) {
        const std::int64_t counted = counting.order(exposures[row.customer], row);
        if (row.contract) ordered[{row.contract, row.currency.code()}] += counted;
    }
    for (const ContractRow& row : rows.contracts) counting.contract(exposures[row.customer], row);
    for (const PendingRow& row : rows.pending)
        if (row.contract) ordered[{row.contract, row.currency.code()}] += row.amount;
    for (const PendingRow& row : rows.pending) {
        const auto under = row.kind == "contract" ? ordered.find({ContractId{row.id}, row.currency.code()}) : ordered.end();
        const std::int64_t rest = under == ordered.end() ? row.amount : std::max<std::int64_t>(0, row.amount - under->second);
        counting.add(exposures[row.customer], Component::pending_approvals, {Component::pending_approvals, row.kind, row.id, row.number, Money{rest, row.currency}, 0});
    }
    return exposures;
}

ConcentrationFigures compute_concentration(const std::map<CustomerId, Exposure>& exposures) {
    ConcentrationFigures figures;
    for (const auto& [customer, exposure] : exposures) {
        figures.total += exposure.open;
        if (exposure.open > 0) figures.largest.push_back({customer, exposure.open, 0});
    }
    std::ranges::sort(figures.largest, [](const auto& one, const auto& other) { return one.open != other.open ? one.open > other.open : one.customer < other.customer; });
    if (figures.largest.size() > 10) figures.largest.resize(10);
    std::int64_t ten = 0;
    for (auto& each : figures.largest) {
        each.share_x100 = share_x100(each.open, figures.total);
        ten += each.open;
    }
    figures.ten_share_x100 = share_x100(ten, figures.total);
    return figures;
}

}  // namespace tandem::credit
