#include "app/server/reached.h"

namespace tandem::app::server::detail {

sql::Sql owner_of(CustomerId) { return "SELECT id FROM customer WHERE company_id = $1 AND id = $2"; }
sql::Sql owner_of(ContactId) { return "SELECT customer_id FROM contact WHERE company_id = $1 AND id = $2"; }
sql::Sql owner_of(ContractId) { return "SELECT customer_id FROM contract WHERE company_id = $1 AND id = $2"; }
sql::Sql owner_of(InvoiceId) { return "SELECT customer_id FROM invoice WHERE company_id = $1 AND id = $2"; }
sql::Sql owner_of(OpenItemId) { return "SELECT customer_id FROM open_item WHERE company_id = $1 AND id = $2"; }
sql::Sql owner_of(ReceiptId) { return "SELECT customer_id FROM receipt WHERE company_id = $1 AND id = $2"; }
sql::Sql owner_of(CreditNoteId) { return "SELECT customer_id FROM credit_note WHERE company_id = $1 AND id = $2"; }
sql::Sql owner_of(SettlementId) {
    return "SELECT o.customer_id FROM settlement s JOIN open_item o ON o.company_id = s.company_id AND o.id = s.item_id WHERE s.company_id = $1 AND s.id = $2";
}
sql::Sql owner_of(cash::RefundId) { return "SELECT customer_id FROM refund WHERE company_id = $1 AND id = $2"; }
sql::Sql owner_of(TaskId) { return "SELECT customer_id FROM task WHERE company_id = $1 AND id = $2"; }
sql::Sql owner_of(OrderId) { return "SELECT customer_id FROM sales_order WHERE company_id = $1 AND id = $2 AND voided_at IS NULL"; }
sql::Sql owner_of(credit::HoldId) { return "SELECT customer_id FROM credit_hold WHERE company_id = $1 AND id = $2"; }
sql::Sql owner_of(credit::SecurityId) { return "SELECT customer_id FROM credit_security WHERE company_id = $1 AND id = $2"; }
sql::Sql owner_of(credit::ClaimId) { return "SELECT customer_id FROM credit_claim WHERE company_id = $1 AND id = $2"; }
sql::Sql owner_of(dunning::PromiseId) { return "SELECT customer_id FROM promise WHERE company_id = $1 AND id = $2"; }

}  // namespace tandem::app::server::detail
