// The figures of this module that a company may change (policies/cash.json), as one checked value.
#pragma once
#include "cash/allocation_order.h"
#include "cash/receipt.h"
#include "cash/tolerance.h"

namespace tandem::cash {

struct CashPolicy {
    int version = 0;  // kept with every decision
    AllocationOrder order;
    TolerancePolicy tolerance;
    BillCountsAt bill_counts_at = BillCountsAt::maturity;
};

}  // namespace tandem::cash
