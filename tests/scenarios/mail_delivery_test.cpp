// Mails over a real SMTP server on both engines: delivered once, tried again, given up visibly, whatever dies. Trust D6, S15.
#include <set>

#include "platform/mail/letter.h"
#include "platform/secrets/personal.h"
#include "support/mail_book.h"
#include "support/server_process.h"
#include "support/tls.h"

using namespace tandem;
using namespace tandem::testing;

namespace {

using Book = MailBook;

std::uint16_t free_port() {
    Mailbox probe;
    return probe.port();
}

// A configuration for a server of its own, with its keys.
struct OwnConfig {
    OwnConfig(std::uint16_t port, const TemporaryDatabase& database) {
        static int count = 0;
        folder = std::filesystem::temp_directory_path() / ("mail-config-" + std::to_string(getpid()) + "-" + std::to_string(++count));
        std::filesystem::create_directories(folder);
        platform::use_personal_keys(folder / "personal.key");
        std::ofstream{file()} << "[server]\npublic_url = \"https://tandem.example.com\"\n[data]\ndatabase = \"" << database.url() << "\"\n[personal]\nkey_file = \"" << (folder / "personal.key").string()
                              << "\"\n[audit]\nkey = \"" << (folder / "audit.key").string() << "\"\nanchor = \"" << (folder / "anchors").string()
                              << "\"\n[mail]\nhost = \"127.0.0.1\"\nport = " << port << "\nsecurity = \"none\"\nfrom = \"tandem@example.com\"\n[outgoing]\nallow = [\"127.0.0.1:" << port << "\"]\n";
    }
    ~OwnConfig() { std::filesystem::remove_all(folder); }
    std::string file() const { return (folder / "tandem.toml").string(); }
    std::filesystem::path folder;
};

}  // namespace

TEST_CASE("D6: a server that is away is tried again, and the mail is delivered once") {
    if (!can_receive_mail()) return;
    on_both_engines([](const TemporaryDatabase& database) {
        const std::uint16_t port = free_port();
        Book book{database, port};
        book.put("li@example.com");
        CHECK(book.send().find("cannot be reached") != std::string::npos);
        CHECK(book.in_state("failed") == 1);
        CHECK(book.error().find("mail.unreachable") != std::string::npos);
        CHECK(book.send().empty());  // not before its time
        Mailbox mailbox{port};
        book.due_at_once();
        CHECK(book.send().empty());
        CHECK(mailbox.next().to == "li@example.com");
        CHECK(book.in_state("sent") == 1);
        CHECK(book.error().empty());
        book.due_at_once();
        CHECK(book.send().empty());
        CHECK(mailbox.stays_empty(200));
    });
}

TEST_CASE("D6: a lasting no gives up at once with the server's words; a passing one when the tries are used up") {
    if (!can_receive_mail()) return;
    on_both_engines([](const TemporaryDatabase& database) {
        Mailbox mailbox;
        Book book{database, mailbox.port()};
        book.put("refuse@example.com", "a", "k1");
        CHECK(book.send().find("550 5.1.1 No such user here") != std::string::npos);
        CHECK(book.in_state("given_up") == 1);
        book.put("later@example.com", "a", "k2");
        for (int tries = 1; tries <= 6; ++tries) {
            CHECK(book.send().find("451 4.7.1 Try again later") != std::string::npos);
            CHECK(book.in_state("failed") == 1);
            book.due_at_once();
        }
        book.send();
        CHECK(book.in_state("given_up") == 2);
        CHECK(mailbox.stays_empty(100));
    });
}

TEST_CASE("D6: the program dies between commit and sending: the mail goes once after the restart") {
    if (!can_receive_mail()) return;
    on_both_engines([](const TemporaryDatabase& database) {
        Mailbox mailbox;
        const OwnConfig config{mailbox.port(), database};
        {
            Book book{database, mailbox.port()};
            platform::use_personal_keys(config.folder / "personal.key");
            book.held("100.00");
            CHECK(book.in_state("waiting") == 1);
        }
        ServerProcess first{database.url(), {"--config", config.file()}};
        CHECK(mailbox.next().to == "risk@example.com");
        first.end(SIGKILL);
        ServerProcess second{database.url(), {"--config", config.file()}};
        CHECK(mailbox.stays_empty(4'000));
    });
}

TEST_CASE("D6: two servers on one PostgreSQL send each mail once") {
    if (!can_receive_mail() || !std::getenv("TEST_POSTGRES")) return;
    const TemporaryDatabase database{sql::Engine::postgres};
    Mailbox mailbox;
    const OwnConfig config{mailbox.port(), database};
    {
        Book book{database, mailbox.port()};
        platform::use_personal_keys(config.folder / "personal.key");
        for (int at = 0; at < 40; ++at) book.put("li@example.com", std::to_string(at), "k" + std::to_string(at));
    }
    ServerProcess one{database.url(), {"--config", config.file()}}, other{database.url(), {"--config", config.file()}};
    std::set<std::string> subjects;
    for (int at = 0; at < 40; ++at) subjects.insert(mailbox.next().field("Subject"));
    CHECK(subjects.size() == 40);
    CHECK(mailbox.stays_empty(3'000));
}

TEST_CASE("the administrator sees what left and what failed, sends again what was given up and cancels what waits; never the text") {
    if (!can_receive_mail()) return;
    on_both_engines([](const TemporaryDatabase& database) {
        Mailbox mailbox;
        Book book{database, mailbox.port()};
        BookServer messages{database, {app::server::add_message_routes}};
        messages.serving().use_mail(book.server.serving().mail());
        book.put("refuse@example.com", "first", "k1");
        book.send();
        book.put("li@example.com", "second", "k2");
        auto rows = messages.get("/api/v1/messages").rows();
        REQUIRE(rows.size() == 2);
        CHECK(rows[0].at("subject").as_string() == "second");
        CHECK(rows[1].at("state").as_string() == "given_up");
        CHECK(rows[1].at("error").at("code").as_string() == "mail.refused");
        CHECK(rows[1].at("error").at("detail").as_string().find("550 5.1.1") != std::string::npos);
        CHECK(!rows[1].as_object().contains("body"));
        CHECK(messages.get("/api/v1/messages?state=waiting").rows().size() == 1);
        CHECK(messages.get("/api/v1/messages?state=lost").status == 400);
        const std::string first = "/api/v1/messages/" + std::string(rows[1].at("id").as_string()), second = "/api/v1/messages/" + std::string(rows[0].at("id").as_string());
        CHECK(messages.post(first + "/cancel", "{}").code() == "message.not_waiting");
        CHECK(messages.post(second + "/resend", "{}").code() == "message.not_given_up");
        CHECK(messages.post(second + "/cancel", "{}").status == 200);
        CHECK(book.send().empty());
        CHECK(mailbox.stays_empty(100));
        CHECK(messages.post(second + "/resend", "{}").status == 200);
        CHECK(messages.post(first + "/resend", "{}").status == 200);
        book.send();
        CHECK(mailbox.next().field("Subject") == "second");
        CHECK(book.in_state("given_up") == 1);
        book.check_verified();
    });
}

TEST_CASE("TLS and a password where the server asks for them; nothing is said to a server that cannot prove its name") {
    if (!can_receive_mail()) return;
    const SelfSigned tls, other;
    Mailbox mailbox{0, {tls.certificate(), tls.key(), "tandem", "s3cret"}};
    platform::MailServer server{.host = "localhost", .port = mailbox.port(), .user = "tandem", .password = "s3cret", .authorities = tls.certificate(), .greeting = "example.com", .inside = true};
    const std::string wire = *platform::wire_text({.from = "a@example.com", .to = "b@example.com", .subject = "s", .body = "b", .message_id = "1@example.com", .at = Instant{1}});
    CHECK(platform::try_mail_server(server));
    REQUIRE(platform::send_mail(server, "a@example.com", "b@example.com", wire));
    const ReceivedMail mail = mailbox.next();
    CHECK(mail.secure);
    CHECK(mail.user == "tandem");
    server.password = "wrong";
    CHECK(platform::try_mail_server(server).error().code == "mail.sign_in");
    server.password = "s3cret";
    server.authorities = other.certificate();
    CHECK(platform::try_mail_server(server).error().code == "mail.unreachable");
    server.authorities = tls.certificate();
    server.inside = false;
    CHECK(platform::try_mail_server(server).error().code == "outgoing.inside");
    CHECK(platform::send_mail(server, "a@example.com", "b@example.com", wire).error().code == "outgoing.inside");
    // No STARTTLS there: refused before anything is said in the clear.
    Mailbox plain;
    server = {.host = "localhost", .port = plain.port(), .greeting = "example.com", .inside = true};
    CHECK(platform::try_mail_server(server).error().code == "mail.unreachable");
    CHECK(platform::send_mail(server, "a@example.com", "b@example.com", wire).error().code == "mail.unreachable");
    CHECK(plain.stays_empty(100));
    CHECK(mailbox.stays_empty(100));
}
