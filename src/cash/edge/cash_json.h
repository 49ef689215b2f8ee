// The cash side as JSON, the shapes that api/cash.yaml names.
#pragma once
#include <boost/json.hpp>

#include "cash/edge/cash_desk_sql_lists.h"
#include "core/errors.h"

namespace tandem::cash {

boost::json::object to_json(const ReceiptRow& row);
boost::json::object to_json(const ReceiptRow& row, std::span<const AllocationRow> allocations);
// {count, amounts: [...], by_method: [...]}
boost::json::object totals_json(std::span<const ReceiptTotal> totals);
// The reason as a code and as a sentence in that language.
boost::json::array suggestions_json(std::span<const Suggestion> suggestions, std::span<const OpenClaimRow> claims, Date today, Language language);
// What a command wrote: {allocations: [{id, item_id, kind, amount_minor, currency, effective_date, reverses}]}
boost::json::object written_json(std::span<const NewSettlement> settlements);

}  // namespace tandem::cash
