#include "importing/edge/kinds.h"

namespace tandem::importing {

std::unique_ptr<KindImporter> make_importer(ImportKind kind, ImportContext& context) {
    switch (kind) {
        case ImportKind::invoices: return make_invoices_importer(context);
        case ImportKind::credit_notes: return make_credit_notes_importer(context);
        case ImportKind::receipts: return make_receipts_importer(context);
        case ImportKind::allocations: return make_allocations_importer(context);
        case ImportKind::opening_items: return make_opening_items_importer(context);
        case ImportKind::customers: return make_customers_importer(context);
        case ImportKind::employees: return make_employees_importer(context);
        case ImportKind::fx_rates: return make_fx_rates_importer(context);
        case ImportKind::calendars: return make_calendars_importer(context);
        case ImportKind::contracts: return make_contracts_importer(context);
        case ImportKind::contract_events: return make_contract_events_importer(context);
        case ImportKind::orders: return make_orders_importer(context);
        case ImportKind::deliveries: return make_deliveries_importer(context);
        case ImportKind::financial_statements: return make_financial_statements_importer(context);
        case ImportKind::ratings: return make_ratings_importer(context);
        default: TANDEM_ASSERT(false);
    }
}

}  // namespace tandem::importing
