// Limits, stops, securities and claims: what changes how much a customer may owe. One command at a time inside the caller's
// transaction, under the lock of the account.; trust S4.
#pragma once
#include <optional>
#include <string>

#include "audit/edge/trail_sql.h"
#include "credit/edge/accounts_sql.h"

namespace tandem::credit {

// Whose limit: subject is the id of a customer or a group, 0 for the company.
struct LimitSubject {
    Scope scope = Scope::customer;
    std::int64_t subject = 0;
};

struct NewSecurity {
    CustomerId customer;
    std::optional<ContractId> contract;  // of this contract alone: it raises no limit
    std::string kind, provider, reference;
    Money amount;
    Date from, valid_to;
};

class LimitDesk {
public:
    LimitDesk(sql::Connection& connection, const org::Company& company, const audit::Act& act, IdSource& ids, Date today)
        : connection_(connection), company_(company), act_(act), ids_(ids), today_(today), trail_(connection, ids, act) {}

    // Refuses credit.unknown_customer, credit.unknown_group and as check_change.
    Result<LimitEntryId> change(const LimitSubject& subject, LimitChange change);
    // Refuses credit.stopped_already; credit.not_stopped; credit.stop_reason.
    Result<void> stop(CustomerId customer, const std::string& reason);
    Result<void> lift(CustomerId customer, const std::string& reason);
    // Refuses credit.unknown_customer, credit.security_amount, credit.security_dates, credit.security_contract.
    Result<SecurityId> secure(const NewSecurity& security);
    Result<void> void_security(SecurityId id, const std::string& reason);  // credit.unknown_security, credit.stop_reason
    // On an insurance of the customer's. Refuses credit.unknown_security, credit.claim_not_insured, credit.claim_amount {insured}.
    Result<ClaimId> claim(SecurityId insurance, Money amount, Date on, const std::string& reason);
    // Refuses credit.unknown_claim, credit.claim_decided, credit.claim_amount.
    Result<void> decide_claim(ClaimId id, std::optional<Money> paid, Date on, const std::string& reason);
    void flush() { trail_.flush(); }

private:
    bool has_customer(CustomerId customer);
    void say(std::string_view kind, std::int64_t id, std::string_view topic, std::string_view detail);

    sql::Connection& connection_;
    const org::Company& company_;
    const audit::Act& act_;
    IdSource& ids_;
    Date today_;
    audit::SqlTrail trail_;
};

}  // namespace tandem::credit
