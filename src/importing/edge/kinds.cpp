#include "importing/edge/kinds.h"

namespace tandem::importing {

std::unique_ptr<KindImporter> make_importer(ImportKind kind, ImportContext& context) {
    switch (kind) {
        case ImportKind::invoices: return make_invoices_importer(context);
        default: TANDEM_ASSERT(false);
    }
}

}  // namespace tandem::importing
