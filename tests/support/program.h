// Runs the program as a user does, from the command line.
#pragma once
#include <doctest/doctest.h>
#include <sys/wait.h>

#include <boost/json.hpp>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace tandem::testing {

struct Ran {
    int exit_code;
    std::string output;
};

// Arguments as a shell reads them; TANDEM names the program. Standard error is joined when asked.
inline Ran run_program(const std::string& arguments) {
    const char* program = std::getenv("TANDEM");
    REQUIRE_MESSAGE(program != nullptr, "TANDEM must name the program");
    FILE* pipe = popen((std::string(program) + " " + arguments).c_str(), "r");
    REQUIRE(pipe != nullptr);
    Ran ran{0, {}};
    std::array<char, 65536> piece;
    while (const auto read = fread(piece.data(), 1, piece.size(), pipe)) ran.output.append(piece.data(), read);
    ran.exit_code = WEXITSTATUS(pclose(pipe));
    return ran;
}

inline boost::json::value run_json(const std::string& arguments) {
    const Ran ran = run_program(arguments + " --format json");
    REQUIRE_MESSAGE(ran.exit_code == 0, arguments << "\n" << ran.output);
    return boost::json::parse(ran.output);
}

}  // namespace tandem::testing
