// Reach: the customers and colleagues that one user may see. The one predicate of data scopes (trust D2): whatever
// hangs on a customer (documents, notes, tasks, figures) is seen exactly when the customer is.
//
// Every function that reads for a user takes a Reach; what is outside of it answers as if it did not exist.
#pragma once
#include <algorithm>
#include <cstdint>
#include <span>
#include <variant>
#include <vector>

#include "core/id.h"

namespace tandem::org {

struct WholeCompany {};
struct Nobody {};
// Whose customers: those of one employee, of a team, of a region; or all, also those whom nobody owns.
using Whose = std::variant<Nobody, EmployeeId, TeamId, RegionId, WholeCompany>;

class Reach {
public:
    // A row of the register that the places count, with its id.
    struct Row { std::uint32_t place; std::int64_t id; };

    Reach() = default;  // nothing at all
    static Reach whole_company();
    // Places ascending.
    Reach(const std::vector<Row>& customers, const std::vector<Row>& employees);

    bool is_whole() const { return whole_; }
    bool sees(CustomerId customer) const { return whole_ || std::ranges::binary_search(customer_ids_, customer.value); }
    bool sees(EmployeeId employee) const { return whole_ || std::ranges::binary_search(employee_ids_, employee.value); }
    // By the place in the book from which this was computed; a fact without a customer belongs to the whole company alone.
    bool sees_customer_at(std::uint32_t place) const { return whole_ || (place < seen_.size() && seen_[place]); }
    bool sees_employee_at(std::uint32_t place) const { return whole_ || std::ranges::binary_search(employee_places_, place); }

    // For lists: `customer_id IN {ints:$n}`. Empty for the whole company, where no list is needed.
    std::span<const std::int64_t> customers() const { return customer_ids_; }
    std::span<const std::int64_t> employees() const { return employee_ids_; }
    std::span<const std::uint32_t> customer_places() const { return customer_places_; }

private:
    bool whole_ = false;
    std::vector<bool> seen_;  // by place
    std::vector<std::uint32_t> customer_places_, employee_places_;
    std::vector<std::int64_t> customer_ids_, employee_ids_;  // ascending
};

}  // namespace tandem::org
