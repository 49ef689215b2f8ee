// What customers found fault with, and what the company found fault with in them: the worse the payer, the more of it.
#include <array>

#include "app/demo/writer.h"
#include "credit/edge/complaints_sql.h"

namespace tandem::app::demo {
namespace {

using credit::ComplaintBy;
using credit::ComplaintKind;

struct Told {
    ComplaintBy by;
    ComplaintKind kind;
    const char *text, *found;
};
constexpr std::array told{
    Told{ComplaintBy::customer, ComplaintKind::quality, "到货设备外壳有裂纹，要求更换。", "现场核实为运输磕碰，已更换。"},
    Told{ComplaintBy::customer, ComplaintKind::delivery, "比约定日期晚到一周，影响安装进度。", "排产延误，已致歉并给予运费补偿。"},
    Told{ComplaintBy::customer, ComplaintKind::service, "报修三天没有人上门。", "服务网点排班疏漏，已整改。"},
    Told{ComplaintBy::customer, ComplaintKind::billing, "发票金额与送货单不一致。", "单价录入有误，已开红字发票更正。"},
    Told{ComplaintBy::us, ComplaintKind::conduct, "客户拒绝签收已验收的设备，要求延后付款。", "客户确认收货，同意按合同付款。"},
    Told{ComplaintBy::us, ComplaintKind::conduct, "对账单多次寄出，客户不予确认。", "法务发函后客户盖章确认。"},
};

struct Billed { Date date; InvoiceId invoice; Money gross; };
using Bills = std::map<std::int64_t, std::vector<Billed>>;
Bills load_bills(sql::Connection& connection, CompanyId company) {
    Bills bills;
    connection.query("SELECT customer_id, invoice_date, id, gross_minor, currency FROM invoice WHERE company_id = $1 AND voided_at IS NULL ORDER BY invoice_date, id", {company.value},
                     [&](const sql::Row& row) { bills[row.integer(0)].push_back({date_of(row.integer(1)), InvoiceId{row.integer(2)}, Money{row.integer(3), *parse_currency(row.text(4))}}); });
    return bills;
}

// The last invoice before that day, and a tenth of it contested.
void name_invoice(credit::Complaint& of, const Bills& bills, CustomerId customer) {
    const auto found = bills.find(customer.value);
    if (found == bills.end()) return;
    for (const Billed& each : found->second)
        if (each.date <= of.raised_on && each.gross.minor() >= 10) {
            of.invoice = each.invoice;
            of.disputed = Money{each.gross.minor() / 10, each.gross.currency()};
        }
}

}  // namespace

Result<void> write_complaints(Office& office, const Desks& desks, Random dice, const ComplaintYear& year) {
    const Date today = office.story.today;
    const Bills bills = load_bills(office.connection, office.company.id);
    for (Index at = 0; at < office.cast.customers.size(); ++at) {
        const std::int64_t unsound = static_cast<std::int64_t>(office.story.base.customers[at].payer);
        if (!dice.chance(year.chance * (1 + unsound))) continue;
        const Told& one = told[static_cast<std::size_t>(dice.between(0, static_cast<std::int64_t>(told.size()) - 1))];
        credit::Complaint complaint{.raised_on = today - Days{dice.between(year.latest, year.earliest)}, .by = one.by, .kind = one.kind, .text = one.text, .contract = {}, .order = {}, .invoice = {}, .disputed = {}};
        if (one.kind != ComplaintKind::service && one.kind != ComplaintKind::conduct) name_invoice(complaint, bills, office.cast.customers[at]);
        office.advance_to(today, desks.sales);
        const auto id = TRY(credit::record_complaint(office.connection, office.act, office.ids, office.cast.customers[at], complaint, today));
        if (today - complaint.raised_on < Days{15} || dice.chance(250)) continue;  // still open
        office.advance_to(today, desks.risk);
        const auto outcome = static_cast<credit::ComplaintOutcome>(dice.between(0, 2));
        TRY_VOID(credit::close_complaint(office.connection, office.act, office.ids, office.cast.customers[at], id, {.on = complaint.raised_on + Days{dice.between(3, 14)}, .outcome = outcome, .note = one.found}, today));
    }
    return {};
}

}  // namespace tandem::app::demo
