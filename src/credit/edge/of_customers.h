// Whose rows a statement reads: of all customers, or of some that are named.
#pragma once
#include <span>
#include <string>

#include "core/id.h"
#include "platform/sql/connection.h"

namespace tandem::credit {

class OfCustomers {
public:
    OfCustomers() = default;  // all
    OfCustomers(CustomerId one) : OfCustomers(std::span{&one, 1}) {}
    explicit OfCustomers(std::span<const CustomerId> some) : ids_(sql::integer_list(values(some))) {}
    bool all() const { return ids_.empty(); }
    const std::string& ids() const { return ids_; }  // for {ints:$n}; empty for all

private:
    static std::vector<std::int64_t> values(std::span<const CustomerId> some) {
        std::vector<std::int64_t> ids;
        ids.reserve(some.size());
        for (const CustomerId each : some) ids.push_back(each.value);
        return ids;
    }
    std::string ids_;
};

}  // namespace tandem::credit
