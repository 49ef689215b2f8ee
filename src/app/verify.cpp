#include "app/verify.h"

#include <map>

#include "credit/edge/assessments_sql.h"
#include "credit/edge/kept_exposure_sql.h"
#include "document/edge/attachments_sql.h"
#include "insight/edge/book_loader.h"
#include "insight/position.h"
#include "receivable/edge/exposure_sql.h"

namespace tandem::app {
namespace {

// `broken` selects one text column naming each row that breaks the rule; `checked` counts what was looked at.
struct Invariant {
    std::string_view name, en, zh;
    sql::Sql checked, broken;
};

const Invariant invariants[] = {
    {"I1", "A receipt's unapplied amount is what its allocations and refunds left, never below zero", "收款的未核销额等于收款减去核销与退款，且不为负",
     "SELECT COUNT(*) FROM receipt WHERE company_id = $1 AND voided_at IS NULL",
     "SELECT r.number FROM receipt r LEFT JOIN (SELECT source_id, SUM(amount_minor) AS applied FROM settlement WHERE company_id = $1 AND kind = 'receipt' AND voided_at IS NULL GROUP BY source_id) s ON s.source_id = r.id "
     "LEFT JOIN (SELECT source_id, SUM(amount_minor) AS paid FROM refund WHERE company_id = $1 AND kind = 'receipt' GROUP BY source_id) f ON f.source_id = r.id "
     "WHERE r.company_id = $1 AND r.voided_at IS NULL AND r.reversed_date IS NULL AND (r.unapplied_minor < 0 OR r.unapplied_minor <> r.amount_minor - COALESCE(s.applied, 0) - COALESCE(f.paid, 0)) ORDER BY r.id"},
    {"I1", "A reversed receipt settles nothing", "已退回的收款不再核销任何款项", "SELECT COUNT(*) FROM receipt WHERE company_id = $1 AND reversed_date IS NOT NULL",
     "SELECT r.number FROM receipt r JOIN (SELECT source_id, SUM(amount_minor) AS applied FROM settlement WHERE company_id = $1 AND kind = 'receipt' AND voided_at IS NULL GROUP BY source_id) s ON s.source_id = r.id "
     "WHERE r.company_id = $1 AND r.reversed_date IS NOT NULL AND s.applied <> 0 ORDER BY r.id"},
    {"I2", "An item's open amount is what its settlements left, from zero to its amount", "应收未清额等于应收减去全部核销，介于零与应收额之间",
     "SELECT COUNT(*) FROM open_item WHERE company_id = $1 AND voided_at IS NULL",
     "SELECT o.number FROM open_item o LEFT JOIN (SELECT item_id, SUM(amount_minor) AS settled FROM settlement WHERE company_id = $1 AND voided_at IS NULL GROUP BY item_id) s ON s.item_id = o.id "
     "WHERE o.company_id = $1 AND o.voided_at IS NULL AND (o.open_minor < 0 OR o.open_minor <> o.amount_minor - COALESCE(s.settled, 0)) ORDER BY o.id"},
    {"I2", "A credit note's remaining amount is what its allocations and refunds left", "红字单据的余额等于金额减去核销与退款", "SELECT COUNT(*) FROM credit_note WHERE company_id = $1 AND voided_at IS NULL",
     "SELECT n.number FROM credit_note n LEFT JOIN (SELECT source_id, SUM(amount_minor) AS applied FROM settlement WHERE company_id = $1 AND kind = 'credit_note' AND voided_at IS NULL GROUP BY source_id) s ON s.source_id = n.id "
     "LEFT JOIN (SELECT source_id, SUM(amount_minor) AS paid FROM refund WHERE company_id = $1 AND kind = 'credit_note' GROUP BY source_id) f ON f.source_id = n.id "
     "WHERE n.company_id = $1 AND n.voided_at IS NULL AND (n.open_minor < 0 OR n.open_minor <> n.gross_minor - COALESCE(s.applied, 0) - COALESCE(f.paid, 0)) ORDER BY n.id"},
    {"I2", "A credit note that names an invoice names one of the same customer", "红字单据所对应的发票存在且属于同一客户", "SELECT COUNT(*) FROM credit_note WHERE company_id = $1 AND voided_at IS NULL AND invoice_id IS NOT NULL",
     "SELECT n.number FROM credit_note n LEFT JOIN invoice v ON v.company_id = n.company_id AND v.id = n.invoice_id AND v.customer_id = n.customer_id "
     "WHERE n.company_id = $1 AND n.voided_at IS NULL AND n.invoice_id IS NOT NULL AND v.id IS NULL ORDER BY n.id"},
    {"I3", "No settlement takes effect before its item exists", "核销的生效日不早于应收的形成日", "SELECT COUNT(*) FROM settlement WHERE company_id = $1 AND voided_at IS NULL",
     "SELECT o.number FROM settlement s JOIN open_item o ON o.company_id = s.company_id AND o.id = s.item_id WHERE s.company_id = $1 AND s.voided_at IS NULL AND (s.effective_date < o.item_date OR o.voided_at IS NOT NULL) ORDER BY s.id"},
    {"I4", "Every event's postings balance: debit equals credit", "每一业务事件借贷相等", "SELECT COUNT(DISTINCT event_id) FROM posting WHERE company_id = $1",
     "SELECT MIN(event) FROM posting WHERE company_id = $1 GROUP BY event_id, event, currency HAVING SUM(CASE WHEN side = 'debit' THEN amount_minor ELSE -amount_minor END) <> 0"},
    {"I4", "Receivable on the ledger equals what the items have open", "总账应收余额等于未清项合计", "SELECT 1",
     "SELECT CAST(p.balance AS TEXT) || ' <> ' || CAST(i.open AS TEXT) FROM "
     "(SELECT currency, SUM(CASE WHEN side = 'debit' THEN amount_minor ELSE -amount_minor END) AS balance FROM posting WHERE company_id = $1 AND role = 'receivable' GROUP BY currency) p "
     "JOIN (SELECT currency, SUM(open_minor) AS open FROM open_item WHERE company_id = $1 AND voided_at IS NULL GROUP BY currency) i ON i.currency = p.currency WHERE p.balance <> i.open"},
    {"I5", "The lines of a collection plan sum to the contract", "回款计划各期之和等于合同金额", "SELECT COUNT(*) FROM contract WHERE company_id = $1 AND voided_at IS NULL",
     "SELECT c.number FROM contract c LEFT JOIN (SELECT contract_id, SUM(amount_minor) AS planned FROM plan_line WHERE company_id = $1 AND voided_at IS NULL GROUP BY contract_id) l ON l.contract_id = c.id "
     "WHERE c.company_id = $1 AND c.voided_at IS NULL AND c.amount_minor <> COALESCE(l.planned, 0) ORDER BY c.id"},
    {"I4", "Nothing was posted into a closed period after it was closed", "已结账期间在结账后没有新记账", "SELECT COUNT(*) FROM accounting_period WHERE company_id = $1 AND state = 'closed'",
     "SELECT p.event FROM accounting_period a JOIN posting p ON p.company_id = a.company_id AND p.effective_date >= a.from_date AND p.effective_date < a.until_date AND p.recorded_at > a.changed_at "
     "WHERE a.company_id = $1 AND a.state = 'closed' ORDER BY p.event_id"},
    {"I3", "A merged customer holds nothing, and the one that speaks for it is not merged itself", "已合并的客户名下没有单据，其并入的客户本身未被合并", "SELECT COUNT(*) FROM customer WHERE company_id = $1 AND merged_into_id IS NOT NULL",
     "SELECT c.code FROM customer c WHERE c.company_id = $1 AND c.merged_into_id IS NOT NULL AND (EXISTS (SELECT 1 FROM (SELECT customer_id FROM open_item WHERE company_id = $1 UNION SELECT customer_id FROM invoice WHERE company_id = $1 "
     "UNION SELECT customer_id FROM receipt WHERE company_id = $1 UNION SELECT customer_id FROM credit_note WHERE company_id = $1 UNION SELECT customer_id FROM contract WHERE company_id = $1 UNION SELECT customer_id FROM refund WHERE company_id = $1) h WHERE h.customer_id = c.id) "
     "OR NOT EXISTS (SELECT 1 FROM customer s WHERE s.company_id = $1 AND s.id = c.merged_into_id AND s.merged_into_id IS NULL AND s.voided_at IS NULL)) ORDER BY c.id"},
    {"I3", "No credit is used before it exists or beyond what is left, on any day", "任何一天的核销与退款都不超过当日的余额", "SELECT COUNT(*) FROM refund WHERE company_id = $1",
     "WITH moved AS (SELECT source_id, effective_date, amount_minor FROM settlement WHERE company_id = $1 AND voided_at IS NULL AND kind IN ('receipt', 'credit_note') "
     "AND source_id IN (SELECT source_id FROM refund WHERE company_id = $1) UNION ALL SELECT source_id, effective_date, amount_minor FROM refund WHERE company_id = $1), "
     "credit AS (SELECT id, number, value_date AS from_date, amount_minor FROM receipt WHERE company_id = $1 UNION ALL SELECT id, number, note_date, gross_minor FROM credit_note WHERE company_id = $1) "
     "SELECT c.number FROM moved d JOIN credit c ON c.id = d.source_id WHERE d.effective_date < c.from_date "
     "OR c.amount_minor < (SELECT SUM(m.amount_minor) FROM moved m WHERE m.source_id = d.source_id AND m.effective_date <= d.effective_date) ORDER BY c.id"},
    {"R-154", "A contract that was written here is signed only after its review and approval", "本系统内起草的合同均经评审批准后签订", "SELECT COUNT(*) FROM contract WHERE company_id = $1 AND voided_at IS NULL AND signed_date IS NOT NULL AND source = 'tandem' AND batch_id IS NULL",
     "SELECT c.number FROM contract c LEFT JOIN contract_gate g ON g.company_id = c.company_id AND g.contract_id = c.id "
     "WHERE c.company_id = $1 AND c.voided_at IS NULL AND c.signed_date IS NOT NULL AND c.source = 'tandem' AND c.batch_id IS NULL AND g.approved_hash IS NULL ORDER BY c.id"},
    {"I3", "A promise to pay is for items of its customer in its currency, and for no more than was open on them", "付款承诺所含款项属于该客户、币种一致，承诺金额不超过当时的未收金额", "SELECT COUNT(*) FROM promise WHERE company_id = $1",
     "SELECT CAST(p.id AS TEXT) FROM promise p LEFT JOIN (SELECT i.promise_id, SUM(i.open_minor) AS covered, MIN(o.customer_id) AS first_customer, MAX(o.customer_id) AS last_customer, MIN(o.currency) AS first_currency, MAX(o.currency) AS last_currency "
     "FROM promise_item i JOIN open_item o ON o.company_id = i.company_id AND o.id = i.item_id WHERE i.company_id = $1 GROUP BY i.promise_id) c ON c.promise_id = p.id "
     "WHERE p.company_id = $1 AND (c.covered IS NULL OR c.covered < p.amount_minor OR c.first_customer <> p.customer_id OR c.last_customer <> p.customer_id OR c.first_currency <> p.currency OR c.last_currency <> p.currency) ORDER BY p.id"},
    {"I13", "Every invoice, receipt, settlement and refund has its audit row", "每张发票、每笔收款、核销与退款都有审计记录", "SELECT COUNT(*) FROM audit_entry WHERE company_id = $1",
     "SELECT f.number FROM (SELECT id, number FROM invoice WHERE company_id = $1 UNION ALL SELECT id, number FROM receipt WHERE company_id = $1 UNION ALL SELECT id, CAST(id AS TEXT) FROM settlement WHERE company_id = $1 UNION ALL SELECT id, CAST(id AS TEXT) FROM refund WHERE company_id = $1) f "
     "WHERE NOT EXISTS (SELECT 1 FROM audit_entry a WHERE a.company_id = $1 AND a.object_id = f.id)"},
    {"I13", "Every audit row was announced in the outbox", "每条审计记录都已进入发件箱", "SELECT COUNT(*) FROM outbox WHERE company_id = $1",
     "SELECT a.command FROM audit_entry a LEFT JOIN outbox o ON o.company_id = a.company_id AND o.id = a.id WHERE a.company_id = $1 AND o.id IS NULL"},
};

Verdict ask(sql::Connection& connection, CompanyId company, const Invariant& invariant, Language language) {
    Verdict verdict{std::string(invariant.name), std::string(language == Language::zh ? invariant.zh : invariant.en), 0, 0, {}};
    const bool counts_company = invariant.checked.text().find("$1") != std::string_view::npos;
    verdict.checked = (counts_company ? connection.one_integer(invariant.checked, {company.value}) : connection.one_integer(invariant.checked, {})).value_or(0);
    connection.query(invariant.broken, {company.value}, [&](const sql::Row& row) {
        if (verdict.broken++ == 0) verdict.first = row.text(0);
    });
    return verdict;
}

// I13: what was filed is still what it was.
Verdict compare_attachments(Workspace& workspace, Language language) {
    Verdict verdict{"I13", language == Language::zh ? "每个附件的内容与其哈希一致" : "Every attachment's content is what its hash says", 0, 0, {}};
    verdict.checked = document::check_attachments(workspace.connection(), workspace.company().id, [&](std::string_view name) {
        if (verdict.broken++ == 0) verdict.first = name;
    });
    return verdict;
}

// I15: what the book in memory says is open equals what the columns say.
Verdict compare_book(Workspace& workspace, Language language) {
    Verdict verdict{"I15", language == Language::zh ? "内存账簿的未清额与数据库逐项一致" : "The book in memory and the database agree on every open item", 0, 0, {}};
    const auto book = insight::BookLoader{workspace.company()}.load(workspace.connection());
    const insight::Position position{book, {date_of(day_number(*parse_date("2999-12-31")))}};
    workspace.connection().query("SELECT id, open_minor, number FROM open_item WHERE company_id = $1 AND voided_at IS NULL", {workspace.company().id.value}, [&](const sql::Row& row) {
        ++verdict.checked;
        const auto place = book.items.find(row.integer(0));
        if (place != insight::nowhere && position.open(place) == row.integer(1)) return;
        if (verdict.broken++ == 0) verdict.first = row.text(2);
    });
    return verdict;
}

// what the company's limit takes for everybody's exposure is the sum of all documents.
Verdict compare_exposure(Workspace& workspace, Language language) {
    Verdict verdict{"R-004", language == Language::zh ? "为全公司额度记存的客户敞口与逐笔单据重新计算一致" : "The exposure kept for the company's limit is what the documents add up to", 0, 0, {}};
    sql::Connection& connection = workspace.connection();
    const credit::CreditPolicy policy = workspace.policies().credit;
    receivable::SqlExposureQuestion question{connection, workspace.company().id, policy.control.exposure, workspace.today()};
    const auto check = credit::check_kept_exposure({.connection = connection, .company = workspace.company(), .policy = policy, .question = question, .today = workspace.today(), .document = {}});
    verdict.checked = check.kept;
    verdict.broken = static_cast<std::int64_t>(check.wrong.size()) + (check.total_is_right ? 0 : 1);
    if (verdict.broken) verdict.first = check.wrong.empty() ? "=" : to_string(check.wrong.front());
    return verdict;
}

// I8: every grade follows from its snapshot and the model of its version.
Verdict replay_assessments(Workspace& workspace, Language language) {
    Verdict verdict{"I8", language == Language::zh ? "每次信用评估都能由其快照重新算出" : "Every credit assessment follows from its snapshot", 0, 0, {}};
    std::map<int, credit::ScoringModel> models;
    for (const int version : credit::assessed_models(workspace.connection(), workspace.company().id)) models.emplace(version, credit::scoring_model_of(workspace.connection(), workspace.company().id, version));
    // One at a time: there may be as many as customers times years.
    credit::each_assessment(workspace.connection(), workspace.company().id, [&](const credit::KeptAssessment& kept) {
        ++verdict.checked;
        const auto model = models.find(kept.model_version);
        const bool follows = model != models.end() && credit::replays(model->second, kept);
        if (!follows && verdict.broken++ == 0) verdict.first = to_string(kept.id);
    });
    return verdict;
}

}  // namespace

std::vector<Verdict> verify(Workspace& workspace, Language language) {
    std::vector<Verdict> verdicts;
    {
        const sql::Snapshot snapshot{workspace.connection()};
        for (const Invariant& invariant : invariants) verdicts.push_back(ask(workspace.connection(), workspace.company().id, invariant, language));
    }
    {
        const sql::Snapshot snapshot{workspace.connection()};
        verdicts.push_back(compare_exposure(workspace, language));
    }
    verdicts.push_back(compare_attachments(workspace, language));
    verdicts.push_back(compare_book(workspace, language));
    verdicts.push_back(replay_assessments(workspace, language));
    return verdicts;
}

}  // namespace tandem::app
