// What happened to a contract after it was made, from its audit rows: events recorded and voided, the steps of the gate,
// and change orders with the plan each of them replaced.
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

// extended: what the change order beside it did to the longest term. The rest are the steps of the gate (gate.h).
enum class HistoryKind { made, event_recorded, event_voided, changed, extended, redrafted, approval_taken_back, submitted, withdrawn, returned, approved };

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
// Grows with every event, change and step that the history tells: for If-Match.
std::int64_t version_of(const std::vector<HistoryEntry>& history);
// When the terms that hold now were agreed: the last change order, else the signing, else when it was made.
Instant agreed_at(const std::vector<HistoryEntry>& history);
boost::json::array history_json(const std::vector<HistoryEntry>& history);

}  // namespace tandem::contract
