// Contracts and plans as JSON; the shapes stand in api/contract.yaml.
#pragma once
#include <boost/json/fwd.hpp>

#include "contract/contract_service.h"
#include "contract/edge/contract_reads_sql.h"

namespace tandem::contract {

std::string event_id_text(std::int64_t id);  // "evt_…"

boost::json::object to_json(const ContractRow& row);
boost::json::object to_json(const ContractPage& page, Date today);
boost::json::object totals_json(const std::vector<ContractTotal>& totals);
// The lines that terms would make, nothing of them in the book; `expected` is the plan if all goes as expected.
boost::json::array preview_json(const PaymentTerms& terms, const std::vector<PlanLine>& plan, const std::vector<PlanLine>& expected, Date today);

// {"acceptance":"2026-05-01"}: when events are expected; json.* refusals.
Result<ContractEvents> expected_events(const boost::json::value& value);

}  // namespace tandem::contract
