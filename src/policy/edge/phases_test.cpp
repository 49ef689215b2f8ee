#include "policy/edge/phases.h"

#include <doctest/doctest.h>

#include "support/shared.h"

using namespace tandem;
using namespace tandem::policy;
namespace json = boost::json;

namespace {

std::string shipped() { return tandem::testing::read_file("policies/cycle.json"); }
std::string refusal(json::value cycle) {
    const auto parsed = parse_cycle(json::serialize(cycle));
    return parsed ? "accepted" : std::string(parsed.error().code);
}
std::string placed(const char* document, const char* path, json::value value) {
    json::value changed = json::parse(document);
    const auto done = set_figure(changed, path, value);
    return done ? json::serialize(changed) : std::string(done.error().code);
}

}  // namespace

TEST_CASE("R-419: expansion, normal and tight times ship, and normal is in force") {
    const auto cycle = parse_cycle(shipped()).value();
    CHECK(cycle.in_force == "normal");
    REQUIRE(cycle.phases.size() == 3);
    CHECK(cycle.find("expansion"));
    CHECK(cycle.find("tight"));
    CHECK_FALSE(cycle.find("boom"));
}

TEST_CASE("the shipped normal phase is what ships: switching to it changes nothing") {
    const auto cycle = parse_cycle(shipped()).value();
    for (const auto* name : {"credit", "dunning"}) {
        const json::value document = json::parse(tandem::testing::read_file(std::string("policies/") + name + ".json"));
        CHECK(in_phase(document, name, *cycle.find("normal")).value() == document);
        CHECK(in_phase(document, name, *cycle.find("tight")).value() != document);
    }
}

TEST_CASE("a figure is put where its path points: by key, by an element's own code, by its place") {
    CHECK(placed(R"({"a":{"b":1}})", "a.b", 2) == R"({"a":{"b":2}})");
    CHECK(placed(R"({"l":[{"code":"A","n":1},{"code":"B","n":1}]})", "l[B].n", 7) == R"({"l":[{"code":"A","n":1},{"code":"B","n":7}]})");
    CHECK(placed(R"({"l":[1,2]})", "l[1]", 7) == R"({"l":[1,7]})");
    CHECK(placed(R"({"a":"x"})", "a", "y") == R"({"a":"y"})");
}

TEST_CASE("a path to nothing, to a group of figures or past the end is refused") {
    for (const char* path : {"b", "a.c", "a", "", "l[2]", "l[B].n", "l[", "l[0", "a.b.c"}) CHECK(placed(R"({"a":{"b":1},"l":[{"code":"A"},1]})", path, 2) == "policy.figure_unknown");
}

TEST_CASE("every phase sets the same figures, under its own name, and one of them is in force") {
    auto cycle = json::parse(shipped());
    auto& phases = cycle.at("phases").as_array();
    CHECK(refusal(cycle) == "accepted");
    phases[2].at("figures").as_array().pop_back();
    CHECK(refusal(cycle) == "policy.phase_figures");
    phases[2].at("figures").as_array() = phases[1].at("figures").as_array();
    phases[2].at("code") = "normal";
    CHECK(refusal(cycle) == "policy.phase_twice");
    phases[2].at("code") = "tight";
    cycle.at("in_force") = "boom";
    CHECK(refusal(cycle) == "policy.phase_unknown");
    cycle.at("in_force") = "tight";
    phases[0].at("figures").at(0).at("value") = nullptr;
    CHECK(refusal(cycle) == "json.wrong_type");
}
