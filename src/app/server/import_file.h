// An uploaded file: kept for as long as its import is worked on, and what can be read from it at first sight.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "core/date.h"
#include "core/id.h"
#include "importing/mapping.h"
#include "platform/files/table_reader.h"
#include "platform/sql/connection.h"

namespace tandem::app::server {

// Holds the file open by its descriptor alone: once the request that brought it is over it has no name left,
// so it is gone when the program ends, however it ends.
class KeptFile {
public:
    static Result<KeptFile> keep(const std::filesystem::path& path);  // file.unreadable
    KeptFile(KeptFile&& other) noexcept;
    KeptFile& operator=(KeptFile&&) = delete;
    ~KeptFile();
    std::filesystem::path path() const;  // may be opened as often as needed
    std::string sha256() const;

private:
    explicit KeptFile(int descriptor) : descriptor_(descriptor) {}
    int descriptor_;
};

struct FileReading {
    platform::TableShape shape;
    std::vector<std::vector<std::string>> samples;  // by column: the first values that are not blank
    std::int64_t rows = 0;
    bool returned = false;  // our own list of failed rows (importing/edge/failed_rows.h): its guards come off
};

// What a user may state about a file before it is read: ?encoding= &sheet= &header_row=
struct ReadAs {
    std::string encoding, sheet;
    std::int64_t header_row = 1;
};

// The limits of trust S12 in force on a day: the company's own version of the policy, else the shipped one.
Result<platform::TableLimits> upload_limits(sql::Connection& connection, CompanyId company, Date on);

// Reads the whole file, so that a broken quote or a wrong byte far down is refused here: file.*
Result<FileReading> read_file(const KeptFile& file, const ReadAs& as, const platform::TableLimits& limits);

// How a mapping opens the file.
Result<platform::TableOptions> options_of(const importing::Mapping& mapping, const FileReading& reading, const platform::TableLimits& limits);

// A proposal out of the columns' names and the dates in the samples; may lack required fields.
importing::Mapping propose_mapping(importing::ImportKind kind, const FileReading& reading);

}  // namespace tandem::app::server
