// What customers are assessed by: financial statements (财务报表) and what third parties say of them (外部评级). Facts like
// any other: the same identity with other figures is refused, and what cannot be true is refused as it is when typed in.
#include "credit/edge/inputs_sql.h"
#include "importing/edge/identity.h"
#include "importing/edge/kinds.h"
#include "platform/clock.h"

namespace tandem::importing {
namespace {

// What both kinds do: find the customers and the rows that are known, judge each row, write the new ones.
template <class Fact>
class CreditInputsImporter : public KindImporter {
public:
    explicit CreditInputsImporter(ImportContext& context) : context_(context), writer_(context.connection, context.company.id), today_(*civil_day(context.act.at, context.company.time_zone)) {}

    void write_chunk(Counts& counts, std::vector<FieldError>& errors) override {
        for (const Row& row : rows_) context_.references.want_customer(row.customer);
        context_.references.resolve();
        booked_.clear();
        for_each_source(rows_, [&](const std::string& source, const std::string& list) { load(source, list); });
        for (const Row& row : rows_) book(row, counts, errors);
        writer_.flush();
        rows_.clear();
    }

protected:
    struct Row {
        std::int64_t row;
        Identity id;
        CustomerSeed customer;
        Fact fact;
        std::string value;  // of a rating, as the file states it
    };
    struct Booked {
        CustomerId customer;
        Fact fact;
    };
    // The fact as it is kept; the second is the field that is wrong.
    virtual Result<Fact> judged(const Row& row) const = 0;
    virtual std::string_view doubtful_field() const = 0;
    virtual std::string_view object_kind() const = 0;
    virtual std::string_view topic() const = 0;
    virtual void load(const std::string& source, const std::string& list) = 0;

    void book(const Row& row, Counts& counts, std::vector<FieldError>& errors) {
        const auto wrong = [&](std::string_view field, std::string_view value, Error error) { refuse_row(errors, context_.mapping, row.row, field, value, std::move(error)); };
        const auto customer = context_.references.customer(row.customer.code);
        if (!customer) return wrong("customer", row.customer.code, error_of("importing.unknown_customer", row.customer.code));
        auto fact = judged(row);
        if (!fact) return wrong(doubtful_field(), row.value, fact.error());
        if (const auto known = booked_.find(row.id); known != booked_.end()) {
            if (known->second.customer != *customer || known->second.fact != *fact) return wrong("external_id", row.id.external_id, error_of("importing.identity_conflict", row.id.external_id));
            ++counts.unchanged;
            return;
        }
        const std::int64_t id = context_.ids.next();
        writer_.write({.id = id, .customer = *customer, .actor = context_.act.actor, .at = context_.act.at, .source = row.id.source, .external_id = row.id.external_id, .batch = context_.batch}, *fact);
        context_.trail.record({.object_kind = object_kind(), .object_id = id, .topic = topic()});
        booked_.emplace(row.id, Booked{*customer, *std::move(fact)});
        ++counts.created;
    }

    ImportContext& context_;
    credit::InputWriter writer_;
    Date today_;
    std::vector<Row> rows_;
    ByIdentity<Booked> booked_;
};

class StatementsImporter final : public CreditInputsImporter<credit::Statement> {
public:
    using CreditInputsImporter::CreditInputsImporter;

    void take(std::int64_t row_number, const TypedRow& cells) override {
        const auto at = [](std::string_view name) { return field_of(ImportKind::financial_statements, name); };
        const auto figure = [&](std::string_view name) { return cells.amount(at(name))->minor(); };
        const auto id = identity_of(cells, context_.mapping);
        rows_.push_back({row_number, id, {text_or(cells, at("customer")), text_or(cells, at("customer_name")), {}, {}},
                         {.period_end = *cells.date(at("period_end")), .months = static_cast<int>(std::min<std::int64_t>(cells.integer(at("months")).value_or(12), 1000)), .currency = cells.currency(), .current_assets = figure("current_assets"),
                          .inventory = figure("inventory"), .receivables = figure("receivables"), .total_assets = figure("total_assets"), .current_liabilities = figure("current_liabilities"),
                          .total_liabilities = figure("total_liabilities"), .equity = figure("equity"), .revenue = figure("revenue"), .audited = cells.boolean(at("audited")).value_or(false), .source = id.source, .rate = Rate{Rate::one}},
                         {}});
    }

private:
    Result<credit::Statement> judged(const Row& row) const override {
        TRY_VOID(credit::check_statement(row.fact, today_));
        credit::Statement fact = row.fact;
        fact.rate = TRY(context_.rates.rate_on(fact.currency, context_.company.currency, fact.period_end));
        return fact;
    }
    std::string_view doubtful_field() const override { return "total_assets"; }
    std::string_view object_kind() const override { return "financial_statement"; }
    std::string_view topic() const override { return "customer.statement_recorded"; }
    void load(const std::string& source, const std::string& list) override {
        credit::each_statement(context_.connection, context_.company.id, source, list, [&](CustomerId customer, std::string external_id, credit::Statement fact) { booked_.emplace(Identity{source, std::move(external_id)}, Booked{customer, std::move(fact)}); });
    }
};

class RatingsImporter final : public CreditInputsImporter<credit::Rating> {
public:
    using CreditInputsImporter::CreditInputsImporter;

    void take(std::int64_t row_number, const TypedRow& cells) override {
        const auto at = [](std::string_view name) { return field_of(ImportKind::ratings, name); };
        const auto number = cells.rate(at("number"));
        rows_.push_back({row_number, identity_of(cells, context_.mapping), {text_or(cells, at("customer")), text_or(cells, at("customer_name")), {}, {}},
                         {.provider = text_or(cells, at("provider")), .kind = text_or(cells, at("kind")), .number = {}, .choice = {}, .rated_on = *cells.date(at("rated_date")), .valid_to = *cells.date(at("valid_to_date"))},
                         number ? to_string(*number) : text_or(cells, at("grade"))});
    }

private:
    Result<credit::Rating> judged(const Row& row) const override { return credit::make_rating(row.fact.provider, row.fact.kind, row.value, row.fact.rated_on, row.fact.valid_to, today_); }
    std::string_view doubtful_field() const override { return "kind"; }
    std::string_view object_kind() const override { return "credit_rating"; }
    std::string_view topic() const override { return "customer.rated"; }
    void load(const std::string& source, const std::string& list) override {
        credit::each_rating(context_.connection, context_.company.id, source, list, [&](CustomerId customer, std::string external_id, credit::Rating fact) { booked_.emplace(Identity{source, std::move(external_id)}, Booked{customer, std::move(fact)}); });
    }
};

}  // namespace

std::unique_ptr<KindImporter> make_financial_statements_importer(ImportContext& context) { return std::make_unique<StatementsImporter>(context); }
std::unique_ptr<KindImporter> make_ratings_importer(ImportContext& context) { return std::make_unique<RatingsImporter>(context); }

}  // namespace tandem::importing
