#include "app/server/import_export_columns.h"

#include <array>

#include "core/date.h"
#include "core/money.h"

namespace tandem::app::server {
namespace {

namespace json = boost::json;
using enum ListColumn::Type;

constexpr ListColumn number{"number", text, "编号", "Number"}, customer_code{"customer.code", text, "客户编号", "Customer code"}, customer_name{"customer.name", text, "客户", "Customer"},
    day{"date", date, "日期", "Date"}, amount_column{"amount_minor", amount, "金额", "Amount"}, open_amount{"open_minor", amount, "未清金额", "Open amount"},
    currency_column{"currency", text, "币种", "Currency"}, rep{"rep", text, "业务员", "Sales rep"}, team{"team", text, "团队", "Team"}, region{"region", text, "区域", "Region"};

constexpr std::array<ListColumn, 17> open_items{number, ListColumn{"kind", text, "类型", "Kind"}, customer_code, customer_name, ListColumn{"contract.number", text, "合同", "Contract"},
    ListColumn{"item_date", date, "单据日期", "Item date"}, ListColumn{"due_date", date, "到期日", "Due date"}, ListColumn{"overdue_days", integer, "逾期天数", "Days overdue"},
    ListColumn{"bucket", text, "账龄", "Aging"}, ListColumn{"age_stage", text, "催收阶段", "Stage"}, amount_column, open_amount, currency_column,
    ListColumn{"disputed", boolean, "有争议", "Disputed"}, rep, team, region};
constexpr std::array<ListColumn, 7> invoices{number, customer_code, customer_name, day, amount_column, open_amount, currency_column};
constexpr std::array<ListColumn, 9> customers{ListColumn{"code", text, "客户编号", "Customer code"}, ListColumn{"name", text, "客户", "Customer"}, ListColumn{"group", text, "客户组", "Group"},
    ListColumn{"country", text, "国家", "Country"}, rep, open_amount, ListColumn{"overdue_minor", amount, "逾期金额", "Overdue amount"}, currency_column,
    ListColumn{"overdue_days_max", integer, "最长逾期天数", "Most days overdue"}};
constexpr std::array<ListColumn, 10> receipts{number, customer_code, customer_name, ListColumn{"method", text, "收款方式", "Method"}, ListColumn{"value_date", date, "到账日期", "Value date"},
    amount_column, ListColumn{"open_minor", amount, "未核销金额", "Unapplied amount"}, currency_column, ListColumn{"reference", text, "附言", "Reference"}, ListColumn{"state", text, "状态", "State"}};
constexpr std::array<ListColumn, 8> contracts{number, ListColumn{"title", text, "名称", "Title"}, customer_name, rep, ListColumn{"signed_date", date, "签订日期", "Signed"},
    amount_column, currency_column, ListColumn{"status", text, "状态", "Status"}};
constexpr std::array<ListColumn, 8> credit_notes{number, customer_code, customer_name, day, amount_column, ListColumn{"open_minor", amount, "未抵扣金额", "Remaining amount"}, currency_column,
    ListColumn{"reason", text, "原因", "Reason"}};
constexpr std::array<ListColumn, 9> reassessment_lines{customer_code, customer_name, ListColumn{"why", text, "复评原因", "Why"}, ListColumn{"outcome", text, "结果", "Outcome"}, ListColumn{"grade", text, "原等级", "Grade before"},
    ListColumn{"grade_after", text, "新等级", "Grade"}, ListColumn{"score_x100", hundredths, "得分", "Score"}, ListColumn{"moved", texts, "变动的因素", "Factors that moved"}, ListColumn{"refused", text, "无法评估的原因", "Why not assessed"}};
constexpr std::array<ListColumn, 8> audit_trail{ListColumn{"at", text, "时间", "Time"}, ListColumn{"actor", text, "操作人", "By"}, ListColumn{"command", text, "动作", "Command"}, ListColumn{"object_kind", text, "对象类型", "Kind of object"},
    ListColumn{"object_id", text, "对象", "Object"}, ListColumn{"stream", integer, "链", "Stream"}, ListColumn{"seq", integer, "链上位置", "Place"}, ListColumn{"hash", text, "摘要", "Hash"}};

// What stands at "customer.name"; of an object that is asked for whole, its name.
const json::value* at_path(const json::value& row, std::string_view path) {
    const auto dot = path.find('.');
    const auto* object = row.if_object();
    const auto* found = object ? object->if_contains(path.substr(0, dot)) : nullptr;
    if (!found || dot != std::string_view::npos) return found ? at_path(*found, path.substr(dot + 1)) : nullptr;
    if (const auto* inner = found->if_object()) return inner->if_contains("name");
    return found;
}

std::string joined(const json::array& all) {
    std::string text;
    for (const auto& each : all) text += (text.empty() ? "" : "; ") + std::string(each.as_string());
    return text;
}

Result<void> write_cell(const ListColumn& column, const json::value& value, Currency currency, platform::TableWriter& writer) {
    switch (column.type) {
        case text: writer.text(std::string_view{value.as_string()}); break;
        case date: writer.date(TRY(parse_date(std::string_view{value.as_string()}))); break;
        case amount: writer.amount(Money{value.as_int64(), currency}); break;
        case integer: writer.integer(value.as_int64()); break;
        case boolean: writer.boolean(value.as_bool()); break;
        case hundredths: writer.rate(Rate{value.as_int64() * (Rate::one / 100)}); break;
        case texts: writer.text(joined(value.as_array())); break;
    }
    return {};
}

}  // namespace

std::span<const ListColumn> columns_of(std::string_view list) {
    if (list == "open-items") return open_items;
    if (list == "invoices") return invoices;
    if (list == "customers") return customers;
    if (list == "receipts") return receipts;
    if (list == "contracts") return contracts;
    if (list == "credit-notes") return credit_notes;
    if (list == "reassessment-lines") return reassessment_lines;
    if (list == "audit") return audit_trail;
    return {};
}

Result<void> write_titles(std::span<const ListColumn> columns, Language language, platform::TableWriter& writer) {
    for (const ListColumn& column : columns) writer.text(language == Language::zh ? column.zh : column.en);
    return writer.end_row();
}

Result<void> write_row(std::span<const ListColumn> columns, const json::value& row, platform::TableWriter& writer) {
    const auto* code = at_path(row, "currency");
    const Currency currency = code && code->is_string() ? TRY(parse_currency(std::string_view{code->as_string()})) : Currency{};
    for (const ListColumn& column : columns) {
        const auto* value = at_path(row, column.path);
        if (!value || value->is_null()) writer.blank();
        else TRY_VOID(write_cell(column, *value, currency, writer));
    }
    return writer.end_row();
}

}  // namespace tandem::app::server
