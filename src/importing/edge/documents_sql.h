// The documents that rows name: open items by their own or their invoice's number, receipts and credit
// notes by number; each also by the id of its own system. Looked up and locked for a whole chunk at once,
// with what is left of them, which the rows of the chunk use up one after the other.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "core/date.h"
#include "core/id.h"
#include "core/money.h"
#include "platform/sql/connection.h"

namespace tandem::importing {

struct ItemFound {
    OpenItemId id;
    std::string number;
    CustomerId customer;
    Date item_date, due_date;
    Money open;
    Rate rate;
};

class NamedItems {
public:
    NamedItems(sql::Connection& connection, CompanyId company) : connection_(connection), company_(company) {}
    void want(std::string_view name) { if (!name.empty()) wanted_.emplace(name); }
    void load();
    // All items the name fits, the earliest due first.
    std::vector<ItemFound*> named(std::string_view name);
    void lower(ItemFound& item, Money amount);
    void flush();  // writes what was lowered; forgets everything

private:
    void load_names();
    void load_items();
    sql::Connection& connection_;
    CompanyId company_;
    std::unordered_set<std::string> wanted_;
    std::unordered_map<std::string, std::unordered_set<std::int64_t>> names_;
    std::unordered_map<std::int64_t, ItemFound> items_;
    std::vector<std::pair<std::int64_t, std::int64_t>> lowered_;
};

// A receipt or a credit note: what an item can be settled with.
struct CreditFound {
    std::int64_t id;
    std::string number;
    CustomerId customer;
    Date date;   // value date, note date
    Money left;  // nothing is left of a reversed receipt
};
enum class CreditKind { receipt, credit_note };

class NamedCredits {
public:
    NamedCredits(sql::Connection& connection, CompanyId company, CreditKind kind) : connection_(connection), company_(company), kind_(kind) {}
    void want(std::string_view name) { if (!name.empty()) wanted_.emplace(name); }
    void load();
    std::vector<CreditFound*> named(std::string_view name);
    void lower(CreditFound& credit, Money amount);
    void flush();

private:
    sql::Connection& connection_;
    CompanyId company_;
    CreditKind kind_;
    std::unordered_set<std::string> wanted_;
    std::unordered_map<std::string, std::unordered_set<std::int64_t>> names_;
    std::unordered_map<std::int64_t, CreditFound> credits_;
    std::vector<std::pair<std::int64_t, std::int64_t>> lowered_;
};

}  // namespace tandem::importing
