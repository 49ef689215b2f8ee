#include "org/reach.h"

namespace tandem::org {
namespace {

void take_apart(const std::vector<Reach::Row>& rows, std::vector<std::uint32_t>& places, std::vector<std::int64_t>& ids) {
    for (const Reach::Row& row : rows) {
        places.push_back(row.place);
        ids.push_back(row.id);
    }
    std::ranges::sort(ids);
}

}  // namespace

Reach Reach::whole_company() {
    Reach reach;
    reach.whole_ = true;
    return reach;
}

Reach::Reach(const std::vector<Row>& customers, const std::vector<Row>& employees) {
    take_apart(customers, customer_places_, customer_ids_);
    take_apart(employees, employee_places_, employee_ids_);
    if (!customer_places_.empty()) seen_.resize(customer_places_.back() + std::size_t{1});
    for (const std::uint32_t place : customer_places_) seen_[place] = true;
}

}  // namespace tandem::org
