// The import desk: files on their way into the book. A file is uploaded, mapped, checked row by row without
// saving, and imported; checks and imports run one after the other on a thread of the desk.
//
// An upload belongs to its user and lives in memory: after a restart of the server it is forgotten together
// with its file, and the user uploads it again. What was imported stands in import_batch under the same id.
#pragma once
#include <atomic>
#include <condition_variable>
#include <deque>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "app/server/import_file.h"
#include "app/server/import_mappings.h"
#include "app/server/serving.h"
#include "importing/edge/import_run.h"

namespace tandem::app::server {

enum class ImportState { uploaded, checking, checked, importing, done, failed, undone };
std::string_view name_of(ImportState state);

// What a check or an import found.
struct ImportFinding {
    importing::Counts counts;
    std::vector<importing::FieldError> errors;  // the first 10,000
    std::optional<Error> failure;               // what concerns the file as a whole, or the run
    std::int64_t error_count() const;
};

struct Upload {
    BatchId id;  // of the batch too, once imported
    UserId user;
    std::string user_name;
    importing::ImportKind kind;
    std::string file_name;
    std::string file_hash;
    Instant at;
    KeptFile file;
    FileReading reading;
    Suggestion suggestion;  // for the mapping, until one is set
    std::atomic<std::int64_t> rows_done{0};
    std::atomic<bool> cancelled{false};
};

// Where an upload stands at one moment.
struct Standing {
    ImportState state = ImportState::uploaded;
    std::optional<importing::Mapping> mapping;
    std::shared_ptr<const ImportFinding> finding;  // of the last check or import, if any
};

class ImportDesk {
public:
    explicit ImportDesk(Serving& serving);

    // With the mapping, when one is known. The user's oldest idle upload makes room for the eleventh;
    // uploads nobody touched for a day are forgotten. importing.too_many_uploads.
    Result<void> add(std::shared_ptr<Upload> upload, std::optional<importing::Mapping> mapping);

    // The user's own; nothing for an unknown id and for another user's upload alike.
    std::shared_ptr<const Upload> find(BatchId id, UserId user);
    std::vector<std::shared_ptr<const Upload>> all(UserId user);  // newest first
    Standing standing(const Upload& upload);

    // All of these refuse importing.busy while the upload is checked or imported, but repeating what is
    // under way is no fault; importing.unknown_batch as find() finds nothing.
    Result<void> set_mapping(BatchId id, UserId user, importing::Mapping mapping);
    Result<void> check(BatchId id, UserId user);   // importing.not_mapped
    Result<void> commit(BatchId id, UserId user);  // importing.not_checked; importing.rows_failed: nothing is written unless every row can be
    // Stops what is under way: the upload stands again where it stood before. An idle upload is forgotten.
    Result<void> cancel(BatchId id, UserId user);

private:
    struct Entry {
        std::shared_ptr<Upload> upload;
        Standing standing;
        ImportState before = ImportState::uploaded;
        Instant touched;
    };
    Entry* entry(BatchId id);  // this and the next: under the lock
    Result<Entry*> own(BatchId id, UserId user);
    void forget_old(UserId user, Instant now);
    void begin(Entry& entry, ImportState state);
    void work(const std::stop_token& stop);
    void run(const std::shared_ptr<Upload>& upload, const importing::Mapping& mapping, importing::Commitment commitment, const std::stop_token& stop);
    Result<importing::ImportOutcome> attempt(Upload& upload, const importing::Mapping& mapping, importing::Commitment commitment, const std::stop_token& stop);
    void settle(const Upload& upload, importing::Commitment commitment, Result<importing::ImportOutcome> outcome);

    Serving& serving_;
    std::mutex mutex_;
    std::condition_variable_any wake_;
    std::list<Entry> entries_;  // oldest first
    std::deque<BatchId> waiting_;
    std::jthread worker_;       // last: it ends before what it works with
};

}  // namespace tandem::app::server
