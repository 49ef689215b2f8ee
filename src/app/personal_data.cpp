#include "app/personal_data.h"

#include <boost/json.hpp>

#include <algorithm>

#include "access/edge/factors_sql.h"
#include "audit/edge/trail_sql.h"
#include "message/edge/outbox_sql.h"
#include "party/edge/contacts_sql.h"
#include "platform/secrets/personal.h"

namespace tandem::app {
namespace {

using party::ContactCell;

std::string digits_of(std::string_view text) {
    std::string digits;
    std::ranges::copy_if(text, std::back_inserter(digits), [](char c) { return c >= '0' && c <= '9'; });
    return digits;
}

std::string small(std::string_view text) {
    std::string out{text};
    std::ranges::transform(out, out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return out;
}

bool is_subject(const Subject& each, std::string_view who) {
    if (to_string(each.id) == who) return true;
    if (who.find('@') != std::string_view::npos) return small(each.email) == small(who);
    const std::string number = digits_of(who);
    return number.size() >= 7 && digits_of(each.phone) == number;
}

// Every contact with its cells opened.
Result<std::vector<Subject>> all_contacts(sql::Connection& connection) {
    std::vector<Subject> all;
    Result<void> state;
    const auto open = [&](const Subject& of, ContactCell cell, std::string_view stored) -> std::string {
        auto clear = party::unseal_contact(of.company, of.id, cell, stored);
        if (!clear) state = tl::unexpected(clear.error());
        return clear.value_or("");
    };
    connection.query("SELECT t.company_id, t.id, c.code, c.name, t.name, t.title, t.email, t.phone, t.recorded_at, t.voided_at FROM contact t "
                     "JOIN customer c ON c.company_id = t.company_id AND c.id = t.customer_id ORDER BY t.company_id, t.id", {}, [&](const sql::Row& row) {
                         Subject one{ContactId{row.integer(1)}, CompanyId{row.integer(0)}, std::string(row.text(2)), std::string(row.text(3)), std::string(row.text(4)),
                                     std::string(row.text(5)), {}, {}, Instant{row.integer(8)}, !row.is_null(9)};
                         one.email = open(one, ContactCell::email, row.text(6));
                         one.phone = open(one, ContactCell::phone, row.text(7));
                         all.push_back(std::move(one));
                     });
    TRY_VOID(state);
    return all;
}

struct FactorSecret {
    CompanyId company;
    UserId user;
    std::string clear;
};

Result<std::vector<FactorSecret>> all_factor_secrets(sql::Connection& connection) {
    std::vector<FactorSecret> all;
    Result<void> state;
    connection.query("SELECT company_id, user_id, secret FROM second_factor ORDER BY company_id, user_id", {}, [&](const sql::Row& row) {
        const CompanyId company{row.integer(0)};
        const UserId user{row.integer(1)};
        auto clear = access::open_factor_secret(company, user, row.text(2));
        if (!clear) state = tl::unexpected(clear.error());
        else all.push_back({company, user, *std::move(clear)});
    });
    TRY_VOID(state);
    return all;
}

struct SealedMessage {
    CompanyId company;
    message::MessageId id;
    std::string address, body;
};

Result<std::vector<SealedMessage>> all_messages(sql::Connection& connection) {
    std::vector<SealedMessage> all;
    connection.query("SELECT company_id, id, address, body FROM message_outbox ORDER BY company_id, id", {}, [&](const sql::Row& row) {
        all.push_back({CompanyId{row.integer(0)}, message::MessageId{row.integer(1)}, std::string(row.text(2)), std::string(row.text(3))});
    });
    for (SealedMessage& each : all) {
        each.address = TRY(platform::unseal_personal(each.address, message::address_cell(each.company, each.id)));
        each.body = TRY(platform::unseal_personal(each.body, message::body_cell(each.company, each.id)));
    }
    return all;
}

// One update of many rows: what they become is staged first. How many values.
std::int64_t reseal(sql::Connection& connection, const platform::KeyRing& ring, const std::vector<Subject>& contacts) {
    connection.script("CREATE TEMP TABLE IF NOT EXISTS resealed_contact (company_id {int}, id {int}, email TEXT, phone TEXT)");
    connection.execute("DELETE FROM resealed_contact", {});
    std::int64_t values = 0;
    const auto rows = connection.bulk("resealed_contact", {"company_id", "id", "email", "phone"});
    for (const Subject& each : contacts) {
        const auto seal = [&](std::string_view clear, std::string_view column) { values += !clear.empty(); return ring.seal(clear, {"contact", each.company.value, each.id.value, column}); };
        rows->add(each.company.value).add(each.id.value).add_text_or_null(seal(each.email, "email")).add_text_or_null(seal(each.phone, "phone"));
        rows->end_row();
    }
    rows->flush();
    connection.execute("UPDATE contact SET email = r.email, phone = r.phone FROM resealed_contact AS r WHERE contact.company_id = r.company_id AND contact.id = r.id", {});
    return values;
}

std::int64_t reseal(sql::Connection& connection, const platform::KeyRing& ring, const std::vector<FactorSecret>& factors) {
    connection.script("CREATE TEMP TABLE IF NOT EXISTS resealed_factor (company_id {int}, user_id {int}, secret TEXT)");
    connection.execute("DELETE FROM resealed_factor", {});
    const auto rows = connection.bulk("resealed_factor", {"company_id", "user_id", "secret"});
    for (const FactorSecret& each : factors) {
        rows->add(each.company.value).add(each.user.value).add(std::string_view{ring.seal(each.clear, access::factor_cell(each.company, each.user))});
        rows->end_row();
    }
    rows->flush();
    connection.execute("UPDATE second_factor SET secret = r.secret FROM resealed_factor AS r WHERE second_factor.company_id = r.company_id AND second_factor.user_id = r.user_id", {});
    return static_cast<std::int64_t>(factors.size());
}

std::int64_t reseal(sql::Connection& connection, const platform::KeyRing& ring, const std::vector<SealedMessage>& messages) {
    connection.script("CREATE TEMP TABLE IF NOT EXISTS resealed_message (company_id {int}, id {int}, address TEXT, body TEXT)");
    connection.execute("DELETE FROM resealed_message", {});
    std::int64_t values = 0;
    const auto rows = connection.bulk("resealed_message", {"company_id", "id", "address", "body"});
    for (const SealedMessage& each : messages) {
        values += 1 + !each.body.empty();
        rows->add(each.company.value).add(each.id.value).add(std::string_view{ring.seal(each.address, message::address_cell(each.company, each.id))}).add_text_or_null(ring.seal(each.body, message::body_cell(each.company, each.id)));
        rows->end_row();
    }
    rows->flush();
    connection.execute("UPDATE message_outbox SET address = r.address, body = r.body FROM resealed_message AS r WHERE message_outbox.company_id = r.company_id AND message_outbox.id = r.id", {});
    return values;
}

}  // namespace

Result<std::vector<Subject>> find_subject(sql::Connection& connection, std::string_view who) {
    auto found = TRY(all_contacts(connection));
    std::erase_if(found, [&](const Subject& each) { return !is_subject(each, who); });
    return found;
}

Result<std::int64_t> erase_subject(Workspace& workspace, std::string_view who, std::string_view reason) {
    sql::Connection& connection = workspace.connection();
    const audit::Act act = workspace.act("pii.erase");
    sql::Transaction transaction{connection};
    auto found = TRY(find_subject(connection, who));
    std::erase_if(found, [&](const Subject& each) { return each.company != act.company; });
    if (found.empty()) return refuse("party.unknown_subject");
    std::vector<std::int64_t> ids;
    audit::SqlTrail trail{connection, workspace.ids(), act};
    const std::string detail = boost::json::serialize(boost::json::object{{"reason", reason}});
    for (const Subject& each : found) {
        ids.push_back(each.id.value);
        trail.record({.object_kind = "contact", .object_id = each.id.value, .topic = "contact.erased", .detail = detail});
    }
    connection.execute("UPDATE contact SET name = '-', title = NULL, email = NULL, phone = NULL, voided_at = COALESCE(voided_at, $3) WHERE company_id = $1 AND id IN {ints:$2}",
                       {act.company.value, sql::integer_list(ids), act.at.micros});
    trail.flush();
    transaction.commit();
    return static_cast<std::int64_t>(ids.size());
}

Result<std::int64_t> rotate_personal_key(Workspace& workspace, OlderKeys older) {
    sql::Connection& connection = workspace.connection();
    const audit::Act act = workspace.act("pii.rotate-key");
    sql::Transaction transaction{connection};
    const auto contacts = TRY(all_contacts(connection));
    const auto factors = TRY(all_factor_secrets(connection));
    const auto messages = TRY(all_messages(connection));
    auto ring = TRY(platform::KeyRing::open(platform::personal_key_file()));
    TRY_VOID(ring.rotate());
    const std::int64_t values = reseal(connection, ring, contacts) + reseal(connection, ring, factors) + reseal(connection, ring, messages);
    audit::SqlTrail trail{connection, workspace.ids(), act};
    const std::string detail = boost::json::serialize(boost::json::object{{"key", ring.newest()}, {"values", values}});
    trail.record({.object_kind = "key", .object_id = act.request_id, .topic = "key.rotated", .detail = detail});
    trail.flush();
    transaction.commit();
    if (older == OlderKeys::forget) TRY_VOID(ring.forget_older());
    return values;
}

}  // namespace tandem::app
