// Everything a command on contracts works with inside one transaction, put together over SQL.
#pragma once
#include "audit/edge/trail_sql.h"
#include "contract/edge/contract_store_sql.h"
#include "org/company.h"
#include "receivable/edge/plan_items_sql.h"

namespace tandem::receivable {

class ContractDesk {
public:
    struct Books {
        sql::Connection& connection;
        const audit::Act& act;
        IdSource& ids;
        audit::SqlTrail& trail;
        SqlLedger& ledger;
        const org::Ownership& ownership;
        const org::ExchangeRates& rates;
        Currency base;
    };
    ContractDesk(const Books& books, contract::DueDateRoll roll)
        : books_(books), plan_store_(books.connection, books.act, books.ledger), store_(books.connection, books.act),
          items_(books.ledger, plan_store_, books.trail, books.ids, books.ownership, books.rates, books.base), service_(store_, items_, books.trail, books.ids, roll) {}
    ContractDesk(const ContractDesk&) = delete;
    ContractDesk& operator=(const ContractDesk&) = delete;

    contract::ContractService& service() { return service_; }
    contract::SqlContractStore& store() { return store_; }

    // contract.unknown
    Result<contract::ContractState> lock(ContractId id) {
        auto states = store_.lock(std::span{&id, 1});
        if (states.empty()) return refuse("contract.unknown", to_string(id));
        return std::move(states.front());
    }
    // The contract must have a plan; see invoice_contract.
    Result<std::vector<InvoiceLink>> invoice(contract::ContractState& state, const NewInvoice& invoice) {
        return invoice_contract(books_.ledger, plan_store_, books_.trail, service_, state, invoice);
    }
    void flush() {
        store_.flush();
        plan_store_.flush();
        books_.trail.flush();
    }

private:
    Books books_;
    SqlPlanItemStore plan_store_;
    contract::SqlContractStore store_;
    PlanItems items_;
    contract::ContractService service_;
};

}  // namespace tandem::receivable
