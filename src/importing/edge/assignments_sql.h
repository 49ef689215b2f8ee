// Dated assignments (customer to rep, rep to team, team to region) while an import changes them.
#pragma once
#include <boost/json/fwd.hpp>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "audit/act.h"
#include "org/ownership.h"
#include "platform/sql/connection.h"

namespace tandem::importing {

struct AssignmentChange {
    org::AssignmentKind kind;
    std::int64_t subject;
    Date from;
    std::int64_t owner;
    std::optional<std::int64_t> before;  // the owner the same period had until now
};
boost::json::object to_json(const AssignmentChange& change);
AssignmentChange assignment_from_json(const boost::json::object& object);

class Assignments {
public:
    Assignments(sql::Connection& connection, const audit::Act& act) : connection_(connection), act_(act) {}

    void want(org::AssignmentKind kind, std::int64_t subject) { wanted_.emplace(kind, subject); }
    void load();
    bool any(org::AssignmentKind kind, std::int64_t subject) const;

    // Makes `owner` the owner from that day on; nothing when he is already. The first owner recorded also
    // owns what came before (org/ownership.h).
    std::optional<AssignmentChange> assign(org::AssignmentKind kind, std::int64_t subject, std::int64_t owner, Date from);
    void take_back(const AssignmentChange& change);
    void flush();

private:
    using Subject = std::pair<org::AssignmentKind, std::int64_t>;
    struct Written { AssignmentChange change; bool voided; };
    sql::Connection& connection_;
    const audit::Act& act_;
    std::set<Subject> wanted_;
    std::map<Subject, std::map<Date, std::int64_t>> periods_;
    std::map<std::pair<Subject, Date>, Written> written_;
};

}  // namespace tandem::importing
