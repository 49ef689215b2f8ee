// A book whose approval policy holds no command but a change of itself: tests of other things see each command done at once.
#pragma once
#include "platform/sql/connection.h"

namespace tandem::testing {

inline void nothing_is_held(sql::Connection& connection) {
    connection.execute("INSERT INTO policy_version (company_id, name, version, effective_from_date, body, approved_by, recorded_at) SELECT company_id, 'approval', 2, 0, $1, 0, 0 FROM company",
                       {R"({"version": 2, "effective_from": "1900-01-01", "approver": "test", "currency": "CNY", "split_window_days": 0, "limits": [], "chains": [{"kind": "policy_change", "levels": [{"roles": ["executive"]}]}]})"});
}

}  // namespace tandem::testing
