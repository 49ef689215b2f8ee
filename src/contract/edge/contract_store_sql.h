#pragma once
#include <memory>

#include "audit/act.h"
#include "contract/contract_store.h"
#include "platform/sql/connection.h"

namespace tandem::contract {

// Adds through bulk writers: flush before reading or committing. The other writes flush by themselves.
class SqlContractStore final : public ContractStore {
public:
    SqlContractStore(sql::Connection& connection, const audit::Act& act);
    std::vector<ContractState> lock(std::span<const ContractId> contracts) override;
    // One contract as it is, not locked.
    std::optional<ContractState> find(ContractId contract);
    bool number_is_taken(std::string_view number) override;
    std::string next_number() override;
    void add(const Contract& contract) override;
    void add(ContractId contract, const StoredLine& line) override;
    void add(ContractId contract, const RecordedEvent& event, std::optional<BatchId> batch) override;
    void void_lines(std::span<const PlanLineId> lines) override;
    void void_event(std::int64_t event) override;
    void update(const Contract& contract) override;
    void flush();

private:
    enum class Take { as_it_is, locked };
    std::vector<ContractState> load(std::span<const ContractId> contracts, Take take);
    sql::Connection& connection_;
    const audit::Act& act_;
    std::unique_ptr<sql::Bulk> contracts_, lines_, events_;
    bool dirty_ = false;
};

}  // namespace tandem::contract
