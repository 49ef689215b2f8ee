#include "importing/edge/table_options.h"

namespace tandem::importing {

Result<platform::TableOptions> table_options(const Mapping& mapping, const platform::TableLimits& limits) {
    platform::TableOptions options;
    options.delimiter = mapping.delimiter;
    if (!mapping.encoding.empty()) options.encoding = TRY(platform::parse_encoding(mapping.encoding));
    options.sheet = mapping.sheet;
    options.header_row = mapping.header_row;
    options.guards = mapping.origin == Origin::tandem ? platform::Guards::strip : platform::Guards::keep;
    options.limits = limits;
    return options;
}

}  // namespace tandem::importing
