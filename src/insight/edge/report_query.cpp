#include "insight/edge/report_query.h"

#include <charconv>

namespace tandem::insight {
namespace {

Result<std::optional<Date>> maybe_date(const ReportParameter& given, std::string_view name) {
    const auto text = given(name);
    if (!text) return std::optional<Date>{};
    return std::optional{TRY(parse_date(*text))};
}

Result<int> number(const ReportParameter& given, std::string_view name, int otherwise, int most) {
    const auto text = given(name);
    if (!text) return otherwise;
    int value = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
    if (error != std::errc{} || end != text->data() + text->size() || value < 1 || value > most)
        return refuse("insight.number_range", std::string(name), {{"value", *text}, {"from", "1"}, {"to", std::to_string(most)}});
    return value;
}

bool flag(const ReportParameter& given, std::string_view name) {
    const auto text = given(name);
    return text && *text != "false";
}

Result<CustomerId> find_customer(const Book& book, const org::Reach& reach, const std::string& text) {
    if (const auto id = parse_id<CustomerTag>(text); id && book.customers.find(id->value) != nowhere && reach.sees(*id)) return *id;
    for (const Customer& customer : book.customers.all())
        if (customer.code == text && reach.sees(CustomerId{customer.id})) return CustomerId{customer.id};
    return refuse("importing.unknown_customer", text);
}

}  // namespace

Result<ReportQuery> make_report_query(std::string name, const ReportParameter& given, const Book& book, const org::Reach& reach, Date today) {
    ReportQuery query;
    query.name = std::move(name);
    query.as_of.date = TRY(maybe_date(given, "as_of")).value_or(today);
    query.from = TRY(maybe_date(given, "from"));
    query.to = TRY(maybe_date(given, "to"));
    if (const auto known_at = given("known_at")) query.as_of.known_at = TRY(parse_instant(*known_at));
    if (const auto by = given("by")) {
        const auto group = parse_group_by(*by);
        if (!group) return refuse("insight.group_not_offered", *by);
        query.by = *group;
    }
    if (const auto basis = given("basis")) {
        if (*basis != "due" && *basis != "invoice") return refuse("insight.unknown_basis", *basis);
        query.basis = *basis == "invoice" ? receivable::AgingBasis::invoice : receivable::AgingBasis::due;
    }
    if (const auto edges = given("buckets")) query.buckets = TRY(receivable::parse_aging_buckets(query.basis, *edges));
    query.window_days = TRY(number(given, "window_days", query.window_days, 36'500));
    query.variant = given("variant").value_or("");
    query.settled = flag(given, "open") ? SettledFilter::open : flag(given, "settled") ? SettledFilter::settled : SettledFilter::any;
    if (const auto currency = given("currency")) query.currency = TRY(parse_currency(*currency));
    if (const auto customer = given("customer")) query.customer = TRY(find_customer(book, reach, *customer));
    if (given("top")) query.top = TRY(number(given, "top", 0, 1'000'000));
    return query;
}

}  // namespace tandem::insight
