// Security: what stands behind a debt besides the debtor's word.
#pragma once
#include <optional>
#include <string_view>

namespace tandem::credit {

// As the terms matrix and the order of allocation ask, weakest first.
enum class Security { none, guarantor, collateral };  // 无担保, 保证, 抵押
std::string_view code_of(Security security);  // "guarantor"
std::optional<Security> security_named(std::string_view code);

}  // namespace tandem::credit
