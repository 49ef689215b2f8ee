// The day-end run, trust I10 and I11, over random books on both engines: whatever happens around it, every day is
// run exactly once and leaves the same behind.
#include <rapidcheck.h>

#include <algorithm>

#include "dunning/edge/day_end_sql_alerts.h"
#include "insight/edge/book_loader.h"
#include "insight/report.h"
#include "support/day_end_book.h"
#include "support/failing_connection.h"

using namespace tandem;
using namespace tandem::testing;

namespace {

// A random story: items and what settles them, all recorded on their day, some items late.
struct Story {
    int days;
    std::vector<ItemFact> items;
    std::vector<SettlementFact> settlements;
};
Story random_story(bool items_in_time) {
    Story story{*rc::gen::inRange(3, 40), {}, {}};
    const int count = *rc::gen::inRange(0, 7);
    for (int at = 0; at < count; ++at) {
        const int born = *rc::gen::inRange(-40, 35), term = *rc::gen::element(0, 1, 5, 7, 10, 30), due = born + term;
        const int recorded = items_in_time ? born : born + *rc::gen::element(0, 0, 0, 2, 11);
        story.items.push_back({"I" + std::to_string(at), day(born), day(due), day(recorded), *rc::gen::inRange<std::int64_t>(1, 100'000), *rc::gen::element(false, false, true), *rc::gen::element<std::string>("R1", "R2", "")});
        std::int64_t open = story.items.back().amount, paid = 0;
        int on = std::max(recorded, born);
        for (int part = *rc::gen::inRange(0, 4); part > 0; --part) {
            on += *rc::gen::inRange(0, 25);
            const bool reverse = paid > 0 && *rc::gen::inRange(0, 4) == 0;
            const std::int64_t amount = reverse ? -paid : *rc::gen::element(open, (open + 1) / 2);
            if (amount == 0) continue;
            story.settlements.push_back({story.items.back().number, day(on), amount});
            open -= amount;
            paid += amount;
        }
    }
    return story;
}

void write_until(DayEndBook& book, const Story& story, Date after, Date until) {
    for (const auto& one : story.items)
        if (one.recorded_on > after && one.recorded_on <= until) book.add(one);
    for (const auto& one : story.settlements)
        if (one.date > after && one.date <= until) book.add(one);
}
const Date long_ago = day(-1000);

// Companies with the same people in one database, to tell two histories of the same story apart.
class Companies {
public:
    explicit Companies(const TemporaryDatabase& database) : connection_(open_early(database, clock_)) {}
    std::unique_ptr<DayEndBook> make() {
        clock_.set(day(-50), 8);
        auto book = std::make_unique<DayEndBook>(*connection_, clock_, "c" + std::to_string(++count_));
        book->add_employee("R1", "业务员", "M1");
        book->add_employee("R2", "sales");
        book->add_employee("M1", "销售经理");
        book->add_employee("K1", "risk_officer");
        return book;
    }
    std::string digest(const DayEndBook& book) { return day_end_digest(*connection_, book.company().id); }
    sql::Connection& connection() { return *connection_; }
    // The whole story, run every evening.
    std::string daily(const Story& story) {
        const auto book = make();
        Date written = long_ago;
        for (int number = 0; number < story.days; ++number) {
            write_until(*book, story, written, day(number));
            written = day(number);
            RC_ASSERT(book->run(day(number))->size() == 1);
        }
        return digest(*book);
    }

private:
    SetClock clock_;
    std::unique_ptr<sql::Connection> connection_;
    int count_ = 0;
};

void for_all_stories(bool items_in_time, const std::function<void(Companies&, const Story&)>& property) {
    on_both_engines([&](const TemporaryDatabase& database) {
        Companies companies{database};
        CHECK(rc::check([&] { property(companies, random_story(items_in_time)); }));
    });
}

}  // namespace

TEST_CASE("I10, property: twice is once, and missed days are caught up as if they had been run daily") {
    for_all_stories(false, [](Companies& companies, const Story& story) {
        const std::string expected = companies.daily(story);
        const auto book = companies.make();
        Date written = long_ago, run = day(0) - Days{1};
        for (int number = 0; number < story.days; ++number) {
            const bool last = number + 1 == story.days;
            if (number > 0 && !last && *rc::gen::inRange(0, 3) > 0) continue;
            write_until(*book, story, written, day(number));
            written = day(number);
            const auto made = book->run(day(number));
            RC_ASSERT(made.has_value());
            RC_ASSERT(Days{made->size()} == day(number) - run);
            run = day(number);
            if (*rc::gen::inRange(0, 2) == 0) RC_ASSERT(book->run(day(number))->empty());
        }
        RC_ASSERT(companies.digest(*book) == expected);
    });
}

TEST_CASE("I10, property: a crash at any statement, and the same call again, leave what an undisturbed run leaves") {
    for_all_stories(false, [](Companies& companies, const Story& story) {
        const auto undisturbed = companies.make(), disturbed = companies.make();
        const Date last = day(story.days - 1), first = day(*rc::gen::inRange(0, story.days));
        for (const auto* book : {&undisturbed, &disturbed}) write_until(**book, story, long_ago, last);
        RC_ASSERT(undisturbed->run(first, last));
        RC_ASSERT(undisturbed->run(last, last));
        // Ever later in the run, until one call comes through.
        int crashes = 0;
        for (const Date until : {first, last})
            for (int step = *rc::gen::inRange(0, 5);; step += *rc::gen::inRange(1, 25)) {
                FailingConnection failing{companies.connection(), step};
                try {
                    RC_ASSERT(disturbed->run(until, last, &failing));
                    break;
                } catch (const Crash&) {
                    ++crashes;
                }
            }
        RC_ASSERT(crashes > 0);
        RC_ASSERT(companies.digest(*disturbed) == companies.digest(*undisturbed));
    });
}

// Alerts whose day moves with what is open that evening, by amount and by share.
dunning::DunningPolicy with_exceptions() {
    auto policy = DayEndBook::policy();
    auto& rules = policy.alerts.rules;
    rules[0].exceptions = {{Money{30'000, currency("CNY")}, {}, {}, -3}};
    rules[1].exceptions = {{Money{50'000, currency("CNY")}, {}, {}, 1}, {Money{20'000, currency("CNY")}, {}, {}, 6}};
    rules[2].exceptions = {{{}, {}, *parse_rate("0.4"), 10}};
    return policy;
}

TEST_CASE("property: the alerts recorded are the alerts derived from the facts, for items recorded in time") {
    for_all_stories(true, [](Companies& companies, Story story) {
        const auto book = companies.make();
        // A receipt taken back raises what is open after an alert's day; what then comes late is day-end's alone.
        const bool moving = *rc::gen::arbitrary<bool>() && std::ranges::none_of(story.settlements, [](const SettlementFact& one) { return one.amount < 0; });
        // What arose before the first run comes late in it, by what is open then: where days move, all arises after.
        if (moving) {
            std::erase_if(story.settlements, [&](const SettlementFact& one) { return std::ranges::find(story.items, one.item, &ItemFact::number)->item_date <= day(0); });
            std::erase_if(story.items, [](const ItemFact& item) { return item.item_date <= day(0); });
        }
        const auto policy = moving ? with_exceptions() : DayEndBook::policy();
        book->policy_on = [policy](Date) -> Result<dunning::DunningPolicy> { return policy; };
        write_until(*book, story, long_ago, day(story.days));
        const Date last = day(story.days - 1);
        RC_ASSERT(book->run(day(0), last));  // what was overdue before the first run comes late, once
        RC_ASSERT(book->run(last, last));
        const auto own = *app::load_policies(companies.connection(), book->company().id, last);
        insight::BookLoader loader{book->company()};
        const auto facts = loader.load(companies.connection());
        for (int number = 0; number < story.days; ++number) {
            insight::ReportQuery query;
            query.name = "warnings";
            query.as_of.date = last;
            query.from = query.to = day(number);
            const auto derived = *insight::run_report(facts, {own.receivable, own.cash, policy}, query);
            std::map<std::string, std::pair<std::int64_t, std::int64_t>> fired;
            for (const auto& sum : dunning::load_fired_sums(companies.connection(), book->company().id, {day(number), day(number), {}, {}}))
                fired[sum.code] = {sum.count - sum.late_count, sum.amount_minor - sum.late_minor};
            for (const auto& group : derived.groups) RC_ASSERT((fired[group.key] == std::pair{group.count, group.amount}));
        }
    });
}

TEST_CASE("I11, property: no stage is passed over without a record, and nothing that is paid is dunned") {
    for_all_stories(false, [](Companies& companies, const Story& story) {
        const auto book = companies.make();
        write_until(*book, story, long_ago, day(story.days));
        RC_ASSERT(book->run(day(story.days - 1), day(story.days - 1)));
        const auto& stages = DayEndBook::policy().stages;
        companies.connection().query(
            "SELECT payload FROM outbox WHERE company_id = $1 AND topic = 'dunning.stage_changed'", {book->company().id.value}, [&](const sql::Row& row) {
                const std::string detail{row.text(0)};
                const auto code = [&](const char* key) { return detail.substr(detail.find(key) + std::string_view{key}.size() + 3, 6); };
                int from = 0, to = 0;
                for (int stage = 1; stage <= stages.count(); ++stage) {
                    if (stages.code(stage).starts_with(code("from_stage"))) from = stage;
                    if (stages.code(stage).starts_with(code("to_stage"))) to = stage;
                }
                RC_ASSERT(to <= from + 1 || detail.find("skipped") != std::string::npos);
            });
        RC_ASSERT(companies.connection().one_integer("SELECT COUNT(*) FROM task t JOIN open_item o ON o.company_id = t.company_id AND o.id = t.item_id "
                                                     "WHERE t.company_id = $1 AND t.cancelled_date IS NULL AND t.open_minor <= 0", {book->company().id.value}) == 0);
    });
}
