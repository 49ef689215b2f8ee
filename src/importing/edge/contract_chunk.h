// The contracts that the rows of a chunk are about: locked once, kept up to date while the rows are booked.
#pragma once
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "contract/edge/due_dates_sql.h"
#include "importing/edge/import_run.h"
#include "receivable/edge/contract_desk.h"

namespace tandem::importing {

class ContractChunk {
public:
    explicit ContractChunk(ImportContext& context);

    void load(const std::vector<ContractId>& contracts);
    contract::ContractState* find(ContractId id);  // of the loaded ones
    void keep(contract::ContractState state);      // a new one
    receivable::ContractDesk& desk() { return *desk_; }
    void flush() { desk_->flush(); }

private:
    contract::DueDates due_dates_;
    std::unique_ptr<receivable::ContractDesk> desk_;
    std::unordered_map<std::int64_t, contract::ContractState> states_;
};

}  // namespace tandem::importing
