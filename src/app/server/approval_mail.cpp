#include "app/server/approval_mail.h"

#include <algorithm>

#include "app/mail.h"
#include "approval/kind_words.h"
#include "message/edge/message_policy_json.h"
#include "message/edge/outbox_sql.h"
#include "message/edge/recipients_sql.h"
#include "platform/password.h"

namespace tandem::app::server {
namespace {

std::string path_of(const approval::Stored& stored) { return "/approvals/" + to_string(stored.id); }

std::string step_of(const approval::Stored& stored) { return to_string(stored.id) + "/" + std::to_string(stored.request.round) + "/" + std::to_string(stored.request.level + 1); }

// Why it was rejected or could not be done, in the reader's language.
std::string reason_of(const approval::Stored& stored, Language language) {
    if (stored.request.state == approval::State::failed && !stored.failure.empty()) return std::string{json::parse(stored.failure).at(language == Language::zh ? "zh" : "en").as_string()};
    return stored.request.decisions.empty() ? std::string{} : stored.request.decisions.back().reason;
}

}  // namespace

Result<message::MessagePolicy> ApprovalMail::policy(Serving& serving, sql::Connection& connection) { return message::load_message_policy(connection, serving.company().id, serving.today()); }

void ApprovalMail::tell(const approval::Stored& stored, approval::Notice notice, const std::vector<UserId>& people) {
    if (!serving_.mail()) return;
    const approval::Request& request = stored.request;
    const bool first = connection_.execute("INSERT INTO approval_notice (company_id, request_id, round_no, level_no, kind, recorded_at) VALUES ($1, $2, $3, $4, $5, $6) "
                                           "ON CONFLICT (company_id, request_id, round_no, level_no, kind) DO NOTHING",
                                           {act_.company.value, stored.id.value, request.round, request.level, approval::code_of(notice), act_.at.micros}) == 1;
    if (!first) return;
    const std::string code{approval::code_of(notice)};
    for (const UserId each : people) waits_[each].push_back({"approval_" + code, step_of(stored) + "/" + code, stored});
}

void ApprovalMail::tell_decided(const approval::Stored& stored) {
    if (!serving_.mail()) return;
    decided_[stored.request.requester.user].push_back({"approval_" + std::string(approval::code_of(stored.request.state)), to_string(stored.id), stored});
}

Result<void> ApprovalMail::put() {
    TRY_VOID(put("approval_waits", waits_));
    TRY_VOID(put("approval_decided", decided_));
    waits_.clear();
    decided_.clear();
    return {};
}

Result<void> ApprovalMail::put(const char* kind, const ByPerson& people) {
    if (people.empty()) return {};
    const auto policy = TRY(ApprovalMail::policy(serving_, connection_));
    const bool people_wait = &people == &waits_;  // each line has its own link; this one leads to all of them
    const Names names = requesters(people);
    std::vector<UserId> users;
    for (const auto& [user, said] : people) users.push_back(user);
    for (const message::Recipient& to : message::recipients(connection_, act_.company, users)) {
        if (to.off || to.address.empty()) continue;
        const auto& said = people.at(to.user);
        std::string facts;
        std::vector<std::string> lines;
        for (const Said& each : said) {
            facts += each.key + "\n";
            lines.push_back(policy.line(each.line, to.language, values(each, names, to.language)));
        }
        const std::string path = said.size() == 1 ? path_of(said.front().of) : "/approvals";
        const message::Values holes{{"name", to.name}, {"count", std::to_string(said.size())}, {"link", link(people_wait ? "/approvals" : path)}};
        const message::Text& text = policy.text(kind, to.language);
        TRY(message::put(connection_, act_.company, serving_.ids(),
                         {.key = std::string(kind) + "/" + to_string(to.user) + "/" + platform::sha256_hex(facts), .kind = kind, .to_user = to.user, .address = to.address, .language = to.language,
                          .subject = message::fill(text.subject, holes), .body = message::fill_body(text.body, holes, "requests", lines), .about = path},
                         act_.at));
    }
    return {};
}

// As they are called today, who still may sign in.
ApprovalMail::Names ApprovalMail::requesters(const ByPerson& people) const {
    std::vector<UserId> users;
    for (const auto& [user, said] : people)
        for (const Said& each : said) users.push_back(each.of.request.requester.user);
    Names names;
    for (const message::Recipient& each : message::recipients(connection_, act_.company, users)) names.emplace(each.user, each.name);
    return names;
}

message::Values ApprovalMail::values(const Said& said, const Names& names, Language language) const {
    const approval::Request& request = said.of.request;
    const auto requester = names.find(request.requester.user);
    const auto deadline = approval::deadline_of(request);
    const std::string decider = request.decisions.empty() ? std::string{} : request.decisions.back().approver.person.name;
    return {{"what", approval::kind_name(said.of.held.kind, language)}, {"requester", requester == names.end() ? request.requester.name : requester->second}, {"asked", minute(said.of.recorded_at)},
            {"deadline", deadline ? minute(*deadline) : "–"}, {"link", link(path_of(said.of))}, {"decider", decider}, {"reason", reason_of(said.of, language)}};
}

std::string ApprovalMail::link(const std::string& path) const {
    const std::string company = serving_.companies().size() > 1 ? "?company=" + serving_.company().code : "";
    return serving_.mail()->public_url + path + company;
}

std::string ApprovalMail::minute(Instant at) const { return civil_minute(at, serving_.company().time_zone); }

}  // namespace tandem::app::server
