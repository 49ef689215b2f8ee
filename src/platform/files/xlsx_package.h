// The parts of an XLSX file as byte streams, each counted against the limits of trust S12 while inflating.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "platform/files/byte_source.h"
#include "platform/files/zip_directory.h"

struct zip;

namespace tandem::platform {

class XlsxPackage {
public:
    // file.xlsx_too_large and what check_zip_directory refuses.
    static Result<XlsxPackage> open(std::string bytes, const TableLimits& limits);
    XlsxPackage(XlsxPackage&&) noexcept;
    XlsxPackage& operator=(XlsxPackage&&) noexcept;
    ~XlsxPackage();

    bool has(std::string_view part) const;
    // The inflated part; it must not outlive the package. file.xlsx_malformed, file.xlsx_bomb.
    Result<std::unique_ptr<ByteSource>> read(std::string_view part) const;

private:
    struct State;
    explicit XlsxPackage(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace tandem::platform
