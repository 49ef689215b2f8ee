// A company with one customer, and commands on contracts each in its own transaction.
#pragma once
#include <fstream>

#include "app/workspace.h"
#include "cash/edge/ledger_sql.h"
#include "cash/recording.h"
#include "contract/terms_text.h"
#include "importing/edge/import_run.h"
#include "importing/edge/shipped_mappings.h"
#include "insight/edge/book_loader.h"
#include "insight/position.h"
#include "org/edge/org_sql.h"
#include "receivable/edge/contract_desk.h"
#include "support/engines.h"

namespace tandem::testing {

inline Date day(const char* text) { return *parse_date(text); }
inline Money cny(std::int64_t minor) { return {minor, currency("CNY")}; }

class ContractBench {
public:
    explicit ContractBench(const TemporaryDatabase& database) : workspace_(*app::Workspace::open({.database = database.url(), .company = {}}, clock_)) {
        customer = workspace_.ids().make<CustomerId>();
        workspace_.connection().execute(
            "INSERT INTO customer (company_id, id, code, name, name_key, source, external_id, recorded_at) VALUES ($1, $2, 'K-1', 'Hua Dong', 'hua dong', 'test', 'K-1', 1)",
            {workspace_.company().id.value, customer.value});
    }

    // Runs `command(desk, act, trail)` and commits unless it refuses.
    template <class Command>
    auto run(Command command) {
        const auto act = workspace_.act("test");
        sql::Transaction transaction{connection()};
        audit::SqlTrail trail{connection(), workspace_.ids(), act};
        receivable::SqlLedger ledger{connection(), act, workspace_.company().currency};
        const auto ownership = org::load_ownership(connection(), workspace_.company().id);
        const auto rates = org::load_exchange_rates(connection(), workspace_.company().id);
        receivable::ContractDesk desk{{connection(), act, workspace_.ids(), trail, ledger, ownership, rates, workspace_.company().currency}, {}};
        auto result = command(desk);
        if (result) {
            desk.flush();
            ledger.flush();
            trail.flush();
            transaction.commit();
        }
        return result;
    }

    Result<ContractId> make(const std::string& number, Money amount, std::string_view terms_text, std::optional<Date> signed_date = {}) {
        return run([&](receivable::ContractDesk& desk) -> Result<ContractId> {
            auto draft = contract::ContractDraft{.number = number, .title = {}, .customer = customer, .rep = {}, .amount = amount, .terms = {}, .signed_date = signed_date, .expected = {},
                                                 .late_interest_daily = {}, .penalty = {}, .source = {}};
            if (!terms_text.empty()) draft.terms = TRY(contract::read_terms(terms_text, amount.currency(), amount));
            return TRY(desk.service().make(draft)).contract.id;
        });
    }
    Result<contract::Recording> record(ContractId id, contract::BaseEvent event, Date date) {
        return run([&](receivable::ContractDesk& desk) -> Result<contract::Recording> {
            auto state = TRY(desk.lock(id));
            return desk.service().record_event(state, event, date);
        });
    }
    Result<bool> void_event(ContractId id, contract::BaseEvent event, std::string_view reason) {
        return run([&](receivable::ContractDesk& desk) -> Result<bool> {
            auto state = TRY(desk.lock(id));
            TRY_VOID(desk.service().void_event(state, event, reason));
            return true;
        });
    }
    Result<bool> change(ContractId id, Money amount, std::string_view rest, std::string_view reason) {
        return run([&](receivable::ContractDesk& desk) -> Result<bool> {
            auto state = TRY(desk.lock(id));
            contract::ChangeOrder order{amount, {}};
            if (!rest.empty()) order.rest = TRY(contract::read_terms(rest, amount.currency())).parts();
            TRY_VOID(desk.service().change(state, order, reason));
            return true;
        });
    }
    Result<std::vector<receivable::InvoiceLink>> invoice(ContractId id, const std::string& number, Date date, Money net, Money tax) {
        return run([&](receivable::ContractDesk& desk) -> Result<std::vector<receivable::InvoiceLink>> {
            auto state = TRY(desk.lock(id));
            return desk.invoice(state, {.id = workspace_.ids().make<InvoiceId>(), .number = number, .customer = customer, .contract = id, .order = {}, .rep = {}, .invoice_date = date,
                                        .due_date = date, .net = net, .tax = tax, .gross = net + tax, .rate = Rate{Rate::one}, .disputed = false, .origin = {"test", number, {}}});
        });
    }
    contract::ContractState state(ContractId id) {
        const auto act = workspace_.act("test");
        contract::SqlContractStore store{connection(), act};
        return store.lock(std::span{&id, 1}).at(0);
    }

    importing::ImportOutcome import(importing::ImportKind kind, const std::string& csv) {
        const auto file = std::filesystem::temp_directory_path() / ("tandem_import_" + std::to_string(getpid()) + ".csv");
        std::ofstream{file, std::ios::binary} << csv;
        const auto table = platform::open_table(file.string(), {});
        REQUIRE(table);
        const auto mapping = importing::mapping_for(kind, (*table)->shape().header);
        REQUIRE(mapping);
        const auto act = workspace_.act("import");
        auto outcome = importing::run_import(connection(), workspace_.company(), act, workspace_.ids(), workspace_.policies().cash, **table, {.kind = kind, .file_name = "test.csv", .file_hash = "", .mapping = *mapping});
        std::filesystem::remove(file);
        REQUIRE(outcome);
        return *std::move(outcome);
    }

    insight::Book book() { return insight::BookLoader{workspace_.company()}.load(connection()); }
    std::int64_t open_on(Date date) {
        const insight::Book loaded = book();
        const insight::Position position{loaded, {date}};
        std::int64_t sum = 0;
        for (insight::Place item = 0; item < loaded.items.size(); ++item) sum += position.open(item);
        return sum;
    }
    std::int64_t overdue_on(Date date) {
        const insight::Book loaded = book();
        const insight::Position position{loaded, {date}};
        std::int64_t sum = 0;
        for (insight::Place item = 0; item < loaded.items.size(); ++item)
            if (loaded.items.due[item] < day_number(date)) sum += position.open(item);
        return sum;
    }
    std::int64_t undated() {
        std::int64_t sum = 0;
        for (const auto& line : book().undated) sum += line.amount;
        return sum;
    }

    sql::Connection& connection() { return workspace_.connection(); }
    app::Workspace& workspace() { return workspace_; }
    CustomerId customer;

private:
    SystemClock clock_;
    app::Workspace workspace_;
};

}  // namespace tandem::testing
