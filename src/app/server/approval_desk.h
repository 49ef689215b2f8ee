// The desk where what needs agreement is held, decided and done, each step inside the caller's transaction. Trust S4, S5.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "app/server/approval_mail.h"
#include "app/server/approval_subjects.h"
#include "approval/policy.h"

namespace tandem::app::server {

class ApprovalDesk {
public:
    // `act` is in the name of `who`; the router finds the routes of held commands.
    ApprovalDesk(Serving& serving, const http::Router& router, sql::Connection& connection, const audit::Act& act, const http::Principal& who);

    // Does the command, or tries it, takes it back and holds it: 202 {approval_id, state, kind, levels}. Refuses what the
    // command refuses.
    Result<Answer> admit(const http::Request& request, const Command& command);

    // One decision. When it was the last the command is done here and now; if it is refused the request has failed and
    // nothing else has changed. Refuses approval.unknown_request and as approval::decide.
    struct Wanted {
        approval::ApprovalId id;
        approval::Verdict verdict;
        std::string seen_hash, reason;
    };
    Result<approval::Stored> decide(const Wanted& wanted);
    Result<approval::Stored> withdraw(approval::ApprovalId id, const std::string& reason);
    // The new body goes through the command's own checks first.
    Result<approval::Stored> edit(approval::ApprovalId id, const std::string& seen_hash, const std::string& body);

    // A request this person may see: their own, one they decided, one whose chain names them (and whose customer is within
    // their reach), or any for who views the audit trail. approval.unknown_request for all others.
    Result<approval::Stored> visible(approval::ApprovalId id, approval::Lock lock = approval::Lock::none);
    // Whether this person could decide it now, and if not why.
    Result<approval::Approver> approver_for(const approval::Stored& stored, std::string_view seen_hash);
    // As it stands at this moment: past its deadline, or when nobody of its level can sign in any more, the next level's
    // people may decide too. Whether anybody is left who may.
    void bring_up_to_date(approval::Stored& stored);
    bool has_approvers(const approval::Stored& stored);

    // Puts into the outbox what the steps taken at this desk are to be told of: last of all, before the commit.
    Result<void> send_word();
    // Whether any request that waits is to be told of and was not yet; and that, in the caller's transaction.
    bool owes_word(int remind_hours_before);
    Result<void> send_word_of_all(int remind_hours_before);

private:
    const std::vector<http::Principal>& approvers();
    std::vector<approval::Person> within_reach(const approval::Held& held);
    std::vector<UserId> who_may_decide(const approval::Request& request, const approval::Held& held);
    void tell_of(const approval::Stored& stored, int remind_hours_before);
    Result<void> tell_waiting(const approval::Stored& stored);
    bool concerns(const approval::Stored& stored) const;
    void record(const approval::Stored& stored, std::string_view topic, json::object detail);
    Result<approval::Request> settle(approval::Stored& stored);
    Result<Answer> run(const approval::Stored& stored);
    Result<std::vector<approval::Level>> levels(Subject& subject, const approval::ApprovalPolicy& policy, std::optional<approval::ApprovalId> except);

    Serving& serving_;
    const http::Router& router_;
    sql::Connection& connection_;
    const audit::Act& act_;
    const http::Principal& who_;
    approval::Person me_;
    std::vector<approval::Person> delegators_;
    std::optional<std::vector<http::Principal>> approvers_;  // everybody who can sign in and may approve; asked for once
    ApprovalMail mail_;
};

// Who let this user decide in their place today (access/delegation.h).
std::vector<approval::Person> delegators_of(Serving& serving, sql::Connection& connection, UserId user);

}  // namespace tandem::app::server
