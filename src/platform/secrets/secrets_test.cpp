#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include "platform/secrets/key_ring.h"
#include "platform/secrets/private_file.h"

using namespace tandem;
using namespace tandem::platform;

namespace {

class Folder {
public:
    Folder() : path_{std::filesystem::temp_directory_path() / ("tandem-secrets-" + std::to_string(getpid()))} { std::filesystem::create_directories(path_); }
    ~Folder() { std::filesystem::remove_all(path_); }
    std::filesystem::path operator/(const char* name) const { return path_ / name; }

private:
    std::filesystem::path path_;
};

const Cell phone_of_7{"contact", 1, 7, "phone"};

}  // namespace

TEST_CASE("S28: a sealed value opens in its own cell and in no other") {
    const Folder folder;
    const auto ring = KeyRing::open(folder / "keys").value();
    const std::string sealed = ring.seal("13812341234", phone_of_7);
    CHECK(is_sealed(sealed));
    CHECK(sealed.find("1234") == std::string::npos);
    CHECK(ring.unseal(sealed, phone_of_7).value() == "13812341234");
    CHECK(ring.seal("13812341234", phone_of_7) != sealed);  // equal values do not look equal
    for (const Cell other : {Cell{"contact", 1, 8, "phone"}, Cell{"contact", 2, 7, "phone"}, Cell{"contact", 1, 7, "email"}, Cell{"employee", 1, 7, "phone"}})
        CHECK(ring.unseal(sealed, other).error().code == "secrets.tampered");
    for (std::size_t at = sealed.rfind(':') + 1; at < sealed.size(); ++at) {
        std::string changed = sealed;
        changed[at] = changed[at] == 'A' ? 'B' : 'A';
        CHECK_FALSE(ring.unseal(changed, phone_of_7).has_value());
    }
    CHECK(ring.unseal(sealed.substr(0, sealed.size() - 4), phone_of_7).error().code == "secrets.tampered");
    CHECK(ring.unseal("", phone_of_7).value().empty());
    CHECK(ring.seal("", phone_of_7).empty());
}

TEST_CASE("S28: after a rotation old values open, new ones have the new key, and a foreign file opens nothing") {
    const Folder folder;
    auto ring = KeyRing::open(folder / "keys").value();
    const std::string old = ring.seal("a", phone_of_7);
    REQUIRE(ring.rotate());
    const std::string young = ring.seal("a", phone_of_7);
    CHECK(sealed_with(old) != sealed_with(young));
    const auto again = KeyRing::open(folder / "keys").value();
    CHECK(again.newest() == ring.newest());
    CHECK(again.unseal(old, phone_of_7).value() == "a");
    CHECK(again.unseal(young, phone_of_7).value() == "a");
    REQUIRE(ring.forget_older());
    CHECK(KeyRing::open(folder / "keys").value().unseal(old, phone_of_7).error().code == "secrets.unknown_key");
    CHECK(KeyRing::open(folder / "others").value().unseal(young, phone_of_7).error().code == "secrets.unknown_key");
}

TEST_CASE("S28, S29: the key file is for its owner alone; one that others may read is refused") {
    const Folder folder;
    REQUIRE(KeyRing::open(folder / "keys"));
    struct stat state {};
    REQUIRE(stat((folder / "keys").c_str(), &state) == 0);
    CHECK((state.st_mode & 0777) == 0400);
    REQUIRE(chmod((folder / "keys").c_str(), 0444) == 0);
    CHECK(KeyRing::open(folder / "keys").error().code == "secrets.exposed");
    REQUIRE(chmod((folder / "keys").c_str(), 0440) == 0);
    CHECK(KeyRing::open(folder / "keys"));
    std::ofstream{folder / "torn"} << "name short\n";
    REQUIRE(chmod((folder / "torn").c_str(), 0400) == 0);
    CHECK(KeyRing::open(folder / "torn").error().code == "secrets.unreadable");
    CHECK(check_private_file(folder / "missing").error().code == "secrets.unreadable");
}
