#include "contract/contract.h"

#include <algorithm>
#include <array>
#include <utility>

namespace tandem::contract {

namespace {

constexpr std::array<std::pair<Venue, std::string_view>, 4> venue_names{{{Venue::our_seat, "our_seat"},
                                                                         {Venue::customer_seat, "customer_seat"},
                                                                         {Venue::place_of_performance, "place_of_performance"},
                                                                         {Venue::arbitration, "arbitration"}}};
constexpr std::array<std::pair<Status, std::string_view>, 5> status_codes{{{Status::draft, "draft"}, {Status::returned, "returned"}, {Status::in_review, "in_review"},
                                                                           {Status::approved, "approved"}, {Status::signed_off, "signed"}}};

}  // namespace

std::string_view code_of(Status status) { return std::ranges::find(status_codes, status, &std::pair<Status, std::string_view>::first)->second; }
std::optional<Status> status_named(std::string_view code) {
    const auto found = std::ranges::find(status_codes, code, &std::pair<Status, std::string_view>::second);
    return found == status_codes.end() ? std::nullopt : std::optional{found->first};
}

std::string_view name_of(Venue venue) { return std::ranges::find(venue_names, venue, &std::pair<Venue, std::string_view>::first)->second; }
std::optional<Venue> venue_named(std::string_view name) {
    const auto found = std::ranges::find(venue_names, name, &std::pair<Venue, std::string_view>::second);
    return found == venue_names.end() ? std::nullopt : std::optional{found->first};
}

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
