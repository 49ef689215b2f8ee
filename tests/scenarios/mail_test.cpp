// Mails over a real SMTP server on both engines: told in the transaction of the fact, delivered once, tried again, given up
// visibly. R-303; trust D6, S15, S17.
#include <set>

#include "app/mail.h"
#include "app/server/account_trail.h"
#include "app/server/message_sender.h"
#include "message/edge/outbox_sql.h"
#include "platform/mail/letter.h"
#include "platform/secrets/personal.h"
#include "support/approval_book.h"
#include "support/mailbox.h"
#include "support/server_process.h"
#include "support/tls.h"

using namespace tandem;
using namespace tandem::testing;

namespace {

constexpr std::int64_t hour = 3'600'000'000;

struct Book : ApprovalBook {
    explicit Book(const TemporaryDatabase& database, std::uint16_t port) : ApprovalBook(database) {
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
    void older(std::int64_t hours) { bench.connection().execute("UPDATE approval_request SET level_since_at = level_since_at - $2 WHERE company_id = $1", {bench.company().value, hours * hour}); }
};

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

TEST_CASE("R-303: whoever's turn it is hears of a request in his language, then of the next level; the requester hears the decision") {
    if (!can_receive_mail()) return;
    on_both_engines([](const TemporaryDatabase& database) {
        Mailbox mailbox;
        Book book{database, mailbox.port()};
        const std::string path = book.held("150000.00"), id = path.substr(approvals.size() + 1);
        CHECK(book.in_state("waiting") == 1);
        CHECK(book.send().empty());
        const ReceivedMail first = mailbox.next();
        CHECK(first.from == "tandem@example.com");
        CHECK(first.to == "risk@example.com");
        CHECK(first.greeting == "example.com");
        CHECK(from_words(first.field("Subject")) == "[双轮] 1 项申请等待您审批");
        CHECK(from_words(first.field("From")) == "双轮 <tandem@example.com>");
        CHECK(first.field("To") == "<risk@example.com>");
        CHECK(first.field("Auto-Submitted") == "auto-generated");
        CHECK(first.field("Content-Type") == "text/plain; charset=utf-8");
        CHECK(first.field("Message-ID").ends_with("@example.com>"));
        CHECK(first.field("Date").ends_with(" +0000"));
        CHECK(first.body.find("坏账核销") != std::string::npos);
        CHECK(first.body.find("https://tandem.example.com/approvals/" + id) != std::string::npos);
        // What the customer owes stays in the house.
        CHECK(first.body.find("150") == std::string::npos);
        CHECK(first.body.find("K-1") == std::string::npos);

        REQUIRE(book.approve(book.risk, path).status == 200);
        CHECK(book.send().empty());
        const ReceivedMail second = mailbox.next();
        CHECK(second.to == "boss@example.com");
        CHECK(second.field("Subject") == "[Tandem] 1 waiting for your approval");
        REQUIRE(book.approve(book.boss, path).status == 200);
        CHECK(book.send().empty());
        const ReceivedMail third = mailbox.next();
        CHECK(third.to == "maker@example.com");
        CHECK(third.body.find("已获批准并生效") != std::string::npos);
        CHECK(book.in_state("sent") == 3);
        // Nothing is told twice.
        book.remind();
        CHECK(book.send().empty());
        CHECK(mailbox.stays_empty(200));
        book.check_verified();
    });
}

TEST_CASE("what is tried, refused or taken back tells nobody; who switched mails off or has no address is not written to") {
    if (!can_receive_mail()) return;
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database, 1};
        const std::string command = "/api/v1/open-items/" + to_string(book.item) + "/write-off";
        CHECK(book.post(book.maker, command + "?dry_run=true", Book::write_off_body("10.00")).status == 202);
        CHECK(book.post(book.maker, command, Book::write_off_body("300000.01")).status == 409);
        CHECK(book.bench.count("SELECT COUNT(*) FROM message_outbox") == 0);
        book.bench.connection().execute("UPDATE app_user SET mail_off = 1 WHERE company_id = $1 AND id = $2", {book.risk.company.value, book.risk.user.value});
        book.held("10.00");
        CHECK(book.bench.count("SELECT COUNT(*) FROM message_outbox") == 0);
        book.user("nowhere", "risk", 509);
        book.held("10.00");
        CHECK(book.bench.count("SELECT COUNT(*) FROM message_outbox") == 0);
    });
}

TEST_CASE("R-303: before the deadline and after it one mail a person speaks of all that wait") {
    if (!can_receive_mail()) return;
    on_both_engines([](const TemporaryDatabase& database) {
        Mailbox mailbox;
        Book book{database, mailbox.port()};
        book.server.serving().use_mail(nullptr);
        book.held("100.00");
        book.held("150000.00");
        CHECK(book.bench.count("SELECT COUNT(*) FROM message_outbox") == 0);
        // Set up later: what waits already is told in one mail.
        book.use(mailbox.port());
        book.remind();
        CHECK(book.send().empty());
        CHECK(from_words(mailbox.next().field("Subject")) == "[双轮] 2 项申请等待您审批");
        book.older(39);
        book.remind();
        CHECK(book.send().empty());
        CHECK(mailbox.stays_empty(200));
        book.older(2);  // 41 of 48 hours; 8 before the deadline
        book.remind();
        book.remind();
        CHECK(book.send().empty());
        const ReceivedMail due = mailbox.next();
        CHECK(due.to == "risk@example.com");
        CHECK(due.body.find("即将超时") != due.body.rfind("即将超时"));
        book.older(8);
        book.remind();
        CHECK(book.send().empty());
        // The first has no next level to go to.
        const ReceivedMail passed = mailbox.next();
        CHECK(passed.to == "boss@example.com");
        CHECK(passed.field("Subject") == "[Tandem] 1 waiting for your approval");
        CHECK(passed.body.find("Passed on to you") != std::string::npos);
        book.remind();
        CHECK(book.send().empty());
        CHECK(mailbox.stays_empty(200));
    });
}

TEST_CASE("S33: a level whose only approver has left is told to the next level's people") {
    if (!can_receive_mail()) return;
    on_both_engines([](const TemporaryDatabase& database) {
        Mailbox mailbox;
        Book book{database, mailbox.port()};
        book.held("150000.00");
        CHECK(book.send().empty());
        CHECK(mailbox.next().to == "risk@example.com");
        book.bench.connection().execute("UPDATE app_user SET disabled_at = 1 WHERE company_id = $1 AND id = $2", {book.risk.company.value, book.risk.user.value});
        book.remind();
        CHECK(book.send().empty());
        CHECK(mailbox.next().to == "boss@example.com");
    });
}

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

TEST_CASE("S17: a line break in a subject, an address or a name makes no head field of its own") {
    if (!can_receive_mail()) return;
    on_both_engines([](const TemporaryDatabase& database) {
        Mailbox mailbox;
        Book book{database, mailbox.port()};
        book.put("li@example.com", "a\r\nBcc: x@example.com", "k1");
        book.put("li@example.com\r\nRCPT TO:<x@example.com>", "a", "k2");
        book.put("li@example.com>,<x@example.com", "a", "k3");
        book.send();
        CHECK(book.in_state("given_up") == 3);
        CHECK(mailbox.stays_empty(200));
        book.bench.connection().execute("UPDATE app_user SET display_name = $3 WHERE company_id = $1 AND id = $2", {book.maker.company.value, book.maker.user.value, "a\r\nBcc: x@example.com {link}"});
        book.held("10.00");
        CHECK(book.send().empty());
        const ReceivedMail mail = mailbox.next();
        CHECK(mail.field("Bcc").empty());
        CHECK(mail.body.find("\nBcc") == std::string::npos);
        CHECK(mail.body.find("a  Bcc: x@example.com {link} 于") != std::string::npos);
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

TEST_CASE("S9: a forgotten password: every name hears the same; the link goes to the account's own address, once, and its text is then gone") {
    if (!can_receive_mail()) return;
    on_both_engines([](const TemporaryDatabase& database) {
        Mailbox mailbox;
        Book book{database, mailbox.port()};
        BookServer accounts{database, {app::server::add_profile_routes, app::server::add_user_routes, app::server::add_message_routes}};
        accounts.serving().use_mail(book.server.serving().mail());
        const auto forgot = [&](const std::string& name) { return accounts.post("/api/v1/password/forgotten", "{\"name\":\"" + name + "\"}"); };
        // An address that came in with an import is no place for a link that signs in.
        const auto imported = book.user("imported", "risk", 601);
        book.bench.connection().execute("INSERT INTO employee (company_id, id, code, name, name_key, role, email, recorded_at) VALUES ($1, 601, 'E601', 'x', 'x', 'rep', 'imported@example.com', 1)", {book.bench.company().value});
        book.bench.connection().execute("UPDATE app_user SET mail_off = 1 WHERE company_id = $1", {book.bench.company().value});
        const auto known = forgot("risk"), unknown = forgot("nobody"), without = forgot("imported");
        CHECK(known.status == 202);
        CHECK(known.body == unknown.body);
        CHECK(known.body == without.body);
        CHECK(unknown.status == 202);
        CHECK(forgot("risk").body == known.body);
        CHECK(book.bench.count("SELECT COUNT(*) FROM message_outbox") == 1);
        CHECK(book.send().empty());
        const ReceivedMail mail = mailbox.next();
        CHECK(mail.to == "risk@example.com");
        CHECK(mail.body.find("https://tandem.example.com/welcome?company=") != std::string::npos);
        const auto token = mail.body.substr(mail.body.find('#') + 1, 43);
        CHECK(book.bench.connection().one_integer("SELECT COUNT(*) FROM message_outbox WHERE company_id = $1 AND body IS NULL", {book.bench.company().value}) == 1);
        CHECK(accounts.post("/api/v1/password", R"({"password":"ein langes Kennwort","token":")" + token + "\"}").status == 200);
        CHECK(accounts.post("/api/v1/password", R"({"password":"ein langes Kennwort","token":")" + token + "\"}").code() == "access.link_invalid");
        CHECK(imported.user != book.risk.user);
    });
}

TEST_CASE("S9: what an administrator resets goes to the person and is not shown; nobody sends his own links elsewhere") {
    if (!can_receive_mail()) return;
    on_both_engines([](const TemporaryDatabase& database) {
        Book book{database, 1};
        BookServer accounts{database, {app::server::add_user_routes}};
        accounts.serving().use_mail(book.server.serving().mail());
        const auto ask = [&](const http::Principal& who, const std::string& method, const std::string& path, const std::string& body) { return accounts.ask_as(who, method, path, body, {}); };
        const std::string risk = "/api/v1/users/" + to_string(book.risk.user);
        const auto mailed = ask(book.maker, "POST", risk + "/password-link", "{}");
        CHECK(mailed.text("mailed_to") == "risk@example.com");
        CHECK(!mailed.body.as_object().contains("link"));
        const auto nowhere = book.user("nowhere", "risk", 0);
        CHECK(ask(book.maker, "POST", "/api/v1/users/" + to_string(nowhere.user) + "/password-link", "{}").body.as_object().contains("link"));
        const auto made = ask(book.maker, "POST", "/api/v1/users", R"({"name":"zhou","display_name":"周敏","email":"zhou@example.com"})");
        CHECK(made.text("mailed_to") == "zhou@example.com");
        CHECK(ask(book.maker, "POST", "/api/v1/users", R"({"name":"zhao","display_name":"赵","email":"zhou@example.com\r\nBcc: x@example.com"})").code() == "mail.bad_address");
        CHECK(book.in_state("waiting") == 2);
        const auto change = [&](const http::Principal& who, const http::Principal& whose) {
            return accounts.ask_as(who, "PATCH", "/api/v1/users/" + to_string(whose.user), R"({"email":"elsewhere@example.com"})", {}, {}, "application/json", "\"1\"");
        };
        CHECK(change(book.maker, book.maker).status == 403);
        CHECK(change(book.maker, book.risk).text("email") == "elsewhere@example.com");
    });
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
