// The policies a company may decide itself, and how each is read before it is believed.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/money.h"
#include "core/result.h"

namespace tandem::app {

// "access", "approval", ...: the names under policies/, in the order they are shown.
const std::vector<std::string_view>& policy_names();
bool is_policy(std::string_view name);

// Reads the text as that capability would, and refuses what it would refuse.
Result<void> check_policy(std::string_view name, std::string_view text, Currency company_currency);

// Whether it goes with the policies beside it, which `other` gives by name: the bands of the scoring model are grades of the
// credit policy, in its order (credit.band_grade, credit.band_order).
using PolicyOf = std::function<std::string(std::string_view name)>;
Result<void> check_policies_agree(std::string_view name, std::string_view text, const PolicyOf& other);

}  // namespace tandem::app
