// Personal data whole: only with the right to it and a reason, which stay in the trail (trust S28).
#include "app/server/body.h"
#include "app/server/reached.h"
#include "app/server/serving.h"
#include "audit/edge/trail_sql.h"
#include "party/edge/contacts_sql.h"

namespace tandem::app::server {
namespace {

using http::Permission;
using http::Scope;

struct Stored { std::string email, phone; };

std::optional<Stored> contact_of(sql::Connection& connection, CompanyId company, ContactId id) {
    std::optional<Stored> found;
    connection.query("SELECT email, phone FROM contact WHERE company_id = $1 AND id = $2 AND voided_at IS NULL", {company.value, id.value},
                     [&](const sql::Row& row) { found = Stored{std::string(row.text(0)), std::string(row.text(1))}; });
    return found;
}

json::value value_or_null(std::string text) { return text.empty() ? json::value(nullptr) : json::value(std::move(text)); }

// Not through Serving::command: that keeps the answer beside the idempotency key, and this one must not be kept.
Result<http::Response> reveal(Serving& serving, const http::Request& request) {
    const ContactId id = TRY(path_id<ContactTag>(serving, serving.reach(request), request, "http.not_found"));
    Body body = TRY(Body::parse(request));
    const std::string reason = body.text("reason");
    if (!body.whole()) return http::invalid_fields(body.errors(), request.language());
    const auto act = serving.act(request, "contact.reveal");
    const auto writing = serving.write_lock();
    sql::Connection& connection = serving.connection();
    sql::Transaction transaction{connection};
    const auto stored = contact_of(connection, act.company, id);
    if (!stored) return refuse("http.not_found", std::string(request.parameter("id")));
    json::object out{{"id", to_string(id)},
                     {"email", value_or_null(TRY(party::unseal_contact(act.company, id, party::ContactCell::email, stored->email)))},
                     {"phone", value_or_null(TRY(party::unseal_contact(act.company, id, party::ContactCell::phone, stored->phone)))}};
    audit::SqlTrail trail{connection, serving.ids(), act};
    const std::string detail = json::serialize(json::object{{"reason", reason}});
    trail.record({.object_kind = "contact", .object_id = id.value, .topic = "contact.revealed", .detail = detail});
    trail.flush();
    transaction.commit();
    return answer_json(out);
}

}  // namespace

void add_personal_routes(http::Router& router, Serving& serving) {
    router.add({.method = "POST", .pattern = "/api/v1/contacts/{id}/reveal", .permission = Permission::reveal_personal, .scope = Scope::company,
                .handler = [&serving](const http::Request& request) { return reveal(serving, request); }});
}

}  // namespace tandem::app::server
