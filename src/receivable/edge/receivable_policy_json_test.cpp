#include "receivable/edge/receivable_policy_json.h"

#include <doctest/doctest.h>

#include "receivable/open_item.h"
#include "support/shared.h"

using namespace tandem;
using namespace tandem::receivable;
using namespace std::chrono_literals;

namespace {

const std::string& shipped() {
    static const std::string text = tandem::testing::read_file("policies/receivable.json");
    return text;
}

std::string changed(std::string_view from, std::string_view to) {
    std::string text = shipped();
    const auto at = text.find(from);
    REQUIRE_MESSAGE(at != std::string::npos, "not in the shipped policy: " << from);
    return text.replace(at, from.size(), to);
}
ReceivablePolicy policy(std::string_view from = {}, std::string_view to = {}) {
    const auto read = parse_receivable_policy(changed(from, to));
    REQUIRE_MESSAGE(read, (read ? "" : read.error().code) << " " << (read ? "" : read.error().subject));
    return *read;
}
std::string refusal(std::string_view from, std::string_view to) {
    const auto read = parse_receivable_policy(changed(from, to));
    return read ? "" : std::string(read.error().code);
}

Money cny(std::int64_t minor) { return {minor, currency("CNY")}; }
constexpr Date due{2026y / 1 / 1};
std::int64_t interest(const ReceivablePolicy& with, int days, std::vector<PrincipalChange> payments = {}) {
    return interest_to_date({cny(1'000'000), due, payments, {}}, with.interest, due + Days{days})->minor();
}

}  // namespace

TEST_CASE("the shipped policy decides as the definitions say") {
    const auto shipped_policy = policy();
    CHECK(shipped_policy.version == 1);
    CHECK(shipped_policy.by_due.at(shipped_policy.by_due.index_of(15)).code == "8-15");
    CHECK(shipped_policy.by_invoice.at(shipped_policy.by_invoice.index_of(91)).code == "91+");
    CHECK(interest(shipped_policy, 15) == 7'500);
    CHECK(compute_penalty(cny(333'333), 31, shipped_policy.penalty) == cny(16'667));
    CHECK(!shipped_policy.late_fee);
    CHECK(shipped_policy.chart.of(AccountRole::receivable) == Account{"1122", "应收账款", "Accounts receivable"});
    CHECK(shipped_policy.chart.of(AccountRole::contract_liability).number == "2205");
}

TEST_CASE("each field changes a decision") {
    const auto code = [](const AgingBuckets& buckets, int days) { return buckets.at(buckets.index_of(days)).code; };
    CHECK(policy("\"version\": 1", "\"version\": 9").version == 9);
    CHECK(code(policy("[7, 15, 30]", "[10, 30]").by_due, 8) == "1-10");
    CHECK(code(policy("[30, 60, 90]", "[45]").by_invoice, 40) == "0-45");
    CHECK(payment_risk(2, policy().unpaid_margin_days) == PaymentRisk::unpaid);
    CHECK(payment_risk(2, policy("\"unpaid_margin_days\": 0", "\"unpaid_margin_days\": 3").unpaid_margin_days) == PaymentRisk::open);
    CHECK(interest(policy("\"0.0005\"", "\"0.001\""), 15) == 15'000);
    CHECK(interest(policy("\"rate\": \"0.0005\", \"per_days\": 1", "\"rate\": \"0.365\", \"per_days\": 365"), 15) == 15'000);
    CHECK(interest(policy("\"per_days\": 1}", "\"per_days\": 1}, {\"from\": \"2026-01-07\", \"rate\": \"0.001\", \"per_days\": 1}"), 15) == 12'500);
    CHECK(interest(policy("\"grace_days\": 0", "\"grace_days\": 5"), 5) == 0);
    CHECK(compute_penalty(cny(1'000), 31, policy("\"percent\": \"5\"", "\"percent\": \"10\"").penalty) == cny(100));
    CHECK(compute_penalty(cny(1'000), 31, policy("\"more_than_days\": 30", "\"more_than_days\": 31").penalty) == cny(0));
    const auto claimed = [](const ReceivablePolicy& with) { return decide_late_charges(cny(1'000), cny(30), cny(50), with.penalty).total().minor(); };
    CHECK(claimed(policy()) == 80);
    CHECK(claimed(policy("\"both\"", "\"higher_only\"")) == 50);
    CHECK(claimed(policy("\"with_interest\"", "\"cap_percent_of_principal\": \"6\", \"with_interest\"")) == 60);
    const auto fee = policy("\"fee_schedules\"", "\"late_fee\": \"uk_recovery_sum\", \"fee_schedules\"").late_fee;
    REQUIRE(fee);
    CHECK(fixed_fee(Money{99'999, currency("GBP")}, 1, *fee).minor() == 4'000);
    CHECK(policy("\"1122\"", "\"113101\"").chart.of(AccountRole::receivable).number == "113101");
}

TEST_CASE("nonsense is refused") {
    CHECK(refusal("\"version\": 1", "\"version\": 0") == "policy.version_invalid");
    CHECK(refusal("\"version\": 1", "\"versoin\": 1") == "json.missing_key");
    CHECK(refusal("\"aging\"", "\"agin\": {}, \"aging\"") == "json.unknown_key");
    CHECK(refusal("[7, 15, 30]", "[7, 15, 15]") == "receivable.bucket_edges");
    CHECK(refusal("[7, 15, 30]", "[7.5]") == "json.wrong_type");
    CHECK(refusal("\"unpaid_margin_days\": 0", "\"unpaid_margin_days\": -1") == "receivable.unpaid_margin");
    CHECK(refusal("\"0.0005\"", "\"1.1\"") == "receivable.interest_rate_range");
    CHECK(refusal("\"both\"", "\"sometimes\"") == "policy.unknown_code");
    CHECK(refusal("\"percent\": \"5\"", "\"percent\": \"101\"") == "receivable.penalty_range");
    CHECK(refusal("\"fee_schedules\"", "\"late_fee\": \"none\", \"fee_schedules\"") == "policy.unknown_fee_schedule");
    CHECK(refusal("\"1000.00\"", "\"0.01\"") == "receivable.fee_tiers");
    CHECK(refusal("\"role\": \"bank\"", "\"role\": \"receivable\"") == "receivable.chart_role_twice");
    CHECK(refusal("    {\"role\": \"bank\", \"account\": \"1002\", \"zh\": \"银行存款\", \"en\": \"Bank\"},\n", "") == "receivable.chart_role_missing");
    CHECK(refusal("\"account\": \"1002\"", "\"account\": \"\"") == "receivable.chart_account_blank");
    CHECK(refusal("\"role\": \"bank\"", "\"role\": \"banc\"") == "policy.unknown_code");
}

TEST_CASE("overdue items of one currency are counted and summed") {
    const auto item = [](std::int64_t open, int due_offset, Currency currency) {
        return OpenItem{{1}, {1}, due, due + Days{due_offset}, Money{open + 1, currency}, Money{open, currency}};
    };
    const std::vector<OpenItem> items{item(50'000, -5, currency("CNY")), item(100'000, 30, currency("CNY")), item(7, 0, currency("CNY")),
                                      item(0, -9, currency("CNY")), item(8, -9, currency("USD"))};
    const auto total = total_overdue(items, currency("CNY"), due);
    CHECK(total.count == 1);
    CHECK(total.amount == cny(50'000));
}
