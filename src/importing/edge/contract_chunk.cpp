#include "importing/edge/contract_chunk.h"

#include <algorithm>

#include "platform/clock.h"

namespace tandem::importing {
namespace {

Date today(const ImportContext& context) { return civil_day(context.act.at, context.company.time_zone).value_or(Date{}); }

}  // namespace

ContractChunk::ContractChunk(ImportContext& context) {
    // A policy that does not parse was refused when the workspace opened or the version was approved.
    auto dates = contract::DueDates::load(context.connection, context.company.id, today(context));
    TANDEM_ASSERT(dates.has_value());
    due_dates_ = *std::move(dates);
    desk_ = std::make_unique<receivable::ContractDesk>(
        receivable::ContractDesk::Books{context.connection, context.act, context.ids, context.trail, context.receivable, context.ownership, context.rates, context.company.currency},
        due_dates_.roll());
}

void ContractChunk::load(const std::vector<ContractId>& contracts) {
    states_.clear();
    if (contracts.empty()) return;
    std::vector<ContractId> ids{contracts};
    std::ranges::sort(ids);
    const auto repeated = std::ranges::unique(ids);
    ids.erase(repeated.begin(), repeated.end());
    for (contract::ContractState& state : desk_->store().lock(ids)) keep(std::move(state));
}

contract::ContractState* ContractChunk::find(ContractId id) {
    const auto found = states_.find(id.value);
    return found == states_.end() ? nullptr : &found->second;
}

void ContractChunk::keep(contract::ContractState state) {
    const auto id = state.contract.id.value;
    states_.insert_or_assign(id, std::move(state));
}

}  // namespace tandem::importing
