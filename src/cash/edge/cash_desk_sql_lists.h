// Receipts as people look at them: filtered lists with totals, one receipt with its allocations, and what
// the suggestions start from.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "cash/cash_desk_suggestion.h"
#include "cash/facts.h"
#include "org/reach.h"
#include "platform/sql/connection.h"

namespace tandem::cash {

struct ReceiptRow {
    ReceiptId id;
    std::string number;
    CustomerId customer;
    std::string customer_code, customer_name;
    Method method;
    Date value_date;
    std::optional<Date> maturity, counts, cleared, dishonoured, reversed;
    Money amount, unapplied;
    std::string reference;
};

struct AllocationRow {
    SettlementId id;
    OpenItemId item;
    std::string item_number;
    SettlementKind kind;  // receipt, or tolerance: the small difference closed with it
    Money amount;
    Date effective;
    std::optional<Date> reversed;
    std::string reason;
};

struct ReceiptFilter {
    bool unapplied_only = false;
    std::string search;  // part of a number, of the reference, of the customer's code, name or sort key
    std::optional<CustomerId> customer;
    std::optional<Method> method;
    std::optional<Currency> currency;
    std::optional<Date> from, to;  // value date
    std::string sort;              // value_date number amount_minor open_minor customer; "-" for descending
};
struct ReceiptTotal {
    Currency currency;
    Method method;
    std::int64_t count = 0;
    Money amount, unapplied;
    Money standing;  // amount of those not reversed
};
struct ReceiptPage {
    std::vector<ReceiptRow> rows;
    bool more = false;
    std::vector<ReceiptTotal> totals;  // over every row of the filter, by currency and method
};
// Of the customers within reach, in one snapshot. Refuses http.bad_parameter for an unknown sort column.
Result<ReceiptPage> list_receipts(sql::Connection& connection, CompanyId company, const org::Reach& reach, const ReceiptFilter& filter, std::int64_t offset, std::int64_t limit);

// Nothing also when its customer is out of reach.
std::optional<ReceiptRow> find_receipt(sql::Connection& connection, CompanyId company, const org::Reach& reach, ReceiptId receipt);
std::vector<AllocationRow> allocations_of(sql::Connection& connection, CompanyId company, ReceiptId receipt, Currency currency);

// What the customer has open in that currency.
struct OpenClaimRow {
    OpenClaim open;
    std::string number;
};
std::vector<OpenClaimRow> open_claims(sql::Connection& connection, CompanyId company, CustomerId customer, Currency currency);

}  // namespace tandem::cash
