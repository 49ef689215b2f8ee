#include "contract/contract_service.h"

#include <algorithm>

#include "contract/clauses.h"
#include "contract/gate.h"

namespace tandem::contract {
namespace {

constexpr std::string_view own_system = "tandem";

// The trail's details are small JSON objects of texts.
std::string quoted(std::string_view text) {
    constexpr std::string_view hex = "0123456789abcdef";
    std::string out = "\"";
    for (const char letter : text) {
        const auto code = static_cast<unsigned char>(letter);
        if (letter == '"' || letter == '\\') (out += '\\') += letter;
        else if (code < 0x20) ((out += "\\u00") += hex[code >> 4]) += hex[code & 15];
        else out += letter;
    }
    return out += '"';
}
std::string detail_of(std::initializer_list<std::pair<std::string_view, std::string_view>> members) {
    std::string out;
    for (const auto& [name, value] : members) (((out += out.empty() ? '{' : ',') += quoted(name)) += ':') += quoted(value);
    return out += '}';
}

StoredLine stored(const PlanLine& line, PlanLineId id) { return {id, line.line_no, line.label, line.base, line.amount, line.due_date, {}}; }

}  // namespace

void ContractService::note(ContractId contract, std::string_view topic, std::string_view detail) {
    trail_.record({.object_kind = "contract", .object_id = contract.value, .topic = topic, .policy_version = {}, .detail = detail});
}

namespace {

Result<void> check_figures(const ContractDraft& draft) {
    if (draft.late_interest_daily || draft.penalty || draft.penalty_after_days)
        TRY_VOID(make_breach_clause(draft.late_interest_daily.value_or(Rate{}), draft.penalty.value_or(Rate{}), draft.penalty_after_days.value_or(0)));
    if (draft.amount.is_negative()) return refuse("contract.total_negative", to_decimal(draft.amount));
    if (draft.net && (draft.net->is_negative() || *draft.net > draft.amount))
        return refuse("contract.net_above_amount", to_decimal(*draft.net), {{"net", to_decimal(*draft.net)}, {"amount", to_decimal(draft.amount)}});
    return {};
}

}  // namespace

Result<Contract> ContractService::contract_of(const ContractDraft& draft) {
    TRY_VOID(check_figures(draft));
    if (!draft.source && !draft.number.empty() && store_.number_is_taken(draft.number)) return refuse("contract.number_taken", draft.number);
    const std::string number = draft.number.empty() ? store_.next_number() : draft.number;
    return Contract{.id = ids_.make<ContractId>(), .number = number, .title = draft.title.empty() ? number : draft.title, .customer = draft.customer, .rep = draft.rep,
                    .amount = draft.amount, .net = draft.net, .terms = draft.terms, .payment_methods = draft.payment_methods.value_or(PaymentMethods{}), .signed_date = draft.signed_date, .late_interest_daily = draft.late_interest_daily, .penalty = draft.penalty,
                    .penalty_after_days = draft.penalty_after_days, .dispute = draft.dispute, .source = draft.source.value_or(Source{std::string(own_system), number, {}})};
}

Result<void> ContractService::redraft(ContractState& state, const ContractDraft& draft) {
    TRY_VOID(check_editable(state));
    std::vector<PlanLine> plan;
    if (draft.terms) plan = TRY(compute_plan(*draft.terms, draft.amount, draft.expected, roll_));
    TRY_VOID(check_figures(draft));
    std::vector<PlanLineId> replaced;
    for (const StoredLine& line : state.lines) replaced.push_back(line.id);
    store_.void_lines(replaced);
    state.lines.clear();
    for (PlanLine& line : plan) {
        line.line_no += state.last_line_no;
        state.lines.push_back(stored(line, ids_.make<PlanLineId>()));
        store_.add(state.contract.id, state.lines.back());
    }
    state.last_line_no += static_cast<int>(plan.size());
    Contract& contract = state.contract;
    const bool approved = contract.status() == Status::approved;
    const bool other_customer = draft.customer && draft.customer != contract.customer;
    const std::string customer_before = to_string(contract.customer);
    if (other_customer) contract.customer = draft.customer;
    contract.title = draft.title.empty() ? contract.title : draft.title;
    contract.rep = draft.rep;
    contract.amount = draft.amount;
    contract.net = draft.net;
    contract.terms = draft.terms;
    contract.payment_methods = draft.payment_methods.value_or(PaymentMethods{});
    contract.late_interest_daily = draft.late_interest_daily;
    contract.penalty = draft.penalty;
    contract.penalty_after_days = draft.penalty_after_days;
    contract.dispute = draft.dispute;
    contract.before_signing = Status::draft;
    TANDEM_ASSERT(plan_is_whole(state));
    store_.update(contract);
    const char* step = approved ? "approval_taken_back" : "redrafted";
    note(contract.id, approved ? "contract.approval_taken_back" : "contract.redrafted",
         other_customer ? detail_of({{"step", step}, {"customer_before", customer_before}, {"customer", to_string(contract.customer)}}) : detail_of({{"step", step}}));
    return {};
}

Result<ContractState> ContractService::make(const ContractDraft& draft) {
    std::vector<PlanLine> plan;
    if (draft.terms) plan = TRY(compute_plan(*draft.terms, draft.amount, draft.expected, roll_));
    if (draft.expected_due.size() > plan.size())
        return refuse("contract.expected_due", std::to_string(draft.expected_due.size()), {{"parts", std::to_string(plan.size())}});
    for (std::size_t at = 0; at < draft.expected_due.size(); ++at) plan[at].due_date = draft.expected_due[at];
    ContractState state{TRY(contract_of(draft)), {}, {}, static_cast<int>(plan.size())};
    for (const PlanLine& line : plan) state.lines.push_back(stored(line, ids_.make<PlanLineId>()));
    TANDEM_ASSERT(plan_is_whole(state));

    store_.add(state.contract);
    for (const StoredLine& line : state.lines) store_.add(state.contract.id, line);
    note(state.contract.id, "contract.made");
    if (draft.signed_date) TRY_VOID(record_event(state, BaseEvent::signing, *draft.signed_date, state.contract.source.batch));
    return state;
}

void ContractService::open_items(ContractState& state, const std::vector<DatedLine>& dated) {
    for (const DatedLine& line : dated) std::ranges::find(state.lines, line.line, &StoredLine::id)->item = items_.open(state.contract, line);
    TANDEM_ASSERT(plan_is_whole(state));
}

Result<Recording> ContractService::record_event(ContractState& state, BaseEvent event, Date date, std::optional<BatchId> batch) {
    if (TRY(is_recorded(state, event, date))) return Recording::unchanged;
    const std::vector<DatedLine> dated = TRY(decide_dated_lines(state, event, date, roll_));
    if (!dated.empty()) TRY_VOID(items_.check(state.contract, date));

    const RecordedEvent recorded{ids_.next(), event, date};
    store_.add(state.contract.id, recorded, batch);
    state.events.push_back(recorded);
    if (event == BaseEvent::signing && state.contract.signed_date != date) {
        state.contract.signed_date = date;
        store_.update(state.contract);
    }
    open_items(state, dated);
    note(state.contract.id, "contract.event_recorded", detail_of({{"event", name_of(event)}, {"date", to_string(date)}}));
    return Recording::recorded;
}

Result<void> ContractService::void_event(ContractState& state, BaseEvent event, std::string_view reason) {
    const std::string name{name_of(event)};
    if (reason.empty()) return refuse("contract.reason_required", state.contract.number);
    const RecordedEvent* found = state.event(event);
    if (!found) return refuse("contract.event_missing", state.contract.number, {{"event", name}});
    const RecordedEvent recorded = *found;

    std::vector<OpenItemId> items;
    for (const StoredLine& line : state.lines)
        if (line.dated() && line.base == event) items.push_back(*line.item);
    const ItemUse use = items_.use_of(items);
    if (use.settled) return refuse("contract.event_settled", state.contract.number, {{"event", name}});
    if (use.invoiced) return refuse("contract.event_invoiced", state.contract.number, {{"event", name}});

    items_.take_back(items);
    for (StoredLine& line : state.lines)
        if (line.base == event) line.item.reset();
    store_.void_event(recorded.id);
    std::erase_if(state.events, [&](const RecordedEvent& other) { return other.id == recorded.id; });
    if (event == BaseEvent::signing) {
        state.contract.signed_date.reset();
        store_.update(state.contract);
    }
    note(state.contract.id, "contract.event_voided", detail_of({{"event", name}, {"date", to_string(recorded.date)}, {"reason", reason}}));
    return {};
}

Result<void> ContractService::change(ContractState& state, const ChangeOrder& order, std::string_view reason) {
    if (reason.empty()) return refuse("contract.reason_required", state.contract.number);
    if (state.contract.status() == Status::in_review) return refuse("contract.in_review", state.contract.number);
    const ChangedPlan changed = TRY(decide_change(state, order));
    const std::string before = to_decimal(state.contract.amount);

    std::vector<PlanLineId> replaced;
    for (const StoredLine& line : state.lines)
        if (!line.dated()) replaced.push_back(line.id);
    store_.void_lines(replaced);
    state.lines = changed.kept;
    for (const PlanLine& line : changed.replaced) {
        state.lines.push_back(stored(line, ids_.make<PlanLineId>()));
        store_.add(state.contract.id, state.lines.back());
    }
    state.last_line_no += static_cast<int>(changed.replaced.size());
    state.contract.amount = order.amount;
    state.contract.net.reset();  // it was the net of the amount before
    state.contract.terms = changed.terms;
    if (state.contract.status() != Status::signed_off) state.contract.before_signing = Status::draft;  // what was approved is another contract
    store_.update(state.contract);
    // A new line may wait for what has happened already.
    for (const RecordedEvent& event : state.events) {
        const std::vector<DatedLine> dated = TRY(decide_dated_lines(state, event.kind, event.date, roll_));
        if (!dated.empty()) TRY_VOID(items_.check(state.contract, event.date));
        open_items(state, dated);
    }
    TANDEM_ASSERT(plan_is_whole(state));
    note(state.contract.id, "contract.changed", detail_of({{"before", before}, {"after", to_decimal(order.amount)}, {"reason", reason}}));
    return {};
}

}  // namespace tandem::contract
