#include "app/server/credit_json.h"

#include <algorithm>
#include <span>

#include "core/errors.h"
#include "credit/edge/snapshot_json.h"
#include "credit/edge/standing_sql.h"
#include "platform/http/cursor.h"

namespace tandem::app::server {
namespace {

namespace json = boost::json;

json::value text_or_null(const std::string& text) { return text.empty() ? json::value(nullptr) : json::value(text); }
json::value date_or_null(const std::optional<Date>& date) { return date ? json::value(to_string(*date)) : json::value(nullptr); }
json::value int_or_null(const std::optional<std::int64_t>& value) { return value ? json::value(*value) : json::value(nullptr); }

json::object ratio_json(const credit::Statement& statement, const credit::FactorKind& kind, Currency company_currency, Language language) {
    const auto value = credit::ratio_of(statement, kind.code, company_currency);
    return {{"factor", kind.code}, {"label", kind.label(language)}, {"unit", code_of(kind.unit)}, {"value", value.number ? json::value(to_decimal(*value.number, 2)) : json::value(nullptr)}, {"gap", code_of(value.gap)}};
}

json::object reassessed_json(const Reassessed& one, Reassessment outcome, Language language) {
    json::array moved;
    for (const std::string& factor : one.moved) moved.push_back(json::string(credit::find_factor(factor)->label(language)));
    json::object row = due_json(*one.due);
    row["outcome"] = code_of(outcome);
    row["grade_after"] = text_or_null(one.grade);
    row["score_x100"] = one.refused ? json::value(nullptr) : json::value(one.score_x100);
    row["moved"] = std::move(moved);
    row["refused"] = one.refused ? json::value(explain(*one.refused, language)) : json::value(nullptr);
    return row;
}

constexpr std::array<std::string_view, 8> grade_keys{"kind", "grade", "from_date", "valid_to_date", "ended_at", "recorded_at", "assessment_id", "by"};
constexpr std::array<std::string_view, 17> statement_keys{"id", "period_end_date", "months", "currency", "current_assets_minor", "inventory_minor", "receivables_minor", "total_assets_minor", "current_liabilities_minor",
                                                          "total_liabilities_minor", "equity_minor", "revenue_minor", "audited", "source", "recorded_at", "voided", "ratios"};

json::object with_only(std::span<const std::string_view> keys, json::object row) {
    json::object out;
    for (const std::string_view key : keys) out[key] = std::move(row.at(key));
    return out;
}

}  // namespace

CreditReader credit_reader(const platform::http::Request& request) {
    using platform::http::Permission;
    const bool risk = request.principal && (request.principal->permissions.has(Permission::assess_credit) || request.principal->permissions.has(Permission::view_audit));
    return risk ? CreditReader::risk : CreditReader::anybody;
}

json::object grade_fact_for(CreditReader reader, json::object grade) { return reader == CreditReader::risk ? std::move(grade) : with_only(grade_keys, std::move(grade)); }
json::object statement_for(CreditReader reader, json::object statement) { return reader == CreditReader::risk ? std::move(statement) : with_only(statement_keys, std::move(statement)); }

Due due_one(sql::Connection& connection, CompanyId company, CustomerId customer, Date today) {
    Due due{.customer = customer, .code = {}, .name = {}, .why = credit::Why::asked, .grade = credit::load_standing(connection, company, customer, today).grade, .valid_to = {}, .assessed_on = {}, .last = {}};
    connection.query("SELECT id, assessed_date, valid_to_date FROM credit_assessment WHERE company_id = $1 AND customer_id = $2 ORDER BY assessed_date DESC, recorded_at DESC, id DESC LIMIT 1", {company.value, customer.value}, [&](const sql::Row& row) {
        due.last = credit::AssessmentId{row.integer(0)};
        due.assessed_on = date_of(row.integer(1));
        due.valid_to = date_of(row.integer(2));
    });
    return due;
}

json::object standing_json(const credit::Standing& standing) {
    return {{"grade", text_or_null(standing.grade)},
            {"source", standing.graded() ? json::value(standing.source == credit::GradeFact::Kind::override_ ? "override" : "assessment") : json::value(nullptr)},
            {"assessment_id", standing.assessment ? json::value(to_string(standing.assessment)) : json::value(nullptr)},
            {"valid_to_date", date_or_null(standing.valid_to)},
            {"expired_date", date_or_null(standing.expired_on)}};
}

json::object assessment_json(sql::Connection& connection, CompanyId company, const credit::ScoringModel& model, const credit::KeptAssessment& kept, Language language) {
    json::object out = credit::sheet_json(model, credit::replay(model, kept), language);
    out["id"] = to_string(kept.id);
    out["grade_before"] = text_or_null(kept.grade_before);
    out["why"] = kept.why;
    out["recorded_at"] = to_string(kept.recorded_at);
    out["by"] = text_or_null(connection.one_text("SELECT display_name FROM app_user WHERE company_id = $1 AND id = $2", {company.value, kept.actor.value}).value_or(""));
    return out;
}

json::object statement_json(const credit::KeptStatement& kept, Currency company_currency, Language language) {
    const credit::Statement& of = kept.statement;
    json::array ratios;
    for (const auto& kind : credit::factor_kinds())
        if (kind.source == credit::FactorSource::statement) ratios.push_back(ratio_json(of, kind, company_currency, language));
    return {{"id", to_string(kept.id)}, {"period_end_date", to_string(of.period_end)}, {"months", of.months}, {"currency", of.currency.code()}, {"current_assets_minor", of.current_assets}, {"inventory_minor", of.inventory},
            {"receivables_minor", of.receivables}, {"total_assets_minor", of.total_assets}, {"current_liabilities_minor", of.current_liabilities}, {"total_liabilities_minor", of.total_liabilities}, {"equity_minor", of.equity},
            {"revenue_minor", of.revenue}, {"audited", of.audited}, {"source", of.source}, {"recorded_at", to_string(kept.recorded_at)}, {"voided", kept.voided_at.has_value()}, {"void_reason", text_or_null(kept.void_reason)}, {"ratios", std::move(ratios)}};
}

json::object rating_json(const credit::KeptRating& kept, Date today, Language language) {
    const credit::Rating& of = kept.rating;
    return {{"provider", of.provider}, {"kind", of.kind}, {"label", credit::find_factor(of.kind)->label(language)}, {"value", of.number ? to_decimal(*of.number, 2) : of.choice}, {"rated_date", to_string(of.rated_on)},
            {"valid_to_date", to_string(of.valid_to)}, {"expired", of.valid_to < today}, {"recorded_at", to_string(kept.recorded_at)}};
}

json::object form_json(const credit::CreditForm& form, Currency company_currency) {
    return {{"stated_date", to_string(form.stated_on)}, {"industry_outlook", text_or_null(form.industry_outlook)}, {"market_position", int_or_null(form.market_position)}, {"years_in_business", int_or_null(form.years_in_business)},
            {"collateral_minor", int_or_null(form.collateral_minor)}, {"requested_minor", int_or_null(form.requested_minor)}, {"currency", company_currency.code()}};
}

json::object complaint_json(const credit::KeptComplaint& kept, CreditReader reader, Date today) {
    const credit::Complaint& of = kept.complaint;
    const auto document = [](const auto& id, const std::string& number) { return id ? json::value(json::object{{"id", to_string(*id)}, {"number", number}}) : json::value(nullptr); };
    json::object out{{"id", to_string(kept.id)}, {"raised_date", to_string(of.raised_on)}, {"raised_by", code_of(of.by)}, {"kind", code_of(of.kind)}, {"text", of.text}, {"contract", document(of.contract, kept.contract_number)},
                     {"order", document(of.order, kept.order_number)}, {"invoice", document(of.invoice, kept.invoice_number)}, {"disputed_minor", of.disputed ? json::value(of.disputed->minor()) : json::value(nullptr)},
                     {"currency", of.disputed ? json::value(of.disputed->currency().code()) : json::value(nullptr)}, {"recorded_at", to_string(kept.recorded_at)}, {"by", text_or_null(kept.recorded_by)},
                     {"closed_date", kept.closing ? json::value(to_string(kept.closing->on)) : json::value(nullptr)}, {"outcome", kept.closing ? json::value(code_of(kept.closing->outcome)) : json::value(nullptr)},
                     {"closing_note", text_or_null(kept.closing ? kept.closing->note : std::string{})}, {"closed_by", text_or_null(kept.closed_by)}, {"voided", kept.voided}, {"counts", !kept.voided && credit::counts_on(kept.course(), today)}};
    if (reader == CreditReader::risk) out["void_reason"] = text_or_null(kept.void_reason);
    return out;
}

json::object due_json(const Due& due) {
    return {{"customer", json::object{{"id", to_string(due.customer)}, {"code", due.code}, {"name", due.name}}}, {"why", code_of(due.why)}, {"grade", text_or_null(due.grade)}, {"valid_to_date", date_or_null(due.valid_to)},
            {"assessed_date", date_or_null(due.assessed_on)}};
}

json::object run_json(const std::vector<Reassessed>& run, const credit::CreditPolicy& policy, const TrialPage& page, Language language) {
    std::vector<std::pair<TrialPlace, const Reassessed*>> rest;  // from the page on
    std::array<std::int64_t, 5> counts{};
    for (const Reassessed& each : run) {
        const Reassessment outcome = outcome_of(each, policy);
        ++counts[static_cast<std::size_t>(outcome)];
        TrialPlace place{static_cast<std::int64_t>(outcome), place_of(*each.due)};
        if (outcome != Reassessment::same && (!page.after || *page.after < place)) rest.emplace_back(std::move(place), &each);
    }
    std::ranges::sort(rest, {}, [](const auto& each) -> const TrialPlace& { return each.first; });
    json::array rows;
    for (const auto& [place, one] : rest)
        if (rows.size() < page.limit) rows.push_back(reassessed_json(*one, static_cast<Reassessment>(place.outcome), language));
    json::value next = nullptr;
    if (rest.size() > page.limit) {
        const TrialPlace& last = rest[page.limit - 1].first;
        next = platform::http::encode_cursor(page.cursor_of, {last.outcome, last.due.urgency, last.due.code, last.due.customer});
    }
    json::object by_outcome;
    for (std::size_t at = 0; at < counts.size(); ++at) by_outcome[code_of(static_cast<Reassessment>(at))] = counts[at];
    return {{"count", run.size()}, {"by_outcome", std::move(by_outcome)}, {"rows", std::move(rows)}, {"next_cursor", std::move(next)}};
}

}  // namespace tandem::app::server
