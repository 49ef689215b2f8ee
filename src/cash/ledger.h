// What the cash side asks of storage when it writes.
#pragma once
#include "cash/facts.h"

namespace tandem::cash {

class Ledger {
public:
    virtual ~Ledger() = default;
    virtual void add(const NewReceipt& receipt) = 0;
    virtual void add(const NewSettlement& settlement) = 0;
};

}  // namespace tandem::cash
