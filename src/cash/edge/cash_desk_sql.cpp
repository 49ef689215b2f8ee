#include "cash/edge/cash_desk_sql.h"

#include "org/edge/org_sql.h"

namespace tandem::cash {
namespace {

constexpr std::string_view receipt_series = "R";

std::optional<Date> maybe_date(const sql::Row& row, int column) {
    const auto day = row.maybe_integer(column);
    return day ? std::optional{date_of(*day)} : std::nullopt;
}

SettlementKind kind_of(std::string_view code) {
    for (const auto kind : {SettlementKind::receipt, SettlementKind::credit_note, SettlementKind::write_off, SettlementKind::tolerance, SettlementKind::discount})
        if (code_of(kind) == code) return kind;
    TANDEM_ASSERT(false);
}

// id, item_id, kind, source_id, amount_minor, effective_date, reverses_id, policy_version
NewSettlement settlement_of(const sql::Row& row, Currency currency) {
    const auto reverses = row.maybe_integer(6), version = row.maybe_integer(7);
    return {.id = SettlementId{row.integer(0)}, .item = OpenItemId{row.integer(1)}, .kind = kind_of(row.text(2)), .source = row.maybe_integer(3), .amount = Money{row.integer(4), currency},
            .effective_date = date_of(row.integer(5)), .reverses = reverses ? std::optional{SettlementId{*reverses}} : std::nullopt, .reason = {}, .batch = {},
            .policy_version = version ? std::optional{static_cast<int>(*version)} : std::nullopt};
}

}  // namespace

bool SqlCashDeskStore::has_customer(CustomerId customer) {
    return connection_.one_integer("SELECT 1 FROM customer WHERE company_id = $1 AND id = $2 AND voided_at IS NULL AND merged_into_id IS NULL", {company_.id.value, customer.value}).has_value();
}

bool SqlCashDeskStore::number_is_taken(std::string_view number) {
    return connection_.one_integer("SELECT 1 FROM receipt WHERE company_id = $1 AND number = $2 AND voided_at IS NULL LIMIT 1", {company_.id.value, number}).has_value();
}

std::string SqlCashDeskStore::next_number() {
    for (;;) {
        const std::string number = org::next_number(connection_, company_.id, receipt_series);
        if (!number_is_taken(number)) return number;
    }
}

Result<Rate> SqlCashDeskStore::rate_on(Currency currency, Date date) {
    if (currency == company_.currency) return Rate{Rate::one};
    return org::load_exchange_rates(connection_, company_.id).rate_on(currency, company_.currency, date);
}

std::optional<ReceiptState> SqlCashDeskStore::lock(ReceiptId id) {
    std::optional<ReceiptState> found;
    connection_.query(
        "SELECT number, customer_id, method, value_date, maturity_date, cleared_date, reversed_date, currency, amount_minor, unapplied_minor, rate_e10 "
        "FROM receipt WHERE company_id = $1 AND id = $2 AND voided_at IS NULL{for_update}",
        {company_.id.value, id.value}, [&](const sql::Row& row) {
            const Currency currency = *parse_currency(row.text(7));
            const Money amount{row.integer(8), currency};
            found = ReceiptState{.id = id, .receipt = {*parse_method(row.text(2)), amount, date_of(row.integer(3)), maybe_date(row, 4)},
                                 .source = {SettlementKind::receipt, id.value, std::string(row.text(0)), CustomerId{row.integer(1)}, date_of(row.integer(3)),
                                            {amount, Money{row.integer(9), currency}, {}}, Rate{row.integer(10)}},
                                 .entry = Entry::received, .cleared = maybe_date(row, 5), .reversed = maybe_date(row, 6), .settlements = {}};
        });
    if (!found) return found;
    if (connection_.one_text("SELECT event FROM posting WHERE company_id = $1 AND event_id = $2 AND line_no = 1", {company_.id.value, id.value}) == "opening_credit") found->entry = Entry::taken_over;
    found->settlements = settlements_from(id, found->receipt.amount.currency());
    for (const auto& [fact, reversed] : found->settlements)
        if (fact.kind == SettlementKind::receipt) found->source.balance.used.push_back({fact.effective_date, fact.amount});
    found->refunds = refunds_of(id.value, found->receipt.amount.currency());
    found->source.balance.used.insert(found->source.balance.used.end(), found->refunds.begin(), found->refunds.end());
    return found;
}

std::vector<StoredSettlement> SqlCashDeskStore::settlements_from(ReceiptId receipt, Currency currency) {
    std::vector<StoredSettlement> settlements;
    connection_.query(
        "SELECT s.id, s.item_id, s.kind, s.source_id, s.amount_minor, s.effective_date, s.reverses_id, s.policy_version, "
        "CASE WHEN EXISTS (SELECT 1 FROM settlement t WHERE t.company_id = s.company_id AND t.reverses_id = s.id) THEN 1 ELSE 0 END "
        "FROM settlement s WHERE s.company_id = $1 AND s.source_id = $2 AND s.voided_at IS NULL ORDER BY s.id",
        {company_.id.value, receipt.value}, [&](const sql::Row& row) { settlements.push_back({settlement_of(row, currency), row.integer(8) == 1}); });
    return settlements;
}

std::vector<Movement> SqlCashDeskStore::refunds_of(std::int64_t source, Currency currency) {
    std::vector<Movement> refunds;
    connection_.query("SELECT effective_date, amount_minor FROM refund WHERE company_id = $1 AND source_id = $2", {company_.id.value, source},
                      [&](const sql::Row& row) { refunds.push_back({date_of(row.integer(0)), Money{row.integer(1), currency}}); });
    return refunds;
}

std::optional<Source> SqlCashDeskStore::lock(CreditNoteId id) {
    std::optional<Source> found;
    connection_.query("SELECT number, customer_id, note_date, currency, gross_minor, open_minor, rate_e10 FROM credit_note WHERE company_id = $1 AND id = $2 AND voided_at IS NULL{for_update}",
                      {company_.id.value, id.value}, [&](const sql::Row& row) {
                          const Currency currency = *parse_currency(row.text(3));
                          found = Source{SettlementKind::credit_note, id.value, std::string(row.text(0)), CustomerId{row.integer(1)}, date_of(row.integer(2)),
                                         {Money{row.integer(4), currency}, Money{row.integer(5), currency}, {}}, Rate{row.integer(6)}};
                      });
    if (!found) return found;
    connection_.query("SELECT effective_date, amount_minor FROM settlement WHERE company_id = $1 AND source_id = $2 AND kind = 'credit_note' AND voided_at IS NULL", {company_.id.value, id.value},
                      [&](const sql::Row& row) { found->balance.used.push_back({date_of(row.integer(0)), Money{row.integer(1), found->balance.total.currency()}}); });
    const auto refunds = refunds_of(id.value, found->balance.total.currency());
    found->balance.used.insert(found->balance.used.end(), refunds.begin(), refunds.end());
    return found;
}

std::vector<ItemState> SqlCashDeskStore::lock(std::span<const OpenItemId> items) {
    std::vector<std::int64_t> ids;
    for (const OpenItemId item : items) ids.push_back(item.value);
    const std::string list = sql::integer_list(ids);
    std::vector<ItemState> found;
    connection_.query(
        "SELECT id, number, customer_id, item_date, currency, amount_minor, open_minor, rate_e10 FROM open_item "
        "WHERE company_id = $1 AND id IN {ints:$2} AND voided_at IS NULL ORDER BY id{for_update}",
        {company_.id.value, list}, [&](const sql::Row& row) {
            const Currency currency = *parse_currency(row.text(4));
            found.push_back({OpenItemId{row.integer(0)}, std::string(row.text(1)), CustomerId{row.integer(2)}, date_of(row.integer(3)),
                             {Money{row.integer(5), currency}, Money{row.integer(6), currency}, {}}, Rate{row.integer(7)}});
        });
    connection_.query("SELECT item_id, effective_date, amount_minor FROM settlement WHERE company_id = $1 AND item_id IN {ints:$2} AND voided_at IS NULL ORDER BY item_id", {company_.id.value, list},
                      [&, item = found.begin()](const sql::Row& row) mutable {
                          while (item != found.end() && item->id.value < row.integer(0)) ++item;
                          if (item != found.end() && item->id.value == row.integer(0)) item->balance.used.push_back({date_of(row.integer(1)), Money{row.integer(2), item->balance.total.currency()}});
                      });
    return found;
}

std::optional<NewSettlement> SqlCashDeskStore::find(SettlementId id) {
    std::optional<NewSettlement> found;
    connection_.query(
        "SELECT s.id, s.item_id, s.kind, s.source_id, s.amount_minor, s.effective_date, s.reverses_id, s.policy_version, o.currency "
        "FROM settlement s JOIN open_item o ON o.company_id = s.company_id AND o.id = s.item_id WHERE s.company_id = $1 AND s.id = $2 AND s.voided_at IS NULL",
        {company_.id.value, id.value}, [&](const sql::Row& row) { found = settlement_of(row, *parse_currency(row.text(8))); });
    return found;
}

bool SqlCashDeskStore::is_reversed(SettlementId id) {
    return connection_.one_integer("SELECT 1 FROM settlement WHERE company_id = $1 AND reverses_id = $2", {company_.id.value, id.value}).has_value();
}

void SqlCashDeskStore::lower(OpenItemId item, Money amount) {
    connection_.execute("UPDATE open_item SET open_minor = open_minor - $3 WHERE company_id = $1 AND id = $2", {company_.id.value, item.value, amount.minor()});
}

void SqlCashDeskStore::lower(ReceiptId receipt, Money amount) {
    connection_.execute("UPDATE receipt SET unapplied_minor = unapplied_minor - $3 WHERE company_id = $1 AND id = $2", {company_.id.value, receipt.value, amount.minor()});
}

void SqlCashDeskStore::lower(CreditNoteId note, Money amount) {
    connection_.execute("UPDATE credit_note SET open_minor = open_minor - $3 WHERE company_id = $1 AND id = $2", {company_.id.value, note.value, amount.minor()});
}

void SqlCashDeskStore::end(ReceiptId receipt, Date on, Ending ending) {
    const std::int64_t day = day_number(on);
    connection_.execute("UPDATE receipt SET reversed_date = $3, unapplied_minor = 0 WHERE company_id = $1 AND id = $2", {company_.id.value, receipt.value, day});
    if (ending == Ending::dishonoured)
        connection_.execute("UPDATE receipt SET dishonoured_date = $3, counts_date = NULL WHERE company_id = $1 AND id = $2", {company_.id.value, receipt.value, day});
}

void SqlCashDeskStore::clear(ReceiptId receipt, Date on, std::optional<Date> counts) {
    const std::optional<std::int64_t> counts_day = counts ? std::optional<std::int64_t>{day_number(*counts)} : std::nullopt;
    connection_.execute("UPDATE receipt SET cleared_date = $3, counts_date = $4 WHERE company_id = $1 AND id = $2", {company_.id.value, receipt.value, std::int64_t{day_number(on)}, counts_day});
}

}  // namespace tandem::cash
