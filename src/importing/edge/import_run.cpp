#include "importing/edge/import_run.h"

#include "importing/edge/kinds.h"
#include "importing/edge/mapping_json.h"
#include "platform/sql/statistics.h"

namespace tandem::importing {
namespace {

void insert_batch(ImportContext& context, const ImportRequest& request, const Counts& counts) {
    context.connection.execute(
        "INSERT INTO import_batch (company_id, id, kind, file_name, file_hash, mapping, state, row_count, new_count, unchanged_count, failed_count, actor_id, created_at, finished_at) "
        "VALUES ($1, $2, $3, $4, $5, $6, 'done', $7, $8, $9, 0, $10, $11, $11)",
        {context.company.id.value, context.batch.value, describe(request.kind).name, request.file_name, request.file_hash, to_json(request.mapping),
         counts.rows, counts.created + counts.updated, counts.unchanged, context.act.actor.value, context.act.at.micros});
}

// Reads every row, writing chunk by chunk; goes on after errors so that all of them are reported.
Result<void> read_all(platform::TableReader& table, const RowReader& reader, KindImporter& importer, ImportContext& context, const ImportRequest& request,
                      ImportOutcome& outcome) {
    std::vector<std::string_view> cells;
    TypedRow row;
    std::vector<FieldError> errors;
    std::int64_t in_chunk = 0;
    const auto finish_chunk = [&] {
        const auto before = errors.size();
        importer.write_chunk(outcome.counts, errors);
        outcome.counts.failed += static_cast<std::int64_t>(errors.size() - before);
        context.receivable.flush();
        context.cash.flush();
        context.trail.flush();
        if (outcome.counts.rows == request.limits.chunk_rows) sql::count_small_tables(context.connection);  // the first chunk of a long file
        for (FieldError& error : errors)
            if (std::ssize(outcome.errors) < request.limits.kept_errors) outcome.errors.push_back(std::move(error));
        errors.clear();
        in_chunk = 0;
        if (request.progress) request.progress(outcome.counts.rows);
    };
    for (;;) {
        const auto next = table.next(cells);
        if (!next && next.error().code != "file.ragged_row") return tl::unexpected<Error>(next.error());
        if (next && !*next) break;
        ++outcome.counts.rows;
        if (!next) {
            ++outcome.counts.failed;
            errors.push_back({table.row_number(), "", {}, "", next.error()});
        } else if (reader.read(table.row_number(), cells, row, errors)) {
            importer.take(table.row_number(), row);
        } else {
            ++outcome.counts.failed;
        }
        if (++in_chunk == request.limits.chunk_rows) {
            if (request.cancelled && request.cancelled()) return refuse("importing.cancelled");
            finish_chunk();
        }
    }
    finish_chunk();
    return {};
}

}  // namespace

Result<ImportOutcome> run_import(sql::Connection& connection, const org::Company& company, const audit::Act& act, IdSource& ids,
                                 const cash::CashPolicy& cash_policy, platform::TableReader& table, const ImportRequest& request) {
    const RowReader reader = TRY(RowReader::make(request.mapping, table.shape().header, company.currency));
    ImportOutcome outcome{ids.make<BatchId>(), {}, {}};

    sql::Transaction transaction{connection};
    audit::SqlTrail trail{connection, ids, act};
    receivable::SqlLedger receivable_ledger{connection, act, company.currency};
    cash::SqlLedger cash_ledger{connection, act, company.currency};
    References references{connection, act, ids, trail, request.mapping, outcome.batch};
    const org::Ownership ownership = org::load_ownership(connection, company.id);
    const org::ExchangeRates rates = org::load_exchange_rates(connection, company.id);
    ImportContext context{connection, company, act, ids, request.mapping, outcome.batch, trail, receivable_ledger, cash_ledger, references, ownership, rates, cash_policy};
    const auto importer = make_importer(request.kind, context);

    TRY_VOID(read_all(table, reader, *importer, context, request, outcome));
    if (outcome.whole()) TRY_VOID(receivable_ledger.check_posted());
    if (outcome.whole() && request.commitment == Commitment::keep) {
        // The same file again leaves no trace, not even a batch.
        if (outcome.counts.created + outcome.counts.updated > 0) insert_batch(context, request, outcome.counts);
        transaction.commit();
    }
    return outcome;
}

}  // namespace tandem::importing
