#include "party/merge.h"

namespace tandem::party {

Result<void> check_merge(const Customer& duplicate, const Customer& into) {
    if (duplicate.id == into.id) return refuse("party.merge_into_self", duplicate.code);
    if (duplicate.merged_into) return refuse("party.merged_already", duplicate.code);
    if (into.merged_into) return refuse("party.merge_into_merged", into.code);
    if (!duplicate.tax_number.empty() && !into.tax_number.empty() && duplicate.tax_number != into.tax_number)
        return refuse("party.merge_tax_numbers", duplicate.code, {{"first", duplicate.tax_number}, {"second", into.tax_number}});
    return {};
}

}  // namespace tandem::party
