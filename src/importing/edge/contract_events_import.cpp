// Contract events: the day something happened that plan lines wait for. The contract and the kind of event
// are the identity: a contract has each event once.
#include "contract/terms_text.h"
#include "importing/edge/contract_chunk.h"
#include "importing/edge/kinds.h"
#include "importing/edge/remarks_sql.h"
#include "importing/edge/row_errors.h"

namespace tandem::importing {
namespace {

struct Row {
    std::int64_t row;
    std::string contract, event, note;
    Date date;
};

class ContractEventsImporter final : public KindImporter {
public:
    explicit ContractEventsImporter(ImportContext& context) : context_(context), chunk_(context), remarks_(context) {}

    void take(std::int64_t row_number, const TypedRow& cells) override {
        const auto at = [](std::string_view name) { return field_of(ImportKind::contract_events, name); };
        rows_.push_back({row_number, text_or(cells, at("contract")), text_or(cells, at("event")), text_or(cells, at("note")), *cells.date(at("event_date"))});
    }

    void write_chunk(Counts& counts, std::vector<FieldError>& errors) override {
        for (const Row& row : rows_) context_.references.want_contract(row.contract);
        context_.references.resolve();
        std::vector<ContractId> contracts;
        for (const Row& row : rows_)
            if (const auto id = context_.references.contract(row.contract)) contracts.push_back(*id);
        chunk_.load(contracts);
        for (const Row& row : rows_) book(row, counts, errors);
        chunk_.flush();
        remarks_.flush();
        rows_.clear();
    }

private:
    void book(const Row& row, Counts& counts, std::vector<FieldError>& errors) {
        const auto wrong = [&](std::string_view field, std::string_view value, Error error) { refuse_row(errors, context_.mapping, row.row, field, value, std::move(error)); };
        const auto id = context_.references.contract(row.contract);
        contract::ContractState* state = id ? chunk_.find(*id) : nullptr;
        if (!state) return wrong("contract", row.contract, error_of("importing.unknown_contract", row.contract));
        const auto event = contract::base_event_in_words(row.event);
        if (!event) return wrong("event", row.event, error_of("contract.unknown_event", row.event));
        const auto recording = chunk_.desk().service().record_event(*state, *event, row.date, context_.batch);
        if (!recording) return wrong("event_date", to_string(row.date), recording.error());
        if (*recording == contract::Recording::unchanged) { ++counts.unchanged; return; }
        remarks_.add("contract_event", state->events.back().id, "remark", row.note);
        ++counts.created;
    }

    ImportContext& context_;
    ContractChunk chunk_;
    Remarks remarks_;
    std::vector<Row> rows_;
};

}  // namespace

std::unique_ptr<KindImporter> make_contract_events_importer(ImportContext& context) { return std::make_unique<ContractEventsImporter>(context); }

}  // namespace tandem::importing
