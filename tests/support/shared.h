// The acceptance vectors and files that stand beside a developer's checkout, when they do.
#pragma once
#include <boost/json.hpp>
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>

namespace tandem::testing {

// The folder with vectors/ and data/, or nothing when the checkout stands alone. TANDEM_SHARED overrides.
inline std::optional<std::filesystem::path> shared_folder() {
    const char* named = std::getenv("TANDEM_SHARED");
    const std::filesystem::path folder = named ? named : "../shared";
    return std::filesystem::exists(folder / "vectors") ? std::optional{folder} : std::nullopt;
}

inline std::string read_file(const std::filesystem::path& path) {
    std::ifstream in{path, std::ios::binary};
    REQUIRE_MESSAGE(in.good(), "cannot read " << path);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

// Runs `check(vector)` for every vector of an area whose class is "rule". Skips visibly without the folder.
// `check` returns false for a shape of vector that the caller does not know: that fails the test.
template <class Check>
void for_each_rule_vector(const std::string& area, Check check) {
    const auto folder = shared_folder();
    if (!folder) {
        MESSAGE("SKIPPED: no acceptance vectors beside this checkout (" << area << ")");
        return;
    }
    const auto document = boost::json::parse(read_file(*folder / "vectors" / (area + ".json")));
    int seen = 0;
    for (const auto& vector : document.at("vectors").as_array()) {
        if (vector.at("class").as_string() != "rule") continue;
        const std::string id{vector.at("id").as_string()};
        CAPTURE(id);
        ++seen;
        CHECK_MESSAGE(check(vector.as_object()), "vector of an unknown shape: " << id);
    }
    CHECK(seen > 0);
}

}  // namespace tandem::testing
