#include "message/edge/outbox_sql.h"

#include "platform/password.h"
#include "platform/secrets/personal.h"

namespace tandem::message {
namespace {

std::optional<Instant> maybe_instant(const sql::Row& row, int column) {
    const auto value = row.maybe_integer(column);
    return value ? std::optional{Instant{*value}} : std::nullopt;
}

struct Standing {
    State state;
    bool has_body;
};
Result<Standing> locked(sql::Connection& connection, CompanyId company, MessageId id) {
    std::optional<Standing> found;
    connection.query("SELECT state, body FROM message_outbox WHERE company_id = $1 AND id = $2{for_update}", {company.value, id.value},
                     [&](const sql::Row& row) { found = Standing{*parse_state(row.text(0)), !row.is_null(1)}; });
    if (!found) return refuse("message.unknown", to_string(id));
    return *found;
}

}  // namespace

platform::Cell address_cell(CompanyId company, MessageId id) { return {"message_outbox", company.value, id.value, "address"}; }
platform::Cell body_cell(CompanyId company, MessageId id) { return {"message_outbox", company.value, id.value, "body"}; }

std::string mail_id(CompanyId company, const std::string& key, std::string_view host) { return platform::sha256_hex(to_string(company) + "/" + key).substr(0, 40) + "@" + std::string(host); }

Result<bool> put(sql::Connection& connection, CompanyId company, IdSource& ids, const NewMessage& wanted, Instant now) {
    const auto id = ids.make<MessageId>();
    const std::string address = TRY(platform::seal_personal(wanted.address, address_cell(company, id))), body = TRY(platform::seal_personal(wanted.body, body_cell(company, id)));
    const std::optional<std::int64_t> user = wanted.to_user ? std::optional{wanted.to_user->value} : std::nullopt;
    return connection.execute("INSERT INTO message_outbox (company_id, id, key, kind, to_user_id, address, language, subject, body, about, secret, state, attempts, next_try_at, recorded_at) "
                              "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'waiting', 0, $12, $12) ON CONFLICT (company_id, key) DO NOTHING",
                              {company.value, id.value, wanted.key, wanted.kind, user, address, wanted.language == Language::zh ? "zh" : "en", wanted.subject, body,
                               wanted.about.empty() ? std::nullopt : std::optional{wanted.about}, std::int64_t{wanted.secret}, now.micros}) == 1;
}

Result<std::optional<Taken>> take_due(sql::Connection& connection, CompanyId company, Instant now, std::int64_t lease_micros) {
    std::optional<Taken> taken;
    std::string address, body;
    {
        sql::Transaction transaction{connection};
        connection.query("SELECT id, key, address, subject, body, attempts, secret FROM message_outbox WHERE company_id = $1 AND state IN ('waiting', 'failed') AND next_try_at <= $2 "
                         "ORDER BY next_try_at LIMIT 1{for_update}",
                         {company.value, now.micros}, [&](const sql::Row& row) {
                             taken = Taken{MessageId{row.integer(0)}, std::string(row.text(1)), {}, std::string(row.text(3)), {}, static_cast<int>(row.integer(5)) + 1, row.integer(6) != 0};
                             address = row.text(2);
                             body = row.text(4);
                         });
        if (!taken) return std::optional<Taken>{};
        connection.execute("UPDATE message_outbox SET attempts = $3, next_try_at = $4 WHERE company_id = $1 AND id = $2", {company.value, taken->id.value, std::int64_t{taken->attempts}, now.micros + lease_micros});
        transaction.commit();
    }
    taken->address = TRY(platform::unseal_personal(address, address_cell(company, taken->id)));
    taken->body = TRY(platform::unseal_personal(body, body_cell(company, taken->id)));
    return taken;
}

void record_try(sql::Connection& connection, CompanyId company, const Taken& taken, const Next& next, const std::string& error, Instant now) {
    const std::optional<std::int64_t> due = next.next_try_at ? std::optional{next.next_try_at->micros} : std::nullopt;
    if (next.state == State::sent) {
        connection.execute("UPDATE message_outbox SET state = 'sent', next_try_at = NULL, last_error = NULL, sent_at = $3, body = CASE WHEN secret = 1 THEN NULL ELSE body END WHERE company_id = $1 AND id = $2",
                           {company.value, taken.id.value, now.micros});
        return;
    }
    // Taken up by another since, or cancelled: that stands.
    connection.execute("UPDATE message_outbox SET state = $4, next_try_at = $5, last_error = $6, body = CASE WHEN secret = 1 AND $4 = 'given_up' THEN NULL ELSE body END "
                       "WHERE company_id = $1 AND id = $2 AND attempts = $3 AND state IN ('waiting', 'failed')",
                       {company.value, taken.id.value, std::int64_t{taken.attempts}, code_of(next.state), due, error});
}

Result<std::vector<Kept>> list_messages(sql::Connection& connection, CompanyId company, std::optional<State> state, std::optional<MessageId> before, std::int64_t limit) {
    std::vector<Kept> found;
    Result<void> opened;
    const std::optional<std::string> wanted = state ? std::optional{std::string(code_of(*state))} : std::nullopt;
    connection.query("SELECT m.id, m.kind, u.display_name, m.address, m.subject, m.about, m.last_error, m.state, m.attempts, CASE WHEN m.body IS NULL THEN 0 ELSE 1 END, m.recorded_at, m.next_try_at, m.sent_at "
                     "FROM message_outbox m LEFT JOIN app_user u ON u.company_id = m.company_id AND u.id = m.to_user_id "
                     "WHERE m.company_id = $1 AND m.id < $2 AND m.state = COALESCE(CAST($3 AS TEXT), m.state) ORDER BY m.id DESC LIMIT $4",
                     {company.value, before ? before->value : INT64_MAX, wanted, limit}, [&](const sql::Row& row) {
                         const MessageId id{row.integer(0)};
                         auto address = platform::unseal_personal(row.text(3), address_cell(company, id));
                         if (!address) opened = tl::unexpected(address.error());
                         found.push_back({id, std::string(row.text(1)), std::string(row.text(2)), address.value_or(""), std::string(row.text(4)), std::string(row.text(5)), std::string(row.text(6)),
                                          *parse_state(row.text(7)), static_cast<int>(row.integer(8)), row.integer(9) != 0, Instant{row.integer(10)}, maybe_instant(row, 11), maybe_instant(row, 12)});
                     });
    TRY_VOID(opened);
    return found;
}

Result<void> resend(sql::Connection& connection, CompanyId company, MessageId id, Instant now) {
    const Standing standing = TRY(locked(connection, company, id));
    TRY_VOID(check_resend(standing.state, standing.has_body));
    connection.execute("UPDATE message_outbox SET state = 'waiting', attempts = 0, next_try_at = $3 WHERE company_id = $1 AND id = $2", {company.value, id.value, now.micros});
    return {};
}

Result<void> cancel(sql::Connection& connection, CompanyId company, MessageId id) {
    const Standing standing = TRY(locked(connection, company, id));
    TRY_VOID(check_cancel(standing.state));
    connection.execute("UPDATE message_outbox SET state = 'cancelled', next_try_at = NULL, body = CASE WHEN secret = 1 THEN NULL ELSE body END WHERE company_id = $1 AND id = $2", {company.value, id.value});
    return {};
}

}  // namespace tandem::message
