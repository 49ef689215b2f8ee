// The words and figures the demo company is made of (policies/demo/*.json): names, places, goods, terms.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "contract/payment_terms.h"
#include "core/date.h"

namespace tandem::app::demo {

struct RegionEntry {
    std::string code, name, name_alt;
    int sales_per_mille = 0;
    bool loosened = false;  // lately sells to customers it would have refused before
    std::vector<std::pair<std::string, std::string>> teams;  // code, name
};
struct OfficeEntry { std::string role, title; int count = 0; };
struct PeopleLists {
    std::string company, company_alt;
    std::vector<RegionEntry> regions;
    int reps_per_team = 0;
    std::vector<OfficeEntry> offices;
    std::vector<std::string> surnames, given_names;
};

struct Province { std::string name, number, team; std::vector<std::string> cities; };
struct Industry { std::string name; std::vector<std::string> words; };
struct OverseasEntry { std::string name, name_alt, country; };
struct CustomerLists {
    std::vector<Province> provinces;
    std::map<std::string, int> customers_per_team;
    std::vector<std::string> brand_first, brand_second;
    std::vector<Industry> industries;
    int groups = 0;
    std::string overseas_team;
    std::vector<OverseasEntry> overseas;
    std::vector<std::string> contact_titles, streets;
};

enum class Size { small, middle, large };
inline constexpr std::size_t size_count = 3;
struct Product { std::string name; int tax_percent = 0; Size size = Size::small; bool automatic = false; };
struct SizeEntry { std::int64_t per_mille = 0, from_yuan = 0, to_yuan = 0; };
struct TermsEntry {
    std::string name;
    std::array<std::int64_t, size_count> weights{};
    contract::PaymentTerms cny, usd;
};
struct GoodsLists {
    std::vector<Product> products, small_orders;
    std::array<SizeEntry, size_count> sizes{};
    std::vector<TermsEntry> terms;
    std::vector<std::string> credit_reasons;
    std::map<std::string, std::string> notes;
    std::map<std::string, std::string> work;  // what is noted when a task is done, by its action
    std::vector<Date> spring_festivals;
};

struct Lists {
    PeopleLists people;
    CustomerLists customers;
    GoodsLists goods;
};
const Lists& lists();  // asserts what the shipped files state

}  // namespace tandem::app::demo
