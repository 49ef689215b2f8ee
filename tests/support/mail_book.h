// A book whose people have addresses, and mail set up to a server of the loopback.
#pragma once
#include "app/mail.h"
#include "app/server/message_sender.h"
#include "message/edge/outbox_sql.h"
#include "support/approval_book.h"
#include "support/mailbox.h"

namespace tandem::testing {

struct MailBook : ApprovalBook {
    explicit MailBook(const TemporaryDatabase& database, std::uint16_t port) : ApprovalBook(database) {
        use(port);
        address(maker, "maker@example.com");
        address(risk, "risk@example.com");
        address(boss, "boss@example.com", "en");
    }
    void use(std::uint16_t port) {
        auto mail = std::make_shared<app::Mail>();
        mail->server = {.host = "127.0.0.1", .port = port, .security = platform::MailSecurity::none, .greeting = "example.com", .inside = true, .time = std::chrono::seconds{5}};
        mail->from = "tandem@example.com";
        mail->from_name = "双轮";
        mail->public_url = "https://tandem.example.com";
        server.serving().use_mail(mail);
    }
    void address(const http::Principal& who, const std::string& email, const std::string& language = "zh") {
        bench.connection().execute("UPDATE app_user SET email = $3, language = $4 WHERE company_id = $1 AND id = $2", {who.company.value, who.user.value, email, language});
    }
    // Every message that is due; what went wrong.
    std::string send() {
        std::string said;
        while (app::server::MessageSender::send_one(server.serving(), [&](const std::string& why) { said += why + "\n"; })) {}
        return said;
    }
    void remind() { REQUIRE(app::server::MessageSender::remind(server.serving(), server.router())); }
    void due_at_once() { bench.connection().execute("UPDATE message_outbox SET next_try_at = 0 WHERE company_id = $1 AND state IN ('waiting', 'failed')", {bench.company().value}); }
    void put(const std::string& to, const std::string& subject = "你好", const std::string& key = "k") {
        sql::Transaction transaction{bench.connection()};
        REQUIRE(message::put(bench.connection(), bench.company(), bench.workspace().ids(), {.key = key, .kind = "test", .address = to, .subject = subject, .body = "."}, Instant{1}));
        transaction.commit();
    }
    std::int64_t in_state(const std::string& state) { return bench.connection().one_integer("SELECT COUNT(*) FROM message_outbox WHERE company_id = $1 AND state = $2", {bench.company().value, state}).value_or(0); }
    std::string error() { return bench.connection().one_text("SELECT last_error FROM message_outbox WHERE company_id = $1", {bench.company().value}).value_or(""); }
    void older(std::int64_t hours) { bench.connection().execute("UPDATE approval_request SET level_since_at = level_since_at - $2 WHERE company_id = $1", {bench.company().value, hours * std::int64_t{3'600'000'000}}); }
};

}  // namespace tandem::testing

