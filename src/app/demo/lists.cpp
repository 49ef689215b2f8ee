#include "app/demo/lists.h"

#include <boost/json.hpp>

#include "contract/edge/terms_json.h"
#include "platform/shipped.h"

namespace tandem::app::demo {
namespace {

namespace json = boost::json;

json::object shipped_object(std::string_view path) {
    const auto text = shipped_file(path);
    TANDEM_ASSERT(text.has_value());
    return json::parse(*text).as_object();
}
std::string text(const json::value& value) { return std::string(value.as_string()); }
std::string text(const json::object& object, const char* key) { return text(object.at(key)); }
int number(const json::object& object, const char* key) { return static_cast<int>(object.at(key).as_int64()); }
bool flag(const json::object& object, const char* key) { return object.contains(key) && object.at(key).as_bool(); }

template <class Make>
auto each(const json::object& object, const char* key, Make make) {
    std::vector<decltype(make(object))> made;
    for (const auto& entry : object.at(key).as_array()) made.push_back(make(entry.as_object()));
    return made;
}
std::vector<std::string> texts(const json::object& object, const char* key) {
    std::vector<std::string> made;
    for (const auto& entry : object.at(key).as_array()) made.push_back(text(entry));
    return made;
}
// Every Chinese character of a text by itself; all of them take three bytes.
std::vector<std::string> characters(const json::object& object, const char* key) {
    const std::string all = text(object, key);
    std::vector<std::string> made;
    for (std::size_t at = 0; at < all.size(); at += 3) made.push_back(all.substr(at, 3));
    return made;
}

RegionEntry region_of(const json::object& entry) {
    return {text(entry, "code"), text(entry, "name"), text(entry, "name_alt"), number(entry, "sales_per_mille"), flag(entry, "loosened"),
            each(entry, "teams", [](const json::object& team) { return std::pair{text(team, "code"), text(team, "name")}; })};
}

PeopleLists people_of(const json::object& file) {
    const auto& company = file.at("company").as_object();
    return {text(company, "name"), text(company, "name_alt"), each(file, "regions", region_of), number(file, "reps_per_team"),
            each(file, "offices", [](const json::object& entry) { return OfficeEntry{text(entry, "role"), text(entry, "title"), number(entry, "count")}; }),
            characters(file, "surnames"), texts(file, "given_names")};
}

CustomerLists customers_of(const json::object& file) {
    CustomerLists made;
    made.provinces = each(file, "provinces", [](const json::object& entry) { return Province{text(entry, "name"), text(entry, "number"), text(entry, "team"), texts(entry, "cities")}; });
    for (const auto& [team, count] : file.at("customers_per_team").as_object()) made.customers_per_team.emplace(team, static_cast<int>(count.as_int64()));
    made.brand_first = characters(file, "brand_first");
    made.brand_second = characters(file, "brand_second");
    made.industries = each(file, "industries", [](const json::object& entry) { return Industry{text(entry, "name"), texts(entry, "words")}; });
    made.groups = number(file, "groups");
    const auto& overseas = file.at("overseas").as_object();
    made.overseas_team = text(overseas, "team");
    made.overseas = each(overseas, "customers", [](const json::object& entry) { return OverseasEntry{text(entry, "name"), text(entry, "name_alt"), text(entry, "country")}; });
    made.contact_titles = texts(file, "contact_titles");
    made.streets = texts(file, "streets");
    return made;
}

constexpr std::array<const char*, size_count> size_names{"small", "middle", "large"};

Product product_of(const json::object& entry) {
    Product made{text(entry, "name"), number(entry, "tax_percent"), Size::small, flag(entry, "automatic")};
    for (std::size_t at = 0; at < size_count; ++at)
        if (entry.contains("size") && text(entry, "size") == size_names[at]) made.size = static_cast<Size>(at);
    return made;
}

TermsEntry terms_of(const json::object& entry) {
    const auto in = [&](Currency currency) {
        auto terms = contract::terms_from_json(entry.at("terms"), currency);
        TANDEM_ASSERT(terms.has_value());
        return *std::move(terms);
    };
    TermsEntry made{text(entry, "name"), {}, in(currency("CNY")), in(currency("USD"))};
    for (std::size_t at = 0; at < size_count; ++at) made.weights[at] = number(entry, size_names[at]);
    return made;
}

GoodsLists goods_of(const json::object& file) {
    GoodsLists made;
    made.products = each(file, "products", product_of);
    made.small_orders = each(file, "small_orders", product_of);
    for (std::size_t at = 0; at < size_count; ++at) {
        const auto& entry = file.at("sizes").at(size_names[at]).as_object();
        made.sizes[at] = {number(entry, "per_mille"), number(entry, "from_yuan"), number(entry, "to_yuan")};
    }
    made.terms = each(file, "terms", terms_of);
    made.credit_reasons = texts(file, "credit_reasons");
    for (const auto& [name, words] : file.at("notes").as_object()) made.notes.emplace(name, text(words));
    for (const auto& [name, words] : file.at("work").as_object()) made.work.emplace(name, text(words));
    for (const auto& day : texts(file, "spring_festivals")) made.spring_festivals.push_back(*parse_date(day));
    return made;
}

}  // namespace

const Lists& lists() {
    static const Lists all{people_of(shipped_object("policies/demo/people.json")), customers_of(shipped_object("policies/demo/customers.json")),
                           goods_of(shipped_object("policies/demo/goods.json"))};
    return all;
}

}  // namespace tandem::app::demo
