// A mapping as JSON, the form in policies/mappings/ and in the import wizard. Unknown keys are refused.
//
// {"kind":"invoices","name":"…","source":"erp-x",
//  "columns":{"invoiceNumber":["external_id","number"],"Disputed":"attribute:disputed","Notes":"ignore"},
//  "constants":{"currency":"CNY","company":"main"},"dates":"m/d/y","times":"refuse","decimal":"point",
//  "booleans":{"yes":["Yes"],"no":["No"]},"create":["customer"],"delimiter":"tab","encoding":"gb18030",
//  "sheet":"","header_row":1,"disputed":"attribute","written_by":"others","absent_columns":"refuse",
//  "identity":[]}
#pragma once
#include <string>
#include <string_view>

#include "core/result.h"
#include "importing/mapping.h"

namespace tandem::importing {

// Complete and sensible (make_mapping), else mapping.invalid_json, mapping.unknown_key, mapping.bad_value, …
Result<Mapping> mapping_from_json(std::string_view text);
std::string to_json(const Mapping& mapping);

}  // namespace tandem::importing
