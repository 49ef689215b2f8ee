#include "access/guessable.h"

#include <doctest/doctest.h>

#include <vector>

using namespace tandem;
using namespace tandem::access;

namespace {

const std::vector<std::string> names{"chen.jing", "陈静", "main", "杭州远大机械", "Yuanda Machinery"};

bool refused(std::string_view password) {
    const auto state = check_not_guessable(password, names);
    if (!state) CHECK(state.error().code == "auth.password_guessable");
    return !state;
}

}  // namespace

TEST_CASE("S10: common words, walks over the keyboard, repetitions and years are refused, alone and together") {
    for (const std::string each : {"1234567890", "0987654321", "qwertyuiop", "QWERTY123456", "1qaz2wsx3edc", "zxcvbnm,./1", "abcdefghijkl", "aaaaaaaaaaaa", "121212121212", "xkcd-xkcd-xkcd-", "Password2026!", "P@ssw0rd1234",
                             "Admin@123456", "welcome2026!!", "woaini1314520", "147258369147", "tandem-tandem", "双轮双轮双轮双轮双轮", "!@#$%^&*()", "Passw0rd!Passw0rd!"}) {
        CAPTURE(each);
        CHECK(refused(each));
    }
}

TEST_CASE("S10: names of the user and of the company are refused, with the year behind them") {
    for (const std::string each : {"ChenJing2026!", "chen.jing123", "陈静陈静20260101", "yuanda12345", "Yuanda@2026", "machinery#1", "杭州远大机械2026"}) {
        CAPTURE(each);
        CHECK(refused(each));
    }
    CHECK_FALSE(check_not_guessable("yuanda12345", names));
    CHECK(check_not_guessable("ningbo-hai-12345", names));
}

TEST_CASE("what has enough of its own is accepted, also when a common word or a number stands in it") {
    for (const std::string each : {"correct horse battery", "a long password", "another password", "a newer password", "k3Rz-9wQp-Lm2x", "春眠不觉晓，处处闻啼鸟", "seven 7 swans 2026", "Zu5Bqh2XnT8cVd1W"}) {
        CAPTURE(each);
        CHECK_FALSE(refused(each));
    }
}

TEST_CASE("the border: five characters of one's own are enough, four are not") {
    CHECK(refused("password2026kzvw"));
    CHECK_FALSE(refused("password2026kzvwj"));
}
