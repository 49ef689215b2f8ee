#include "insight/past_claims.h"

#include <algorithm>
#include <array>

#include "cash/receipt.h"
#include "insight/position.h"

namespace tandem::insight {
namespace {

constexpr std::int64_t known = end_of_time.micros;
constexpr auto by_receipt = static_cast<std::uint8_t>(cash::SettlementKind::receipt), by_note = static_cast<std::uint8_t>(cash::SettlementKind::credit_note);

// Where chains of a kind stand; -1: it uses nothing.
int slot(std::uint8_t kind) { return kind == by_receipt ? 0 : kind == by_note ? 1 : -1; }

credit::ClaimsRow& in_currency(std::vector<credit::ClaimsRow>& rows, Currency currency) {
    const auto found = std::ranges::find(rows, currency, &credit::ClaimsRow::currency);
    if (found != rows.end()) return *found;
    return rows.emplace_back(credit::ClaimsRow{.customer = {}, .currency = currency, .oldest_due = {}});
}

bool is_paper(std::uint8_t method) { return method == static_cast<std::uint8_t>(cash::Method::cheque) || method == static_cast<std::uint8_t>(cash::Method::acceptance_bill); }

}  // namespace

PastClaims::PastClaims(const Book& book) : book_(&book) {
    const std::array sizes{book.receipts.size(), book.credit_notes.size()};
    const auto chain = [&](const auto& facts, Chains (&chains)[2]) {
        for (int at = 0; at < 2; ++at) {
            chains[at].last.assign(sizes[static_cast<std::size_t>(at)], nowhere);
            chains[at].previous.assign(facts.size(), nowhere);
        }
        for (std::size_t row = 0; row < facts.size(); ++row) {
            const int which = slot(facts.kind[row]);
            if (which < 0 || facts.source[row] == nowhere) continue;
            Place& last = chains[which].last[facts.source[row]];
            chains[which].previous[row] = last;
            last = static_cast<Place>(row);
        }
    };
    chain(book.settlements, settled_);
    chain(book.refunds, refunded_);
}

std::int64_t PastClaims::used(std::uint8_t kind, Place source, std::int32_t day) const {
    const int which = slot(kind);
    std::int64_t sum = 0;
    const auto add = [&](const auto& facts, const Chains& chains) {
        for (Place at = chains.last[source]; at != nowhere; at = chains.previous[at])
            if (facts.visible(at, day, known)) sum += facts.amount[at];
    };
    add(book_->settlements, settled_[which]);
    add(book_->refunds, refunded_[which]);
    return sum;
}

void PastClaims::add_items(Place customer, std::int32_t day, std::vector<credit::ClaimsRow>& rows) const {
    const Items& items = book_->items;
    for (const Place item : items.by_customer.of(customer)) {
        if (!items.visible(item, day, known)) continue;
        auto& row = in_currency(rows, book_->currencies[items.currency[item]]);
        std::int64_t open = items.amount[item];
        for_each_settlement(*book_, item, known, [&](Place at) {
            const Settlements& all = book_->settlements;
            if (all.date[at] > day) return;
            open -= all.amount[at];
            if (all.kind[at] == by_receipt && all.source[at] != nowhere && is_paper(book_->receipts.method[all.source[at]]) && all.counts[at] > day) row.notes += all.amount[at];
        });
        row.open += open;
        if (open <= 0 || items.due[item] >= day) continue;
        row.overdue += open;
        const Date due = date_of(items.due[item]);
        row.oldest_due = row.oldest_due ? std::min(*row.oldest_due, due) : due;
    }
}

void PastClaims::add_money(Place customer, std::int32_t day, std::vector<credit::ClaimsRow>& rows) const {
    const Receipts& receipts = book_->receipts;
    for (const Place at : receipts.by_customer.of(customer))
        if (receipts.visible(at, day, known) && receipts.reversed[at] > day && !is_paper(receipts.method[at]))
            in_currency(rows, book_->currencies[receipts.currency[at]]).unapplied += receipts.amount[at] - used(by_receipt, at, day);
    const CreditNotes& notes = book_->credit_notes;
    for (const Place at : notes.by_customer.of(customer))
        if (notes.visible(at, day, known)) in_currency(rows, book_->currencies[notes.currency[at]]).credit_notes += notes.amount[at] - used(by_note, at, day);
}

std::vector<credit::ClaimsRow> PastClaims::on(CustomerId customer, Date day) const {
    std::vector<credit::ClaimsRow> rows;
    const Place place = book_->customers.find(customer.value);
    if (place == nowhere) return rows;
    add_items(place, day_number(day), rows);
    add_money(place, day_number(day), rows);
    for (auto& each : rows) each.customer = customer;
    return rows;
}

}  // namespace tandem::insight
