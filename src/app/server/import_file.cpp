#include "app/server/import_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "importing/edge/failed_rows.h"
#include "importing/edge/limits_json.h"
#include "importing/edge/table_options.h"
#include "importing/words.h"
#include "platform/password.h"
#include "policy/edge/policy_sql.h"

namespace tandem::app::server {
namespace {

// Enough to tell m/d/y from d/m/y in all but the first days of a month.
constexpr std::size_t samples_kept = 200;
constexpr std::size_t sample_bytes = 200;

void take_samples(FileReading& reading, const std::vector<std::string_view>& cells) {
    for (std::size_t column = 0; column < cells.size(); ++column)
        if (!cells[column].empty() && reading.samples[column].size() < samples_kept) reading.samples[column].emplace_back(importing::first_bytes(cells[column], sample_bytes));
}

}  // namespace

Result<KeptFile> KeptFile::keep(const std::filesystem::path& path) {
    const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return refuse("file.unreadable", path.filename().string(), {{"reason", std::strerror(errno)}});
    return KeptFile{descriptor};
}
KeptFile::KeptFile(KeptFile&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
KeptFile::~KeptFile() {
    if (descriptor_ >= 0) close(descriptor_);
}
std::filesystem::path KeptFile::path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

std::string KeptFile::sha256() const {
    struct stat facts {};
    TANDEM_ASSERT(fstat(descriptor_, &facts) == 0);
    const auto size = static_cast<std::size_t>(facts.st_size);
    if (size == 0) return platform::sha256_hex({});
    void* bytes = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor_, 0);
    TANDEM_ASSERT(bytes != MAP_FAILED);
    std::string digest = platform::sha256_hex({static_cast<const char*>(bytes), size});
    munmap(bytes, size);
    return digest;
}

Result<platform::TableLimits> upload_limits(sql::Connection& connection, CompanyId company, Date on) {
    return importing::upload_limits_from_json(policy::policy_text(connection, company, "importing", on));
}

Result<FileReading> read_file(const KeptFile& file, const ReadAs& as, const platform::TableLimits& limits) {
    platform::TableOptions options{.sheet = as.sheet, .header_row = as.header_row, .limits = limits};
    if (!as.encoding.empty()) options.encoding = TRY(platform::parse_encoding(as.encoding));
    const auto table = TRY(platform::open_table(file.path(), options));
    FileReading reading{table->shape(), {}, 0, false};
    reading.samples.resize(reading.shape.header.size());
    reading.returned = std::ranges::find(reading.shape.header, importing::errors_column) != reading.shape.header.end();
    std::vector<std::string_view> cells;
    for (;; ++reading.rows) {
        const auto next = table->next(cells);
        // A ragged row is the check's to report, with every other fault of a row.
        if (!next && next.error().code != "file.ragged_row") return tl::unexpected<Error>(next.error());
        if (next && !*next) return reading;
        if (next) take_samples(reading, cells);
    }
}

Result<platform::TableOptions> options_of(const importing::Mapping& mapping, const FileReading& reading, const platform::TableLimits& limits) {
    auto options = TRY(importing::table_options(mapping, limits));
    if (reading.returned) options.guards = platform::Guards::strip;
    return options;
}

importing::Mapping propose_mapping(importing::ImportKind kind, const FileReading& reading) {
    auto mapping = importing::suggest_mapping(kind, reading.shape.header);
    mapping.source = "file";
    std::vector<std::string_view> dates;
    for (const auto& use : mapping.columns) {
        if (!use.field || importing::describe(kind)[*use.field].type != importing::FieldType::date) continue;
        const auto column = static_cast<std::size_t>(std::ranges::find(reading.shape.header, use.column) - reading.shape.header.begin());
        dates.insert(dates.end(), reading.samples[column].begin(), reading.samples[column].end());
    }
    if (const auto layout = importing::suggest_dates(dates)) mapping.dates = *layout;
    return mapping;
}

}  // namespace tandem::app::server
