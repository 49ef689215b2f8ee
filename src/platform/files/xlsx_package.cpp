#include "platform/files/xlsx_package.h"

#include <zip.h>

#include <algorithm>

namespace tandem::platform {

struct XlsxPackage::State {
    std::string bytes;
    std::vector<ZipEntry> entries;
    TableLimits limits;
    std::uint64_t inflated = 0;  // by all parts so far
    zip_t* archive = nullptr;

    ~State() {
        if (archive) zip_discard(archive);
    }
    std::vector<ZipEntry>::const_iterator find(std::string_view part) const {
        return std::ranges::find(entries, part, &ZipEntry::name);
    }
};

namespace {

tl::unexpected<Error> malformed(std::string_view what) { return refuse("file.xlsx_malformed", std::string(what)); }

// Counts what really comes out; the sizes in the directory may lie.
class Part final : public ByteSource {
public:
    Part(zip_file_t* file, const ZipEntry& entry, std::uint64_t& total, const TableLimits& limits)
        : file_(file), entry_(entry), total_(total), limits_(limits) {}
    ~Part() override { zip_fclose(file_); }
    Part(const Part&) = delete;
    Part& operator=(const Part&) = delete;

    Result<std::size_t> read(std::span<char> into) override {
        const auto got = zip_fread(file_, into.data(), into.size());
        if (got < 0) return malformed(entry_.name);
        const auto size = static_cast<std::uint64_t>(got);
        inflated_ += size;
        total_ += size;
        TRY_VOID(check_inflation(entry_.name, entry_.compressed, inflated_, limits_));
        if (inflated_ > entry_.inflated) return malformed(entry_.name);
        if (total_ > limits_.inflated_bytes)
            return refuse("file.xlsx_bomb", entry_.name, {{"inflated", std::to_string(total_)}, {"compressed", std::to_string(entry_.compressed)}});
        return static_cast<std::size_t>(size);
    }
    Result<void> rewind() override { return malformed(entry_.name); }  // parts are read once

private:
    zip_file_t* file_;
    const ZipEntry& entry_;
    std::uint64_t inflated_ = 0;
    std::uint64_t& total_;
    const TableLimits& limits_;
};

}  // namespace

XlsxPackage::XlsxPackage(std::unique_ptr<State> state) : state_(std::move(state)) {}
XlsxPackage::XlsxPackage(XlsxPackage&&) noexcept = default;
XlsxPackage& XlsxPackage::operator=(XlsxPackage&&) noexcept = default;
XlsxPackage::~XlsxPackage() = default;

Result<XlsxPackage> XlsxPackage::open(std::string bytes, const TableLimits& limits) {
    if (bytes.size() > limits.xlsx_bytes)
        return refuse("file.xlsx_too_large", {}, {{"bytes", std::to_string(bytes.size())}, {"limit", std::to_string(limits.xlsx_bytes)}});
    auto state = std::make_unique<State>();
    state->bytes = std::move(bytes);
    state->limits = limits;
    state->entries = TRY(check_zip_directory(state->bytes, limits));
    zip_source_t* source = zip_source_buffer_create(state->bytes.data(), state->bytes.size(), 0, nullptr);
    if (!source) return malformed("zip");
    state->archive = zip_open_from_source(source, ZIP_RDONLY, nullptr);
    if (!state->archive) {
        zip_source_free(source);
        return malformed("zip");
    }
    // Both readers must see the same directory.
    if (zip_get_num_entries(state->archive, 0) != static_cast<zip_int64_t>(state->entries.size())) return malformed("directory");
    return XlsxPackage{std::move(state)};
}

bool XlsxPackage::has(std::string_view part) const { return state_->find(part) != state_->entries.end(); }

Result<std::unique_ptr<ByteSource>> XlsxPackage::read(std::string_view part) const {
    const auto entry = state_->find(part);
    if (entry == state_->entries.end()) return malformed(part);
    const auto index = static_cast<zip_uint64_t>(entry - state_->entries.begin());
    zip_stat_t stat;
    const bool same = zip_stat_index(state_->archive, index, 0, &stat) == 0 && stat.name == entry->name &&
                      stat.size == entry->inflated && stat.comp_size == entry->compressed;
    zip_file_t* file = same ? zip_fopen_index(state_->archive, index, 0) : nullptr;
    if (!file) return malformed(part);
    return std::make_unique<Part>(file, *entry, state_->inflated, state_->limits);
}

}  // namespace tandem::platform
