// Contract (合同): what was agreed, the lines of its collection plan, and the events that date them.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "contract/collection_plan.h"
#include "contract/payment_terms.h"
#include "core/id.h"
#include "core/payment_method.h"

namespace tandem::contract {

// returned: a draft that risk control sent back. signed_off: the day of signing is on record. The way there: gate.h.
enum class Status { draft, returned, in_review, approved, signed_off };
std::string_view code_of(Status status);  // "draft", "in_review", "signed"
std::optional<Status> status_named(std::string_view code);

// Where a dispute is heard. "Our seat" and not "party A's": either side may be party A.
enum class Venue { our_seat, customer_seat, place_of_performance, arbitration };
std::string_view name_of(Venue venue);  // "our_seat"
std::optional<Venue> venue_named(std::string_view name);

// Where a contract came from; unique per company.
struct Source {
    std::string system;
    std::string external_id;
    std::optional<BatchId> batch;
};

struct Contract {
    ContractId id;
    std::string number, title;
    CustomerId customer;
    std::optional<EmployeeId> rep;
    Money amount;                              // gross, in the contract's currency
    std::optional<Money> net{};                // without tax, where stated; of the amount above
    std::optional<PaymentTerms> terms;         // one part a live plan line, in their order; none: no plan
    PaymentMethods payment_methods{};          // the ways to pay agreed, R-150; none: not stated
    std::optional<Date> signed_date;
    std::optional<Rate> late_interest_daily;   // 0.0005 is 0.05 % a day; empty: the policy's
    std::optional<Rate> penalty;               // of the contract's amount; empty: the policy's
    std::optional<int> penalty_after_days{};   // due once when a payment is later than this
    std::optional<Venue> dispute{};
    Source source;
    Status before_signing = Status::draft;     // where it stands, or stood when it was signed; never signed_off
    Status status() const { return signed_date ? Status::signed_off : before_signing; }
};

// A line of the plan as the book holds it. It is dated as soon as it has an open item.
struct StoredLine {
    PlanLineId id;
    int line_no{};  // never used twice within a contract
    std::string label;
    BaseEvent base{};
    Money amount;
    std::optional<Date> expected_date;  // when it will fall due if all goes as expected; forecasts only
    std::optional<OpenItemId> item;
    bool dated() const { return item.has_value(); }
};

struct RecordedEvent {
    std::int64_t id{};
    BaseEvent kind{};
    Date date;
};

// Everything the rules need to know about one contract. `lines` are the live ones by line number.
struct ContractState {
    Contract contract;
    std::vector<StoredLine> lines;
    std::vector<RecordedEvent> events;  // the live ones
    int last_line_no = 0;               // of all lines there ever were

    const RecordedEvent* event(BaseEvent kind) const;
    Money dated() const;  // the sum of the lines that are open items
};

// The plan is whole: its live lines sum to the contract's amount (I5), one line a part of the terms.
bool plan_is_whole(const ContractState& state);

}  // namespace tandem::contract
