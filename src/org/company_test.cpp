#include "org/company.h"

#include <doctest/doctest.h>

namespace tandem::org {
namespace {

Company sample() { return {CompanyId{1}, "acme", "Acme", currency("CNY"), "Asia/Shanghai", "cn-mainland"}; }

TEST_CASE("a company has a code that fits a cookie's name, and a name") {
    CHECK(make_company(sample()));
    for (const char* code : {"", "a b", "a;b", "a=b", "公司", "a\r\nb"}) {
        Company bad = sample();
        bad.code = code;
        CHECK(make_company(bad).error().code == "org.company_code");
    }
    Company unnamed = sample();
    unnamed.name = "";
    CHECK(make_company(unnamed).error().code == "org.company_name");
}

}  // namespace
}  // namespace tandem::org
