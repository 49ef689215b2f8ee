// Working calendars: the days that differ from the week's rule, holidays and make-up workdays (调休).
#include <map>

#include <boost/json.hpp>

#include "importing/edge/kinds.h"
#include "importing/edge/row_errors.h"

namespace tandem::importing {
namespace {

struct Day {
    bool working;
    std::string label;
    friend bool operator==(const Day&, const Day&) = default;
};
using Key = std::pair<std::string, Date>;  // calendar, day
struct Row {
    std::int64_t row;
    Key key;
    Day day;
};

class CalendarsImporter final : public KindImporter {
public:
    explicit CalendarsImporter(ImportContext& context) : context_(context) {}

    void take(std::int64_t row_number, const TypedRow& cells) override {
        const auto at = [](std::string_view name) { return field_of(ImportKind::calendars, name); };
        rows_.push_back({row_number, {text_or(cells, at("calendar")), *cells.date(at("day"))}, {*cells.boolean(at("working")), text_or(cells, at("label"))}});
    }

    void write_chunk(Counts& counts, std::vector<FieldError>& errors) override {
        load_known();
        std::vector<Row> fresh;
        for (const Row& row : rows_) {
            const auto [known, is_new] = known_.try_emplace(row.key, row.day);
            if (is_new) {
                fresh.push_back(row);
                ++counts.created;
            } else if (known->second.working == row.day.working && (row.day.label.empty() || known->second.label == row.day.label)) {
                ++counts.unchanged;
            } else {
                refuse_row(errors, context_.mapping, row.row, "working", row.day.working ? "true" : "false", error_of("importing.identity_conflict", row.key.first + " " + to_string(row.key.second)));
            }
        }
        write(fresh);
        rows_.clear();
    }

private:
    void load_known() {
        known_.clear();
        std::vector<std::int64_t> days;
        for (const Row& row : rows_) days.push_back(day_number(row.key.second));
        context_.connection.query("SELECT calendar, day_date, kind, name FROM calendar_day WHERE company_id = $1 AND voided_at IS NULL AND day_date IN {ints:$2}",
                                  {context_.company.id.value, sql::integer_list(days)}, [&](const sql::Row& row) {
                                      known_.emplace(Key{std::string(row.text(0)), date_of(row.integer(1))}, Day{row.text(2) == "workday", std::string(row.text(3))});
                                  });
    }

    // A day that was voided comes back under the same key.
    void write(const std::vector<Row>& fresh) {
        if (fresh.empty()) return;
        auto& connection = context_.connection;
        connection.script("CREATE TEMP TABLE IF NOT EXISTS new_calendar_day (calendar TEXT, day_date {int}, kind TEXT, name TEXT)");
        connection.execute("DELETE FROM new_calendar_day", {});
        const auto staged = connection.bulk("new_calendar_day", {"calendar", "day_date", "kind", "name"});
        for (const auto& [number, key, day] : fresh) {
            staged->add(std::string_view{key.first}).add(std::int64_t{day_number(key.second)}).add(day.working ? "workday" : "holiday").add_text_or_null(day.label);
            staged->end_row();
            const std::string detail = boost::json::serialize(boost::json::object{{"calendar", key.first}, {"day", to_string(key.second)}, {"working", day.working}, {"label", day.label}});
            context_.trail.record({.object_kind = "calendar_day", .object_id = context_.batch.value, .topic = "calendar_day.recorded", .detail = detail});
        }
        staged->flush();
        connection.execute(
            "INSERT INTO calendar_day (company_id, calendar, day_date, kind, name, batch_id) "
            "SELECT CAST($1 AS {int}), calendar, day_date, kind, name, CAST($2 AS {int}) FROM new_calendar_day WHERE true "
            "ON CONFLICT (company_id, calendar, day_date) DO UPDATE SET kind = excluded.kind, name = excluded.name, batch_id = excluded.batch_id, voided_at = NULL",
            {context_.company.id.value, context_.batch.value});
    }

    ImportContext& context_;
    std::vector<Row> rows_;
    std::map<Key, Day> known_;
};

}  // namespace

std::unique_ptr<KindImporter> make_calendars_importer(ImportContext& context) { return std::make_unique<CalendarsImporter>(context); }

}  // namespace tandem::importing
