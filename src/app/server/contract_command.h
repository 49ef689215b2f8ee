// A command on contracts in one transaction, with everything it works with.
#pragma once
#include "app/server/body.h"
#include "app/server/serving.h"
#include "contract/edge/due_dates_sql.h"
#include "contract/edge/gate_desk.h"
#include "org/edge/org_sql.h"
#include "platform/http/problem.h"
#include "receivable/edge/contract_desk.h"

namespace tandem::app::server {

// What `run(desk, connection, commands)` returns is written, and answered as `status`. `commands` is what the gate writes by.
template <class Do>
Result<http::Response> at_contract_desk(Serving& serving, const http::Request& request, Body& body, const char* name, int status, Do run) {
    if (!body.whole()) return http::invalid_fields(body.errors(), request.language());
    return serving.command(request, name, [&](sql::Connection& connection, const audit::Act& act) -> Result<Answer> {
        const auto& company = serving.company();
        audit::SqlTrail trail{connection, serving.ids(), act};
        receivable::SqlLedger ledger{connection, act, company.currency};
        const auto ownership = org::load_ownership(connection, company.id);
        const auto rates = org::load_exchange_rates(connection, company.id);
        const auto dates = TRY(contract::DueDates::load(connection, company.id, serving.today()));
        receivable::ContractDesk desk{{connection, act, serving.ids(), trail, ledger, ownership, rates, company.currency}, dates.roll()};
        json::value written = TRY(run(desk, connection, contract::GateDesk::Commands{act, serving.ids(), trail, desk.store()}));
        desk.flush();
        ledger.flush();
        TRY_VOID(ledger.check_posted());
        return Answer{status, std::move(written)};
    });
}

// The gate as the server's company has it today. Who decides holds what the customer may owe to the end of the transaction.
enum class GateLook { reads, decides };
contract::GateDesk gate_desk(Serving& serving, sql::Connection& connection, GateLook look = GateLook::decides);

// Parts of add_contract_routes.
void add_contract_change_routes(http::Router& router, Serving& serving);
void add_contract_gate_routes(http::Router& router, Serving& serving);

}  // namespace tandem::app::server
