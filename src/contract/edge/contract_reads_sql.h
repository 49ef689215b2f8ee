// Contracts as lists and pages show them: with what is invoiced and open of every plan line.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "contract/contract.h"
#include "org/reach.h"
#include "platform/sql/connection.h"

namespace tandem::contract {

struct PartyNamed {
    CustomerId id;
    std::string code, name;
};
struct RepNamed {
    EmployeeId id;
    std::string name;
};

struct ContractRow {
    ContractId id;
    std::string number, title;
    PartyNamed customer;
    std::optional<RepNamed> rep;
    std::optional<Date> signed_date;
    Money amount;
    Money open;  // of all its items: of the plan, and of invoices when there is no plan
    std::string status;
    std::optional<Money> net{};  // where stated
};

enum class LineState { undated, not_due, overdue, settled };
std::string_view code_of(LineState state);  // "not_due"
// A line without an item is undated; otherwise what is open of the item decides, then its due date.
LineState state_of_line(std::optional<Date> due, Money open, Date today);

struct PlanRow {
    StoredLine line;
    std::optional<Date> due_date;
    Money invoiced, open;  // of an undated line: nothing invoiced, all of it open
};
struct EventRow {
    std::int64_t id;
    BaseEvent kind;
    Date date;
    Instant recorded_at;
};
struct ContractPage {
    ContractRow row;
    std::optional<PaymentTerms> terms;  // one part a plan row, in their order
    PaymentMethods payment_methods;     // none: not stated
    std::optional<Rate> late_interest_daily, penalty;
    std::optional<int> penalty_after_days;
    std::optional<Venue> dispute;
    std::vector<PlanRow> plan;
    std::vector<EventRow> events;
};

struct ContractFilter {
    std::string search, status, sort;  // sort: number, title, customer, signed_date, amount_minor, open_minor, status; '-' for descending
    std::optional<CustomerId> customer;
};
struct ContractTotal {
    Currency currency;
    std::int64_t count;
    Money amount, open;
};
struct ContractList {
    std::vector<ContractRow> rows;
    std::vector<ContractTotal> totals;  // over the whole filter
    bool more = false;
};

// Of the customers within reach.
Result<ContractList> list_contracts(sql::Connection& connection, CompanyId company, const org::Reach& reach, const ContractFilter& filter, std::int64_t offset, std::int64_t limit);
std::optional<ContractPage> find_contract(sql::Connection& connection, CompanyId company, const org::Reach& reach, ContractId id);

}  // namespace tandem::contract
