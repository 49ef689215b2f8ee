// Who is told of a request that waits, and when.
#include <algorithm>
#include <set>
#include <tuple>

#include "access/edge/delegations_sql.h"
#include "app/server/approval_desk.h"

namespace tandem::app::server {

using approval::Notice;
using approval::Person;
using approval::Stored;

// In their own right or for somebody who is away: whoever would find it in the inbox.
std::vector<UserId> ApprovalDesk::who_may_decide(const approval::Request& request, const approval::Held& held) {
    std::set<UserId> able;
    const auto people = within_reach(held);
    for (const Person& each : people)
        if (approval::check_decision(request, {each, {}}, request.content_hash)) able.insert(each.user);
    const Date today = serving_.today();
    for (const auto& each : access::delegations_on(connection_, act_.company, today)) {
        const auto away = std::ranges::find(people, each.from, &Person::user);
        const auto delegate = std::ranges::find(approvers(), each.to, &http::Principal::user);
        if (!access::in_force(each, today) || away == people.end() || delegate == approvers().end()) continue;
        const Person stands_in{delegate->user, delegate->employee, delegate->role, delegate->name};
        if (approval::check_decision(request, {stands_in, *away}, request.content_hash)) able.insert(each.to);
    }
    return {able.begin(), able.end()};
}

void ApprovalDesk::tell_of(const Stored& stored, int remind_hours_before) {
    approval::Request on_time = stored.request;
    on_time.escalated = false;
    const auto own = who_may_decide(on_time, stored.held);
    for (const Notice notice : approval::notices_of(stored.request, remind_hours_before, act_.at)) {
        if (notice != Notice::passed_on) {
            mail_.tell(stored, notice, own);
            continue;
        }
        auto now_too = who_may_decide(stored.request, stored.held);
        std::erase_if(now_too, [&](UserId each) { return std::ranges::find(own, each) != own.end(); });
        mail_.tell(stored, notice, now_too);
    }
}

Result<void> ApprovalDesk::tell_waiting(const Stored& stored) {
    if (!serving_.mail()) return {};
    Stored now = stored;
    bring_up_to_date(now);
    tell_of(now, TRY(ApprovalMail::policy(serving_, connection_)).remind_hours_before);
    return {};
}

Result<void> ApprovalDesk::send_word() { return mail_.put(); }

bool ApprovalDesk::owes_word(int remind_hours_before) {
    using Step = std::tuple<std::int64_t, std::int64_t, std::int64_t, std::string>;
    std::set<Step> told;
    connection_.query("SELECT n.request_id, n.round_no, n.level_no, n.kind FROM approval_notice n JOIN approval_request r ON r.company_id = n.company_id AND r.id = n.request_id "
                      "WHERE n.company_id = $1 AND r.state = 'pending'",
                      {act_.company.value}, [&](const sql::Row& row) { told.emplace(row.integer(0), row.integer(1), row.integer(2), row.text(3)); });
    return std::ranges::any_of(approval::pending_requests(connection_, act_.company), [&](Stored& each) {
        bring_up_to_date(each);
        return std::ranges::any_of(approval::notices_of(each.request, remind_hours_before, act_.at),
                                   [&](Notice notice) { return !told.contains({each.id.value, each.request.round, each.request.level, std::string(approval::code_of(notice))}); });
    });
}

Result<void> ApprovalDesk::send_word_of_all(int remind_hours_before) {
    for (Stored& each : approval::pending_requests(connection_, act_.company)) {
        bring_up_to_date(each);
        tell_of(each, remind_hours_before);
    }
    return mail_.put();
}

}  // namespace tandem::app::server
