// Promises to pay as they are stored, and as they stand on a day. A fixed number of statements for some thousand of them.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "audit/act.h"
#include "core/id_source.h"
#include "credit/edge/of_customers.h"
#include "dunning/policy.h"
#include "org/company.h"
#include "platform/sql/connection.h"

namespace tandem::dunning {

struct JudgedPromise {
    PromiseId id;
    CustomerId customer;
    Promise promise;
    Judgement judged;
};

// Those made by the day, the latest promised date first.
struct PromiseQuery {
    Date day;
    std::optional<Date> from{}, to{};  // promised dates, both included
};
std::vector<JudgedPromise> load_promises(sql::Connection& connection, CompanyId company, const PromiseQuery& query, const credit::OfCustomers& of = {});
std::optional<JudgedPromise> find_promise(sql::Connection& connection, CompanyId company, PromiseId id, Date day);

// The newest promise that was not withdrawn, by item; of all items, or of some.
struct PromisesOnItems {
    Date day;
    std::optional<Date> last_day_from{};  // only those whose last day is not before this one
    std::vector<std::int64_t> items{};    // empty: all that have something open
};
std::map<std::int64_t, JudgedPromise> load_promises_on_items(sql::Connection& connection, CompanyId company, const PromisesOnItems& asked);

// What customers made of the promises that fell due in the twelve months to the day..
struct PromiseRecord {
    std::int64_t fell_due = 0, broken = 0;  // partly kept counts as broken
    std::optional<Date> last_failed_on{};
};
std::map<CustomerId, PromiseRecord> load_promise_records(sql::Connection& connection, CompanyId company, Date today, const credit::OfCustomers& of = {});

// ---- in the caller's transaction
struct NewPromise {
    PromiseOffer offer;
    std::vector<OpenItemId> items;
    PromiseChannel channel = PromiseChannel::phone;
    std::optional<ContactId> contact{};
    std::string note{};
};
// Refuses what check_promise refuses, and dunning.promise_contact.
Result<PromiseId> record_promise(sql::Connection& connection, const org::Company& company, const audit::Act& act, IdSource& ids, const DunningPolicy& policy, const NewPromise& promise);

// Refuses dunning.unknown_promise and promise_not_open {state}.
Result<void> withdraw_promise(sql::Connection& connection, const org::Company& company, const audit::Act& act, IdSource& ids, PromiseId id, const std::string& reason);

}  // namespace tandem::dunning
