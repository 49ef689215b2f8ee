#include "credit/rating_source.h"

#include <algorithm>
#include <set>
#include <utility>

namespace tandem::credit {
namespace {

constexpr std::size_t longest_shown = 40;

// What a stranger wrote is shown only as long as it is short.
std::string shown(const std::string& text) { return text.size() <= longest_shown ? text : "…"; }

Result<Rating> believe_one(const RatingClaim& claim, const RatingSource& source, Date today) {
    const std::string& provider = source.provider();
    auto rating = make_rating(provider, claim.kind, claim.value, claim.rated_on, claim.rated_on + source.valid_days(), today);
    if (rating) return rating;
    if (rating.error().code == "credit.rating_kind") return refuse("credit.provider_kind", shown(claim.kind), {{"provider", provider}});
    if (rating.error().code == "credit.rating_future") return refuse("credit.provider_future", to_string(claim.rated_on), {{"provider", provider}, {"kind", claim.kind}});
    return refuse("credit.provider_value", shown(claim.value), {{"provider", provider}, {"kind", claim.kind}});
}

}  // namespace

Result<std::vector<RatingOf>> believe(std::span<const RatingClaim> claims, std::span<const RatingSubject> asked, const RatingSource& source, Date today) {
    const std::string& provider = source.provider();
    if (claims.empty()) return refuse("credit.provider_nothing", {}, {{"provider", provider}});
    std::vector<RatingOf> believed;
    std::set<std::pair<std::string, std::string>> said;
    for (const RatingClaim& claim : claims) {
        if (std::ranges::find(asked, claim.code, &RatingSubject::code) == asked.end()) return refuse("credit.provider_other", shown(claim.code), {{"provider", provider}});
        auto rating = TRY(believe_one(claim, source, today));
        if (!said.emplace(claim.code, claim.kind).second) return refuse("credit.provider_twice", claim.code, {{"provider", provider}, {"kind", claim.kind}});
        believed.push_back({claim.code, std::move(rating)});
    }
    return believed;
}

bool is_known(const Rating& rating, std::span<const Rating> on_record) { return std::ranges::find(on_record, rating) != on_record.end(); }

}  // namespace tandem::credit
