// Instalments (分期): an open amount cut into equal pieces, or as agreed, without losing a cent.
#pragma once
#include <span>
#include <vector>

#include "core/date.h"
#include "core/money.h"

namespace tandem::contract {

struct Instalment {
    Date due_date;
    Money amount;
};

// The first is due on `start`, the others every so many months after it; a start on the 31st falls on
// the last day of shorter months. The last one takes what is left.
struct Rhythm {
    Date start;
    int every_months = 1;
};

// contract.instalment_piece: the piece is not above zero. contract.instalment_rhythm: fewer than one
// month apart. contract.too_many_instalments: more than 600. The amount to split is above zero
// (contract.instalment_amount).
Result<std::vector<Instalment>> split_into_pieces(Money amount, Money piece, const Rhythm& rhythm);
// Equal shares, half-up; the last takes what rounding left.
Result<std::vector<Instalment>> split_into_count(Money amount, int count, const Rhythm& rhythm);

// An agreed plan may move dates and amounts, but not the debt: every instalment above zero, dates that
// do not go back, and a sum that is the open amount. contract.instalment_amount,
// contract.instalments_out_of_order, contract.instalments_not_total (figures sum, open, difference).
Result<void> check_instalments(std::span<const Instalment> plan, Money open);

// The same instalments in the company's currency: each in proportion, half-up, the last takes the rest,
// so that they sum to local_total. The parts are above zero and of one currency.
std::vector<Money> in_proportion(std::span<const Money> parts, Money local_total);

}  // namespace tandem::contract
