// The columnar book: every open item, settlement, receipt, invoice and credit note of one company, in
// memory, as columns. All figures are derived from it, as of any date and as known at any instant.
//
// Loaded from SQL in bulk and kept current row by row (edge/book_loader.h). Facts are only appended or
// voided. Rows of one kind name rows of another by their place, never by pointer.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "cash/facts.h"
#include "core/date.h"
#include "core/id.h"
#include "core/money.h"
#include "receivable/facts.h"

namespace tandem::insight {

using Place = std::uint32_t;
inline constexpr Place nowhere = 0xffffffffu;

// Texts of a column, one after the other in one buffer.
class TextColumn {
public:
    Place add(std::string_view text);
    std::string_view at(Place place) const { return {buffer_.data() + begins_[place], begins_[place + 1] - begins_[place]}; }
    std::size_t size() const { return begins_.size() - 1; }

private:
    std::string buffer_;
    std::vector<std::uint32_t> begins_{0};
};

struct Customer {
    std::int64_t id;
    std::string code, name, name_key, country;
    Place group = nowhere, rep = nowhere;  // rep: who owns the customer now
    std::int32_t since = INT32_MIN;  // day number, when stated
    std::int64_t merged_into = 0;    // the customer that speaks for this one now, by id
};
// Employees, teams, regions and customer groups: what figures are grouped by.
struct Named {
    std::int64_t id;
    std::string code, name;
    Place parent = nowhere;  // the team of an employee, the region of a team
};

// A few names by id, with their places.
template <class Entry>
class Register {
public:
    Place add(Entry entry) {
        const auto [found, fresh] = places_.try_emplace(entry.id, static_cast<Place>(entries_.size()));
        if (fresh) entries_.push_back(std::move(entry));
        else entries_[found->second] = std::move(entry);
        return found->second;
    }
    Place find(std::int64_t id) const {
        const auto found = places_.find(id);
        return found == places_.end() ? nowhere : found->second;
    }
    const Entry& operator[](Place place) const { return entries_[place]; }
    Entry& change(Place place) { return entries_[place]; }
    std::size_t size() const { return entries_.size(); }
    const std::vector<Entry>& all() const { return entries_; }

private:
    std::vector<Entry> entries_;
    std::unordered_map<std::int64_t, Place> places_;
};

// When a fact entered the book and, if it was a mistake, when it was voided.
struct Recorded {
    std::int64_t at;
    std::int64_t voided_at = INT64_MAX;
};

// The rows of one kind that belong to each customer, as chains of places.
class CustomerChains {
public:
    void add(Place customer, Place row);  // rows in their order
    std::vector<Place> of(Place customer) const;  // ascending

private:
    std::vector<Place> last_, previous_;  // by customer, by row
};

// The columns that facts of every kind share.
class FactColumns {
public:
    std::vector<std::int64_t> id;
    std::vector<Recorded> recorded;
    std::vector<std::int32_t> date;  // day number: item_date, effective_date, value_date, invoice_date, note_date
    std::vector<std::int64_t> amount;
    std::size_t size() const { return id.size(); }
    bool visible(std::size_t row, std::int32_t as_of, std::int64_t known_at) const {
        return date[row] <= as_of && recorded[row].at <= known_at && recorded[row].voided_at > known_at;
    }
    // Ids are time-ordered, so rows mostly arrive in their order; stragglers are remembered apart.
    Place find(std::int64_t id) const;

protected:
    Place append(std::int64_t id, Recorded recorded, std::int32_t date, std::int64_t amount);

private:
    std::size_t ascending_ = 0;
    std::unordered_map<std::int64_t, Place> stragglers_;
};

struct Items : FactColumns {  // date: item_date
    using FactColumns::append;
    std::vector<std::int32_t> due;
    std::vector<Place> customer, rep, team, region;
    std::vector<std::uint8_t> currency;  // place in Book::currencies
    std::vector<std::uint8_t> flags;     // ItemFlag
    std::vector<std::int64_t> contract, invoice;
    TextColumn number;
    CustomerChains by_customer;
    std::vector<Place> last_settlement;  // head of the item's chain in Settlements::previous
};
enum ItemFlag : std::uint8_t { item_disputed = 1, item_plan = 2, item_opening = 4 };

struct Settlements : FactColumns {  // date: effective_date; a reversal's amount is negative
    using FactColumns::append;
    std::vector<Place> item;
    std::vector<Place> previous;     // of the same item
    std::vector<std::uint8_t> kind;  // cash::SettlementKind
    std::vector<std::int32_t> counts;  // when cash counts as collected; INT32_MAX: not yet
    std::vector<Place> source;         // the receipt or credit note, by kind
};

struct Refunds : FactColumns {  // date: effective_date; a reversal's amount is negative
    using FactColumns::append;
    std::vector<std::uint8_t> kind;  // cash::SettlementKind of what was paid out: receipt or credit note
    std::vector<Place> source;
};

struct Receipts : FactColumns {  // date: value_date
    using FactColumns::append;
    std::vector<Place> customer;
    std::vector<std::uint8_t> currency, method;
    std::vector<std::int32_t> reversed;  // INT32_MAX: not
    TextColumn number;
    CustomerChains by_customer;
};

struct Invoices : FactColumns {  // date: invoice_date; amount: gross
    using FactColumns::append;
    std::vector<Place> customer, rep;
    std::vector<std::uint8_t> currency;
    TextColumn number;
    CustomerChains by_customer;
};

struct CreditNotes : FactColumns {  // date: note_date; amount: gross, positive
    using FactColumns::append;
    std::vector<Place> customer;
    std::vector<std::uint8_t> currency;
    TextColumn number;
    CustomerChains by_customer;
};

// Plan lines whose event has not happened: counted in forecasts, never overdue.
struct UndatedLine {
    std::int64_t id, contract;
    Place customer, rep;
    std::uint8_t currency;
    std::int32_t expected;  // day number; INT32_MAX: no date stated
    std::int64_t amount;
};

struct Book {
    CompanyId company{};
    Currency base{};
    std::vector<Currency> currencies;
    Register<Customer> customers;
    Register<Named> employees, teams, regions, groups;
    Items items;
    Settlements settlements;
    Receipts receipts;
    Invoices invoices;
    CreditNotes credit_notes;
    Refunds refunds;
    std::vector<UndatedLine> undated;
    struct ContractTerms { std::string number; std::int64_t amount; std::int64_t late_interest_e10; std::int64_t penalty_e10; };  // -1: the policy's
    std::unordered_map<std::int64_t, ContractTerms> contracts;

    struct InvoiceLink { Place item; std::int64_t amount; };
    std::unordered_map<std::int64_t, std::vector<InvoiceLink>> invoice_links;  // by invoice: the plan items it bills

    std::uint8_t currency_place(Currency currency);
    std::size_t item_bytes() const;  // what the item columns take
};

}  // namespace tandem::insight
