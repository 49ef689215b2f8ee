// The importers, one a kind; each in its own file.
#pragma once
#include <memory>

#include "importing/edge/import_run.h"

namespace tandem::importing {

std::unique_ptr<KindImporter> make_invoices_importer(ImportContext& context);
std::unique_ptr<KindImporter> make_credit_notes_importer(ImportContext& context);
std::unique_ptr<KindImporter> make_receipts_importer(ImportContext& context);
std::unique_ptr<KindImporter> make_allocations_importer(ImportContext& context);
std::unique_ptr<KindImporter> make_opening_items_importer(ImportContext& context);
std::unique_ptr<KindImporter> make_customers_importer(ImportContext& context);
std::unique_ptr<KindImporter> make_employees_importer(ImportContext& context);
std::unique_ptr<KindImporter> make_fx_rates_importer(ImportContext& context);
std::unique_ptr<KindImporter> make_calendars_importer(ImportContext& context);
std::unique_ptr<KindImporter> make_contracts_importer(ImportContext& context);
std::unique_ptr<KindImporter> make_contract_events_importer(ImportContext& context);
std::unique_ptr<KindImporter> make_orders_importer(ImportContext& context);
std::unique_ptr<KindImporter> make_deliveries_importer(ImportContext& context);
std::unique_ptr<KindImporter> make_financial_statements_importer(ImportContext& context);
std::unique_ptr<KindImporter> make_ratings_importer(ImportContext& context);

}  // namespace tandem::importing
