#include "importing/mapping.h"

#include <doctest/doctest.h>

using namespace tandem;
using namespace tandem::importing;

namespace {

using Header = std::vector<std::string>;

FieldIndex invoice(std::string_view name) { return field_of(ImportKind::invoices, name); }

Mapping small() {
    Mapping mapping;
    mapping.kind = ImportKind::invoices;
    mapping.source = "erp";
    for (const auto& [column, field] : {std::pair{"No", "external_id"}, {"Customer", "customer"}, {"Date", "invoice_date"}, {"Amount", "gross"}})
        mapping.columns.push_back({column, invoice(field), {}});
    return mapping;
}

std::string_view refused(Mapping mapping) {
    const auto made = make_mapping(std::move(mapping));
    return made ? "made" : made.error().code;
}

// "column>field column>field", in the order of the proposal.
std::string proposal(ImportKind kind, const Header& header) {
    std::string text;
    for (const auto& use : suggest_mapping(kind, header).columns) text += use.column + ">" + std::string(describe(kind)[*use.field].name) + " ";
    return text;
}

}  // namespace

TEST_CASE("a mapping must fill what every row needs, each field once") {
    CHECK(refused(small()) == "made");
    Mapping mapping = small();
    mapping.source.clear();
    CHECK(refused(mapping) == "mapping.no_source");
    mapping = small();
    mapping.columns.pop_back();
    CHECK(refused(mapping) == "mapping.field_required");
    mapping.constants.push_back({invoice("gross"), "100"});
    CHECK(refused(mapping) == "made");
    mapping.columns.push_back({"Total", invoice("gross"), {}});
    CHECK(refused(mapping) == "mapping.field_twice");
    mapping = small();
    mapping.columns.push_back({"No", invoice("number"), {}});  // one column, two fields
    CHECK(refused(mapping) == "made");
    mapping.columns.push_back({"Amount2", invoice("gross"), {}});
    CHECK(refused(mapping) == "mapping.field_twice");
}

TEST_CASE("yes cannot mean no, and the header stands in one of the first rows") {
    Mapping mapping = small();
    mapping.yes = {"Y", "X"};
    mapping.no = {"N", "X"};
    CHECK(refused(mapping) == "mapping.boolean_words");
    mapping = small();
    for (const std::int64_t row : {0, -1, 1001}) {
        mapping.header_row = row;
        CHECK(refused(mapping) == "mapping.header_row");
    }
}

TEST_CASE("a joined identity stands only where no column is the key, and only of filled fields") {
    Mapping mapping = small();
    mapping.identity = {invoice("customer"), invoice("gross")};
    CHECK(refused(mapping) == "mapping.identity");
    mapping.columns.erase(mapping.columns.begin());
    CHECK(refused(mapping) == "made");
    mapping.identity.push_back(invoice("due_date"));
    CHECK(refused(mapping) == "mapping.identity");
}

TEST_CASE("a column the file lacks is refused with the missing and the present ones") {
    const Header header{"No", "Customer", "Amount"};
    const auto refusal = check_header(small(), header);
    REQUIRE(!refusal);
    CHECK(refusal.error().code == "mapping.missing_columns");
    CHECK(refusal.error().subject == "Date");
    CHECK(refusal.error().figures.front().second == "No, Customer, Amount");
    CHECK(!matches(small(), header));
    CHECK(matches(small(), Header{"Amount", "Date", "Customer", "No", "Extra", "Extra"}));
    CHECK(check_header(small(), Header{"No", "No", "Customer", "Date", "Amount"}).error().code == "mapping.ambiguous_column");
}

TEST_CASE("optional columns may be absent when the mapping allows it, required ones never") {
    Mapping mapping = small();
    mapping.columns.push_back({"Due", invoice("due_date"), {}});
    CHECK(!matches(mapping, Header{"No", "Customer", "Date", "Amount"}));
    mapping.absent = AbsentColumns::allow;
    CHECK(matches(mapping, Header{"No", "Customer", "Date", "Amount"}));
    CHECK(!matches(mapping, Header{"No", "Customer", "Date", "Due"}));
}

TEST_CASE("of the mappings that match, the one that reads most columns is chosen") {
    Mapping wide = small();
    wide.columns.push_back({"Due", invoice("due_date"), {}});
    const std::vector<Mapping> mappings{small(), wide};
    CHECK(choose_mapping(mappings, ImportKind::invoices, Header{"No", "Customer", "Date", "Amount", "Due"}) == &mappings[1]);
    CHECK(choose_mapping(mappings, ImportKind::invoices, Header{"No", "Customer", "Date", "Amount"}) == &mappings[0]);
    const std::vector<Mapping> equal{small(), small()};
    CHECK(choose_mapping(equal, ImportKind::invoices, Header{"No", "Customer", "Date", "Amount"}) == &equal[0]);
    CHECK(choose_mapping(mappings, ImportKind::receipts, Header{"No", "Customer", "Date", "Amount"}) == nullptr);
    CHECK(choose_mapping(mappings, ImportKind::invoices, Header{"No"}) == nullptr);
}

TEST_CASE("columns are recognised by Chinese names, with or without brackets and blanks") {
    CHECK(proposal(ImportKind::invoices, {"发票号", "客户编号", "客户名称", "开票日期", "到期日", "不含税金额（元）", "税额", "含税金额(元)", "回款日期", "业务员", "颜色"}) ==
          "客户编号>customer 客户名称>customer_name 开票日期>invoice_date 到期日>due_date 不含税金额（元）>net 税额>tax 含税金额(元)>gross "
          "业务员>rep 回款日期>settled_date 发票号>number 发票号>external_id ");
}

TEST_CASE("columns are recognised by English names in any writing") {
    CHECK(proposal(ImportKind::invoices, {"Invoice No.", "CUSTOMER_ID", "Invoice Date", "Due-Date", "Invoice Amount"}) ==
          "Invoice Date>invoice_date Due-Date>due_date Invoice No.>number CUSTOMER_ID>customer Invoice Amount>gross Invoice No.>external_id ");
    CHECK(proposal(ImportKind::orders, {"opportunity_id", "sales_agent", "account", "close_value"}) == "close_value>gross sales_agent>rep ");
    CHECK(proposal(ImportKind::customers, {"account", "sector", "office_location"}) == "account>name office_location>region sector>industry account>code ");
}

TEST_CASE("the layout of dates is proposed only when one alone fits") {
    const auto layout = [](std::vector<std::string_view> samples) { return suggest_dates(samples); };
    CHECK(layout({"2026-03-31", "", "2026/4/1"}) == DateLayout::iso);
    CHECK(layout({"7/3/2013", "1/26/2012"}) == DateLayout::month_day_year);
    CHECK(layout({"31/3/2026", "1/4/2026"}) == DateLayout::day_month_year);
    CHECK(layout({"20260331"}) == DateLayout::year_month_day_compact);
    CHECK(!layout({"7/3/2013", "1/6/2012"}));  // July or March?
    CHECK(!layout({"13/13/2013"}));
    CHECK(!layout({"", " "}));
}
