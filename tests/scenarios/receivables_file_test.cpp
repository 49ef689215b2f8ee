// A real invoice file with its settlements: every figure of an independent calculation, on both engines,
// through the command line.
#include "support/engines.h"
#include "support/program.h"
#include "support/shared.h"

using namespace tandem::testing;
namespace json = boost::json;

namespace {

std::int64_t number(const json::value& value) { return value.as_int64(); }

class Book {
public:
    explicit Book(std::string url) : db_(" --db '" + url + "'") {}
    Ran import(const std::string& file) const { return run_program("import invoices '" + file + "'" + db_); }
    json::array groups(const std::string& report) const { return run_json("report " + report + db_).at("groups").as_array(); }
    json::object only(const std::string& report) const {
        const auto all = groups(report);
        REQUIRE(all.size() == 1);
        return all[0].as_object();
    }

private:
    std::string db_;
};

json::object group(const json::array& groups, std::string_view key) {
    for (const auto& each : groups)
        if (each.at("key").as_string() == key) return each.as_object();
    FAIL("no group " << std::string(key));
    return {};
}

void same(const json::object& group, const char* figure, const json::value& expected) {
    CAPTURE(figure);
    CHECK(number(group.at(figure)) == number(expected));
}

void check_buckets(const json::object& group, const json::value& expected) {
    const auto& buckets = group.at("buckets").as_array();
    CHECK(buckets.size() == expected.as_object().size());
    for (const auto& bucket : buckets) {
        const auto& wanted = expected.at(std::string_view{bucket.at("code").as_string()});
        CAPTURE(std::string(bucket.at("code").as_string()));
        CHECK(number(bucket.at("count")) == number(wanted.at("n")));
        CHECK(number(bucket.at("amount_minor")) == number(wanted.at("amount")));
    }
}

void check_aging(const Book& book, const std::string& date, const json::object& answer) {
    CAPTURE(date);
    const auto aging = book.only("aging --as-of " + date);
    same(aging, "count", answer.at("open_count"));
    same(aging, "amount_minor", answer.at("open_amount"));
    check_buckets(aging, answer.at("by_due_date"));
    check_buckets(book.only("aging --basis invoice --as-of " + date), answer.at("by_invoice_date"));
    same(aging, "disputed_count", answer.at("disputed_open").at("n"));
    same(aging, "disputed_minor", answer.at("disputed_open").at("amount"));
    same(aging, "customers", answer.at("open_customers"));
    if (number(answer.at("open_amount")) > 0) same(aging, "overdue_ratio_bp", answer.at("overdue_ratio_bp"));
    same(book.only("interest --open --as-of " + date), "interest_minor", answer.at("accrued_interest_open_invoices"));
    const auto dso = book.only("dso --window-days 90 --as-of " + date);
    same(dso, "billed_minor", answer.at("billed_trailing_90d"));
    same(dso, "dso_x100", answer.at("dso90_x100"));
    same(dso, "best_possible_dso_x100", answer.at("best_possible_dso90_x100"));
    const auto top = book.groups("concentration --top 5 --as-of " + date);
    const auto& top5 = answer.at("top5").as_array();
    REQUIRE(top.size() == top5.size());
    for (std::size_t at = 0; at < top5.size(); ++at) {
        CHECK(top[at].at("key").as_string() == top5[at].at(0).as_string());
        CHECK(number(top[at].at("amount_minor")) == number(top5[at].at(1)));
    }
    if (!answer.contains("by_customer")) return;
    const auto by_customer = book.groups("aging --by customer --as-of " + date);
    CHECK(by_customer.size() == answer.at("by_customer").as_object().size());
    for (const auto& [customer, amount] : answer.at("by_customer").as_object()) same(group(by_customer, customer), "amount_minor", amount);
}

void check_collection(const Book& book, const json::object& answer) {
    const auto months = book.groups("collection-rate --by month");
    for (const auto& [month, wanted] : answer) {
        CAPTURE(std::string(month));
        const auto one = group(months, month);
        same(one, "due_count", wanted.at("due_n"));
        same(one, "due_minor", wanted.at("due_amount"));
        same(one, "collected_minor", wanted.at("collected_by_month_end"));
        same(one, "collected_count", wanted.at("collected_n"));
        same(one, "rate_bp", wanted.at("rate_bp"));
        same(one, "on_time_minor", wanted.at("paid_on_time_amount"));
        same(one, "on_time_rate_bp", wanted.at("on_time_rate_bp"));
    }
    // A month asked for alone says the same as in the row of months.
    const auto march = book.only("collection-rate --as-of 2012-03-31");
    same(march, "rate_bp", answer.at("2012-03").at("rate_bp"));
}

void check_months(const json::array& groups, const json::object& answer) {
    CHECK(groups.size() == answer.size());
    for (const auto& [month, wanted] : answer) {
        same(group(groups, month), "count", wanted.at("n"));
        same(group(groups, month), "amount_minor", wanted.at("amount"));
    }
}

void check_behaviour(const Book& book, const json::object& answers) {
    const auto all = book.only("payment-behaviour");
    const auto& wanted = answers.at("global").as_object();
    const std::pair<const char*, const char*> names[] = {
        {"count", "invoices"}, {"amount_minor", "amount"}, {"customers", "customers"}, {"disputed_count", "disputed_invoices"}, {"disputed_minor", "disputed_amount"},
        {"late_count", "late_invoices"}, {"late_minor", "late_amount"}, {"days_late_sum", "sum_days_late"}, {"days_to_settle_sum", "sum_days_to_settle"},
        {"days_late_max", "max_days_late"}, {"amount_days_to_settle", "amount_weighted_days_to_settle_num"}, {"avg_days_late_x100", "avg_days_late_x100"},
        {"avg_days_late_of_late_x100", "avg_days_late_of_late_x100"}, {"avg_days_to_settle_x100", "avg_days_to_settle_x100"},
        {"weighted_days_to_settle_x100", "weighted_days_to_settle_x100"}, {"dispute_rate_bp", "dispute_rate_bp"}, {"disputed_late_count", "disputed_late"},
        {"undisputed_late_count", "undisputed_late"}};
    for (const auto& [figure, answer] : names) same(all, figure, wanted.at(answer));
    const auto& histogram = wanted.at("late_histogram");
    for (const auto& bucket : all.at("buckets").as_array()) {
        const std::string code{bucket.at("code").as_string()};
        const auto* expected = histogram.as_object().if_contains(code == "not_due" ? "on_time" : code);
        CHECK(number(bucket.at("count")) == (expected ? number(*expected) : 0));
    }
    const auto countries = book.groups("payment-behaviour --by country");
    CHECK(countries.size() == answers.at("by_country").as_object().size());
    const std::pair<const char*, const char*> country_names[] = {
        {"count", "n"}, {"amount_minor", "amount"}, {"disputed_count", "disputed_n"}, {"disputed_minor", "disputed_amount"}, {"dispute_rate_bp", "dispute_rate_bp"},
        {"late_count", "late_n"}, {"late_minor", "late_amount"}, {"days_late_sum", "sum_days_late"}, {"avg_days_late_x100", "avg_days_late_x100"},
        {"avg_days_to_settle_x100", "avg_days_to_settle_x100"}, {"on_time_rate_bp", "on_time_amount_rate_bp"}};
    for (const auto& [country, one] : answers.at("by_country").as_object())
        for (const auto& [figure, answer] : country_names) same(group(countries, country), figure, one.at(answer));
    const auto customers = book.groups("payment-behaviour --by customer");
    const auto interest = book.groups("interest --settled --by customer");
    const std::pair<const char*, const char*> customer_names[] = {
        {"count", "n"}, {"amount_minor", "amount"}, {"late_count", "late_n"}, {"days_late_sum", "sum_days_late"}, {"days_late_max", "max_days_late"}, {"disputed_count", "disputed_n"}};
    for (const auto& [customer, one] : answers.at("by_customer").as_object()) {
        for (const auto& [figure, answer] : customer_names) same(group(customers, customer), figure, one.at(answer));
        if (number(one.at("interest")) > 0) same(group(interest, customer), "interest_minor", one.at("interest"));
    }
}

void check_interest(const Book& book, const json::object& answer) {
    const auto settled = book.only("interest --settled");
    same(settled, "count", answer.at("invoices_with_days_late"));
    same(settled, "interest_count", answer.at("invoices_with_nonzero_interest"));
    same(settled, "interest_minor", answer.at("total_rounded_per_invoice"));
    same(settled, "penalty_minor", answer.at("penalty_5pct_if_late_over_30"));
    same(settled, "penalty_count", answer.at("n_late_over_30"));
}

void check_warnings(const Book& book, const json::object& answer) {
    const std::array<std::array<const char*, 3>, 6> kinds{{{"warnings", "t-7", "reminder_T-7"}, {"warnings", "level-1", "level1_T+3"}, {"warnings", "level-2", "level2_T+15"},
                                                          {"stages", "written_notice", "stage_notice_T+8"}, {"stages", "instalment_agreement", "stage_instalment_T+16"},
                                                          {"stages", "legal", "stage_legal_T+31"}}};
    for (const auto& [report, key, name] : kinds) {
        CAPTURE(name);
        const auto& wanted = answer.at(name);
        const auto all = group(book.groups(std::string(report) + " --from 2012-01-01 --to 2014-12-31"), key);
        same(all, "count", wanted.at("total_n"));
        same(all, "amount_minor", wanted.at("total_amount"));
        std::string first, last;
        for (const auto& day : book.groups(std::string(report) + " --by day --from 2012-01-01 --to 2014-12-31")) {
            if (day.at("key").as_string() != key) continue;
            if (first.empty()) first = day.at("date").as_string();
            last = day.at("date").as_string();
        }
        if (wanted.at("first_day").is_string()) {
            CHECK(first == wanted.at("first_day").as_string());
            CHECK(last == wanted.at("last_day").as_string());
        }
        for (const auto& [date, one] : wanted.at("on_days").as_object()) {
            const auto on_day = group(book.groups(std::string(report) + " --as-of " + std::string(date)), key);
            same(on_day, "count", one.at("n"));
            same(on_day, "amount_minor", one.at("amount"));
        }
    }
}

}  // namespace

TEST_CASE("a real file of 623 settled invoices: every figure of an independent calculation") {
    const auto folder = shared_folder();
    if (!folder) {
        MESSAGE("SKIPPED: no acceptance data beside this checkout");
        return;
    }
    const std::string file = (*folder / "data/receivables-ibm/invoices.csv").string();
    const auto answers = json::parse(read_file(*folder / "data/receivables-ibm/answers.json")).as_object();
    on_both_engines([&](const TemporaryDatabase& database) {
        const Book book{database.url()};
        const Ran first = book.import(file);
        CHECK(first.exit_code == 0);
        CHECK(first.output.starts_with("623 rows: 623 new, 0 updated, 0 unchanged, 0 failed"));
        CHECK(book.import(file).output.starts_with("623 rows: 0 new, 0 updated, 623 unchanged, 0 failed"));
        for (const auto& [date, answer] : answers.at("aging").as_object()) check_aging(book, std::string(date), answer.as_object());
        check_collection(book, answers.at("collection_by_due_month").as_object());
        check_months(book.groups("cash --by month"), answers.at("cash_by_month").as_object());
        check_months(book.groups("billings --by month"), answers.at("billed_by_month").as_object());
        check_behaviour(book, answers);
        check_interest(book, answers.at("interest_at_settlement").as_object());
        check_warnings(book, answers.at("warnings").as_object());
    });
}
