// Exchange rates: one a day and pair of currencies. Documents keep the rate they were booked at, so a
// rate in the book is never overwritten: undo its import to correct it.
#include <map>
#include <tuple>

#include <boost/json.hpp>

#include "importing/edge/kinds.h"
#include "importing/edge/row_errors.h"

namespace tandem::importing {
namespace {

struct Row {
    std::int64_t row;
    Currency from, to;
    Date date;
    Rate rate;
    auto key() const { return std::tuple{from, to, date}; }
};

class FxRatesImporter final : public KindImporter {
public:
    explicit FxRatesImporter(ImportContext& context) : context_(context) {}

    void take(std::int64_t row_number, const TypedRow& cells) override {
        const auto at = [](std::string_view name) { return field_of(ImportKind::fx_rates, name); };
        rows_.push_back({row_number, *cells.currency(at("from_currency")), *cells.currency(at("to_currency")), *cells.date(at("rate_date")), *cells.rate(at("rate"))});
    }

    void write_chunk(Counts& counts, std::vector<FieldError>& errors) override {
        load_known();
        std::vector<Row> fresh;
        for (const Row& row : rows_) {
            const auto wrong = [&](std::string_view field, std::string value, Error error) { refuse_row(errors, context_.mapping, row.row, field, value, std::move(error)); };
            if (row.rate.e10 == 0) { wrong("rate", to_string(row.rate), error_of("importing.not_positive", to_string(row.rate), {{"field", "rate"}})); continue; }
            if (row.from == row.to) { wrong("to_currency", std::string(row.to.code()), error_of("importing.same_currency", std::string(row.to.code()))); continue; }
            const auto [known, is_new] = known_.try_emplace(row.key(), row.rate);
            if (!is_new && known->second != row.rate) {
                wrong("rate", to_string(row.rate), error_of("importing.rate_conflict", to_string(row.date), {{"booked", to_string(known->second)}, {"stated", to_string(row.rate)}}));
                continue;
            }
            if (is_new) fresh.push_back(row);
            ++(is_new ? counts.created : counts.unchanged);
        }
        write(fresh);
        rows_.clear();
    }

private:
    void load_known() {
        known_.clear();
        std::vector<std::int64_t> days;
        for (const Row& row : rows_) days.push_back(day_number(row.date));
        context_.connection.query("SELECT from_currency, to_currency, rate_date, rate_e10 FROM fx_rate WHERE company_id = $1 AND voided_at IS NULL AND rate_date IN {ints:$2}",
                                  {context_.company.id.value, sql::integer_list(days)}, [&](const sql::Row& row) {
                                      known_.emplace(std::tuple{*parse_currency(row.text(0)), *parse_currency(row.text(1)), date_of(row.integer(2))}, Rate{row.integer(3)});
                                  });
    }

    // A rate that was voided comes back under the same key.
    void write(const std::vector<Row>& fresh) {
        if (fresh.empty()) return;
        auto& connection = context_.connection;
        connection.script("CREATE TEMP TABLE IF NOT EXISTS new_fx_rate (from_currency TEXT, to_currency TEXT, rate_date {int}, rate_e10 {int})");
        connection.execute("DELETE FROM new_fx_rate", {});
        const auto staged = connection.bulk("new_fx_rate", {"from_currency", "to_currency", "rate_date", "rate_e10"});
        for (const Row& row : fresh) {
            staged->add(row.from.code()).add(row.to.code()).add(std::int64_t{day_number(row.date)}).add(row.rate.e10);
            staged->end_row();
            const std::string detail = boost::json::serialize(boost::json::object{{"from", row.from.code()}, {"to", row.to.code()}, {"date", to_string(row.date)}, {"rate", to_string(row.rate)}});
            context_.trail.record({.object_kind = "fx_rate", .object_id = context_.batch.value, .topic = "fx_rate.recorded", .detail = detail});
        }
        staged->flush();
        connection.execute(
            "INSERT INTO fx_rate (company_id, from_currency, to_currency, rate_date, rate_e10, recorded_at, batch_id) "
            "SELECT CAST($1 AS {int}), from_currency, to_currency, rate_date, rate_e10, CAST($2 AS {int}), CAST($3 AS {int}) FROM new_fx_rate WHERE true "
            "ON CONFLICT (company_id, from_currency, to_currency, rate_date) DO UPDATE SET rate_e10 = excluded.rate_e10, recorded_at = excluded.recorded_at, "
            "batch_id = excluded.batch_id, voided_at = NULL",
            {context_.company.id.value, context_.act.at.micros, context_.batch.value});
    }

    ImportContext& context_;
    std::vector<Row> rows_;
    std::map<std::tuple<Currency, Currency, Date>, Rate> known_;
};

}  // namespace

std::unique_ptr<KindImporter> make_fx_rates_importer(ImportContext& context) { return std::make_unique<FxRatesImporter>(context); }

}  // namespace tandem::importing
