// A book whose access policy demands no second factor of any role, as the demo company's: tests of other things sign in
// with a password alone.
#pragma once
#include <boost/json.hpp>

#include "platform/shipped.h"
#include "platform/sql/connection.h"

namespace tandem::testing {

inline void password_is_enough(sql::Connection& connection) {
    auto body = boost::json::parse(*shipped_file("policies/access.json")).as_object();
    body["second_factor_required_roles"] = boost::json::array{};
    connection.execute("INSERT INTO policy_version (company_id, name, version, effective_from_date, body, approved_by, recorded_at) SELECT company_id, 'access', 2, 0, $1, 0, 0 FROM company",
                       {boost::json::serialize(body)});
}

}  // namespace tandem::testing
