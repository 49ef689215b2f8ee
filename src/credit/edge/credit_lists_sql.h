// Holds, limits, securities and claims as lists and pages show them.
#pragma once
#include <boost/json.hpp>

#include <optional>
#include <string>

#include "credit/edge/limit_desk_sql.h"
#include "org/reach.h"

namespace tandem::credit {

struct HoldFilter {
    std::string state;  // "held", "released", "cleared", "cancelled"; empty: all
    std::optional<CustomerId> customer;
};
struct HoldPage {
    boost::json::array rows;  // the newest first
    std::int64_t count = 0;   // of the whole filter
    bool more = false;
};
HoldPage list_holds(sql::Connection& connection, CompanyId company, const org::Reach& reach, const HoldFilter& filter, std::int64_t offset, std::int64_t limit);
// With the decision's whole snapshot.
std::optional<boost::json::object> find_hold(sql::Connection& connection, CompanyId company, const org::Reach& reach, HoldId id);

boost::json::array limit_history(sql::Connection& connection, CompanyId company, Scope scope, std::int64_t subject);
// {reason, since, by} of a customer stopped by hand, or null.
boost::json::value stop_of(sql::Connection& connection, CompanyId company, CustomerId customer);
boost::json::array list_securities(sql::Connection& connection, CompanyId company, const org::Reach& reach, std::optional<CustomerId> customer, Date today, int soon_days);
boost::json::array list_claims(sql::Connection& connection, CompanyId company, const org::Reach& reach, std::optional<CustomerId> customer);

}  // namespace tandem::credit
