// What a contract asks of the receivable side. Declared here, answered by the module above
// (receivable/plan_items.h): a dated plan line becomes an open item, a voided event takes it back.
#pragma once
#include <span>
#include <string>

#include "contract/contract.h"

namespace tandem::contract {

struct DatedLine {
    PlanLineId line;
    std::string number;  // "HT-2026-001-2": contract number and line number
    Date item_date;      // the day of the event
    Date due_date;
    Money amount;
};

// What stands in the way of taking an item back.
struct ItemUse {
    bool settled = false, invoiced = false;
};

class PlanItems {
public:
    virtual ~PlanItems() = default;
    // Can items of that day be written in the company's currency? org.rate_missing.
    virtual Result<void> check(const Contract& contract, Date item_date) = 0;
    virtual OpenItemId open(const Contract& contract, const DatedLine& line) = 0;  // after check
    virtual ItemUse use_of(std::span<const OpenItemId> items) = 0;                 // locks them
    virtual void take_back(std::span<const OpenItemId> items) = 0;
};

}  // namespace tandem::contract
