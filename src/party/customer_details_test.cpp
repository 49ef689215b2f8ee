#include "party/customer_details.h"

#include <doctest/doctest.h>

using namespace tandem;
using namespace tandem::party;

namespace {
CustomerDetails known() {
    CustomerDetails details;
    details.name = "华东机械";
    details.country = "CN";
    details.since = *parse_date("2024-05-01");
    details.attributes = {{"address", "Pudong"}, {"region", "east"}};
    return details;
}
}  // namespace

TEST_CASE("a statement changes what it states and keeps the rest") {
    CustomerDetails stated;
    stated.name = "华东机械有限公司";
    stated.attributes = {{"address", "Minhang"}, {"region", ""}};
    const auto after = updated(known(), stated);
    CHECK(after.name == "华东机械有限公司");
    CHECK(after.country == "CN");
    CHECK(after.since == parse_date("2024-05-01").value());
    CHECK(after.attributes == std::map<std::string, std::string>{{"address", "Minhang"}, {"region", "east"}});
}

TEST_CASE("stating what is known changes nothing") {
    CHECK(updated(known(), known()) == known());
    CHECK(updated(known(), CustomerDetails{}) == known());
}
