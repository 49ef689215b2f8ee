#include "importing/edge/limits_json.h"

#include <boost/json.hpp>

#include "policy/edge/policy_head.h"
#include "policy/edge/strict_json.h"

namespace tandem::importing {
namespace {

using policy::JsonObject;

template <class Number>
Result<void> read_limit(JsonObject& object, std::string_view key, Number& into) {
    const std::int64_t limit = TRY(object.integer(key));
    if (limit < 1) return policy::refuse_type(object.path_of(key), "integer above 0");
    into = static_cast<Number>(limit);
    return {};
}

}  // namespace

Result<platform::TableLimits> upload_limits_from_json(std::string_view text) {
    const boost::json::value value = TRY(policy::parse_json(text));
    JsonObject document = TRY(JsonObject::open(value));
    TRY(policy::read_policy_head(document));
    JsonObject upload = TRY(document.object("upload"));
    TRY_VOID(document.done());
    platform::TableLimits limits;
    TRY_VOID(read_limit(upload, "xlsx_bytes", limits.xlsx_bytes));
    TRY_VOID(read_limit(upload, "inflated_bytes", limits.inflated_bytes));
    TRY_VOID(read_limit(upload, "inflate_ratio", limits.inflate_ratio));
    TRY_VOID(read_limit(upload, "xlsx_entries", limits.xlsx_entries));
    TRY_VOID(read_limit(upload, "xlsx_cells", limits.xlsx_cells));
    TRY_VOID(read_limit(upload, "xlsx_text_bytes", limits.xlsx_text_bytes));
    TRY_VOID(read_limit(upload, "xml_depth", limits.xml_depth));
    TRY_VOID(read_limit(upload, "cell_bytes", limits.cell_bytes));
    TRY_VOID(read_limit(upload, "row_bytes", limits.row_bytes));
    TRY_VOID(read_limit(upload, "columns", limits.columns));
    TRY_VOID(upload.done());
    return limits;
}

}  // namespace tandem::importing
