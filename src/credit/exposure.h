// Exposure (信用敞口): what a customer owes or is about to owe. Every amount stands in exactly one component on its way from
// contract or order through delivery to the open item; gross of tax, in the company's currency at the rates of the day.
#pragma once
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/date.h"
#include "core/id.h"
#include "core/money.h"
#include "credit/control.h"
#include "org/exchange.h"

namespace tandem::credit {

// An order under no signed contract; amounts in its currency. `prepaid`: paid before it is delivered. `contract`: the one it
// is placed under that is not signed yet; 0: none.
struct OrderRow {
    CustomerId customer;
    OrderId id;
    std::string number;
    Currency currency;
    std::int64_t ordered = 0, delivered = 0, invoiced = 0, prepaid = 0;
    std::optional<Date> ships;
    ContractId contract{};
};

// A signed contract whose plan has lines without a date yet. Its orders and deliveries are not counted again.
struct ContractRow {
    CustomerId customer;
    ContractId id;
    std::string number;
    Currency currency;
    std::int64_t undated = 0, delivered = 0, dated = 0;
};

// A document that waits for agreement: an order on hold whose release was asked, a contract in review. What was ordered under
// a contract in review counts as orders, and the contract with the rest of its amount.
struct PendingRow {
    CustomerId customer;
    std::string kind;  // "order", "contract"
    std::int64_t id = 0;
    std::string number;
    Currency currency;
    std::int64_t amount = 0;
    ContractId contract{};  // of an order, as above
};

// The claims of one customer in one currency. `notes`: bills and cheques taken in payment and not honoured yet.
struct ClaimsRow {
    CustomerId customer;
    Currency currency;
    std::int64_t open = 0, overdue = 0, notes = 0, unapplied = 0, credit_notes = 0;
    std::optional<Date> oldest_due;  // of what is overdue
};

struct ExposureRows {
    std::vector<OrderRow> orders;
    std::vector<ContractRow> contracts;
    std::vector<PendingRow> pending;
    std::vector<ClaimsRow> claims;
};

// What stands behind a figure. `kind`: "items", "notes", "order", "contract".
struct ExposureLine {
    Component component;
    std::string kind;
    std::int64_t id;
    std::string number;
    Money amount;
    std::int64_t base_minor;
};

// Minor units of the company's currency.
struct Exposure {
    std::array<std::int64_t, component_count> parts{};  // by Component; 0 for one that is not counted
    std::int64_t unapplied = 0, credit_notes = 0;       // subtracted
    std::int64_t cash = 0;                              // unapplied, whether or not it is subtracted
    std::int64_t prepaid_cash = 0;                      // of it: kept for prepaid orders, subtracts nothing
    std::int64_t prepaid_out = 0;                       // prepaid goods that went out and are not invoiced
    std::int64_t open = 0, overdue = 0;                 // open items alone
    int overdue_days = 0;                               // of the oldest
    std::vector<std::string> missing_rates;             // currencies that could not be counted: the figure is too low
    std::vector<ExposureLine> lines;
    std::int64_t part(Component component) const { return parts[static_cast<std::size_t>(component)]; }
    std::int64_t total() const;  // never below 0
    // Another document in the place of one: the figures, not the lines.
    Exposure replacing(const Exposure& before, const Exposure& after) const;
};

struct Conversion {
    const org::ExchangeRates& rates;
    Currency base;
    Date today;
    // An amount of `currency` at this rate, half-up once.
    std::int64_t at(Rate rate, std::int64_t minor, Currency currency) const;
};

// By customer: nobody's credit lowers another one's debt. Customers without rows are absent.
std::map<CustomerId, Exposure> compute_exposures(const ExposureRows& rows, const ExposureSettings& settings, const Conversion& conversion);

// Something the audit trail says was written: "receipt" and its id.
struct WrittenObject {
    std::string kind;
    std::int64_t id = 0;
};

// Answered by the capability that holds the documents (receivable).
class ExposureQuestion {
public:
    virtual ~ExposureQuestion() = default;
    // What counts on the day for these customers, or for everybody.
    virtual ExposureRows rows(std::optional<std::span<const CustomerId>> customers) = 0;
    // The customers whose exposure may be another one since these were written, in order; nothing: anybody's.
    virtual std::optional<std::vector<CustomerId>> touched_by(std::span<const WrittenObject> objects) = 0;
};

// who makes up how much of all receivables. Hundredths of a percent, half-up.
struct ConcentrationFigures {
    struct Share { CustomerId customer; std::int64_t open; std::int64_t share_x100; };
    std::vector<Share> largest;  // the ten largest, largest first
    std::int64_t total = 0, ten_share_x100 = 0;
};
ConcentrationFigures compute_concentration(const std::map<CustomerId, Exposure>& exposures);

}  // namespace tandem::credit
