// What the receivable side asks of storage when it writes.
#pragma once
#include "receivable/facts.h"
#include "receivable/postings.h"

namespace tandem::receivable {

class Ledger {
public:
    virtual ~Ledger() = default;
    virtual void add(const NewInvoice& invoice) = 0;
    virtual void add(const NewOpenItem& item) = 0;
    virtual void add(const NewCreditNote& note) = 0;
    // As Periods::check_open: whether the day takes entries.
    virtual Result<void> check_open(Date effective) const = 0;
    // The balanced postings of one event; `event_id` is the fact that caused them. `policy_version` is that of
    // the policy whose figures decided the event, where one did.
    virtual void post(const Event& event, std::int64_t event_id, Date effective, Rate rate, std::optional<int> policy_version = {}) = 0;
    // The same with the sides exchanged, for a reversal.
    virtual void post_reversal(const Event& event, std::int64_t event_id, Date effective, Rate rate, std::optional<int> policy_version = {}) = 0;
};

}  // namespace tandem::receivable
