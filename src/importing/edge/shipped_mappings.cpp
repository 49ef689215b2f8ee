#include "importing/edge/shipped_mappings.h"

#include "importing/edge/mapping_json.h"
#include "platform/shipped.h"

namespace tandem::importing {

const std::vector<Mapping>& shipped_mappings() {
    static const std::vector<Mapping> all = [] {
        std::vector<Mapping> mappings;
        for (const ShippedFile& file : shipped_files("policies/mappings/")) {
            if (!file.path.ends_with(".json") || file.path.ends_with(".schema.json")) continue;
            auto mapping = mapping_from_json(file.text);
            TANDEM_ASSERT(mapping.has_value());  // shipped_mappings_test reads every one
            mappings.push_back(*std::move(mapping));
        }
        return mappings;
    }();
    return all;
}

Result<Mapping> mapping_for(ImportKind kind, std::span<const std::string> header) {
    if (const Mapping* fitting = choose_mapping(shipped_mappings(), kind, header)) return *fitting;
    std::string columns;
    for (const std::string& column : header) (columns += columns.empty() ? "" : ", ") += column;
    return refuse("importing.no_mapping", std::string(describe(kind).name), {{"columns", columns}});
}

}  // namespace tandem::importing
