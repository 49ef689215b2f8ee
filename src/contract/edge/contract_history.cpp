#include "contract/edge/contract_history.h"

#include <algorithm>
#include <array>
#include <utility>

namespace tandem::contract {
namespace {

namespace json = boost::json;

std::string text_of(const json::object& detail, std::string_view name) {
    const auto* value = detail.if_contains(name);
    return value && value->is_string() ? std::string(value->as_string()) : std::string{};
}

std::optional<Money> amount_of(const json::object& detail, std::string_view name, Currency currency) {
    const auto amount = parse_decimal(text_of(detail, name), currency);
    return amount ? std::optional{*amount} : std::nullopt;
}

constexpr std::array<std::pair<HistoryKind, std::string_view>, 11> kinds{{{HistoryKind::made, "made"}, {HistoryKind::event_recorded, "event_recorded"}, {HistoryKind::event_voided, "event_voided"},
                                                                         {HistoryKind::changed, "changed"}, {HistoryKind::extended, "extended"}, {HistoryKind::redrafted, "redrafted"},
                                                                         {HistoryKind::approval_taken_back, "approval_taken_back"}, {HistoryKind::submitted, "submitted"},
                                                                         {HistoryKind::withdrawn, "withdrawn"}, {HistoryKind::returned, "returned"}, {HistoryKind::approved, "approved"}}};

std::string_view code_of(HistoryKind kind) { return std::ranges::find(kinds, kind, &std::pair<HistoryKind, std::string_view>::first)->second; }

HistoryKind kind_of(const json::object& detail, const HistoryEntry& entry) {
    const std::string step = text_of(detail, "step");
    if (const auto found = std::ranges::find(kinds, step, &std::pair<HistoryKind, std::string_view>::second); found != kinds.end()) return found->first;
    if (entry.before) return HistoryKind::changed;
    if (entry.event) return entry.reason.empty() ? HistoryKind::event_recorded : HistoryKind::event_voided;
    return HistoryKind::made;
}

// The details of the trail are those that ContractService and the gate write; the gate names its step.
HistoryEntry entry_of(Instant at, std::string actor, std::string_view detail_text, Currency currency) {
    HistoryEntry entry{.at = at, .actor = std::move(actor), .kind = HistoryKind::made, .event = {}, .date = {}, .reason = {}, .before = {}, .after = {}, .plan_before = {}};
    if (detail_text.empty()) return entry;
    const json::object detail = json::parse(detail_text).as_object();
    entry.reason = text_of(detail, "reason");
    entry.event = base_event_named(text_of(detail, "event"));
    if (const auto date = parse_date(text_of(detail, "date"))) entry.date = *date;
    entry.before = amount_of(detail, "before", currency);
    entry.after = amount_of(detail, "after", currency);
    entry.kind = kind_of(detail, entry);
    return entry;
}

// A line with the span in which it was part of the plan, and in which it was an open item.
struct Lived {
    FormerLine line;
    std::int64_t from, until;
    std::optional<std::int64_t> dated_from, dated_until;
    bool stood_at(std::int64_t at) const { return from < at && at <= until; }
    bool dated_at(std::int64_t at) const { return dated_from && *dated_from < at && at <= *dated_until; }
};

std::vector<Lived> all_lines(sql::Connection& connection, CompanyId company, ContractId id, Currency currency) {
    std::vector<Lived> lines;
    connection.query("SELECT l.line_no, l.label, l.base_event, l.amount_minor, l.recorded_at, l.voided_at, o.due_date, o.recorded_at, o.voided_at FROM plan_line l "
                     "LEFT JOIN open_item o ON o.company_id = l.company_id AND o.plan_line_id = l.id WHERE l.company_id = $1 AND l.contract_id = $2 ORDER BY l.line_no, o.recorded_at",
                     {company.value, id.value}, [&](const sql::Row& row) {
                         Lived one{{static_cast<int>(row.integer(0)), std::string(row.text(1)), *base_event_named(row.text(2)), Money{row.integer(3), currency}, {}},
                                   row.integer(4), row.maybe_integer(5).value_or(INT64_MAX), row.maybe_integer(7), row.maybe_integer(8).value_or(INT64_MAX)};
                         if (const auto due = row.maybe_integer(6)) one.line.due_date = date_of(*due);
                         lines.push_back(std::move(one));
                     });
    return lines;
}

// A line that was dated, voided and dated again comes once for each item: it stands once, with the date it had then.
std::vector<FormerLine> plan_at(const std::vector<Lived>& lines, std::int64_t at) {
    std::vector<FormerLine> plan;
    for (const Lived& one : lines) {
        if (!one.stood_at(at)) continue;
        if (plan.empty() || plan.back().line_no != one.line.line_no) {
            plan.push_back(one.line);
            plan.back().due_date.reset();
        }
        if (one.dated_at(at)) plan.back().due_date = one.line.due_date;
    }
    return plan;
}

json::value text_or_null(std::string_view text) { return text.empty() ? json::value(nullptr) : json::value(text); }
json::value date_or_null(std::optional<Date> date) { return date ? json::value(to_string(*date)) : json::value(nullptr); }
json::value minor_or_null(const std::optional<Money>& amount) { return amount ? json::value(amount->minor()) : json::value(nullptr); }

}  // namespace

std::vector<HistoryEntry> load_history(sql::Connection& connection, CompanyId company, ContractId id, Currency currency) {
    std::vector<HistoryEntry> history;
    connection.query("SELECT a.at, u.display_name, a.detail FROM audit_entry a LEFT JOIN app_user u ON u.company_id = a.company_id AND u.id = a.actor_id "
                     "WHERE a.company_id = $1 AND a.object_id = $2 AND a.object_kind = 'contract' ORDER BY a.id DESC",
                     {company.value, id.value}, [&](const sql::Row& row) { history.push_back(entry_of(Instant{row.integer(0)}, std::string(row.text(1)), row.text(2), currency)); });
    if (std::ranges::none_of(history, [](const HistoryEntry& one) { return one.kind == HistoryKind::changed; })) return history;
    const auto lines = all_lines(connection, company, id, currency);
    for (HistoryEntry& one : history)
        if (one.kind == HistoryKind::changed) one.plan_before = plan_at(lines, one.at.micros);
    return history;
}

std::int64_t version_of(const std::vector<HistoryEntry>& history) { return static_cast<std::int64_t>(history.size()) + 1; }

Instant agreed_at(const std::vector<HistoryEntry>& history) {
    const auto agreed = std::ranges::find_if(history, [](const HistoryEntry& one) {
        return one.kind == HistoryKind::changed || (one.kind == HistoryKind::event_recorded && one.event == BaseEvent::signing);
    });
    if (agreed != history.end()) return agreed->at;
    return history.empty() ? Instant{} : history.back().at;
}

json::array history_json(const std::vector<HistoryEntry>& history) {
    json::array out;
    for (const HistoryEntry& one : history) {
        json::array plan;
        for (const FormerLine& line : one.plan_before)
            plan.push_back(json::object{{"line_no", line.line_no}, {"label", text_or_null(line.label)}, {"base_event", name_of(line.base)}, {"due_date", date_or_null(line.due_date)},
                                        {"amount_minor", line.amount.minor()}});
        out.push_back(json::object{{"at", to_string(one.at)}, {"actor", text_or_null(one.actor)}, {"kind", code_of(one.kind)}, {"event", one.event ? json::value(name_of(*one.event)) : json::value(nullptr)},
                                   {"date", date_or_null(one.date)}, {"reason", text_or_null(one.reason)}, {"before_minor", minor_or_null(one.before)}, {"after_minor", minor_or_null(one.after)},
                                   {"plan_before", std::move(plan)}});
    }
    return out;
}

}  // namespace tandem::contract
