// What happened to a contract after it was made, from its audit rows: events recorded and voided, and change
// orders with the plan each of them replaced.
#pragma once
#include <boost/json.hpp>

#include <string>
#include <vector>

#include "contract/contract.h"
#include "platform/sql/connection.h"

namespace tandem::contract {

// A line of a plan as it stood; no due date while it waited for its event.
struct FormerLine {
    int line_no;
    std::string label;
    BaseEvent base;
    Money amount;
    std::optional<Date> due_date;
};

enum class HistoryKind { made, event_recorded, event_voided, changed };

struct HistoryEntry {
    Instant at;
    std::string actor;  // empty: nobody in person
    HistoryKind kind{};
    std::optional<BaseEvent> event;  // of the two event kinds, with its date
    std::optional<Date> date;
    std::string reason;
    std::optional<Money> before, after;   // of a change order: the contract's amount
    std::vector<FormerLine> plan_before;  // of a change order
};

// The newest first.
std::vector<HistoryEntry> load_history(sql::Connection& connection, CompanyId company, ContractId id, Currency currency);
boost::json::array history_json(const std::vector<HistoryEntry>& history);

}  // namespace tandem::contract
