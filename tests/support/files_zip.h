// ZIP and XLSX files built byte by byte, honest or lying, for tests of their readers.
#pragma once
#include <zlib.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tandem::testing {

inline std::string deflated(std::string_view plain) {
    z_stream stream{};
    deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 9, Z_DEFAULT_STRATEGY);
    std::string packed(deflateBound(&stream, plain.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(plain.data()));
    stream.avail_in = static_cast<uInt>(plain.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
}

// One entry; the stated sizes may differ from the truth.
struct ZipPart {
    std::string name, plain;
    std::uint32_t stated_size = 0;   // 0: the truth
    std::uint16_t flags = 0, method = 8;
    std::uint32_t shift_offset = 0;  // added to the offset of its local header in the directory
};

inline std::string zip_of(const std::vector<ZipPart>& parts) {
    std::string file, directory;
    const auto put = [](std::string& out, std::uint64_t value, int width) {
        for (int byte = 0; byte < width; ++byte) out += static_cast<char>((value >> (8 * byte)) & 0xFF);
    };
    for (const auto& part : parts) {
        const std::string packed = part.method == 8 ? deflated(part.plain) : part.plain;
        const std::uint32_t crc = static_cast<std::uint32_t>(::crc32(0, reinterpret_cast<const Bytef*>(part.plain.data()), static_cast<uInt>(part.plain.size())));
        const std::uint32_t size = part.stated_size ? part.stated_size : static_cast<std::uint32_t>(part.plain.size());
        const std::size_t offset = file.size();
        const auto common = [&](std::string& out) {
            put(out, 20, 2), put(out, part.flags, 2), put(out, part.method, 2), put(out, 0, 4), put(out, crc, 4);
            put(out, packed.size(), 4), put(out, size, 4), put(out, part.name.size(), 2), put(out, 0, 2);
        };
        put(file, 0x04034b50, 4), common(file);
        file += part.name + packed;
        put(directory, 0x02014b50, 4), put(directory, 20, 2), common(directory);
        put(directory, 0, 2), put(directory, 0, 2), put(directory, 0, 2), put(directory, 0, 4), put(directory, offset + part.shift_offset, 4);
        directory += part.name;
    }
    const std::size_t begin = file.size();
    file += directory;
    put(file, 0x06054b50, 4), put(file, 0, 4), put(file, parts.size(), 2), put(file, parts.size(), 2);
    put(file, directory.size(), 4), put(file, begin, 4), put(file, 0, 2);
    return file;
}

// The parts of a workbook with one sheet: give what stands inside <sheetData>, <sst> and <cellXfs>.
struct SheetSource {
    std::string rows, strings, formats, number_formats;
    std::string workbook_properties;
    std::string prolog;  // before the sheet's root element
};

inline std::vector<ZipPart> xlsx_parts(const SheetSource& source) {
    const std::string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const std::string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const std::string relations = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
    const std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    return {
        {"_rels/.rels", xml + relations + "<Relationship Id=\"rId1\" Type=\"" + office + "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"},
        {"xl/_rels/workbook.xml.rels", xml + relations + "<Relationship Id=\"rId1\" Type=\"" + office + "/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
             "<Relationship Id=\"rId2\" Type=\"" + office + "/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/>"
             "<Relationship Id=\"rId3\" Type=\"" + office + "/styles\" Target=\"styles.xml\"/></Relationships>"},
        {"xl/workbook.xml", xml + "<workbook xmlns=\"" + main + "\" xmlns:r=\"" + office + "\">" + source.workbook_properties +
             "<sheets><sheet name=\"应收 &amp; more\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"},
        {"xl/sharedStrings.xml", xml + "<sst xmlns=\"" + main + "\">" + source.strings + "</sst>"},
        {"xl/styles.xml", xml + "<styleSheet xmlns=\"" + main + "\"><numFmts>" + source.number_formats + "</numFmts><cellXfs>" + source.formats + "</cellXfs></styleSheet>"},
        {"xl/worksheets/sheet1.xml", xml + source.prolog + "<worksheet xmlns=\"" + main + "\"><sheetData>" + source.rows + "</sheetData></worksheet>"},
    };
}

inline std::string xlsx_of(const SheetSource& source) { return zip_of(xlsx_parts(source)); }

}  // namespace tandem::testing
