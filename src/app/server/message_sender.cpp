#include "app/server/message_sender.h"

#include "app/mail.h"
#include "app/server/approval_desk.h"
#include "message/edge/message_policy_json.h"
#include "message/edge/outbox_sql.h"
#include "platform/mail/letter.h"

namespace tandem::app::server {
namespace {

constexpr std::chrono::seconds between_looks{2};
constexpr int looks_between_reminders = 30;
constexpr std::int64_t lease_slack_micros = 60'000'000;  // beyond the longest talk with the server

message::Answer answer_of(const Result<void>& sent) {
    if (sent) return message::Answer::delivered;
    const auto& code = sent.error().code;
    return code == "mail.refused" || code == "mail.header_break" || code == "mail.bad_address" ? message::Answer::never : message::Answer::not_now;
}

std::string error_json(const Error& error) {
    return json::serialize(json::object{{"code", error.code}, {"zh", explain(error, Language::zh)}, {"en", explain(error, Language::en)}});
}

Result<void> hand_over(const Mail& mail, CompanyId company, const message::Taken& taken, Instant now) {
    const std::string wire = TRY(platform::wire_text({.from_name = mail.from_name, .from = mail.from, .to = taken.address, .subject = taken.subject, .body = taken.body,
                                                      .message_id = message::mail_id(company, taken.key, mail.host()), .at = now}));
    return platform::send_mail(mail.server, mail.from, taken.address, wire);
}

}  // namespace

MessageSender::MessageSender(Serving& serving, const http::Router& router, std::function<void(const std::string&)> say)
    : serving_(serving), router_(router), say_(std::move(say)), thread_([this] { run(); }) {}

MessageSender::~MessageSender() {
    {
        const std::lock_guard lock{mutex_};
        ending_ = true;
    }
    wake_.notify_one();
    thread_.join();
}

bool MessageSender::send_one(Serving& serving, const std::function<void(const std::string&)>& say) {
    const auto mail = serving.mail();
    const CompanyId company = serving.company().id;
    const std::int64_t lease = std::chrono::microseconds{mail->server.time}.count() + lease_slack_micros;
    Result<std::optional<message::Taken>> taken = [&] {
        const auto writing = serving.write_lock();
        return message::take_due(serving.connection(), company, serving.clock().now(), lease);
    }();
    if (!taken) {
        say(explain(taken.error(), Language::en));  // it stays due, after its lease
        return true;
    }
    if (!*taken) return false;
    const Result<void> sent = hand_over(*mail, company, **taken, serving.clock().now());
    const Instant now = serving.clock().now();
    const auto policy = message::load_message_policy(serving.connection(), company, serving.today());
    const auto next = message::after_try(answer_of(sent), (*taken)->attempts, policy ? policy->retry_minutes : std::vector<int>{}, now);
    if (!sent) say(to_string((*taken)->id) + ": " + explain(sent.error(), Language::en));
    const auto writing = serving.write_lock();
    message::record_try(serving.connection(), company, **taken, next, sent ? std::string{} : error_json(sent.error()), now);
    return true;
}

Result<void> MessageSender::remind(Serving& serving, const http::Router& router) {
    sql::Connection& connection = serving.connection();
    const int hours = TRY(ApprovalMail::policy(serving, connection)).remind_hours_before;
    const http::Principal nobody{};
    // Looked at without the lock first: nearly always nobody is to be told of anything.
    const audit::Act act{serving.company().id, {}, serving.clock().now(), "message.remind", serving.ids().next()};
    if (!ApprovalDesk{serving, router, connection, act, nobody}.owes_word(hours)) return {};
    const auto writing = serving.write_lock();
    sql::Transaction transaction{connection};
    ApprovalDesk desk{serving, router, connection, act, nobody};
    TRY_VOID(desk.send_word_of_all(hours));
    transaction.commit();
    return {};
}

void MessageSender::round(bool reminding) {
    const auto ending = [&] {
        const std::lock_guard lock{mutex_};
        return ending_;
    };
    if (reminding)
        if (const auto reminded = remind(serving_, router_); !reminded) say_(explain(reminded.error(), Language::en));
    while (!ending() && send_one(serving_, say_)) {}
}

void MessageSender::run() {
    for (int look = 0;; look = (look + 1) % looks_between_reminders) {
        try {
            round(look == 0);
        } catch (const std::exception& failure) {
            say_(failure.what());  // the database is away; the next look tries again
        }
        std::unique_lock lock{mutex_};
        if (wake_.wait_for(lock, between_looks, [&] { return ending_; })) return;
    }
}

}  // namespace tandem::app::server
