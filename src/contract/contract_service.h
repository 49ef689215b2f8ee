// The commands on contracts. All run inside the caller's transaction: a refusal means that nothing of the
// command may be kept. Every command ends with a whole plan (I5) or does not end.
#pragma once
#include "audit/trail.h"
#include "contract/contract_store.h"
#include "contract/planning.h"
#include "core/id_source.h"

namespace tandem::contract {

struct ContractDraft {
    std::string number;  // empty: the next one of the series
    std::string title;
    CustomerId customer;
    std::optional<EmployeeId> rep;
    Money amount;
    std::optional<Money> net{};         // within the amount, in its currency
    std::optional<PaymentTerms> terms;  // made for this amount; none: invoices make their own items
    std::optional<Date> signed_date;
    ContractEvents expected;            // when what has not happened is expected, for forecasts
    std::vector<std::optional<Date>> expected_due{};  // by line of the plan, in place of `expected`, where a file says when each falls due
    std::optional<Rate> late_interest_daily, penalty;
    std::optional<int> penalty_after_days{};
    std::optional<Venue> dispute{};
    std::optional<PaymentMethods> payment_methods{};  // none: not stated
    std::optional<Source> source;       // empty: entered by hand. A file's importer has checked the numbers, all at once
};

enum class Recording { recorded, unchanged };

class ContractService {
public:
    ContractService(ContractStore& store, PlanItems& items, audit::Trail& trail, IdSource& ids, DueDateRoll roll = {})
        : store_(store), items_(items), trail_(trail), ids_(ids), roll_(roll) {}

    // Makes the contract and its plan; a signing date signs it and dates what waits for signing.
    // contract.number_taken, contract.expected_due, contract.breach_rate, contract.net_above_amount {net, amount}, as compute_plan, org.rate_missing.
    Result<ContractState> make(const ContractDraft& draft);

    // The draft written anew: amount, parts, clauses, representative, and the customer where one is stated; number and source stay. What was approved or
    // sent back is a draft again. Refuses as check_editable (gate.h) and make().
    Result<void> redraft(ContractState& state, const ContractDraft& draft);

    // The event happened: every line that waited for it becomes an open item. The same day again changes
    // nothing. contract.event_recorded, org.rate_missing, as decide_dated_lines.
    Result<Recording> record_event(ContractState& state, BaseEvent event, Date date, std::optional<BatchId> batch = {});

    // The event did not happen: its items are taken back and the lines wait again.
    // contract.reason_required, contract.event_missing {event}, contract.event_settled {event},
    // contract.event_invoiced {event}.
    Result<void> void_event(ContractState& state, BaseEvent event, std::string_view reason);

    // Refuses as decide_change, and contract.reason_required.
    Result<void> change(ContractState& state, const ChangeOrder& order, std::string_view reason);

private:
    Result<Contract> contract_of(const ContractDraft& draft);
    void open_items(ContractState& state, const std::vector<DatedLine>& dated);
    void note(ContractId contract, std::string_view topic, std::string_view detail = {});

    ContractStore& store_;
    PlanItems& items_;
    audit::Trail& trail_;
    IdSource& ids_;
    DueDateRoll roll_;
};

}  // namespace tandem::contract
