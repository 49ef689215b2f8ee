#include "contract/contract.h"

#include <algorithm>

namespace tandem::contract {

std::string_view code_of(Status status) { return status == Status::draft ? "draft" : "signed"; }

const RecordedEvent* ContractState::event(BaseEvent kind) const {
    const auto found = std::ranges::find(events, kind, &RecordedEvent::kind);
    return found == events.end() ? nullptr : &*found;
}

Money ContractState::dated() const {
    Money sum{0, contract.amount.currency()};
    for (const StoredLine& line : lines)
        if (line.dated()) sum += line.amount;
    return sum;
}

bool plan_is_whole(const ContractState& state) {
    if (!state.contract.terms) return state.lines.empty();
    Money sum{0, state.contract.amount.currency()};
    for (const StoredLine& line : state.lines) sum += line.amount;
    // A total of zero is one line, however many parts the terms have.
    const std::size_t expected = state.contract.amount.is_zero() ? 1 : state.contract.terms->parts().size();
    return sum == state.contract.amount && state.lines.size() == expected;
}

}  // namespace tandem::contract
