#include "app/server/import_desk.h"

#include <algorithm>

#include "platform/log.h"
#include "platform/sql/again.h"

namespace tandem::app::server {
namespace {

constexpr std::size_t uploads_of_a_user = 10;
constexpr std::int64_t forgotten_after = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::hours{24}).count();

bool at_work(ImportState state) { return state == ImportState::checking || state == ImportState::importing; }

// The batch takes the id that its upload has already: a run asks for the batch's id before any other.
class BatchFirst final : public IdSource {
public:
    BatchFirst(BatchId batch, IdSource& ids) : batch_(batch), ids_(ids) {}
    std::int64_t next() override { return batch_ ? std::exchange(batch_, {}).value : ids_.next(); }

private:
    BatchId batch_;
    IdSource& ids_;
};

}  // namespace

std::string_view name_of(ImportState state) {
    switch (state) {
        case ImportState::uploaded: return "uploaded";
        case ImportState::checking: return "checking";
        case ImportState::checked: return "checked";
        case ImportState::importing: return "importing";
        case ImportState::done: return "done";
        case ImportState::failed: return "failed";
        case ImportState::undone: return "undone";
    }
    return {};
}

std::int64_t ImportFinding::error_count() const { return std::max(counts.failed, static_cast<std::int64_t>(errors.size())) + (failure ? 1 : 0); }

ImportDesk::ImportDesk(Serving& serving) : serving_(serving), worker_([this](const std::stop_token& stop) { work(stop); }) {}

ImportDesk::Entry* ImportDesk::entry(BatchId id) {
    const auto found = std::ranges::find_if(entries_, [&](const Entry& each) { return each.upload->id == id; });
    return found == entries_.end() ? nullptr : &*found;
}

Result<ImportDesk::Entry*> ImportDesk::own(BatchId id, UserId user) {
    Entry* found = entry(id);
    if (!found || found->upload->user != user) return refuse("importing.unknown_batch", to_string(id));
    found->touched = serving_.clock().now();
    return found;
}

void ImportDesk::forget_old(UserId user, Instant now) {
    std::erase_if(entries_, [&](const Entry& each) { return !at_work(each.standing.state) && now.micros - each.touched.micros > forgotten_after; });
    const auto own = [&](const Entry& each) { return each.upload->user == user; };
    if (static_cast<std::size_t>(std::ranges::count_if(entries_, own)) < uploads_of_a_user) return;
    const auto idle = std::ranges::find_if(entries_, [&](const Entry& each) { return own(each) && !at_work(each.standing.state); });
    if (idle != entries_.end()) entries_.erase(idle);
}

Result<void> ImportDesk::add(std::shared_ptr<Upload> upload, std::optional<importing::Mapping> mapping) {
    const std::lock_guard lock{mutex_};
    forget_old(upload->user, upload->at);
    const auto own = std::ranges::count_if(entries_, [&](const Entry& each) { return each.upload->user == upload->user; });
    if (static_cast<std::size_t>(own) >= uploads_of_a_user) return refuse("importing.too_many_uploads", {}, {{"limit", std::to_string(uploads_of_a_user)}, {"seconds", "10"}});
    const Instant now = upload->at;
    entries_.push_back({std::move(upload), {ImportState::uploaded, std::move(mapping), nullptr}, ImportState::uploaded, now});
    return {};
}

std::shared_ptr<const Upload> ImportDesk::find(BatchId id, UserId user) {
    const std::lock_guard lock{mutex_};
    const auto found = own(id, user);
    return found ? (*found)->upload : nullptr;
}

std::vector<std::shared_ptr<const Upload>> ImportDesk::all(UserId user) {
    const std::lock_guard lock{mutex_};
    std::vector<std::shared_ptr<const Upload>> own;
    for (const Entry& each : entries_)
        if (each.upload->user == user) own.insert(own.begin(), each.upload);
    return own;
}

Standing ImportDesk::standing(const Upload& upload) {
    const std::lock_guard lock{mutex_};
    const Entry* found = entry(upload.id);
    // Imported a moment ago: its batch stands in the book.
    return found ? found->standing : Standing{ImportState::done, {}, nullptr};
}

Result<void> ImportDesk::set_mapping(BatchId id, UserId user, importing::Mapping mapping) {
    const std::lock_guard lock{mutex_};
    Entry* found = TRY(own(id, user));
    if (at_work(found->standing.state)) return refuse("importing.busy", found->upload->file_name);
    found->standing = {ImportState::uploaded, std::move(mapping), nullptr};
    return {};
}

void ImportDesk::begin(Entry& entry, ImportState state) {
    entry.before = entry.standing.state;
    entry.standing.state = state;
    entry.upload->rows_done = 0;
    entry.upload->cancelled = false;
    waiting_.push_back(entry.upload->id);
    wake_.notify_one();
}

Result<void> ImportDesk::check(BatchId id, UserId user) {
    const std::lock_guard lock{mutex_};
    Entry* found = TRY(own(id, user));
    if (found->standing.state == ImportState::checking) return {};
    if (found->standing.state == ImportState::importing) return refuse("importing.busy", found->upload->file_name);
    if (!found->standing.mapping) return refuse("importing.not_mapped", found->upload->file_name);
    begin(*found, ImportState::checking);
    return {};
}

Result<void> ImportDesk::commit(BatchId id, UserId user) {
    const std::lock_guard lock{mutex_};
    Entry* found = TRY(own(id, user));
    const Standing& standing = found->standing;
    // Asked again, as after a lost answer: it is under way or over, once.
    if (standing.state == ImportState::importing || standing.state == ImportState::done) return {};
    if (standing.state == ImportState::checking) return refuse("importing.busy", found->upload->file_name);
    if (standing.finding && standing.finding->counts.failed > 0) return refuse("importing.rows_failed", found->upload->file_name, {{"count", std::to_string(standing.finding->counts.failed)}});
    if (standing.state != ImportState::checked) return refuse("importing.not_checked", found->upload->file_name);
    begin(*found, ImportState::importing);
    return {};
}

Result<void> ImportDesk::cancel(BatchId id, UserId user) {
    const std::lock_guard lock{mutex_};
    Entry* found = TRY(own(id, user));
    if (at_work(found->standing.state)) found->upload->cancelled = true;
    else entries_.remove_if([&](const Entry& each) { return each.upload->id == id; });
    return {};
}

void ImportDesk::work(const std::stop_token& stop) {
    for (;;) {
        std::shared_ptr<Upload> upload;
        Standing standing;
        {
            std::unique_lock lock{mutex_};
            if (!wake_.wait(lock, stop, [&] { return !waiting_.empty(); })) return;
            const Entry* next = entry(waiting_.front());
            waiting_.pop_front();
            TANDEM_ASSERT(next != nullptr);  // what waits or runs is never forgotten
            upload = next->upload;
            standing = next->standing;
        }
        run(upload, *standing.mapping, standing.state == ImportState::importing ? importing::Commitment::keep : importing::Commitment::dry_run, stop);
    }
}

void ImportDesk::run(const std::shared_ptr<Upload>& upload, const importing::Mapping& mapping, importing::Commitment commitment, const std::stop_token& stop) {
    try {
        const auto again = [&] { serving_.metrics().count("commands_again", "commands begun again because another server stood in their way"); };
        settle(*upload, commitment, sql::until_not_busy([&] { return attempt(*upload, mapping, commitment, stop); }, again));
    } catch (const std::exception& exception) {
        platform::Log::current().error("import failed", {{"import_id", to_string(upload->id)}, {"what", platform::first_line(exception.what())}});
        settle(*upload, commitment, refuse("http.internal", to_string(upload->id)));
    }
}

Result<importing::ImportOutcome> ImportDesk::attempt(Upload& upload, const importing::Mapping& mapping, importing::Commitment commitment, const std::stop_token& stop) {
    sql::Connection& connection = serving_.connection();
    const auto limits = TRY(upload_limits(connection, serving_.company().id, serving_.today()));
    const auto table = TRY(platform::open_table(upload.file.path(), TRY(options_of(mapping, upload.reading, limits))));
    const importing::ImportRequest request{.kind = upload.kind, .file_name = upload.file_name, .file_hash = upload.file_hash, .mapping = mapping, .commitment = commitment, .limits = {serving_.limits().import_chunk_rows, serving_.limits().import_kept_errors},
                                           .progress = [&](std::int64_t rows) { upload.rows_done = rows; },
                                           .cancelled = [&] { return upload.cancelled || stop.stop_requested(); }};
    const auto writing = serving_.write_lock();
    if (request.cancelled()) return refuse("importing.cancelled");
    const audit::Act act{serving_.company().id, upload.user, serving_.clock().now(), "import " + std::string(importing::describe(upload.kind).name), serving_.ids().next()};
    BatchFirst ids{upload.id, serving_.ids()};
    auto outcome = TRY(importing::run_import(connection, serving_.company(), act, ids, serving_.policies().cash, *table, request));
    TANDEM_ASSERT(outcome.batch == upload.id);
    return outcome;
}

void ImportDesk::settle(const Upload& upload, importing::Commitment commitment, Result<importing::ImportOutcome> outcome) {
    const std::lock_guard lock{mutex_};
    Entry* found = entry(upload.id);
    TANDEM_ASSERT(found != nullptr);
    Standing& standing = found->standing;
    if (!outcome && outcome.error().code == "importing.cancelled") {
        standing.state = found->before;
        return;
    }
    auto finding = std::make_shared<ImportFinding>();
    if (outcome) *finding = {outcome->counts, std::move(outcome->errors), {}};
    else finding->failure = outcome.error();
    const bool kept = commitment == importing::Commitment::keep;
    standing.state = !outcome || (kept && finding->counts.failed > 0) ? ImportState::failed : kept ? ImportState::done : ImportState::checked;
    standing.finding = std::move(finding);
    // A batch speaks for itself from here on; where nothing was new there is none, and the upload tells so.
    if (standing.state == ImportState::done && outcome->counts.created + outcome->counts.updated > 0) entries_.remove_if([&](const Entry& each) { return each.upload->id == upload.id; });
}

}  // namespace tandem::app::server
