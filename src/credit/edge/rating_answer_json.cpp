#include "credit/edge/rating_answer_json.h"

#include <boost/json.hpp>

namespace tandem::credit {
namespace {

namespace json = boost::json;

constexpr std::size_t deepest = 8;

tl::unexpected<Error> unreadable(std::string what, const std::string& provider) { return refuse("credit.provider_answer", std::move(what), {{"provider", provider}}); }

// Empty: not there, or of another type.
std::string text_in(const json::object& object, const char* key) {
    const auto* value = object.if_contains(key);
    if (!value) return {};
    if (const auto* text = value->if_string()) return std::string{*text};
    if (const auto* whole = value->if_int64(); whole && std::string_view{key} == "value") return std::to_string(*whole);
    return {};
}

}  // namespace

std::string rating_question(std::span<const RatingSubject> subjects) {
    json::array customers;
    for (const RatingSubject& each : subjects) customers.push_back(json::object{{"code", each.code}, {"tax_number", each.tax_number.empty() ? json::value(nullptr) : json::value(each.tax_number)}});
    return json::serialize(json::object{{"customers", std::move(customers)}});
}

Result<std::vector<RatingClaim>> parse_rating_answer(std::string_view text, const std::string& provider) {
    boost::system::error_code failed;
    json::parse_options options;
    options.max_depth = deepest;
    const json::value document = json::parse({text.data(), text.size()}, failed, {}, options);
    if (failed || !document.is_object()) return unreadable("JSON", provider);
    const auto* ratings = document.get_object().if_contains("ratings");
    if (!ratings || !ratings->is_array()) return unreadable("ratings", provider);
    std::vector<RatingClaim> claims;
    for (const json::value& each : ratings->get_array()) {
        const std::string at = "ratings[" + std::to_string(claims.size()) + "]";
        const auto* object = each.if_object();
        if (!object) return unreadable(at, provider);
        RatingClaim claim{.code = text_in(*object, "code"), .kind = text_in(*object, "kind"), .value = text_in(*object, "value"), .rated_on = {}};
        for (const auto& [key, value] : {std::pair{"code", &claim.code}, {"kind", &claim.kind}, {"value", &claim.value}})
            if (value->empty()) return unreadable(at + "." + key, provider);
        const auto day = parse_date(text_in(*object, "rated_date"));
        if (!day) return unreadable(at + ".rated_date", provider);
        claim.rated_on = *day;
        claims.push_back(std::move(claim));
    }
    return claims;
}

}  // namespace tandem::credit
