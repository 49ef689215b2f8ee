#include "app/server/demo_requests.h"

#include "app/server/demo_people.h"

namespace tandem::app::server {
namespace {

struct Wish {
    std::string item;
    std::int64_t minor;
    const char* reason;
};

// The longest overdue items of the company's currency: a rest of one, and the whole of one beyond a single person's limit.
std::vector<Wish> wishes(Serving& serving) {
    constexpr std::int64_t rest = 6'800'00, large = 100'000'00;
    std::vector<Wish> all;
    const auto oldest = [&](std::int64_t above, std::optional<std::int64_t> amount, const char* reason) {
        serving.connection().query(
            "SELECT id, open_minor FROM open_item WHERE company_id = $1 AND currency = $2 AND due_date < $3 AND open_minor > $4 AND voided_at IS NULL AND disputed = 0 ORDER BY due_date, id LIMIT 1",
            {serving.company().id.value, serving.company().currency.code(), std::int64_t{day_number(serving.today())}, above},
            [&](const sql::Row& row) { all.push_back({to_string(OpenItemId{row.integer(0)}), amount.value_or(row.integer(1)), reason}); });
    };
    oldest(rest, rest, "对账后确认的价格差异，客户拒付，追讨成本高于余款");
    oldest(large, std::nullopt, "客户已进入破产清算，债权申报后预计无可分配财产");
    return all;
}

}  // namespace

Result<void> ask_for_agreement(Serving& serving, const http::Router& router) {
    DemoPeople people{serving, router, "write-off"};
    const auto finance = people.named("finance");
    if (!finance) return {};
    for (const Wish& wish : wishes(serving)) {
        const json::object amount{{"amount", to_decimal(Money{wish.minor, serving.company().currency})}, {"currency", serving.company().currency.code()}};
        TRY(people.call(*finance, "POST", "/api/v1/open-items/" + wish.item + "/write-off", json::serialize(json::object{{"amount", amount}, {"reason", wish.reason}})));
    }
    return {};
}

}  // namespace tandem::app::server
