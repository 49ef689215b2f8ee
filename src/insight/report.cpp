#include "insight/report.h"

#include <algorithm>
#include <bitset>
#include <unordered_map>
#include <unordered_set>

#include "insight/definition.h"

namespace tandem::insight {
namespace {

const Definition* find_definition(std::string_view name) {
    for (const auto reports : {receivable_reports(), cash_reports(), dunning_reports()})
        for (const Definition& each : reports)
            if (each.name == name) return &each;
    return nullptr;
}

std::string joined(const std::vector<std::string_view>& words) {
    std::string text;
    for (const auto word : words) (text += text.empty() ? "" : ", ") += word;
    return text;
}

void fill_range(ReportQuery& query, DefaultRange range) {
    if (range == DefaultRange::none || range == DefaultRange::everything) return;
    if (!query.to) query.to = query.as_of.date;
    // Month by month means all months, where each month stands for itself.
    const bool every_month = range == DefaultRange::month_of_as_of && query.by == GroupBy::month && query.variant == "due_cohort";
    if (query.from || every_month) return;
    switch (range) {
        case DefaultRange::month_of_as_of: query.from = first_of_month(*query.to); break;
        case DefaultRange::window: query.from = *query.to - Days{query.window_days - 1}; break;
        default: query.from = *query.to; break;
    }
}

struct Question {
    const Definition* definition;
    ReportQuery query;
    receivable::AgingBuckets buckets;
};

Result<Question> make_question(const Policies& policies, const ReportQuery& asked) {
    const Definition* definition = find_definition(asked.name);
    if (!definition) return refuse("insight.unknown_report", asked.name);
    Question question{definition, asked, {}};
    ReportQuery& query = question.query;
    if (query.variant.empty()) query.variant = definition->variants.front();
    if (std::ranges::find(definition->variants, query.variant) == definition->variants.end())
        return refuse("insight.unknown_variant", query.variant, {{"report", query.name}, {"variants", joined(definition->variants)}});
    if (query.by == GroupBy::none) query.by = definition->default_by;
    fill_range(query, definition->range);
    if (query.from && query.to && *query.to < *query.from)
        return refuse("insight.range_reversed", query.name, {{"from", to_string(*query.from)}, {"to", to_string(*query.to)}});
    question.buckets = query.buckets ? *query.buckets : query.basis == receivable::AgingBasis::due ? policies.receivable.by_due : policies.receivable.by_invoice;
    return question;
}

Date monday_of(std::int32_t day) {
    const Date date = date_of(day);
    return date - (std::chrono::weekday{date} - std::chrono::Monday);
}

// Which group a contribution belongs to: a number to sum by, and later its text.
std::int64_t group_number(const Book& book, GroupBy by, const Contribution& one) {
    const bool by_time = by == GroupBy::month || by == GroupBy::week || by == GroupBy::day;
    if (by_time && one.day == undated_day) return undated_day;
    switch (by) {
        case GroupBy::none: return 0;
        case GroupBy::customer: return one.customer;
        case GroupBy::group: return one.customer == nowhere ? nowhere : book.customers[one.customer].group;
        case GroupBy::rep: return one.rep;
        case GroupBy::team: return one.team;
        case GroupBy::region: return one.region;
        case GroupBy::country: return one.customer;  // folded by text afterwards
        case GroupBy::month: return day_number(first_of_month(date_of(one.day)));
        case GroupBy::week: return day_number(monday_of(one.day));
        case GroupBy::day: return one.day;
    }
    TANDEM_ASSERT(false);
}

struct KeyText { std::string key, name; };
KeyText group_text(const Book& book, GroupBy by, std::int64_t number) {
    const auto named = [&](const Register<Named>& all) -> KeyText {
        if (number == nowhere) return {"", ""};
        const Named& one = all[static_cast<Place>(number)];
        return {one.code, one.name};
    };
    const bool by_time = by == GroupBy::month || by == GroupBy::week || by == GroupBy::day;
    if (by_time && number == undated_day) return {"undated", ""};
    const auto day = [&] { return to_string(date_of(number)); };
    switch (by) {
        case GroupBy::none: return {"all", ""};
        case GroupBy::customer: return number == nowhere ? KeyText{} : KeyText{book.customers[static_cast<Place>(number)].code, book.customers[static_cast<Place>(number)].name};
        case GroupBy::group: return named(book.groups);
        case GroupBy::rep: return named(book.employees);
        case GroupBy::team: return named(book.teams);
        case GroupBy::region: return named(book.regions);
        case GroupBy::country: return {number == nowhere ? "" : book.customers[static_cast<Place>(number)].country, ""};
        case GroupBy::month: return {day().substr(0, 7), ""};
        case GroupBy::week:
        case GroupBy::day: return {day(), ""};
    }
    TANDEM_ASSERT(false);
}

class Aggregator {
public:
    Aggregator(const Book& book, const Question& question, std::vector<std::string> keys)
        : book_(book), question_(question), own_keys_(std::move(keys)) {}

    void add(const Contribution& one) {
        Entry& entry = entry_of(one);
        Group& group = entry.group;
        group.count += one.count;
        group.amount += one.amount;
        if (one.bucket >= 0) {
            BucketTotal& bucket = group.buckets[static_cast<std::size_t>(one.bucket)];
            bucket.count += one.count;
            bucket.amount += one.amount;
        }
        const auto& columns = question_.definition->columns;
        for (std::size_t at = 0; at < columns.size(); ++at)
            group.sums[at] = columns[at].combine == Combine::max ? std::max(group.sums[at], one.figures[at]) : group.sums[at] + one.figures[at];
        if (one.customer != nowhere && one.customer != entry.last_customer && one.count > 0) {
            entry.customers.insert(one.customer);
            entry.last_customer = one.customer;
        }
    }

    void add_unapplied(const Contribution& one) { entry_of(one).group.unapplied += one.amount; }

    std::vector<Group> groups() {
        std::vector<Group> out;
        for (auto& [number, entry] : entries_) {
            entry.group.customers = static_cast<std::int64_t>(entry.customers.size());
            out.push_back(std::move(entry.group));
        }
        if (out.empty() && question_.query.by == GroupBy::none && own_keys_.empty()) out.push_back(make_group({.kind = FactKind::open_item, .place = nowhere}));
        // Alerts and stages are shown even when none fired; a quiet day is an answer too.
        if (question_.query.by == GroupBy::none) {
            for (std::size_t key = 0; key < own_keys_.size(); ++key)
                if (std::ranges::find(out, own_keys_[key], &Group::key) == out.end()) out.push_back(make_group({.kind = FactKind::open_item, .place = nowhere, .key = static_cast<std::int32_t>(key)}));
        }
        std::ranges::sort(out, [&](const Group& a, const Group& b) {
            if (a.date != b.date) return a.date < b.date;
            if (!own_keys_.empty() && a.key != b.key) return std::ranges::find(own_keys_, a.key) < std::ranges::find(own_keys_, b.key);
            return std::pair{a.key, a.currency} < std::pair{b.key, b.currency};
        });
        return out;
    }

    std::string key_of(const Contribution& one) const {
        if (one.key >= 0) return own_keys_[static_cast<std::size_t>(one.key)];
        return group_text(book_, question_.query.by, group_number(book_, question_.query.by, one)).key;
    }

private:
    struct Entry {
        Group group;
        std::unordered_set<Place> customers;
        Place last_customer = nowhere;
    };

    Group make_group(const Contribution& one) const {
        Group group;
        const GroupBy by = question_.query.by;
        if (one.key >= 0) {
            group.key = own_keys_[static_cast<std::size_t>(one.key)];
            if (by == GroupBy::day) group.date = to_string(date_of(one.day));
        } else {
            auto text = group_text(book_, by, group_number(book_, by, one));
            group.key = std::move(text.key);
            group.name = std::move(text.name);
        }
        group.currency = one.place == nowhere ? question_.query.currency.value_or(book_.base) : book_.currencies[one.currency];
        if (question_.definition->buckets == OwnBuckets::aging) group.buckets.resize(question_.buckets.size());
        return group;
    }

    Entry& entry_of(const Contribution& one) {
        const GroupBy by = question_.query.by;
        std::int64_t number = one.key >= 0 ? (by == GroupBy::day ? std::int64_t{one.day} * 64 : 0) + one.key : group_number(book_, by, one);
        if (by == GroupBy::country && one.key < 0) number = country_number(one.customer);
        const std::int64_t slot = number * 256 + one.currency;
        if (slot == last_slot_ && last_) return *last_;
        const auto [found, fresh] = entries_.try_emplace(slot);
        if (fresh) found->second.group = make_group(one);
        last_slot_ = slot;
        last_ = &found->second;
        return *last_;
    }

    // Customers of one country share a number.
    std::int64_t country_number(Place customer) {
        if (customer == nowhere) return -1;
        return countries_.try_emplace(book_.customers[customer].country, static_cast<std::int64_t>(countries_.size())).first->second;
    }

    const Book& book_;
    const Question& question_;
    std::vector<std::string> own_keys_;
    std::unordered_map<std::int64_t, Entry> entries_;
    std::unordered_map<std::string, std::int64_t> countries_;
    std::int64_t last_slot_ = -1;
    Entry* last_ = nullptr;
};

bool asked_for(const Book& book, const org::Reach& reach, const ReportQuery& query, const Contribution& one) {
    if (!reach.sees_customer_at(one.customer)) return false;
    if (query.customer && (one.customer == nowhere || book.customers[one.customer].id != query.customer->value)) return false;
    return !query.currency || book.currencies[one.currency] == *query.currency;
}

// Receipts and credit notes that settle nothing yet stand apart from the buckets.
void for_each_unapplied(const ReportInput& in, const Sink& sink) {
    const Book& book = in.position.book();
    for (const Place at : in.receipts())
        if (const auto left = in.position.unapplied_receipt(at))
            sink({.kind = FactKind::receipt, .place = at, .customer = book.receipts.customer[at], .currency = book.receipts.currency[at], .day = book.receipts.date[at], .amount = left});
    for (const Place at : in.credit_notes())
        if (const auto left = in.position.unapplied_note(at))
            sink({.kind = FactKind::credit_note, .place = at, .customer = book.credit_notes.customer[at], .currency = book.credit_notes.currency[at], .day = book.credit_notes.date[at], .amount = left});
}

int version_of(DecidedBy policy, const Policies& policies) {
    switch (policy) {
        case DecidedBy::receivable: return policies.receivable.version;
        case DecidedBy::cash: return policies.cash.version;
        case DecidedBy::dunning: return policies.dunning.version;
    }
    TANDEM_ASSERT(!"a policy of the list");
    return 0;
}

std::vector<std::string> own_keys(const Question& question, const Policies& policies) {
    return question.definition->keys ? question.definition->keys(policies) : std::vector<std::string>{};
}

}  // namespace

std::optional<GroupBy> parse_group_by(std::string_view name) {
    constexpr std::pair<std::string_view, GroupBy> names[] = {
        {"customer", GroupBy::customer}, {"group", GroupBy::group}, {"rep", GroupBy::rep}, {"team", GroupBy::team}, {"region", GroupBy::region},
        {"country", GroupBy::country}, {"month", GroupBy::month}, {"week", GroupBy::week}, {"day", GroupBy::day}, {"none", GroupBy::none}};
    for (const auto& [known, by] : names)
        if (known == name) return by;
    return std::nullopt;
}

Contribution of_item(const Book& book, Place item) {
    const Items& items = book.items;
    return {.kind = FactKind::open_item, .place = item, .customer = items.customer[item], .rep = items.rep[item], .team = items.team[item],
            .region = items.region[item], .currency = items.currency[item], .day = items.due[item]};
}

void add_owners(const Book& book, Contribution& one) {
    if (one.rep == nowhere && one.customer != nowhere) one.rep = book.customers[one.customer].rep;
    if (one.rep != nowhere) one.team = book.employees[one.rep].parent;
    if (one.team != nowhere) one.region = book.teams[one.team].parent;
}

std::optional<std::int64_t> ratio(Wide numerator, std::int64_t denominator, std::int64_t scale) {
    if (denominator == 0) return std::nullopt;
    return denominator > 0 ? divide(numerator * scale, denominator, Rounding::half_up) : divide(-numerator * scale, -Wide{denominator}, Rounding::half_up);
}

Result<Report> run_report(const Book& book, const Policies& policies, const ReportQuery& asked) { return run_report(Position{book, asked.as_of}, org::Reach::whole_company(), policies, asked); }

Result<Report> run_report(const Position& position, const org::Reach& reach, const Policies& policies, const ReportQuery& asked) {
    TANDEM_ASSERT(position.as_of() == asked.as_of);
    const Question question = TRY(make_question(policies, asked));
    const Book& book = position.book();
    const ReportInput input{position, reach, policies, question.query, question.buckets};
    Aggregator aggregator{book, question, own_keys(question, policies)};
    question.definition->contribute(input, [&](Contribution one) {
        if (one.kind != FactKind::open_item) add_owners(book, one);
        if (asked_for(book, reach, question.query, one)) aggregator.add(one);
    });
    if (question.definition->name == "aging")
        for_each_unapplied(input, [&](Contribution one) {
            add_owners(book, one);
            if (asked_for(book, reach, question.query, one)) aggregator.add_unapplied(one);
        });

    Report report{.name = question.query.name, .variant = question.query.variant, .as_of = question.query.as_of, .from = question.query.from, .to = question.query.to,
                  .policy_version = version_of(question.definition->policy, policies), .bucket_kinds = {}, .groups = aggregator.groups()};
    if (question.definition->buckets == OwnBuckets::aging) report.bucket_kinds.assign(question.buckets.all().begin(), question.buckets.all().end());
    question.definition->finish(input, report.groups);
    if (question.query.top > 0 && report.groups.size() > static_cast<std::size_t>(question.query.top)) report.groups.resize(static_cast<std::size_t>(question.query.top));
    return report;
}

Result<std::vector<Contribution>> rows_behind(const Book& book, const Policies& policies, const ReportQuery& asked, std::optional<std::string_view> key, std::string_view bucket) {
    return rows_behind(Position{book, asked.as_of}, org::Reach::whole_company(), policies, asked, key, bucket);
}

Result<std::vector<Contribution>> rows_behind(const Position& position, const org::Reach& reach, const Policies& policies, const ReportQuery& asked, std::optional<std::string_view> key, std::string_view bucket) {
    TANDEM_ASSERT(position.as_of() == asked.as_of);
    const Question question = TRY(make_question(policies, asked));
    const Book& book = position.book();
    const ReportInput input{position, reach, policies, question.query, question.buckets};
    const Aggregator aggregator{book, question, own_keys(question, policies)};
    const auto wanted = bucket.empty() ? std::nullopt : question.buckets.find(bucket);
    if (!bucket.empty() && !wanted) return refuse("insight.unknown_bucket", std::string(bucket));
    std::vector<Contribution> rows;
    question.definition->contribute(input, [&](Contribution one) {
        if (one.kind != FactKind::open_item) add_owners(book, one);
        if (!asked_for(book, reach, question.query, one)) return;
        if (wanted && one.bucket != static_cast<std::int32_t>(*wanted)) return;
        if (key && aggregator.key_of(one) != *key) return;
        rows.push_back(one);
    });
    return rows;
}

std::vector<ReportDescription> describe_reports() {
    std::vector<ReportDescription> out;
    for (const auto reports : {receivable_reports(), cash_reports(), dunning_reports()})
        for (const Definition& each : reports) {
            out.push_back({each.name, each.variants, {}, each.formula_en, each.formula_zh});
            for (const Column& column : each.columns) out.back().figures.push_back(column.name);
        }
    return out;
}

}  // namespace tandem::insight
