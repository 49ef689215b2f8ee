#include "cash/edge/ledger_sql.h"

namespace tandem::cash {
namespace {

std::optional<std::int64_t> number(const std::optional<Date>& date) { return date ? std::optional<std::int64_t>{day_number(*date)} : std::nullopt; }
std::optional<std::int64_t> number(std::optional<int> value) { return value ? std::optional<std::int64_t>{*value} : std::nullopt; }
template <class Tag>
std::optional<std::int64_t> number(const std::optional<Id<Tag>>& id) { return id ? std::optional{id->value} : std::nullopt; }

}  // namespace

SqlLedger::SqlLedger(sql::Connection& connection, const audit::Act& act, Currency base)
    : act_(act), base_(base),
      receipts_(connection.bulk("receipt", {"company_id", "id", "number", "customer_id", "method", "value_date", "maturity_date", "counts_date", "currency", "amount_minor",
                                            "unapplied_minor", "base_amount_minor", "rate_e10", "reference", "source", "external_id", "recorded_at", "batch_id"})),
      settlements_(connection.bulk("settlement", {"company_id", "id", "item_id", "kind", "source_id", "amount_minor", "effective_date", "reverses_id", "reason", "policy_version", "source", "external_id", "recorded_at", "batch_id"})) {}

void SqlLedger::add(const NewReceipt& receipt) {
    receipts_->add(act_.company.value).add(receipt.id.value).add(receipt.number).add(receipt.customer.value).add(code_of(receipt.method))
        .add(std::int64_t{day_number(receipt.value_date)}).add(number(receipt.maturity_date)).add(number(receipt.counts_date)).add(receipt.amount.currency().code())
        .add(receipt.amount.minor()).add(receipt.unapplied.minor()).add(receivable::base_minor(receipt.amount, receipt.rate, base_)).add(receipt.rate.e10)
        .add_text_or_null(receipt.reference).add(receipt.origin.source).add(receipt.origin.external_id).add(act_.at.micros).add(number(receipt.origin.batch));
    receipts_->end_row();
}

void SqlLedger::add(const NewSettlement& settlement) {
    settlements_->add(act_.company.value).add(settlement.id.value).add(settlement.item.value).add(code_of(settlement.kind)).add(settlement.source)
        .add(settlement.amount.minor()).add(std::int64_t{day_number(settlement.effective_date)}).add(number(settlement.reverses)).add_text_or_null(settlement.reason)
        .add(number(settlement.policy_version))
        .add_text_or_null(settlement.origin_source).add_text_or_null(settlement.external_id).add(act_.at.micros).add(number(settlement.batch));
    settlements_->end_row();
}

void SqlLedger::flush() {
    receipts_->flush();
    settlements_->flush();
}

}  // namespace tandem::cash
