#include "receivable/invoice.h"

#include <string>

namespace tandem::receivable {
namespace {

Result<void> check_one_currency(Money a, Money b) {
    if (a.currency() == b.currency()) return {};
    return refuse("receivable.currency_mismatch", {}, {{"first", std::string(a.currency().code())}, {"second", std::string(b.currency().code())}});
}

Result<void> check_sum(std::string field, Money lines, Money head) {
    if (lines == head) return {};
    return refuse("receivable.lines_mismatch", field,
                  {{"field", field}, {"lines", to_decimal(lines)}, {"head", to_decimal(head)}, {"difference", to_decimal(lines - head)}});
}

}  // namespace

Result<StatedAmounts> make_stated_amounts(std::optional<Money> net, std::optional<Money> tax, std::optional<Money> gross) {
    if (!gross && !(net && tax)) return refuse("receivable.amount_missing", gross ? "net" : "gross");
    const Money any = gross ? *gross : *net;
    for (const auto& amount : {net, tax, gross}) {
        if (!amount) continue;
        TRY_VOID(check_one_currency(any, *amount));
        if (amount->is_negative()) return refuse("receivable.amount_negative", to_decimal(*amount));
    }
    if (!gross) return StatedAmounts{*net, *tax, *net + *tax};
    if (!net && !tax) return StatedAmounts{*gross, Money{0, gross->currency()}, *gross};
    const Money stated_net = net ? *net : *gross - *tax;
    const Money stated_tax = tax ? *tax : *gross - *net;
    const Money together = stated_net + stated_tax;
    if (together != *gross || stated_net.is_negative() || stated_tax.is_negative())
        return refuse("receivable.gross_mismatch", to_decimal(*gross),
                      {{"net", to_decimal(stated_net)}, {"tax", to_decimal(stated_tax)}, {"gross", to_decimal(*gross)},
                       {"difference", to_decimal(*gross - together)}});
    return StatedAmounts{stated_net, stated_tax, *gross};
}

Result<void> check_lines(const StatedAmounts& head, std::span<const StatedLine> lines) {
    if (lines.empty()) return {};
    Money net{0, head.net.currency()}, tax{0, head.net.currency()};
    for (const StatedLine& line : lines) {
        TRY_VOID(check_one_currency(head.net, line.net));
        TRY_VOID(check_one_currency(head.net, line.tax));
        net += line.net;
        tax += line.tax;
    }
    TRY_VOID(check_sum("net", net, head.net));
    return check_sum("tax", tax, head.tax);
}

Money computed_tax(Money net, Rate tax_rate) { return net.times(tax_rate, Rounding::half_up); }

Money computed_net(Rate quantity, Rate unit_price, Currency currency) {
    std::int64_t minor_per_unit = 1;
    for (int digit = 0; digit < currency.exponent(); ++digit) minor_per_unit *= 10;
    // Both decimals carry ten places: one is taken out exactly in the divisor, the other with it.
    return {divide(Wide{quantity.e10} * unit_price.e10, Wide{Rate::one} * Rate::one / minor_per_unit, Rounding::half_up), currency};
}

std::string_view code_of(DocumentState state) {
    switch (state) {
        case DocumentState::open: return "open";
        case DocumentState::partly_paid: return "partly_paid";
        case DocumentState::paid: return "paid";
        case DocumentState::credited: return "credited";
        case DocumentState::written_off: return "written_off";
    }
    TANDEM_ASSERT(!"a state of the list");
    return {};
}

Money open_amount(Money gross, const Settled& settled) {
    const Money open = gross - settled.cash - settled.credited - settled.written_off;
    TANDEM_ASSERT(!open.is_negative() && open <= gross);
    return open;
}

DocumentState invoice_state(Money gross, const Settled& settled) {
    const bool has_cash = settled.cash.minor() > 0;
    if (!open_amount(gross, settled).is_zero()) return has_cash ? DocumentState::partly_paid : DocumentState::open;
    if (gross.is_zero() || has_cash) return DocumentState::paid;
    if (settled.credited == gross) return DocumentState::credited;
    return settled.written_off == gross ? DocumentState::written_off : DocumentState::paid;
}

}  // namespace tandem::receivable
