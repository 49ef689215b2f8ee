// Refusals of assessing credit: the scoring model, what is known of a customer, overrides.
#pragma once
#include "core/errors.h"

namespace tandem::refusals {

// clang-format off
constexpr ErrorText assessment[] = {
    {"credit.band_grade", 422, false, "The scoring model gives grade {subject}, which the credit policy does not list. Use the grades of the credit policy.", "评分模型的等级 {subject} 不在信用政策中。请使用信用政策中的等级。"},
    {"credit.band_order", 422, false, "The bands of the scoring model stand in another order than the grades of the credit policy, from {subject} on. Put the best first in both.", "评分模型的等级顺序自 {subject} 起与信用政策不一致。两处都应从最好的排起。"},
    {"credit.band_twice", 422, false, "Grade {subject} has two bands. Keep one.", "等级 {subject} 有两个分数段。请只保留一个。"},
    {"credit.bands_edges", 422, false, "The band of grade {subject} needs a lower limit between 0 and 100 with at most two decimals; only the last grade has none.", "等级 {subject} 的分数下限应在 0 至 100 之间，最多两位小数；只有最后一级不设下限。"},
    {"credit.bands_overlap", 422, false, "The band of grade {subject} begins at {from}, not below {before}, where the band before it begins. Bands must fall from the best grade on.", "等级 {subject} 的下限 {from} 不低于前一级的 {before}，分数段重叠。下限须逐级降低。"},
    {"credit.factor_form", 422, false, "Factor {subject} is counted in another way: numbers have ranges, choices have a list of choices. Correct \"better\" and its list.", "因素 {subject} 的计分方式不符：数值用区间，选项用选项列表。请更正。"},
    {"credit.factor_missing", 422, false, "The scoring model demands {subject}, and it is {gap}. Enter it, then assess again.", "评分模型要求必须有 {subject}，目前状态为 {gap}。请补录后再评估。"},
    {"credit.factor_source", 422, false, "Factor {subject} comes from \"{source}\", not from \"{stated}\". Correct the source.", "因素 {subject} 的来源应为“{source}”，不是“{stated}”。请更正。"},
    {"credit.factor_twice", 422, false, "{subject} is listed twice in the scoring model. Keep one.", "评分模型中 {subject} 重复。请只保留一个。"},
    {"credit.factor_unknown", 422, false, "There is no factor \"{subject}\". Use one of those the handbook lists.", "没有因素“{subject}”。请使用手册中列出的因素。"},
    {"credit.form_empty", 422, false, "The form states nothing. Fill in at least one field.", "表单没有填写任何内容。请至少填写一项。"},
    {"credit.form_future", 422, false, "The form is dated {subject}, which is still to come. Enter the day it was stated.", "表单日期 {subject} 晚于今天。请填写客户申报的日期。"},
    {"credit.form_value", 422, false, "{subject} cannot be \"{value}\". Correct the value, or leave it blank when it is not known.", "{subject} 的值“{value}”不合理。请更正；不清楚时请留空。"},
    {"credit.model_size", 422, false, "A scoring model has 1 to {most} dimensions, each with factors, and at least one band; this one has {subject} dimensions.", "评分模型应有 1 至 {most} 个维度，每个维度有因素，并至少有一个分数段；现有 {subject} 个维度。"},
    {"credit.no_override", 409, false, "No override of the grade is in force. Reload the page to see the grade that counts.", "目前没有生效的等级调整。请刷新页面查看现行等级。"},
    {"credit.number_invalid", 422, false, "\"{subject}\" is not a number with at most four decimals, such as 79.5.", "“{subject}”不是有效数字。请填写最多四位小数的数字，例如 79.5。"},
    {"credit.override_days", 422, false, "An override lasts from today until at most {most} days from now; {subject} is outside. Choose an earlier day.", "等级调整自今日起最长 {most} 天，{subject} 超出范围。请选择较早的日期。"},
    {"credit.override_grade", 422, false, "There is no grade \"{subject}\". Choose one of those of the credit policy.", "没有等级“{subject}”。请选择信用政策中的等级。"},
    {"credit.override_longest", 422, false, "An override may last 1 to 366 days, not {subject}. Correct the figure.", "等级调整最长可为 1 至 366 天，而非 {subject}。请更正。"},
    {"credit.override_same", 422, false, "The customer already has grade {subject}. Choose another grade, or leave it.", "客户现行等级已是 {subject}。请选择其他等级，或不作调整。"},
    {"credit.points_direction", 422, false, "Factor {subject} would give a better value fewer points at {edge}. Points may only stay or rise as the value gets better.", "因素 {subject} 在 {edge} 处，较好的值反而得分更低。数值越好，得分只能持平或增加。"},
    {"credit.points_range", 422, false, "Factor {subject} gives {points} points. Points are whole numbers from 0 to 100.", "因素 {subject} 的得分 {points} 超出范围。得分为 0 至 100 的整数。"},
    {"credit.ranges_edges", 422, false, "Range {at} of factor {subject} does not join its neighbours: where higher is better all but the first have \"from\", where lower is better all but the last have \"up_to\".", "因素 {subject} 的第 {at} 个区间与相邻区间不衔接：越高越好时除首个外都写 from，越低越好时除末个外都写 up_to。"},
    {"credit.ranges_overlap", 422, false, "The ranges of factor {subject} overlap: {edge} follows {before}. Put them in ascending order, each once.", "因素 {subject} 的区间重叠：{before} 之后是 {edge}。请按升序排列，且不重复。"},
    {"credit.rating_future", 422, false, "The rating is dated {subject}, which is still to come. Enter the day it was made.", "评级日期 {subject} 晚于今天。请填写实际评级日期。"},
    {"credit.rating_kind", 422, false, "\"{subject}\" is no kind of rating. Use lawsuits, external_score or external_grade.", "“{subject}”不是可用的评级类型。请使用 lawsuits、external_score 或 external_grade。"},
    {"credit.rating_provider", 422, false, "Who says so is missing. Name the agency or the register.", "缺少数据来源。请填写评级机构或查询平台名称。"},
    {"credit.rating_validity", 422, false, "The rating of {rated} would be valid only to {subject}, before it was made. Correct one of the days.", "评级日期为 {rated}，有效期却到 {subject}，早于评级日。请更正其中一个日期。"},
    {"credit.rating_value", 422, false, "\"{subject}\" is no value for {kind}. Lawsuits are a whole number, a score is a number, a grade has at most 20 characters.", "“{subject}”不是 {kind} 的有效值。涉诉数量为整数，评分为数字，评级不超过 20 个字符。"},
    {"credit.ratio_undefined", 422, false, "{subject} cannot be computed, because its denominator is zero, and the scoring model demands it. Check the statement.", "{subject} 的分母为零，无法计算，而评分模型要求必须有该值。请核对报表。"},
    {"credit.reassess_ahead", 422, false, "Grades can stand in the queue 0 to 366 days before they end, not {subject}. Correct the figure.", "复评提前天数应为 0 至 366，而非 {subject}。请更正。"},
    {"credit.stale_months", 422, false, "Factor {subject} may be 1 to 120 months old. Correct the figure.", "因素 {subject} 的数据有效月数应为 1 至 120。请更正。"},
    {"credit.statement_future", 422, false, "The period ends on {subject}, which is still to come. Enter the end of a period that has passed.", "报表期末 {subject} 晚于今天。请填写已结束期间的期末日。"},
    {"credit.statement_months", 422, false, "A statement covers 1 to 18 months, not {subject}. Correct the months.", "报表期间应为 1 至 18 个月，而非 {subject}。请更正。"},
    {"credit.statement_negative", 422, false, "{subject} is negative: {amount}. Check the sign and whether columns were swapped. Only equity can be negative.", "{subject} 为负数：{amount}。请核对正负号及各列是否对调。只有所有者权益可以为负。"},
    {"credit.statement_part", 422, false, "{subject} is {amount}, more than {whole} of {total}, of which it is a part. Check whether columns were swapped.", "{subject} 为 {amount}，大于其所属的 {whole}（{total}）。请核对各列是否对调。"},
    {"credit.statement_too_large", 422, false, "{subject} is {amount}, more than can be counted. Check the unit of the statement.", "{subject} 为 {amount}，超出可处理范围。请核对报表单位。"},
    {"credit.statement_unbalanced", 422, false, "Assets of {subject} are not liabilities of {liabilities} plus equity of {equity}: the difference is {difference}. Correct the figures, or check whether columns were swapped.", "资产总计 {subject} 不等于负债合计 {liabilities} 加所有者权益 {equity}，相差 {difference}。请更正数字，或核对各列是否对调。"},
    {"credit.statement_voided", 409, false, "This statement was voided before. Reload the page to see it.", "该报表此前已作废。请刷新页面查看。"},
    {"credit.too_little_known", 422, false, "Only {known} % of what the scoring model weighs is known; {needed} % is needed. Enter a statement, the form or ratings, then assess again.", "评分模型所需数据只有 {known}% 已知，至少需要 {needed}%。请补录财务报表、客户信息或外部评级后再评估。"},
    {"credit.unknown_assessment", 404, false, "There is no assessment \"{subject}\". Check the link.", "没有评估记录“{subject}”。请核对链接。"},
    {"credit.unknown_statement", 404, false, "There is no statement \"{subject}\". Check the link.", "没有财务报表“{subject}”。请核对链接。"},
    {"credit.weight_range", 422, false, "The weight of {subject} is {weight}. Weights are 1 to 10000 hundredths of a percent.", "{subject} 的权重为 {weight}。权重为 1 至 10000（万分之一）。"},
    {"credit.weights_sum", 422, false, "The weights of {subject} make {sum} %. They must make 100 %.", "{subject} 的权重合计为 {sum}%，应为 100%。"},
};
// clang-format on

}  // namespace tandem::refusals
