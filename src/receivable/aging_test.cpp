#include "receivable/aging.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <map>

#include "support/shared.h"

using namespace tandem;
using namespace tandem::receivable;
using namespace std::chrono_literals;

namespace {

const AgingBuckets by_due = *parse_aging_buckets(AgingBasis::due, "7,15,30");
const AgingBuckets by_invoice = *parse_aging_buckets(AgingBasis::invoice, "30,60,90");

std::string code_at(const AgingBuckets& buckets, int days) { return buckets.at(buckets.index_of(days)).code; }

std::string refusal(const Result<AgingBuckets>& result) { return result ? "" : std::string(result.error().code); }

std::map<std::string, std::int64_t> aged(const boost::json::object& inputs, const AgingBuckets& buckets, const char* dated) {
    const Date as_of = *parse_date(std::string_view{inputs.at("as_of").as_string()});
    std::map<std::string, std::int64_t> sums;
    for (const auto& invoice : inputs.at("invoices").as_array()) {
        const Date date = *parse_date(std::string_view{invoice.at(dated).as_string()});
        sums[code_at(buckets, days_past_due(date, as_of))] += invoice.at("amount").as_int64();
    }
    return sums;
}

std::map<std::string, std::int64_t> sums_of(const boost::json::value& expected) {
    std::map<std::string, std::int64_t> sums;
    for (const auto& [code, amount] : expected.as_object()) sums[std::string(code)] = amount.as_int64();
    return sums;
}

}  // namespace

TEST_CASE("aging vectors") {
    tandem::testing::for_each_rule_vector("aging", [](const boost::json::object& vector) {
        const auto& inputs = vector.at("inputs").as_object();
        const auto& expected = vector.at("expected").as_object();
        if (inputs.contains("invoices")) {
            CHECK(aged(inputs, by_due, "due") == sums_of(expected.at("by_due")));
            CHECK(aged(inputs, by_invoice, "invoice") == sums_of(expected.at("by_invoice")));
            return true;
        }
        if (!inputs.contains("cases") || !expected.contains("class")) return false;
        const auto& classes = expected.at("class").as_array();
        for (std::size_t at = 0; at < classes.size(); ++at) {
            const auto& one = inputs.at("cases").as_array().at(at);
            const auto risk = payment_risk(static_cast<int>(one.at("days_late").as_int64()), static_cast<int>(one.at("margin").as_int64()));
            CHECK((risk == PaymentRisk::unpaid ? "unpaid" : "open") == std::string(classes[at].as_string()));
        }
        return true;
    });
}

TEST_CASE("an item is overdue from the day after its due date") {
    constexpr Date due{2025y / 1 / 31};
    CHECK(overdue_days(due, due - Days{400}) == 0);
    CHECK(overdue_days(due, due) == 0);
    CHECK(overdue_days(due, due + Days{1}) == 1);
    CHECK(overdue_days(due, Date{2025y / 3 / 1}) == 29);
    CHECK(days_past_due(due, due - Days{3}) == -3);
}

TEST_CASE("a bucket holds its last day and not the next") {
    struct Row { int days; const char* due; const char* invoice; };
    for (const Row& row : {Row{-1, "not_due", "0-30"}, {0, "not_due", "0-30"}, {1, "1-7", "0-30"}, {7, "1-7", "0-30"}, {8, "8-15", "0-30"},
                           {15, "8-15", "0-30"}, {16, "16-30", "0-30"}, {30, "16-30", "0-30"}, {31, "31+", "31-60"}, {60, "31+", "31-60"},
                           {61, "31+", "61-90"}, {90, "31+", "61-90"}, {91, "31+", "91+"}, {36500, "31+", "91+"}}) {
        CAPTURE(row.days);
        CHECK(code_at(by_due, row.days) == row.due);
        CHECK(code_at(by_invoice, row.days) == row.invoice);
    }
}

TEST_CASE("edges make buckets of any number") {
    const auto monthly = *parse_aging_buckets(AgingBasis::due, "30,60,90,120");
    CHECK(monthly.size() == 6);
    CHECK(code_at(monthly, 30) == "1-30");
    CHECK(code_at(monthly, 121) == "121+");
    CHECK(monthly.find("31-60") == 2);
    CHECK(!monthly.find("31-61"));
    CHECK(code_at(*parse_aging_buckets(AgingBasis::due, "1"), 1) == "1");
    CHECK(code_at(*parse_aging_buckets(AgingBasis::invoice, "0,30"), 0) == "0");
    for (const char* edges : {"", "0", "7,7", "15,7", "7,,15", "7;15", "-1,7", " 7", "7,100001", "1234567"}) {
        CAPTURE(edges);
        CHECK(refusal(parse_aging_buckets(AgingBasis::due, edges)) == "receivable.bucket_edges");
    }
}

TEST_CASE("buckets that do not cover every day exactly once are refused") {
    const auto made = [](std::vector<AgingBucket> buckets) { return refusal(make_aging_buckets(std::move(buckets))); };
    CHECK(made({}) == "receivable.buckets_empty");
    CHECK(made({{"all", {}, {}}}).empty());
    CHECK(made({{"a", {}, 0}, {"b", 1, {}}}).empty());
    CHECK(made({{"a", {}, 0}, {"b", 2, {}}}) == "receivable.buckets_gap");
    CHECK(made({{"a", {}, 0}, {"b", 0, {}}}) == "receivable.buckets_overlap");
    CHECK(made({{"a", {}, 0}, {"b", 1, -1}, {"c", 0, {}}}) == "receivable.buckets_overlap");
    CHECK(made({{"a", {}, {}}, {"b", 1, {}}}) == "receivable.buckets_overlap");
    CHECK(made({{"a", -5, 0}, {"b", 1, {}}}) == "receivable.buckets_not_covering");
    CHECK(made({{"a", {}, 0}, {"b", 1, 7}}) == "receivable.buckets_not_covering");
    CHECK(made({{"a", {}, 0}, {"a", 1, {}}}) == "receivable.bucket_code");
    CHECK(made({{"", {}, {}}}) == "receivable.bucket_code");
}

TEST_CASE("property: every number of days stands in exactly one bucket") {
    CHECK(rc::check([] {
        auto edges = *rc::gen::unique<std::vector<int>>(*rc::gen::inRange<std::size_t>(1, 8), rc::gen::inRange(1, 4000));
        std::ranges::sort(edges);
        const auto buckets = *make_aging_buckets(AgingBasis::due, edges);
        const int days = *rc::gen::inRange(-5000, 5000);
        int holding = 0;
        for (std::size_t at = 0; at < buckets.size(); ++at) {
            const auto& [code, from, to] = buckets.at(at);
            const bool holds = (!from || days >= *from) && (!to || days <= *to);
            holding += holds ? 1 : 0;
            RC_ASSERT(holds == (buckets.index_of(days) == at));
        }
        RC_ASSERT(holding == 1);
    }));
}
