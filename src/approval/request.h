// A command that waits for agreement, and what may happen to it.
//
//   pending -> effective   the last level agreed and the command was done
//           -> rejected    one person said no
//           -> withdrawn   the requester took it back
//           -> failed      the last level agreed, but the command was refused by then
//
// Pure: no state is reached but through the functions below. R-303, trust S4, S5, R7.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "approval/level.h"
#include "core/date.h"
#include "core/result.h"

namespace tandem::approval {

// exempt: done at once because no chain asked for agreement; kept because it counts towards a split amount.
enum class State { pending, effective, rejected, withdrawn, failed, exempt };
std::string_view code_of(State state);
std::optional<State> parse_state(std::string_view code);

enum class Verdict { approve, reject };

// Who decides: in their own right, or for somebody who delegated it.
struct Approver {
    Person person;
    std::optional<Person> stands_in_for;
    const Person& authority() const { return stands_in_for ? *stands_in_for : person; }
};

struct Decision {
    int round = 1;
    int level = 0;  // from 0
    Approver approver;
    Verdict verdict = Verdict::approve;
    std::string content_hash;  // of what the approver saw
    std::string reason;
    Instant at;
};

struct Request {
    State state = State::pending;
    Person requester;                      // also the only one who edits
    std::vector<EmployeeId> beneficiaries; // the customer's reps: a credit note or write-off is in their favour
    std::vector<UserId> makers;            // who wrote what is to be agreed to, beside the requester
    std::string content_hash;              // SHA-256 of kind, path, body and what it changes
    std::vector<Level> levels;
    int level = 0;  // the one that decides now, from 0
    int round = 1;  // an edit begins the next
    bool escalated = false;  // the deadline of this level has passed
    Instant level_since;
    std::vector<Decision> decisions;  // of every round
};

// Whether this person could decide now. In this order: approval.not_pending {state}, approval.changed (another content than
// was seen), approval.self (requester, maker or beneficiary, under any account or by delegation), approval.already_decided (one
// person decides at one level), approval.level_skipped {level} (a later level's people), approval.not_an_approver,
// approval.above_limit.
Result<void> check_decision(const Request& request, const Approver& approver, std::string_view seen_hash);

// The request with the decision in it. When the last level is complete the state is `effective`: the caller does the command
// in the same transaction, or calls fail(). Refuses as check_decision, and approval.reason_missing for a no without reason.
Result<Request> decide(Request request, Approver approver, Verdict verdict, std::string_view seen_hash, std::string reason, Instant now);

// The command was refused when it was its turn.
Request fail(Request request);

// approval.not_pending, approval.not_yours.
Result<Request> withdraw(Request request, const Person& who);

// New content: every agreement given so far counts no more. As withdraw, and approval.changed when the requester edits
// another content than the one seen.
struct Revision {
    std::string content_hash;
    std::vector<Level> levels;
    std::vector<EmployeeId> beneficiaries;
    std::vector<UserId> makers{};
};
Result<Request> edit(Request request, const Person& who, std::string_view seen_hash, Revision revision, Instant now);

// When the level's time is over, once: the next level's people may decide here too. Nothing otherwise.
std::optional<Instant> deadline_of(const Request& request);
std::optional<Request> escalate(const Request& request, Instant now);

// Whether enough of `people` could still decide at the level that decides now, with the next level's once that is passed on
// to. `people` are who can sign in today and see the request: who is disabled is no approver (trust S33).
bool has_approvers(const Request& request, std::span<const Person> people);
// When too few are left at this level and there is a next one: its people may decide here at once, as after a deadline.
std::optional<Request> pass_on(const Request& request, std::span<const Person> people);

// Who has agreed at the level that decides now.
int agreed_now(const Request& request);

}  // namespace tandem::approval
