// Customers: made when new, and changed when the file states something else than the book: master data,
// unlike documents, may change. A blank cell leaves what is known.
#include <boost/json.hpp>

#include "importing/edge/assignments_sql.h"
#include "importing/edge/kinds.h"
#include "importing/edge/row_errors.h"
#include "party/edge/customers_sql.h"
#include "party/personal.h"
#include "platform/clock.h"
#include "platform/names.h"

namespace tandem::importing {
namespace {

struct Row {
    std::int64_t row;
    std::string code, group, rep;
    party::CustomerDetails stated;
    party::Contact contact;
};

class CustomersImporter final : public KindImporter {
public:
    explicit CustomersImporter(ImportContext& context)
        : context_(context), customers_(context.connection, context.company.id, context.act.at), assignments_(context.connection, context.act),
          today_(*civil_day(context.act.at, context.company.time_zone)) {}

    void take(std::int64_t row_number, const TypedRow& cells) override {
        const auto text = [&](std::string_view name) { return text_or(cells, field_of(ImportKind::customers, name)); };
        Row row{row_number, text("code"), text("customer_group"), text("rep"), {}, {{}, text("contact_name"), {}, text("email"), text("phone")}};
        auto& stated = row.stated;
        stated.name = text("name");
        stated.name_alt = text("name_alt");
        stated.country = text("country");
        stated.tax_number = text("tax_number");
        stated.industry = text("industry");
        stated.since = cells.date(field_of(ImportKind::customers, "customer_since"));
        for (const std::string_view name : {"pinyin", "region", "address", "note"})
            if (auto value = text(name); !value.empty()) stated.attributes.emplace(name, std::move(value));
        if (const auto currency = cells.currency(field_of(ImportKind::customers, "currency"))) stated.attributes.emplace("currency", currency->code());
        for (const auto& [name, value] : cells.attributes()) stated.attributes.emplace(name, value);
        rows_.push_back(std::move(row));
    }

    void write_chunk(Counts& counts, std::vector<FieldError>& errors) override {
        std::vector<std::string> codes;
        for (const Row& row : rows_) {
            codes.push_back(row.code);
            context_.references.want_employee(row.rep);
        }
        context_.references.resolve();
        known_ = customers_.by_code(codes);
        for (const auto& [code, customer] : known_) assignments_.want(org::AssignmentKind::customer_rep, customer.id.value);
        assignments_.load();
        for (Row& row : rows_) book(row, counts, errors);
        customers_.flush();
        assignments_.flush();
        rows_.clear();
    }

private:
    void book(Row& row, Counts& counts, std::vector<FieldError>& errors) {
        const auto rep = context_.references.employee(row.rep);
        if (!row.rep.empty() && !rep) return refuse_row(errors, context_.mapping, row.row, "rep", row.rep, error_of("importing.unknown_employee", row.rep));
        if (!row.group.empty()) row.stated.group = CustomerGroupId{context_.references.group(row.group)};
        const auto known = known_.find(row.code);
        if (known == known_.end()) return create(row, rep, counts);
        if (known->second.merged_into) { ++counts.unchanged; return; }  // another customer speaks for it now
        change(row, rep, known->second, counts);
    }

    void create(const Row& row, std::optional<EmployeeId> rep, Counts& counts) {
        party::KnownCustomer made{context_.ids.make<CustomerId>(), keyed(row.stated), {}, {}};
        customers_.insert(made.id, row.code, made.details, {context_.mapping.source, row.code, context_.batch});
        if (const auto contact = new_contact(row, made)) {
            customers_.insert(made.id, *contact);
            made.contacts.push_back(*contact);
        }
        if (rep) assignments_.assign(org::AssignmentKind::customer_rep, made.id.value, rep->value, made.details.since.value_or(today_));
        context_.trail.record({.object_kind = "customer", .object_id = made.id.value, .topic = "customer.created"});
        known_.emplace(row.code, std::move(made));
        ++counts.created;
    }

    void change(const Row& row, std::optional<EmployeeId> rep, party::KnownCustomer& known, Counts& counts) {
        boost::json::object detail;
        if (const auto after = keyed(party::updated(known.details, row.stated)); after != known.details) {
            detail["before"] = party::to_json(known.details);
            detail["after"] = party::to_json(after);
            customers_.change(known.id, after);
            known.details = after;
        }
        if (const auto contact = new_contact(row, known)) detail["contact"] = put_contact(*contact, known);
        if (rep) {
            const bool first = !assignments_.any(org::AssignmentKind::customer_rep, known.id.value);
            const Date from = first ? known.details.since.value_or(today_) : today_;
            if (const auto moved = assignments_.assign(org::AssignmentKind::customer_rep, known.id.value, rep->value, from)) detail["assignments"] = boost::json::array{to_json(*moved)};
        }
        if (detail.empty()) { ++counts.unchanged; return; }
        detail["batch"] = to_string(context_.batch);
        context_.trail.record({.object_kind = "customer", .object_id = known.id.value, .topic = "customer.changed", .detail = boost::json::serialize(detail)});
        ++counts.updated;
    }

    // The key customers sort by: the stated pinyin, else the name's own.
    static party::CustomerDetails keyed(party::CustomerDetails details) {
        const auto pinyin = details.attributes.find("pinyin");
        details.name_key = pinyin == details.attributes.end() ? sort_key(details.name) : pinyin->second;
        return details;
    }

    std::optional<party::Contact> new_contact(const Row& row, const party::KnownCustomer& known) {
        const auto& stated = row.contact;
        if (stated.name.empty() && stated.email.empty() && stated.phone.empty()) return std::nullopt;
        party::Contact contact = stated;
        for (const auto& other : known.contacts) {
            if (other.name != stated.name) continue;
            contact.email = contact.email.empty() ? other.email : party::unmasked_by(contact.email, other.email, party::masked_email);
            contact.phone = contact.phone.empty() ? other.phone : party::unmasked_by(contact.phone, other.phone, party::masked_phone);
            if (other.email == contact.email && other.phone == contact.phone) return std::nullopt;
            contact.title = other.title;
        }
        contact.id = context_.ids.make<ContactId>();
        return contact;
    }

    boost::json::object put_contact(const party::Contact& contact, party::KnownCustomer& known) {
        boost::json::object detail{{"added", to_string(contact.id)}};
        std::erase_if(known.contacts, [&](const party::Contact& other) {
            if (other.name != contact.name) return false;
            detail["replaced"] = to_string(other.id);
            customers_.void_contact(other.id);
            return true;
        });
        customers_.insert(known.id, contact);
        known.contacts.push_back(contact);
        return detail;
    }

    ImportContext& context_;
    party::Customers customers_;
    Assignments assignments_;
    Date today_;
    std::vector<Row> rows_;
    std::unordered_map<std::string, party::KnownCustomer> known_;
};

}  // namespace

std::unique_ptr<KindImporter> make_customers_importer(ImportContext& context) { return std::make_unique<CustomersImporter>(context); }

}  // namespace tandem::importing
