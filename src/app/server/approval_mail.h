// Mails about agreement: to those whose turn it is, and to who asked. Collected while requests are worked on, then put into the
// outbox in the same transaction, one a person however many requests it speaks of (R-303, trust D6).
#pragma once
#include <map>
#include <string>
#include <vector>

#include "app/server/serving.h"
#include "approval/edge/approval_sql.h"
#include "approval/notice.h"
#include "message/policy.h"

namespace tandem::app::server {

class ApprovalMail {
public:
    ApprovalMail(Serving& serving, sql::Connection& connection, const audit::Act& act) : serving_(serving), connection_(connection), act_(act) {}

    // These people are told once; a notice that was given before is not given again. Without [mail] nothing is noted.
    void tell(const approval::Stored& stored, approval::Notice notice, const std::vector<UserId>& people);
    // The requester of a request that was decided.
    void tell_decided(const approval::Stored& stored);
    // Writes what was collected. Refuses what sealing refuses.
    Result<void> put();

    // The figures that rule it today.
    static Result<message::MessagePolicy> policy(Serving& serving, sql::Connection& connection);

private:
    struct Said {
        std::string line;  // which text
        std::string key;   // which fact
        approval::Stored of;
    };
    using ByPerson = std::map<UserId, std::vector<Said>>;
    Result<void> put(const char* kind, const ByPerson& people);
    using Names = std::map<UserId, std::string>;
    Names requesters(const ByPerson& people) const;
    message::Values values(const Said& said, const Names& names, Language language) const;
    std::string link(const std::string& path) const;
    std::string minute(Instant at) const;

    Serving& serving_;
    sql::Connection& connection_;
    const audit::Act& act_;
    ByPerson waits_, decided_;
};

}  // namespace tandem::app::server
