// Values: dates, amounts, rates, JSON: one line a refusal, sorted. What happened, the figures, what to do next.
#pragma once
#include "core/errors.h"

namespace tandem::refusals {

// clang-format off
constexpr ErrorText values[] = {
    {"date.invalid", 422, false, "\"{subject}\" is not a date of the calendar. Write it as 2026-03-31, or state the file's layout in the mapping.", "“{subject}”不是有效日期。请写成 2026-03-31，或在映射中指定日期格式。"},
    {"date.unknown_layout", 422, false, "\"{subject}\" is not a date layout. Use iso, m/d/y, d/m/y or yyyymmdd.", "“{subject}”不是可用的日期格式。请使用 iso、m/d/y、d/m/y 或 yyyymmdd。"},
    {"instant.invalid", 422, false, "\"{subject}\" is not an instant. Write it as 2026-03-31T08:00:00Z or 2026-03-31.", "“{subject}”不是有效时刻。请写成 2026-03-31T08:00:00Z 或 2026-03-31。"},
    {"json.invalid", 422, false, "The text is not JSON: {subject}. Check brackets, commas and quotes.", "内容不是有效的 JSON：{subject}。请检查括号、逗号和引号。"},
    {"json.missing_key", 422, false, "\"{subject}\" is missing. Add it.", "缺少“{subject}”。请补充。"},
    {"json.unknown_key", 422, false, "\"{subject}\" is not known here. Check the spelling or remove it.", "无法识别“{subject}”。请检查拼写或删除。"},
    {"json.wrong_type", 422, false, "\"{subject}\" is not what belongs there. Expected: {expected}.", "“{subject}”的类型或取值不正确。应为：{expected}。"},
    {"money.decimal_comma", 422, false, "\"{subject}\" looks like a decimal comma. State \"decimal\": \"comma\" in the mapping, or write a point.", "“{subject}”疑似以逗号作小数点。请在映射中声明 \"decimal\": \"comma\"，或改用小数点。"},
    {"money.invalid", 422, false, "\"{subject}\" is not an amount. Write digits with one decimal point, such as 1234.50.", "“{subject}”不是有效金额。请写成 1234.50 这样的数字。"},
    {"money.misplaced_grouping", 422, false, "The commas in \"{subject}\" do not stand at every third digit. Remove them or put them right.", "“{subject}”中的千分位逗号位置不对。请去掉逗号或更正位置。"},
    {"money.too_large", 422, false, "\"{subject}\" has more digits than an amount can hold (18). Check the figure.", "“{subject}”超出金额可容纳的位数（18 位）。请核对金额。"},
    {"money.too_many_digits", 422, false, "\"{subject}\" has more decimals than {currency} allows ({digits}). Round it in the source: the book does not round what it is told.", "“{subject}”的小数位多于 {currency} 允许的 {digits} 位。请在来源处取整：系统不会替您四舍五入。"},
    {"money.unknown_currency", 422, false, "\"{subject}\" is not an ISO 4217 currency code. Use a code such as CNY or USD.", "“{subject}”不是 ISO 4217 货币代码。请使用 CNY、USD 等代码。"},
    {"rate.invalid", 422, false, "\"{subject}\" is not a rate. Write a decimal with at most 10 places, such as 0.0005.", "“{subject}”不是有效的费率。请写成不超过 10 位小数的数字，例如 0.0005。"},
};
// clang-format on

}  // namespace tandem::refusals
