#include "policy/edge/policy_changes.h"

#include <doctest/doctest.h>

#include <boost/json.hpp>

namespace tandem::policy {
namespace {

std::vector<PolicyChange> between(const char* before, const char* after) { return policy_changes(boost::json::parse(before), boost::json::parse(after)); }

TEST_CASE("a changed figure is named by where it stands, with the old and the new") {
    CHECK(between(R"({"penalty":{"percent":"5","days":30}})", R"({"penalty":{"percent":"8","days":30}})") == std::vector<PolicyChange>{{"penalty.percent", "5", "8"}});
    CHECK(between(R"({"aging":[7,15,30]})", R"({"aging":[7,15,45]})") == std::vector<PolicyChange>{{"aging", "7, 15, 30", "7, 15, 45"}});
    CHECK(between(R"({"on":true})", R"({"on":false})") == std::vector<PolicyChange>{{"on", "true", "false"}});
}

TEST_CASE("the head says nothing about the figures") {
    CHECK(between(R"({"version":1,"effective_from":"1900-01-01","approver":"shipped","$schema":"a","days":3})", R"({"version":2,"effective_from":"2026-12-01","approver":"li","days":3})").empty());
}

TEST_CASE("an element put in front does not make all the others look changed, when they have codes") {
    const auto changes = between(R"({"stages":[{"code":"remind","from":1},{"code":"legal","from":31}]})", R"({"stages":[{"code":"call","from":1},{"code":"remind","from":4},{"code":"legal","from":31}]})");
    CHECK(changes == std::vector<PolicyChange>{{"stages[remind].from", "1", "4"}, {"stages[call].code", {}, "call"}, {"stages[call].from", {}, "1"}});
}

TEST_CASE("the terms of a preset go by its name and by the grade, not by their place") {
    const auto changes = between(R"({"presets":[{"name":"longer","days":[{"grade":"A","none":30},{"grade":"B","none":0}]}]})", R"({"presets":[{"name":"longer","days":[{"grade":"A","none":30},{"grade":"B","none":15}]}]})");
    CHECK(changes == std::vector<PolicyChange>{{"presets[longer].days[B].none", "0", "15"}});
}

TEST_CASE("elements without codes of their own, or with one twice, go by their place") {
    const auto changes = between(R"({"chains":[{"role":"a","x":1},{"role":"a","x":2}]})", R"({"chains":[{"role":"a","x":1}]})");
    CHECK(changes == std::vector<PolicyChange>{{"chains[1].role", "a", {}}, {"chains[1].x", "2", {}}});
}

TEST_CASE("what was a figure and becomes a list of parts shows both") {
    CHECK(between(R"({"a":1})", R"({"a":{"b":2}})") == std::vector<PolicyChange>{{"a", "1", {}}, {"a.b", {}, "2"}});
    CHECK(between(R"({"a":[]})", R"({"a":[{"b":2}]})") == std::vector<PolicyChange>{{"a[0].b", {}, "2"}});
}

}  // namespace
}  // namespace tandem::policy
