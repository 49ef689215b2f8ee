// The alerts that day-end runs recorded: summed, and listed page by page.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/date.h"
#include "core/id.h"
#include "core/money.h"
#include "org/reach.h"
#include "platform/sql/connection.h"

namespace tandem::dunning {

struct FiredSum {
    Date business_date;
    std::string code;
    Currency currency;
    std::int64_t count = 0, amount_minor = 0;            // late ones included
    std::int64_t late_count = 0, late_minor = 0;          // recorded after their day
};
struct FiredFilter {
    Date from, to;  // business dates of the runs, both included
    std::optional<CustomerId> customer;
    std::optional<Currency> currency;
};
std::vector<FiredSum> load_fired_sums(sql::Connection& connection, CompanyId company, const FiredFilter& filter);

struct FiredAlert {
    Date business_date, alert_date, due_date;
    std::string code;
    OpenItemId item;
    std::string number;
    CustomerId customer;
    std::string customer_code, customer_name;
    Money open{0, Currency{}};
    bool late() const { return alert_date < business_date; }
};
// Alerts of customers within reach. Newest day first, then by item and code; after the last one of the page before.
struct AlertPage {
    Date from, to;
    int limit = 50;
    struct After { std::int64_t business_date, item; std::string code; };
    std::optional<After> after;
};
std::vector<FiredAlert> load_fired_alerts(sql::Connection& connection, CompanyId company, const org::Reach& reach, const AlertPage& page);

}  // namespace tandem::dunning
