// The trail of one command: an audit row and an outbox row for every fact, in the same transaction.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

namespace tandem::audit {

struct Entry {
    std::string_view object_kind;  // "invoice", "receipt", ...
    std::int64_t object_id{};
    std::string_view topic;        // what the outbox announces: "invoice.issued"
    std::optional<std::int64_t> policy_version{};
    std::string_view detail{};     // JSON, or empty
};

class Trail {
public:
    virtual ~Trail() = default;
    virtual void record(const Entry& entry) = 0;
};

}  // namespace tandem::audit
