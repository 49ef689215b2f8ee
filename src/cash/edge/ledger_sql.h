#pragma once
#include <memory>

#include "audit/act.h"
#include "cash/ledger.h"
#include "platform/sql/connection.h"

namespace tandem::cash {

// Writes through bulk writers; flush before reading or committing, after the receivable ledger.
class SqlLedger final : public Ledger {
public:
    SqlLedger(sql::Connection& connection, const audit::Act& act, Currency base);
    void add(const NewReceipt& receipt) override;
    void add(const NewSettlement& settlement) override;
    void flush();

private:
    const audit::Act& act_;
    Currency base_;
    std::unique_ptr<sql::Bulk> receipts_, settlements_;
};

}  // namespace tandem::cash
