// The story of three years: what was sold, delivered, invoiced and paid, on which day and for how much.
// Made in memory from a seed and a day, before anything is written; nothing in it is dated after that day.
//
// Entries refer to each other by their place in the lists. `recorded` is the day the fact enters the book.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/demo/business_year.h"
#include "app/demo/company.h"
#include "cash/facts.h"
#include "contract/collection_plan.h"
#include "core/money.h"
#include "org/exchange.h"

namespace tandem::app::demo {

struct Event { contract::BaseEvent kind; Date date, recorded; };
struct Deal {
    std::string number, title;
    Index customer = 0, rep = 0;
    Money amount{0, {}};
    int tax_percent = 13;
    const contract::PaymentTerms* terms = nullptr;
    std::optional<Date> signed_on;
    contract::ContractEvents expected;  // of what has not happened
    std::vector<Event> events;          // after signing, in their order
    bool invoices_first_part_late = false;  // with the delivery
};

// A delivery, and the order it fulfils.
struct Shipment {
    std::string order_number, number;
    Index customer = 0, rep = 0;
    std::optional<Index> deal;
    Date ordered;
    std::optional<Date> delivered, accepted;
    Money amount{0, {}};
};

struct Bill {  // an invoice
    std::string number;
    Index customer = 0, rep = 0;
    std::optional<Index> deal, shipment;  // a shipment of a small order
    Date date, due;
    Money net{0, {}}, tax{0, {}}, gross{0, {}};
    bool disputed = false;
};

struct Item {
    cash::Method usual_method = cash::Method::bank_transfer;
    receivable::Origin origin{};
    std::string number;  // of an opening item
    Index customer = 0;
    std::optional<Index> deal, bill;
    std::size_t line = 0;   // of the deal's plan
    std::optional<contract::BaseEvent> base;
    Date date, due, recorded;
    Money amount{0, {}}, open{0, {}};
    bool retention = false, disputed = false;
    std::optional<Date> discount_until;
};

struct Credit {
    std::string number, reason;
    Index customer = 0, bill = 0;
    Date date;
    Money net{0, {}}, tax{0, {}}, gross{0, {}}, open{0, {}};
};

struct Receipt {
    std::string number, reference;
    Index customer = 0;
    cash::Method method = cash::Method::bank_transfer;
    Date value, recorded;
    std::optional<Date> maturity, cleared, bounced;
    Money amount{0, {}}, unapplied{0, {}}, charges{0, {}};
};

struct Settlement {
    Index item = 0;
    cash::SettlementKind kind = cash::SettlementKind::receipt;
    Index source = 0;  // the receipt or credit note
    Money amount{0, {}};
    Date effective, recorded;
    std::string reason{};
    std::optional<Date> reversed_on{};
    std::string reversal_reason{};
};

struct Said { Index item = 0; Date by; Money open{0, {}}; };  // all that is open that day will be paid
struct Call { Index customer = 0; Date date; std::string text; std::optional<Said> promise{}; };

struct Story {
    Date first_day, today;
    BusinessYear year;
    People people;
    CustomerBase base;
    std::vector<std::pair<Date, Rate>> dollar_rates;  // yuan for one
    org::ExchangeRates rates;
    std::vector<Deal> deals;
    std::vector<Shipment> shipments;
    std::vector<Bill> bills;
    std::vector<Item> items;
    std::vector<Credit> credits;
    std::vector<Receipt> receipts;
    std::vector<Settlement> settlements;
    std::vector<Call> calls;
};

Story make_story(std::uint64_t seed, Date today);

// The chapters, in this order.
void sell(Story& story, Random dice);       // contracts, orders, deliveries, invoices: what is owed
void collect(Story& story, Random dice);    // credit notes, receipts, allocations, write-offs
void telephone(Story& story, Random dice);  // notes of calls with customers who are late

Money part_of(Money amount, std::int64_t per_mille);  // rounded down
struct NetAndTax { Money net, tax; };
NetAndTax without_tax(Money gross, int tax_percent);

}  // namespace tandem::app::demo
