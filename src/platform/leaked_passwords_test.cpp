#include "platform/leaked_passwords.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <fstream>

using namespace tandem;
using namespace tandem::platform;

namespace {

std::filesystem::path written(std::string_view text) {
    const auto file = std::filesystem::temp_directory_path() / ("tandem-leaked-" + std::to_string(getpid()));
    std::ofstream{file, std::ios::binary} << text;
    return file;
}

}  // namespace

TEST_CASE("S10: a leaked password is found by itself and by its SHA-1, in any order and with counts; its neighbours are not") {
    // The second line is the SHA-1 of "abc".
    const auto file = written("zebra crossing\r\nA9993E364706816ABA3E25717850C26C9CD0D89D:52\n\nzebra crossing\n双轮密码本\nabc123abc123abc123abc123abc123abc123abc1x\n");
    const auto list = LeakedPasswords::read(file);
    REQUIRE(list);
    CHECK(list->size() == 4);
    for (const char* leaked : {"zebra crossing", "abc", "双轮密码本", "abc123abc123abc123abc123abc123abc123abc1x"}) CHECK(list->contains(leaked));
    for (const char* other : {"zebra crossing\r", "Zebra crossing", "abd", "", "A9993E364706816ABA3E25717850C26C9CD0D89D"}) CHECK_FALSE(list->contains(other));
    std::filesystem::remove(file);
}

TEST_CASE("a list that is not there or holds nothing is refused") {
    CHECK(LeakedPasswords::read("/nowhere/list").error().code == "config.list_unreadable");
    const auto file = written("\n\n");
    CHECK(LeakedPasswords::read(file).error().code == "config.list_unreadable");
    std::filesystem::remove(file);
}
