// What the contract services ask of storage, in business words.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "contract/contract.h"

namespace tandem::contract {

class ContractStore {
public:
    virtual ~ContractStore() = default;
    // The contracts with their lines and events, locked for the rest of the transaction.
    virtual std::vector<ContractState> lock(std::span<const ContractId> contracts) = 0;
    virtual bool number_is_taken(std::string_view number) = 0;
    virtual std::string next_number() = 0;

    virtual void add(const Contract& contract) = 0;
    virtual void add(ContractId contract, const StoredLine& line) = 0;
    virtual void add(ContractId contract, const RecordedEvent& event, std::optional<BatchId> batch) = 0;
    virtual void void_lines(std::span<const PlanLineId> lines) = 0;
    virtual void void_event(std::int64_t event) = 0;
    // Writes what may change in a contract: all but number, customer and source.
    virtual void update(const Contract& contract) = 0;
};

}  // namespace tandem::contract
