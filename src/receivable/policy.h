// The figures of this module that a company may change (policies/receivable.json), as one checked value.
#pragma once
#include <optional>

#include "receivable/account_role.h"
#include "receivable/aging.h"
#include "receivable/interest.h"
#include "receivable/penalty.h"

namespace tandem::receivable {

struct ReceivablePolicy {
    int version = 0;  // kept with every decision
    AgingBuckets by_due, by_invoice;
    int unpaid_margin_days = 0;
    InterestTerms interest;
    std::optional<FeeSchedule> late_fee;
    PenaltyPolicy penalty;
    Chart chart;
};

}  // namespace tandem::receivable
