// The pen with which the events are written: the ledgers and services of the book, what was written so far, and
// the steps still to be written, which the parts of the story hand in and write_events puts in order.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <optional>

#include "app/demo/plan_memory.h"
#include "app/demo/writer.h"
#include "cash/edge/ledger_sql.h"
#include "cash/recording.h"
#include "contract/contract_service.h"
#include "contract/edge/contract_store_sql.h"
#include "receivable/edge/ledger_sql.h"
#include "receivable/plan_items.h"

namespace tandem::app::demo {

// What is written first on a day on which several things happen.
enum class Rank { people, opening, contract, shipment, bill, credit, receipt, settlement, correction, note };

struct Pen {
    explicit Pen(Office& of);

    // On that day, in that user's name, this is to be written.
    void on(Date day, Rank rank, UserId actor, std::function<Result<void>()> write) { steps.push_back({day, rank, actor, std::move(write)}); }
    template <class Write>
    void plainly(Date day, Rank rank, UserId actor, Write write) {
        on(day, rank, actor, [write]() -> Result<void> { write(); return {}; });
    }
    void flush();

    CustomerId customer(Index at) const { return office.cast.customers[at]; }
    EmployeeId employee(Index at) const { return office.cast.employees[at]; }
    OpenItemId item(Index at) const;
    std::optional<ContractId> contract(std::optional<Index> deal) const { return deal ? std::optional{states[*deal]->contract.id} : std::nullopt; }
    Rate rate_on(Money amount, Date day) const;
    receivable::Origin origin(const std::string& number) const { return {"demo", number, {}}; }

    Office& office;
    const Story& story;
    receivable::SqlLedger receivable;
    cash::SqlLedger cash;
    PlanMemory plan_memory;
    receivable::PlanItems plan_items;
    contract::SqlContractStore contract_store;
    contract::ContractService contracts;
    cash::Books books;
    std::unique_ptr<sql::Bulk> orders, deliveries, notes, promises, promise_items;

    // By their places in the story.
    std::vector<std::optional<contract::ContractState>> states;
    std::vector<std::int64_t> order_ids;
    std::vector<InvoiceId> bill_ids;
    std::vector<OpenItemId> item_ids;  // of items without a contract
    std::vector<CreditNoteId> credit_ids;
    std::vector<ReceiptId> receipt_ids;
    std::vector<std::optional<cash::NewSettlement>> settlements;

    struct Step {
        Date day;
        Rank rank;
        UserId actor;
        std::function<Result<void>()> write;
    };
    std::vector<Step> steps;
};

void plan_people(Pen& pen, const Desks& desks);  // customers, who owns them, calls
void plan_sales(Pen& pen, const Desks& desks);   // contracts, orders, deliveries, invoices, credit notes
void plan_cash(Pen& pen, const Desks& desks);    // receipts and what settles
void bring_up_to_date(Pen& pen);                 // the remaining amounts kept beside the facts, and what became of bills and cheques

}  // namespace tandem::app::demo
