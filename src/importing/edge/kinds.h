// The importers, one a kind; each in its own file.
#pragma once
#include <memory>

#include "importing/edge/import_run.h"

namespace tandem::importing {

std::unique_ptr<KindImporter> make_invoices_importer(ImportContext& context);

}  // namespace tandem::importing
