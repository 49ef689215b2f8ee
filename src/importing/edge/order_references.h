// The sales orders that rows of other kinds name, by their number where it is one order's alone, else by the
// id of their own system. Looked up for a whole chunk at once.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/id.h"
#include "core/result.h"
#include "platform/sql/connection.h"

namespace tandem::importing {

struct OrderFound {
    OrderId id;
    CustomerId customer;
    std::optional<ContractId> contract;
};

class OrderReferences {
public:
    OrderReferences(sql::Connection& connection, CompanyId company) : connection_(connection), company_(company) {}
    void want(std::string_view name) { if (!name.empty()) wanted_.emplace(name); }
    void load();  // of a new chunk: forgets the one before
    // importing.unknown_order, importing.ambiguous_reference {count}.
    Result<OrderFound> named(std::string_view name) const;
    // The contracts of all orders found.
    std::vector<ContractId> contracts() const;

private:
    using ByName = std::unordered_map<std::string, std::vector<OrderFound>>;
    sql::Connection& connection_;
    CompanyId company_;
    std::unordered_set<std::string> wanted_;
    ByName by_number_, by_external_id_;
};

}  // namespace tandem::importing
