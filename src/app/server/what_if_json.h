// What a draft would change as JSON, the shapes that api/policy.yaml names.
#pragma once
#include <boost/json.hpp>

#include "app/what_if_orders.h"

namespace tandem::app::server {

boost::json::object grade_shift_json(const WhatIfScope& scope, const credit::GradeShift& shift, const credit::CreditPolicy& policy, Language language);
boost::json::object credit_shift_json(const WhatIfScope& scope, const CreditShift& shift);

}  // namespace tandem::app::server
