#include "platform/files/zip_directory.h"

#include <algorithm>

namespace tandem::platform {
namespace {

constexpr std::uint32_t local_signature = 0x04034b50, entry_signature = 0x02014b50, end_signature = 0x06054b50;
constexpr std::size_t local_size = 30, entry_size = 46, end_size = 22;
constexpr std::uint64_t small_part = 1 << 20;  // below this, no ratio matters

tl::unexpected<Error> malformed(std::string_view what) { return refuse("file.xlsx_malformed", std::string(what)); }

// Little-endian numbers; callers have checked the bounds.
std::uint32_t number(std::string_view bytes, std::size_t at, std::size_t width) {
    std::uint32_t value = 0;
    for (std::size_t byte = width; byte-- > 0;) value = (value << 8) | static_cast<unsigned char>(bytes[at + byte]);
    return value;
}

struct Extent {
    std::uint64_t begin, end;
};

std::optional<std::size_t> find_end(std::string_view bytes) {
    if (bytes.size() < end_size) return std::nullopt;
    const std::size_t longest_comment = 65535;
    const std::size_t last = bytes.size() - end_size;
    for (std::size_t back = 0; back <= std::min(last, longest_comment); ++back)
        if (number(bytes, last - back, 4) == end_signature) return last - back;
    return std::nullopt;
}

bool is_safe_name(std::string_view name) {
    if (name.empty() || name.front() == '/' || name.find('\\') != name.npos || name.find('\0') != name.npos || name.find(':') != name.npos) return false;
    for (std::size_t from = 0; from <= name.size();) {
        const std::size_t slash = std::min(name.find('/', from), name.size());
        if (name.substr(from, slash - from) == "..") return false;
        from = slash + 1;
    }
    return true;
}

// The bytes an entry occupies, from its local header, which must tell the same name.
Result<Extent> extent_of(std::string_view bytes, const ZipEntry& entry, std::uint64_t offset, std::uint64_t directory) {
    if (offset + local_size > directory || number(bytes, offset, 4) != local_signature) return malformed(entry.name);
    const std::uint64_t name_size = number(bytes, offset + 26, 2), extra_size = number(bytes, offset + 28, 2);
    const std::uint64_t end = offset + local_size + name_size + extra_size + entry.compressed;
    if (end > directory || bytes.substr(offset + local_size, name_size) != entry.name) return malformed(entry.name);
    return Extent{offset, end};
}

Result<void> check_extents(std::vector<Extent> extents) {
    std::ranges::sort(extents, {}, &Extent::begin);
    const auto overlaps = [](const Extent& a, const Extent& b) { return a.end > b.begin; };
    if (std::ranges::adjacent_find(extents, overlaps) != extents.end()) return malformed("overlapping entries");
    return {};
}

Result<void> check_names(const std::vector<ZipEntry>& entries) {
    std::vector<std::string_view> names;
    for (const auto& entry : entries) names.push_back(entry.name);
    std::ranges::sort(names);
    if (const auto twice = std::ranges::adjacent_find(names); twice != names.end()) return malformed(*twice);
    return {};
}

}  // namespace

Result<void> check_inflation(std::string_view part, std::uint64_t compressed, std::uint64_t inflated, const TableLimits& limits) {
    if (inflated <= small_part || inflated / limits.inflate_ratio <= compressed) return {};
    return refuse("file.xlsx_bomb", std::string(part), {{"inflated", std::to_string(inflated)}, {"compressed", std::to_string(compressed)}});
}

Result<std::vector<ZipEntry>> check_zip_directory(std::string_view bytes, const TableLimits& limits) {
    const auto end = find_end(bytes);
    if (!end) return malformed("no directory");
    const std::uint64_t count = number(bytes, *end + 10, 2), size = number(bytes, *end + 12, 4), begin = number(bytes, *end + 16, 4);
    if (number(bytes, *end + 4, 4) != 0 || number(bytes, *end + 8, 2) != count || begin + size > *end) return malformed("directory");
    if (count > limits.xlsx_entries)
        return refuse("file.xlsx_too_many_entries", {}, {{"entries", std::to_string(count)}, {"limit", std::to_string(limits.xlsx_entries)}});
    std::vector<ZipEntry> entries;
    std::vector<Extent> extents;
    std::uint64_t at = begin, inflated = 0;
    for (std::uint64_t seen = 0; seen < count; ++seen) {
        if (at + entry_size > *end || number(bytes, at, 4) != entry_signature) return malformed("directory");
        const std::uint32_t flags = number(bytes, at + 8, 2), method = number(bytes, at + 10, 2);
        const std::uint64_t name_size = number(bytes, at + 28, 2), offset = number(bytes, at + 42, 4);
        if (at + entry_size + name_size > *end) return malformed("directory");
        ZipEntry entry{std::string(bytes.substr(at + entry_size, name_size)), number(bytes, at + 20, 4), number(bytes, at + 24, 4)};
        if ((flags & 0x41u) != 0) return refuse("file.xlsx_encrypted", entry.name);
        const bool zip64 = entry.compressed == UINT32_MAX || entry.inflated == UINT32_MAX || offset == UINT32_MAX;
        if (zip64 || (method != 0 && method != 8) || !is_safe_name(entry.name)) return malformed(entry.name);
        TRY_VOID(check_inflation(entry.name, entry.compressed, entry.inflated, limits));
        inflated += entry.inflated;
        extents.push_back(TRY(extent_of(bytes, entry, offset, begin)));
        at += entry_size + name_size + number(bytes, at + 30, 2) + number(bytes, at + 32, 2);
        entries.push_back(std::move(entry));
    }
    if (inflated > limits.inflated_bytes)
        return refuse("file.xlsx_bomb", "xlsx", {{"inflated", std::to_string(inflated)}, {"compressed", std::to_string(bytes.size())}});
    TRY_VOID(check_extents(std::move(extents)));
    TRY_VOID(check_names(entries));
    return entries;
}

}  // namespace tandem::platform
