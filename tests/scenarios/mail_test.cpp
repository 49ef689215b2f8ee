// What is told by mail, to whom and in which words, over a real SMTP server on both engines. R-303; trust S9, S17, S33.
#include "app/server/account_trail.h"
#include "support/mail_book.h"

using namespace tandem;
using namespace tandem::testing;

namespace { using Book = MailBook; }

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

