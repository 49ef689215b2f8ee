#include "party/merge.h"

#include <doctest/doctest.h>

using namespace tandem;
using namespace tandem::party;

namespace {

Customer customer(std::int64_t id, const char* code, const char* tax_number = "") {
    Customer one;
    one.id = CustomerId{id};
    one.code = code;
    one.tax_number = tax_number;
    return one;
}

}  // namespace

TEST_CASE("a duplicate is merged into another live customer of the same legal entity") {
    CHECK(check_merge(customer(1, "B"), customer(2, "A")));
    CHECK(check_merge(customer(1, "B", "91310000MA1"), customer(2, "A")));
    CHECK(check_merge(customer(1, "B", "91310000MA1"), customer(2, "A", "91310000MA1")));
    CHECK(check_merge(customer(1, "B", "91310000MA1"), customer(2, "A", "91310000MA2")).error().code == "party.merge_tax_numbers");
    CHECK(check_merge(customer(1, "B"), customer(1, "B")).error().code == "party.merge_into_self");
    auto merged = customer(3, "C");
    merged.merged_into = CustomerId{2};
    CHECK(check_merge(merged, customer(2, "A")).error().code == "party.merged_already");
    CHECK(check_merge(customer(1, "B"), merged).error().code == "party.merge_into_merged");
}
