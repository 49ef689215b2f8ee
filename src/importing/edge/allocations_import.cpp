// Allocations (回款核销): a receipt or a credit note settles an open item, as far as both reach.
#include <algorithm>

#include "cash/allocation.h"
#include "cash/recording.h"
#include "importing/edge/documents_sql.h"
#include "importing/edge/identity.h"
#include "importing/edge/kinds.h"

namespace tandem::importing {
namespace {

struct Row {
    std::int64_t row;
    Identity id;
    std::string receipt, credit_note, item, reason;
    Money amount;
    std::optional<Date> effective;
    std::string_view credit_field() const { return receipt.empty() ? "credit_note" : "receipt"; }
    const std::string& credit() const { return receipt.empty() ? credit_note : receipt; }
};
struct Booked {
    std::int64_t item, credit;
    std::int64_t amount;
    Date effective;
};
struct Pair {
    ItemFound* item;
    CreditFound* credit;
};

// A settlement made inside Tandem goes out under its own id and is known again by it.
constexpr std::string_view own_source = "tandem";

class AllocationsImporter final : public KindImporter {
public:
    explicit AllocationsImporter(ImportContext& context)
        : context_(context), books_{context.receivable, context.cash, context.trail, context.ids}, items_(context.connection, context.company.id),
          receipts_(context.connection, context.company.id, CreditKind::receipt), notes_(context.connection, context.company.id, CreditKind::credit_note) {}

    void take(std::int64_t row_number, const TypedRow& cells) override {
        const auto at = [](std::string_view name) { return field_of(ImportKind::allocations, name); };
        rows_.push_back({row_number, identity_of(cells, context_.mapping), text_or(cells, at("receipt")), text_or(cells, at("credit_note")), text_or(cells, at("item")),
                         text_or(cells, at("reason")), *cells.amount(at("amount")), cells.date(at("effective_date"))});
    }

    void write_chunk(Counts& counts, std::vector<FieldError>& errors) override {
        for (const Row& row : rows_) {
            items_.want(row.item);
            receipts_.want(row.receipt);
            notes_.want(row.credit_note);
        }
        load_booked();
        items_.load();
        receipts_.load();
        notes_.load();
        for (const Row& row : rows_) book(row, counts, errors);
        items_.flush();
        receipts_.flush();
        notes_.flush();
        rows_.clear();
    }

private:
    void load_booked() {
        booked_.clear();
        for_each_source(rows_, [&](const std::string& source, const std::string& list) {
            context_.connection.query("SELECT external_id, item_id, source_id, amount_minor, effective_date FROM settlement WHERE company_id = $1 AND source = $2 AND voided_at IS NULL AND external_id IN {texts:$3}",
                                      {context_.company.id.value, source, list}, [&](const sql::Row& row) {
                                          booked_.emplace(Identity{source, std::string(row.text(0))}, Booked{row.integer(1), row.integer(2), row.integer(3), date_of(row.integer(4))});
                                      });
        });
        std::vector<std::int64_t> own;
        for (const Row& row : rows_)
            if (const auto id = row.id.source == own_source ? parse_id<SettlementTag>(row.id.external_id) : std::nullopt) own.push_back(id->value);
        if (own.empty()) return;
        context_.connection.query("SELECT id, item_id, source_id, amount_minor, effective_date FROM settlement WHERE company_id = $1 AND voided_at IS NULL AND external_id IS NULL AND id IN {ints:$2}",
                                  {context_.company.id.value, sql::integer_list(own)}, [&](const sql::Row& row) {
                                      booked_.emplace(Identity{std::string(own_source), to_string(SettlementId{row.integer(0)})}, Booked{row.integer(1), row.integer(2), row.integer(3), date_of(row.integer(4))});
                                  });
    }

    void book(const Row& row, Counts& counts, std::vector<FieldError>& errors) {
        const auto wrong = [&](std::string_view field, std::string_view value, Error error) { refuse_row(errors, context_.mapping, row.row, field, value, std::move(error)); };
        if (row.receipt.empty() == row.credit_note.empty()) return wrong("receipt", row.receipt, error_of("importing.allocation_source", row.id.external_id));
        const auto items = items_.named(row.item);
        if (items.empty()) return wrong("item", row.item, error_of("importing.unknown_item", row.item));
        const auto credits = (row.receipt.empty() ? notes_ : receipts_).named(row.credit());
        if (credits.empty()) return wrong(row.credit_field(), row.credit(), error_of(row.receipt.empty() ? "importing.unknown_credit_note" : "importing.unknown_receipt", row.credit()));

        if (const auto known = booked_.find(row.id); known != booked_.end()) {
            if (is_same(row, known->second, items, credits)) { ++counts.unchanged; return; }
            return wrong("external_id", row.id.external_id, error_of("importing.identity_conflict", row.id.external_id));
        }
        const auto pair = only_pair(row, items, credits);
        if (!pair) return wrong(items.size() > 1 ? "item" : row.credit_field(), items.size() > 1 ? row.item : row.credit(), pair.error());
        if (auto refusal = allocate(row, *pair)) return wrong(refusal->first, refusal->second.subject, refusal->second);
        ++counts.created;
    }

    static bool is_same(const Row& row, const Booked& booked, const std::vector<ItemFound*>& items, const std::vector<CreditFound*>& credits) {
        return booked.amount == row.amount.minor() && (!row.effective || booked.effective == *row.effective) &&
               std::ranges::any_of(items, [&](const ItemFound* item) { return item->id.value == booked.item; }) &&
               std::ranges::any_of(credits, [&](const CreditFound* credit) { return credit->id == booked.credit; });
    }

    // Names that fit several documents are told apart by customer and currency, or refused: never guessed.
    static Result<Pair> only_pair(const Row& row, const std::vector<ItemFound*>& items, const std::vector<CreditFound*>& credits) {
        if (items.size() == 1 && credits.size() == 1) return Pair{items.front(), credits.front()};
        std::vector<Pair> fitting;
        for (ItemFound* item : items)
            for (CreditFound* credit : credits)
                if (item->customer == credit->customer && item->open.currency() == credit->left.currency()) fitting.push_back({item, credit});
        if (fitting.size() == 1) return fitting.front();
        return refuse("importing.ambiguous_reference", items.size() > 1 ? row.item : row.credit(), {{"count", std::to_string(std::max(items.size(), credits.size()))}});
    }

    std::optional<std::pair<std::string_view, Error>> allocate(const Row& row, Pair pair) {
        auto& [item, credit] = pair;
        const auto mismatch = [&](Currency other) {
            return error_of("cash.currency_mismatch", row.item, {{"receipt", std::string(credit->left.currency().code())}, {"item", std::string(other.code())}});
        };
        if (item->open.currency() != credit->left.currency()) return std::pair{"item", mismatch(item->open.currency())};
        if (row.amount.currency() != credit->left.currency()) return std::pair{"currency", mismatch(row.amount.currency())};
        const auto above = [&](const std::string& name, Money left) { return error_of("cash.over_allocation", name, {{"amount", to_decimal(row.amount)}, {"available", to_decimal(left)}}); };
        if (row.amount > item->open) return std::pair{"amount", above(row.item, item->open)};
        if (row.amount > credit->left) return std::pair{"amount", above(row.credit(), credit->left)};
        const auto effective = cash::effective_date(credit->date, item->item_date, row.effective, row.reason);
        if (!effective) return std::pair{"effective_date", effective.error()};
        if (const auto open = context_.receivable.check_open(*effective); !open) return std::pair{"effective_date", open.error()};

        items_.lower(*item, row.amount);
        (row.receipt.empty() ? notes_ : receipts_).lower(*credit, row.amount);
        const auto kind = row.receipt.empty() ? cash::SettlementKind::credit_note : cash::SettlementKind::receipt;
        cash::record_settlement(books_, {.id = context_.ids.make<SettlementId>(), .item = item->id, .kind = kind, .source = credit->id, .amount = row.amount, .effective_date = *effective,
                                         .reverses = {}, .reason = row.reason, .batch = context_.batch, .origin_source = row.id.source, .external_id = row.id.external_id}, item->rate);
        booked_.emplace(row.id, Booked{item->id.value, credit->id, row.amount.minor(), *effective});
        return std::nullopt;
    }

    ImportContext& context_;
    cash::Books books_;
    NamedItems items_;
    NamedCredits receipts_, notes_;
    std::vector<Row> rows_;
    ByIdentity<Booked> booked_;
};

}  // namespace

std::unique_ptr<KindImporter> make_allocations_importer(ImportContext& context) { return std::make_unique<AllocationsImporter>(context); }

}  // namespace tandem::importing
