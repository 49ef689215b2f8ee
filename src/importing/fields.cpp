#include "importing/fields.h"

#include <algorithm>

namespace tandem::importing {
namespace {

constexpr auto optional = Need::optional;
constexpr auto required = Need::required;

constexpr Field text(std::string_view name, Need need, std::string_view en, std::string_view zh, std::string_view synonyms = {}, std::uint16_t length = 200) {
    return {name, FieldType::text, need, Sign::any, length, en, zh, synonyms};
}
constexpr Field code(std::string_view name, Need need, std::string_view en, std::string_view zh, std::string_view synonyms = {}) {
    return {name, FieldType::code, need, Sign::any, 64, en, zh, synonyms};
}
constexpr Field date(std::string_view name, Need need, std::string_view en, std::string_view zh, std::string_view synonyms = {}) {
    return {name, FieldType::date, need, Sign::any, 0, en, zh, synonyms};
}
constexpr Field amount(std::string_view name, Need need, Sign sign, std::string_view en, std::string_view zh, std::string_view synonyms = {}) {
    return {name, FieldType::amount, need, sign, 0, en, zh, synonyms};
}
constexpr Field rate(std::string_view name, Need need, std::string_view en, std::string_view zh, std::string_view synonyms = {}) {
    return {name, FieldType::rate, need, Sign::not_negative, 0, en, zh, synonyms};
}
constexpr Field integer(std::string_view name, std::string_view en, std::string_view zh, std::string_view synonyms = {}) {
    return {name, FieldType::integer, optional, Sign::not_negative, 0, en, zh, synonyms};
}
constexpr Field boolean(std::string_view name, Need need, std::string_view en, std::string_view zh, std::string_view synonyms = {}) {
    return {name, FieldType::boolean, need, Sign::any, 0, en, zh, synonyms};
}
constexpr Field currency(std::string_view name, Need need, std::string_view en, std::string_view zh, std::string_view synonyms = {}) {
    return {name, FieldType::currency, need, Sign::any, 0, en, zh, synonyms};
}

// Fields several kinds share.
constexpr Field customer(Need need) {
    return code("customer", need, "Customer code", "客户编号", "customerid|customerno|customernumber|customercode|accountno|clientcode|客户代码|客户编码|客户号|购方编号");
}
constexpr Field customer_name = text("customer_name", optional, "Customer name", "客户名称", "customer|client|clientname|accountname|buyer|客户|购方名称|购买方名称|往来单位");
constexpr Field country = code("country", optional, "Country", "国家", "countrycode|国别|国家代码");
constexpr Field customer_group = code("customer_group", optional, "Customer group", "客户分组", "group|客户组|客户类别|所属集团");
constexpr Field rep = code("rep", optional, "Sales rep", "业务员", "salesrep|salesperson|salesagent|owner|销售员|销售|业务人员|销售代表|负责人");
constexpr Field money = currency("currency", optional, "Currency", "币种", "ccy|currencycode|货币|币别|币制");
constexpr Field contract = code("contract", optional, "Contract number", "合同编号", "contractno|contractnumber|contractid|合同号|合同编码");
constexpr Field order = code("order", optional, "Order number", "订单编号", "orderno|ordernumber|orderid|订单号|销售订单号");
constexpr Field number = code("number", optional, "Number", "单据编号", "no|documentno|documentnumber|docno|单号|单据号|编号");
constexpr Field external_id = code("external_id", required, "External ID", "外部标识", "externalid|id|sourceid|uid|源系统编号|唯一标识|流水号");
// The system a row came from, when the file mixes several, as our own exports do; else the mapping's source.
constexpr Field source = code("source", optional, "Source system", "来源系统", "sourcesystem|数据来源");
constexpr Field note = text("note", optional, "Note", "备注", "remark|remarks|comment|memo|摘要|说明", 500);

constexpr Field customers[] = {
    code("code", required, "Customer code", "客户编号", "customer|customerid|customerno|customercode|accountno|id|客户代码|客户编码|客户号"),
    text("name", required, "Name", "客户名称", "customername|account|accountname|company|companyname|客户|单位名称|公司名称"),
    text("name_alt", optional, "Second name", "外文名称", "englishname|alternativename|英文名称|别名|简称"),
    text("pinyin", optional, "Pinyin", "拼音", "拼音码|助记码"),
    customer_group, country,
    code("region", optional, "Region", "区域", "area|territory|地区|大区|销售区域|officelocation"),
    text("industry", optional, "Industry", "行业", "sector|所属行业"),
    code("tax_number", optional, "Tax number", "纳税人识别号", "taxid|vatnumber|税号|统一社会信用代码"),
    money, rep,
    date("customer_since", optional, "Customer since", "建档日期", "since|firstdeal|createdon|首次合作日期|建立日期"),
    text("contact_name", optional, "Contact", "联系人", "contact|contactperson"),
    text("email", optional, "E-mail", "邮箱", "mail|电子邮箱|邮件"),
    text("phone", optional, "Phone", "电话", "telephone|mobile|tel|手机|联系电话", 64),
    text("address", optional, "Address", "地址", "联系地址|通讯地址", 300),
    note,
};

constexpr Field employees[] = {
    code("code", required, "Employee code", "工号", "employee|employeeid|employeeno|员工编号|人员编码"),
    text("name", required, "Name", "姓名", "employeename|salesagent|fullname|员工姓名|业务员"),
    text("name_alt", optional, "Second name", "英文名", "englishname|外文名"),
    text("position", optional, "Position", "岗位", "role|title|job|职务|职位"),
    code("team", optional, "Team", "团队", "department|部门|销售组|小组"),
    code("region", optional, "Region", "区域", "regionaloffice|area|大区|地区"),
    code("manager", optional, "Manager's code", "上级工号", "managercode|supervisor|主管|经理|直属上级"),
    text("email", optional, "E-mail", "邮箱", "mail|电子邮箱"),
    text("phone", optional, "Phone", "手机", "telephone|mobile|电话|联系电话", 64),
    date("joined_date", optional, "Joined", "入职日期", "joined|hiredate|入职时间"),
    date("left_date", optional, "Left", "离职日期", "left|leavedate|离职时间"),
    date("effective_date", optional, "Assignment valid from", "归属生效日期", "validfrom|effectivefrom|生效日期"),
};

constexpr Field contracts[] = {
    external_id, source, number,
    text("title", optional, "Title", "合同名称", "subject|contracttitle|contractname|标题|项目名称"),
    customer(required), customer_name, rep,
    date("signed_date", optional, "Signed on", "签订日期", "signdate|signedon|contractdate|签约日期|合同日期"),
    money,
    amount("gross", required, Sign::positive, "Contract amount", "合同金额", "amount|contractamount|total|价税合计|合同总额|含税金额"),
    amount("net", optional, Sign::not_negative, "Net amount", "不含税金额", "netamount|未税金额"),
    // "30% signing+7d; remainder acceptance+30d": the parts of the collection plan, as contract terms are written.
    text("terms", optional, "Payment terms", "付款条款", "paymentterms|付款方式|付款条件|收款条件", 1000),
    // One date a part of the terms, in their order; a part without one stays open: "2026-04-30; ; 2026-09-30".
    text("expected_due", optional, "Expected due dates", "预计到期日", "expectedduedates|expectedduedate|预计到期日期|预计回款日|预计回款日期", 8000),
    // Codes or words, split by ; or a comma: "bank_transfer; acceptance_bill", "电汇、承兑汇票".
    text("payment_methods", optional, "Ways to pay", "约定付款方式", "paymentmethods|paymentmethod|methodofpayment|支付方式|结算方式", 200),
    rate("late_interest_daily", optional, "Late interest per day", "逾期日利率", "lateinterest|日利率|滞纳金日利率"),
    rate("penalty", optional, "Penalty", "违约金比例", "penaltypercent|违约金"),
    integer("penalty_after_days", "Penalty after days late", "违约金起算天数", "penaltydays|违约金起算逾期天数"),
    // our_seat, customer_seat, place_of_performance or arbitration
    code("dispute", optional, "Dispute venue", "争议解决地", "venue|disputevenue|争议解决|争议解决方式|管辖"),
    note,
};

constexpr Field contract_events[] = {
    external_id, source,
    code("contract", required, "Contract number", "合同编号", "contractno|contractnumber|contractid|合同号|合同编码"),
    code("event", required, "Event", "事件", "kind|type|eventtype|milestone|节点|事件类型"),
    date("event_date", required, "Event date", "事件日期", "date|on|日期|发生日期"),
    note,
};

constexpr Field orders[] = {
    external_id, source, number, customer(required), customer_name, customer_group, country,
    date("order_date", required, "Order date", "下单日期", "date|orderedon|订单日期|下单时间|日期"),
    money,
    amount("gross", required, Sign::not_negative, "Order amount", "订单金额", "amount|revenue|total|orderamount|含税金额|价税合计|金额|closevalue"),
    amount("net", optional, Sign::not_negative, "Net amount", "不含税金额", "netamount|未税金额"),
    contract, rep,
    text("status", optional, "Status", "状态", "dealstage|state|订单状态", 64),
    date("ship_date", optional, "Ships on", "计划发货日期", "shipson|plannedshipdate|requesteddate|计划交货日期|要求交货日期|交货日期"),
    amount("prepaid", optional, Sign::not_negative, "Prepaid", "预付金额", "prepayment|deposit|downpayment|预付款|预收金额|定金|订金"),
    integer("term_days", "Term in days", "账期（天）", "term|creditdays|termindays|账期|账期天数|信用期|信用期天数"),
    note,
};

constexpr Field deliveries[] = {
    external_id, source, number, order, contract, customer(optional),
    date("delivery_date", required, "Delivered on", "发货日期", "date|shippedon|deliveredon|shipdate|交货日期|送货日期|出库日期"),
    date("acceptance_date", optional, "Accepted on", "验收日期", "acceptedon|签收日期|客户验收日期"),
    rate("quantity", optional, "Quantity", "数量", "qty|发货数量"),
    note,
};

constexpr Field invoices[] = {
    external_id, source,
    code("number", optional, "Invoice number", "发票号码", "invoice|invoiceno|invoicenumber|documentno|docno|发票号|发票编号|票号|单据编号"),
    customer(required), customer_name, country, customer_group,
    date("invoice_date", required, "Invoice date", "开票日期", "date|issuedate|documentdate|billingdate|发票日期|单据日期"),
    date("due_date", optional, "Due date", "到期日", "dueon|duedate|paymentdue|到期日期|应收日期|应付款日|应收款日"),
    money,
    amount("net", optional, Sign::not_negative, "Net amount", "不含税金额", "netamount|未税金额|金额不含税"),
    amount("tax", optional, Sign::not_negative, "Tax", "税额", "vat|taxamount|增值税额"),
    amount("gross", required, Sign::positive, "Gross amount", "含税金额", "amount|invoiceamount|total|totalamount|grossamount|价税合计|发票金额|应收金额|开票金额"),
    contract, order, rep,
    boolean("disputed", optional, "Disputed", "有争议", "dispute|isdisputed|争议|是否争议"),
    date("settled_date", optional, "Settled on", "回款日期", "settledon|paiddate|paidon|paymentdate|付款日期|收款日期|结清日期"),
    amount("settled_amount", optional, Sign::not_negative, "Settled amount", "回款金额", "paidamount|paid|已回款金额|已收金额|收款金额"),
    code("settlement_reference", optional, "Settlement reference", "回款流水号", "paymentreference|receiptno|收款单号|银行流水号"),
    note,
};

constexpr Field credit_notes[] = {
    external_id, source, number, customer(required), customer_name,
    code("invoice", optional, "Invoice credited", "原发票号码", "invoiceno|invoicenumber|originalinvoice|对应发票号|蓝字发票号码"),
    date("credit_date", required, "Credit note date", "红字发票日期", "date|issuedate|creditnotedate|开票日期|红冲日期|单据日期"),
    money,
    amount("net", optional, Sign::size, "Net amount", "不含税金额", "netamount|未税金额"),
    amount("tax", optional, Sign::size, "Tax", "税额", "vat|taxamount"),
    amount("gross", required, Sign::size, "Gross amount", "含税金额", "amount|total|totalamount|creditamount|价税合计|红冲金额"),
    text("reason", optional, "Reason", "原因", "红冲原因|退货原因", 500),
};

constexpr Field receipts[] = {
    external_id, source,
    code("number", optional, "Receipt number", "收款单号", "receiptno|receiptnumber|voucherno|单据编号|收款单编号"),
    customer(required), customer_name,
    code("method", optional, "Method", "收款方式", "paymentmethod|type|付款方式|结算方式|回款方式"),
    date("value_date", required, "Value date", "到账日期", "date|paymentdate|receiptdate|receivedon|收款日期|回款日期|入账日期|交易日期"),
    date("maturity_date", optional, "Maturity date", "票据到期日", "maturity|billduedate|汇票到期日"),
    money,
    amount("amount", required, Sign::positive, "Amount", "收款金额", "receiptamount|paidamount|total|回款金额|到账金额|金额|贷方金额"),
    text("reference", optional, "Reference", "附言", "bankreference|remittance|用途|摘要|银行流水号", 300),
    text("payer_name", optional, "Payer", "付款人", "payer|付款方|对方户名|付款单位"),
    // Settled at once when named; otherwise the receipt waits unapplied.
    code("invoice", optional, "Invoice settled", "核销发票号", "invoiceno|invoicenumber|发票号|发票号码"),
    note,
};

constexpr Field allocations[] = {
    external_id, source,
    code("receipt", optional, "Receipt number", "收款单号", "receiptno|receiptnumber|收款单编号"),
    code("credit_note", optional, "Credit note number", "红字发票号码", "creditnoteno|creditnotenumber|贷项凭证号"),
    code("item", required, "Invoice or item number", "应收单号", "invoice|invoiceno|invoicenumber|发票号|发票号码|核销发票号"),
    money,
    amount("amount", required, Sign::positive, "Amount", "核销金额", "allocatedamount|本次核销金额|金额"),
    date("effective_date", optional, "Effective date", "核销日期", "date|allocatedon|日期"),
    text("reason", optional, "Reason", "原因", "说明|备注", 500),
};

constexpr Field opening_items[] = {
    external_id, source, number, customer(required), customer_name, country, customer_group,
    date("invoice_date", required, "Original date", "原始单据日期", "date|itemdate|documentdate|发票日期|开票日期|业务日期"),
    date("due_date", required, "Due date", "到期日", "dueon|到期日期|应收日期"),
    money,
    amount("original", optional, Sign::any, "Original amount", "原始金额", "originalamount|invoiceamount|发票金额|应收金额"),
    // Negative: an open credit.
    amount("remaining", required, Sign::any, "Remaining amount", "未收余额", "amount|balance|openamount|outstanding|余额|未收金额|期初余额|未核销金额"),
    contract, rep,
    boolean("disputed", optional, "Disputed", "有争议", "dispute|isdisputed|争议|是否争议"),
    note,
};

constexpr Field fx_rates[] = {
    date("rate_date", required, "Date", "日期", "date|validfrom|汇率日期|生效日期"),
    currency("from_currency", required, "From currency", "原币", "from|currency|basecurrency|外币|币种"),
    currency("to_currency", required, "To currency", "目标币", "to|quotecurrency|本位币"),
    rate("rate", required, "Rate", "汇率", "exchangerate|fxrate|中间价"),
};

constexpr Field calendars[] = {
    code("calendar", required, "Calendar code", "日历编码", "code|calendarcode|日历"),
    date("day", required, "Day", "日期", "date"),
    boolean("working", required, "Working day", "是否工作日", "workingday|isworkingday|工作日"),
    text("label", optional, "Label", "说明", "name|holiday|节假日|名称"),
};

constexpr Field financial_statements[] = {
    external_id, source, customer(required), customer_name,
    date("period_end", required, "Period ends", "期末日", "periodend|balancedate|asof|报表日期|截止日期|资产负债表日"),
    integer("months", "Months covered", "涵盖月数", "periodmonths|月数"),
    money,
    amount("current_assets", required, Sign::not_negative, "Current assets", "流动资产", "totalcurrentassets|流动资产合计"),
    amount("inventory", required, Sign::not_negative, "Inventory", "存货", "inventories|stock"),
    amount("receivables", required, Sign::not_negative, "Receivables", "应收账款", "accountsreceivable|tradereceivables"),
    amount("total_assets", required, Sign::not_negative, "Total assets", "资产总计", "assets|totalassets|资产合计"),
    amount("current_liabilities", required, Sign::not_negative, "Current liabilities", "流动负债", "totalcurrentliabilities|流动负债合计"),
    amount("total_liabilities", required, Sign::not_negative, "Total liabilities", "负债合计", "liabilities|totalliabilities|负债总计"),
    amount("equity", required, Sign::any, "Equity", "所有者权益", "totalequity|netassets|所有者权益合计|股东权益|净资产"),
    amount("revenue", required, Sign::not_negative, "Revenue", "营业收入", "sales|turnover|主营业务收入"),
    boolean("audited", optional, "Audited", "经审计", "isaudited|是否审计"),
};

constexpr Field ratings[] = {
    external_id, source, customer(required), customer_name,
    text("provider", required, "Provider", "来源机构", "agency|bureau|评级机构|数据来源机构", 100),
    // lawsuits, external_score: a number; external_grade: a grade.
    code("kind", required, "Kind", "类型", "ratingkind|type|评级类型"),
    rate("number", optional, "Number or score", "数量或评分", "score|count|lawsuits|评分|涉诉数量"),
    code("grade", optional, "Grade", "评级", "rating|creditgrade|信用评级"),
    date("rated_date", required, "Rated on", "评级日", "rateddate|date|评级日期|查询日期"),
    date("valid_to_date", required, "Valid to", "有效期至", "validto|expires|有效期|到期日"),
};

constexpr KindDescription kinds[import_kind_count] = {
    {ImportKind::customers, "customers", "Customers", "客户", customers, "code"},
    {ImportKind::employees, "employees", "Employees", "员工", employees, "code"},
    {ImportKind::contracts, "contracts", "Contracts", "合同", contracts, "external_id"},
    {ImportKind::contract_events, "contract-events", "Contract events", "合同事件", contract_events, "external_id"},
    {ImportKind::orders, "orders", "Orders", "订单", orders, "external_id"},
    {ImportKind::deliveries, "deliveries", "Deliveries", "发货", deliveries, "external_id"},
    {ImportKind::invoices, "invoices", "Invoices", "发票", invoices, "external_id"},
    {ImportKind::credit_notes, "credit-notes", "Credit notes", "红字发票", credit_notes, "external_id"},
    {ImportKind::receipts, "receipts", "Receipts", "收款", receipts, "external_id"},
    {ImportKind::allocations, "allocations", "Allocations", "回款核销", allocations, "external_id"},
    {ImportKind::opening_items, "opening-items", "Opening items", "期初应收", opening_items, "external_id"},
    {ImportKind::fx_rates, "fx-rates", "Exchange rates", "汇率", fx_rates, "rate_date|from_currency|to_currency"},
    {ImportKind::calendars, "calendars", "Working calendars", "工作日历", calendars, "calendar|day"},
    {ImportKind::financial_statements, "financial-statements", "Financial statements", "财务报表", financial_statements, "external_id"},
    {ImportKind::ratings, "ratings", "Ratings and lawsuits", "外部评级与涉诉", ratings, "external_id"},
};

}  // namespace

std::span<const KindDescription> import_kinds() { return kinds; }

const KindDescription& describe(ImportKind kind) { return kinds[static_cast<std::size_t>(kind)]; }

Result<ImportKind> parse_import_kind(std::string_view name) {
    const auto found = std::ranges::find(kinds, name, &KindDescription::name);
    if (found == std::end(kinds)) return refuse("importing.unknown_kind", std::string(name));
    return found->kind;
}

FieldIndex field_of(ImportKind kind, std::string_view name) {
    const auto found = describe(kind).find(name);
    TANDEM_ASSERT(found.has_value());
    return *found;
}

}  // namespace tandem::importing
