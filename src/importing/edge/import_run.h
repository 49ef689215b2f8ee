// One import: a file, a mapping, one transaction. Either every row is in the book afterwards or none is.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "audit/act.h"
#include "audit/edge/trail_sql.h"
#include "cash/edge/ledger_sql.h"
#include "cash/policy.h"
#include "core/id_source.h"
#include "importing/edge/references_sql.h"
#include "importing/mapping.h"
#include "importing/row_reader.h"
#include "org/company.h"
#include "org/edge/org_sql.h"
#include "platform/files/table_reader.h"
#include "platform/sql/connection.h"
#include "receivable/edge/ledger_sql.h"

namespace tandem::importing {

struct Counts {
    std::int64_t rows = 0, created = 0, unchanged = 0, updated = 0, failed = 0;
};

struct ImportOutcome {
    BatchId batch;
    Counts counts;
    std::vector<FieldError> errors;  // the first of them: RunLimits::kept_errors
    bool whole() const { return counts.failed == 0; }
};

// Of the installation, not of the business: how much is worked on at once, and how much is listed.
struct RunLimits {
    std::int64_t chunk_rows = 5'000;
    std::int64_t kept_errors = 10'000;
};

enum class Commitment { keep, dry_run };

struct ImportRequest {
    ImportKind kind{};
    std::string file_name, file_hash;
    Mapping mapping;
    Commitment commitment = Commitment::keep;
    RunLimits limits{};
    std::function<void(std::int64_t rows_done)> progress{};
    std::function<bool()> cancelled{};
};

// Everything a kind's importer works with, for the time of one run.
struct ImportContext {
    sql::Connection& connection;
    const org::Company& company;
    const audit::Act& act;
    IdSource& ids;
    const Mapping& mapping;
    BatchId batch;
    audit::SqlTrail& trail;
    receivable::SqlLedger& receivable;
    cash::SqlLedger& cash;
    References& references;
    const org::Ownership& ownership;
    const org::ExchangeRates& rates;
    const cash::CashPolicy& cash_policy;

    receivable::Origin origin(std::string_view external_id) const { return {mapping.source, std::string(external_id), batch}; }
};

// Takes typed rows one by one, and decides and writes them a chunk at a time, set-based.
class KindImporter {
public:
    virtual ~KindImporter() = default;
    virtual void take(std::int64_t row, const TypedRow& cells) = 0;
    // Appends an error for every row that cannot be booked; writes the others through the context.
    virtual void write_chunk(Counts& counts, std::vector<FieldError>& errors) = 0;
};
std::unique_ptr<KindImporter> make_importer(ImportKind kind, ImportContext& context);

// Refuses what concerns the file as a whole (header, encoding, broken quotes); rows that cannot be booked
// come back in the outcome, and then nothing was changed.
Result<ImportOutcome> run_import(sql::Connection& connection, const org::Company& company, const audit::Act& act, IdSource& ids,
                                 const cash::CashPolicy& cash_policy, platform::TableReader& table, const ImportRequest& request);

}  // namespace tandem::importing
