// Payment terms as JSON: {"parts":[{"kind":"percent","percent":"30","base":"signing","days":7}, ...]}.
//
// kind     percent | percent_of_remaining | fixed | remainder
// percent  "30", for the two percent kinds; or "ratio" "0.3" with, where a file has it, "divisor"
// amount   "100.00", for fixed, in the contract's currency
// base     signing | delivery | acceptance | invoice
// months, day_of_month (or "end_of_month": true), days, next_day_of_month   the due rule, see due_rule.h
// discount {"percent":"2","days":10};  label   both may be absent
#pragma once
#include <boost/json/fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "contract/payment_terms.h"

namespace tandem::contract {

// Refuses other forms (json.*) and what make_payment_terms refuses. Without a total, fixed amounts are
// read in `currency` and checked when the plan is made.
Result<PaymentTerms> terms_from_json(const boost::json::value& value, Currency currency, std::optional<Money> total = {});
Result<PaymentTerms> parse_terms(std::string_view json, Currency currency, std::optional<Money> total = {});

// Reading it again gives the same terms.
boost::json::value terms_to_json(const PaymentTerms& terms);
std::string to_json(const PaymentTerms& terms);

}  // namespace tandem::contract
