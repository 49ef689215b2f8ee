// The messages of a company in the database: put down with the fact, taken up one by one by whoever sends.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/id_source.h"
#include "message/message.h"
#include "platform/secrets/key_ring.h"
#include "platform/sql/connection.h"

namespace tandem::message {

// In the caller's transaction. Whether it is new: a key that stands already says nothing again. Refuses what sealing refuses.
Result<bool> put(sql::Connection& connection, CompanyId company, IdSource& ids, const NewMessage& wanted, Instant now);

struct Taken {
    MessageId id;
    std::string key, address, subject, body;
    int attempts = 0;      // this one counted
    bool secret = false;
};
// The message that has been due the longest, if any, in a transaction of its own; nobody else takes it up before `lease` has
// passed. Refuses secrets.… when it cannot be opened: the try is counted all the same.
Result<std::optional<Taken>> take_due(sql::Connection& connection, CompanyId company, Instant now, std::int64_t lease_micros);
// How the try ended. `error`: JSON of the refusal, empty for none. A delivery stands whatever happened to the row meanwhile.
void record_try(sql::Connection& connection, CompanyId company, const Taken& taken, const Next& next, const std::string& error, Instant now);

struct Kept {
    MessageId id;
    std::string kind, to_name, address, subject, about, error;  // error: JSON
    State state = State::waiting;
    int attempts = 0;
    bool has_body = false;
    Instant recorded_at;
    std::optional<Instant> next_try_at, sent_at;
};
// Newest first; `before`: id of the last row seen.
Result<std::vector<Kept>> list_messages(sql::Connection& connection, CompanyId company, std::optional<State> state, std::optional<MessageId> before, std::int64_t limit);
// Refuse message.unknown, and as check_resend and check_cancel. In the caller's transaction.
Result<void> resend(sql::Connection& connection, CompanyId company, MessageId id, Instant now);
Result<void> cancel(sql::Connection& connection, CompanyId company, MessageId id);

platform::Cell address_cell(CompanyId company, MessageId id);
platform::Cell body_cell(CompanyId company, MessageId id);

// The same for the same key, so that a mail sent twice is one mail. `host` is the sender's.
std::string mail_id(CompanyId company, const std::string& key, std::string_view host);

}  // namespace tandem::message
