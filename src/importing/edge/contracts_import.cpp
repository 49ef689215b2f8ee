// Contracts: each with its collection plan from the terms' text; a signing date signs it at once. Without
// terms a contract has no plan, and its invoices carry their own due dates.
#include <algorithm>
#include <array>

#include "contract/clauses.h"
#include "contract/edge/terms_json.h"
#include "contract/terms_text.h"
#include "importing/cell_types.h"
#include "importing/edge/contract_chunk.h"
#include "importing/edge/identity.h"
#include "importing/edge/kinds.h"
#include "importing/edge/remarks_sql.h"
#include "importing/method_words.h"

namespace tandem::importing {
namespace {

struct Row {
    std::int64_t row;
    Identity id;
    std::string number, title, rep, terms, expected_due, methods, dispute, note;
    CustomerSeed customer;
    std::optional<Date> signed_date;
    Money gross;
    std::optional<Money> net;
    std::optional<Rate> late_interest_daily, penalty;
    std::optional<std::int64_t> penalty_after_days;
};

// What the ways to pay and the breach and dispute clauses say, checked.
struct Clauses {
    std::optional<int> penalty_after_days;
    std::optional<contract::Venue> dispute;
    std::optional<PaymentMethods> methods;
};

using ExpectedDue = std::vector<std::optional<Date>>;  // by line of the plan

template <class Value>
bool agrees(const std::optional<Value>& stated, const std::optional<Value>& booked) { return !stated || stated == booked; }

class ContractsImporter final : public KindImporter {
public:
    explicit ContractsImporter(ImportContext& context) : context_(context), chunk_(context), remarks_(context) {}

    void take(std::int64_t row_number, const TypedRow& cells) override {
        const auto at = [](std::string_view name) { return field_of(ImportKind::contracts, name); };
        const auto text = [&](std::string_view name) { return text_or(cells, at(name)); };
        const auto id = identity_of(cells, context_.mapping);
        rows_.push_back({row_number, id, text_or(cells, at("number"), id.external_id), text("title"), text("rep"), text("terms"), text("expected_due"), text("payment_methods"), text("dispute"), text("note"), {text("customer"), text("customer_name"), {}, {}},
                         cells.date(at("signed_date")), *cells.amount(at("gross")), cells.amount(at("net")), cells.rate(at("late_interest_daily")), cells.rate(at("penalty")), cells.integer(at("penalty_after_days"))});
    }

    void write_chunk(Counts& counts, std::vector<FieldError>& errors) override {
        for (const Row& row : rows_) {
            context_.references.want_customer(row.customer);
            context_.references.want_employee(row.rep);
        }
        context_.references.resolve();
        load_booked();
        for (const Row& row : rows_) book(row, counts, errors);
        chunk_.flush();
        remarks_.flush();
        rows_.clear();
    }

private:
    void load_booked() {
        booked_.clear();
        numbers_.clear();
        std::vector<ContractId> known;
        for_each_source(rows_, [&](const std::string& source, const std::string& list) {
            context_.connection.query("SELECT external_id, id FROM contract WHERE company_id = $1 AND source = $2 AND voided_at IS NULL AND external_id IN {texts:$3}",
                                      {context_.company.id.value, source, list}, [&](const sql::Row& row) {
                                          booked_.emplace(Identity{source, std::string(row.text(0))}, ContractId{row.integer(1)});
                                          known.push_back(ContractId{row.integer(1)});
                                      });
        });
        std::vector<std::string> numbers;
        for (const Row& row : rows_) numbers.push_back(row.number);
        context_.connection.query("SELECT number FROM contract WHERE company_id = $1 AND voided_at IS NULL AND number IN {texts:$2}", {context_.company.id.value, sql::text_list(numbers)},
                                  [&](const sql::Row& row) { numbers_.emplace(row.text(0)); });
        chunk_.load(known);
    }

    Result<std::optional<contract::PaymentTerms>> terms_of(const Row& row) const {
        if (row.terms.empty()) return std::optional<contract::PaymentTerms>{};
        return std::optional{TRY(contract::read_terms(row.terms, row.gross.currency(), row.gross))};
    }

    // Dates split like ways to pay; the blank ones stay open.
    Result<ExpectedDue> expected_due_of(const Row& row) const {
        ExpectedDue dates;
        for (const std::string_view cell : split_cell(row.expected_due)) {
            dates.emplace_back();
            if (!cell.empty()) dates.back() = TRY(read_date(cell, context_.mapping.dates, context_.mapping.times));
        }
        return dates;
    }

    // What has its date already is expected no more.
    static bool agrees_with_plan(const ExpectedDue& stated, const contract::ContractState& state) {
        if (stated.size() > state.lines.size()) return false;
        for (std::size_t at = 0; at < stated.size(); ++at)
            if (!state.lines[at].dated() && !agrees(stated[at], state.lines[at].expected_date)) return false;
        return true;
    }

    static std::optional<contract::Venue> venue_of(const std::string& text) {
        constexpr std::array<std::pair<std::string_view, contract::Venue>, 5> words{{{"我方所在地", contract::Venue::our_seat},           {"客户所在地", contract::Venue::customer_seat},
                                                                                     {"合同履行地", contract::Venue::place_of_performance}, {"仲裁", contract::Venue::arbitration},
                                                                                     {"对方所在地", contract::Venue::customer_seat}}};
        const auto found = std::ranges::find(words, text, &std::pair<std::string_view, contract::Venue>::first);
        return found == words.end() ? contract::venue_named(text) : std::optional{found->second};
    }
    // The field that is wrong is the subject's.
    template <class Wrong>
    static std::optional<Clauses> clauses_of(const Row& row, const Wrong& wrong) {
        Clauses clauses;
        if (row.penalty_after_days && *row.penalty_after_days > contract::longest_penalty_days) {
            const std::string days = std::to_string(*row.penalty_after_days);
            wrong("penalty_after_days", days, error_of("contract.breach_days_long", days));
            return std::nullopt;
        }
        if (row.penalty_after_days) clauses.penalty_after_days = static_cast<int>(*row.penalty_after_days);
        if (!row.dispute.empty()) clauses.dispute = venue_of(row.dispute);
        if (!row.dispute.empty() && !clauses.dispute) {
            wrong("dispute", row.dispute, error_of("contract.unknown_venue", row.dispute));
            return std::nullopt;
        }
        if (!row.methods.empty()) clauses.methods = methods_in_words(row.methods);
        if (!row.methods.empty() && !clauses.methods) {
            wrong("payment_methods", row.methods, error_of("contract.unknown_method", row.methods));
            return std::nullopt;
        }
        return clauses;
    }

    void book(const Row& row, Counts& counts, std::vector<FieldError>& errors) {
        const auto wrong = [&](std::string_view field, std::string_view value, Error error) { refuse_row(errors, context_.mapping, row.row, field, value, std::move(error)); };
        const auto customer = context_.references.customer(row.customer.code);
        if (!customer) return wrong("customer", row.customer.code, error_of("importing.unknown_customer", row.customer.code));
        const auto rep = context_.references.employee(row.rep);
        if (!row.rep.empty() && !rep) return wrong("rep", row.rep, error_of("importing.unknown_employee", row.rep));
        auto terms = terms_of(row);
        if (!terms) return wrong("terms", row.terms, terms.error());
        const auto clauses = clauses_of(row, wrong);
        if (!clauses) return;
        const auto expected = expected_due_of(row);
        if (!expected) return wrong("expected_due", row.expected_due, expected.error());
        if (const auto known = booked_.find(row.id); known != booked_.end()) return book_again(row, *customer, rep, *terms, *clauses, *expected, *chunk_.find(known->second), counts, errors);
        if (numbers_.contains(row.number)) return wrong("number", row.number, error_of("contract.number_taken", row.number));

        const auto made = chunk_.desk().service().make({.number = row.number, .title = row.title, .customer = *customer, .rep = rep, .amount = row.gross, .net = row.net, .terms = *std::move(terms),
                                                        .signed_date = row.signed_date, .expected = {}, .expected_due = *expected, .late_interest_daily = row.late_interest_daily, .penalty = row.penalty,
                                                        .penalty_after_days = clauses->penalty_after_days, .dispute = clauses->dispute, .payment_methods = clauses->methods,
                                                        .source = contract::Source{row.id.source, row.id.external_id, context_.batch}});
        if (!made && made.error().code == "contract.expected_due") return wrong("expected_due", row.expected_due, made.error());
        if (!made) return wrong(made.error().code == "contract.net_above_amount" ? "net" : "gross", to_decimal(row.gross), made.error());
        remarks_.add("contract", made->contract.id.value, "remark", row.note);
        booked_.emplace(row.id, made->contract.id);
        numbers_.insert(row.number);
        chunk_.keep(*made);
        ++counts.created;
    }

    // The same identity again: nothing new, a signing that has become known since, or a contradiction.
    void book_again(const Row& row, CustomerId customer, std::optional<EmployeeId> rep, const std::optional<contract::PaymentTerms>& terms, const Clauses& clauses, const ExpectedDue& expected,
                    contract::ContractState& state,                    Counts& counts, std::vector<FieldError>& errors) {
        const contract::Contract& booked = state.contract;
        const auto text_of = [](const std::optional<contract::PaymentTerms>& some) { return some ? contract::to_json(*some) : std::string{}; };
        const bool clauses_agree = agrees(row.late_interest_daily, booked.late_interest_daily) && agrees(row.penalty, booked.penalty) &&
                                   agrees(clauses.penalty_after_days, booked.penalty_after_days) && agrees(clauses.dispute, booked.dispute) && (!clauses.methods || *clauses.methods == booked.payment_methods);
        const bool same = clauses_agree && agrees_with_plan(expected, state) && booked.customer == customer && booked.number == row.number && booked.amount == row.gross && text_of(booked.terms) == text_of(terms) && agrees(rep, booked.rep) && agrees(row.net, booked.net) &&
                          (row.title.empty() || row.title == booked.title);
        if (!same) return refuse_row(errors, context_.mapping, row.row, "external_id", row.id.external_id, error_of("importing.identity_conflict", row.id.external_id));
        if (!row.signed_date) { ++counts.unchanged; return; }
        const auto recording = chunk_.desk().service().record_event(state, contract::BaseEvent::signing, *row.signed_date, context_.batch);
        if (!recording) return refuse_row(errors, context_.mapping, row.row, "signed_date", to_string(*row.signed_date), recording.error());
        ++(*recording == contract::Recording::recorded ? counts.updated : counts.unchanged);
    }

    ImportContext& context_;
    ContractChunk chunk_;
    Remarks remarks_;
    std::vector<Row> rows_;
    ByIdentity<ContractId> booked_;
    std::unordered_set<std::string> numbers_;
};

}  // namespace

std::unique_ptr<KindImporter> make_contracts_importer(ImportContext& context) { return std::make_unique<ContractsImporter>(context); }

}  // namespace tandem::importing
