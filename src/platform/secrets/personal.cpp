#include "platform/secrets/personal.h"

#include <map>
#include <mutex>

namespace tandem::platform {
namespace {

// The rings by their file: a process that works with two books (a restore, a test) has two.
struct Read {
    KeyRing ring;
    std::filesystem::file_time_type changed;
};
struct Rings {
    std::mutex mutex;
    std::filesystem::path current;
    std::map<std::filesystem::path, Read> read;
};

Rings& rings() {
    static Rings all;
    return all;
}

// Under the lock. Another program may have changed the key since: then the file is read again.
Result<const KeyRing*> ring(Rings& all) {
    if (all.current.empty()) return refuse("secrets.unreadable", "");
    std::error_code missing;
    const auto changed = std::filesystem::last_write_time(all.current, missing);
    auto known = all.read.find(all.current);
    if (known != all.read.end() && !missing && known->second.changed == changed) return &known->second.ring;
    auto opened = TRY(KeyRing::open(all.current));
    known = all.read.insert_or_assign(all.current, Read{std::move(opened), std::filesystem::last_write_time(all.current, missing)}).first;
    return &known->second.ring;
}

}  // namespace

void use_personal_keys(const std::filesystem::path& file) {
    Rings& all = rings();
    const std::lock_guard lock{all.mutex};
    all.current = std::filesystem::absolute(file);
}

std::filesystem::path personal_key_file() {
    Rings& all = rings();
    const std::lock_guard lock{all.mutex};
    return all.current;
}

Result<std::string> seal_personal(std::string_view clear, const Cell& cell) {
    if (clear.empty()) return std::string{};
    Rings& all = rings();
    const std::lock_guard lock{all.mutex};
    return TRY(ring(all))->seal(clear, cell);
}

Result<std::string> unseal_personal(std::string_view stored, const Cell& cell) {
    if (!is_sealed(stored)) return std::string{stored};
    Rings& all = rings();
    const std::lock_guard lock{all.mutex};
    auto opened = TRY(ring(all))->unseal(stored, cell);
    if (opened || opened.error().code != std::string_view{"secrets.unknown_key"}) return opened;
    for (const auto& [file, other] : all.read)
        if (auto elsewhere = other.ring.unseal(stored, cell)) return elsewhere;
    return opened;
}

}  // namespace tandem::platform
