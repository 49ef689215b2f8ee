// R7: ten thousand random walks over a request, each step judged by a model that knows nothing of the state machine: it keeps
// the bare history and asks of it who agreed to what.
#include <doctest/doctest.h>

#include <cstdlib>
#include <random>
#include <set>

#include "approval/request.h"

using namespace tandem;
using namespace tandem::approval;

namespace {

// Twelve accounts of eight employees; 0 and 1 are the same person, and so are 2 and 3.
constexpr int accounts = 12;
const char* const roles[] = {"finance", "risk", "manager", "executive"};
Person account(int number) {
    const int employee = number < 4 ? number / 2 : number - 2;
    return {UserId{number + 1}, EmployeeId{employee + 100}, roles[number % 4], "u" + std::to_string(number)};
}
std::int64_t human(const Person& person) { return person.employee.value; }

struct Model {
    std::vector<Level> chain;
    std::set<std::int64_t> barred;  // requester and beneficiaries
    std::vector<std::set<std::int64_t>> agreed;  // by level, of this content
    std::set<std::int64_t> used;
    std::string content;
    bool ended = false, effective = false;

    void begin(std::vector<Level> levels, std::string text) {
        chain = std::move(levels);
        agreed.assign(chain.size(), {});
        used.clear();
        content = std::move(text);
    }
    std::size_t turn() const {
        std::size_t at = 0;
        while (at < chain.size() && static_cast<int>(agreed[at].size()) >= chain[at].needed) ++at;
        return at;
    }
    static bool holds(const Level& level, const Person& person) { return std::set<std::string>(level.roles.begin(), level.roles.end()).contains(person.role); }
    bool may(const Person& actor, const Person& authority, const std::string& seen, bool late) const {
        if (ended || seen != content) return false;
        for (const Person* each : {&actor, &authority})
            if (barred.contains(human(*each)) || used.contains(human(*each))) return false;
        const std::size_t at = turn();
        const bool here = holds(chain[at], authority) || (late && at + 1 < chain.size() && holds(chain[at + 1], authority));
        const auto& limited = chain[at].limited;
        return here && std::find(limited.begin(), limited.end(), authority.role) == limited.end();
    }
    void agree(const Person& actor, const Person& authority) {
        agreed[turn()].insert(human(actor));
        used.insert({human(actor), human(authority)});
        if (turn() == chain.size()) ended = effective = true;
    }
};

std::vector<Level> random_chain(std::mt19937_64& random) {
    std::vector<Level> chain;
    for (std::size_t count = 1 + random() % 3; chain.size() < count;) {
        Level level{.roles = {}, .users = {}, .limited = {}, .needed = 1 + static_cast<int>(random() % 2), .deadline_hours = static_cast<int>(random() % 3)};
        for (const char* role : roles)
            if (random() % 2) level.roles.emplace_back(role);
        if (level.roles.empty()) level.roles.emplace_back("executive");
        chain.push_back(std::move(level));
    }
    if (random() % 3 == 0) chain.back().limited.emplace_back(roles[random() % 4]);
    return chain;
}

// What every effective request must show, whatever led to it.
void check_effective(const Request& request, const Model& model) {
    REQUIRE(model.effective);
    std::set<std::int64_t> all;
    for (std::size_t level = 0; level < request.levels.size(); ++level) {
        int distinct = 0;
        for (const Decision& each : request.decisions) {
            if (each.round != request.round || each.level != static_cast<int>(level)) continue;
            REQUIRE(each.content_hash == request.content_hash);
            REQUIRE(!model.barred.contains(human(each.approver.person)));
            REQUIRE(!model.barred.contains(human(each.approver.authority())));
            distinct += all.insert(human(each.approver.person)).second;
        }
        REQUIRE(distinct >= request.levels[level].needed);
    }
}

int walk(std::uint64_t seed) {
    std::mt19937_64 random{seed};
    Instant now{1'000'000};
    Model model;
    Request request;
    request.requester = account(static_cast<int>(random() % accounts));
    request.beneficiaries = {account(static_cast<int>(random() % accounts)).employee};
    std::vector<Level> policy = random_chain(random);
    request.levels = policy;
    request.level_since = now;
    request.content_hash = "c0";
    model.barred = {human(request.requester), request.beneficiaries.front().value};
    model.begin(policy, "c0");
    int contents = 0;
    for (int step = 0; step < 40; ++step) {
        const Person actor = account(static_cast<int>(random() % accounts));
        std::optional<Person> other;
        if (random() % 4 == 0) other = account(static_cast<int>(random() % accounts));
        const std::string seen = random() % 5 ? "c" + std::to_string(contents) : "c" + std::to_string(random() % 3);
        const auto dice = random() % 40;
        if (dice < 30) {
            const bool may = model.may(actor, other.value_or(actor), seen, request.escalated);
            const auto after = decide(request, {actor, other}, Verdict::approve, seen, "", now);
            REQUIRE(after.has_value() == may);
            if (after) {
                request = *after;
                model.agree(actor, other.value_or(actor));
            }
        } else if (dice == 30) {
            const bool may = model.may(actor, other.value_or(actor), seen, request.escalated);
            const auto after = decide(request, {actor, other}, Verdict::reject, seen, "no", now);
            REQUIRE(after.has_value() == may);
            if (after) {
                request = *after;
                model.ended = true;
            }
        } else if (dice < 34) {
            const Person who = random() % 2 ? request.requester : actor;
            const std::string next = "c" + std::to_string(contents + 1);
            const auto after = edit(request, who, seen, {next, policy, request.beneficiaries}, now);
            REQUIRE(after.has_value() == (!model.ended && human(who) == human(request.requester) && seen == model.content));
            if (after) {
                request = *after;
                ++contents;
                model.begin(policy, next);
            }
        } else if (dice == 34) {
            const auto after = withdraw(request, actor);
            REQUIRE(after.has_value() == (!model.ended && human(actor) == human(request.requester)));
            if (after) {
                request = *after;
                model.ended = true;
            }
        } else if (dice < 38) {
            now.micros += static_cast<std::int64_t>(random() % 4) * 3'600'000'000;
            if (const auto late = escalate(request, now)) request = *late;
        } else {
            policy = random_chain(random);  // the chains change; what was asked before keeps its own until it is edited
        }
        REQUIRE((request.state == State::effective) == model.effective);
        REQUIRE((request.state == State::pending) == !model.ended);
        if (request.state == State::effective) {
            check_effective(request, model);
            return 1;
        }
    }
    return 0;
}

}  // namespace

TEST_CASE("R7: in ten thousand random walks nothing takes effect without its distinct approvers, level by level") {
    const char* wanted = std::getenv("APPROVAL_WALKS");
    const std::uint64_t walks = wanted ? std::strtoull(wanted, nullptr, 10) : 10'000;
    int effective = 0;
    for (std::uint64_t seed = 1; seed <= walks; ++seed) {
        INFO("seed " << seed);
        effective += walk(seed);
    }
    CHECK(effective > static_cast<int>(walks / 20));  // the walks do reach the end
    MESSAGE(walks << " walks, " << effective << " effective");
}
