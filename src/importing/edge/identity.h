// The identity of imported rows (definitions.md): source system and external id, unique per company and kind.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "importing/edge/import_run.h"
#include "importing/edge/row_errors.h"

namespace tandem::importing {

struct Identity {
    std::string source, external_id;
    friend bool operator==(const Identity&, const Identity&) = default;
};
struct IdentityHash {
    std::size_t operator()(const Identity& id) const noexcept {
        const std::hash<std::string> hash;
        return hash(id.external_id) * 31 + hash(id.source);
    }
};
template <class Booked>
using ByIdentity = std::unordered_map<Identity, Booked, IdentityHash>;

// The system the row states, as our own exports do, else the mapping's.
inline Identity identity_of(const TypedRow& cells, const Mapping& mapping) {
    return {text_or(cells, field_of(mapping.kind, "source"), mapping.source), text_or(cells, field_of(mapping.kind, "external_id"))};
}
inline receivable::Origin origin_of(const Identity& id, BatchId batch) { return {id.source, id.external_id, batch}; }

// Asks once for every source that rows name (mostly one): ask(source, list of external ids for {texts:$n}).
template <class Rows>
void for_each_source(const Rows& rows, const std::function<void(const std::string& source, const std::string& list)>& ask) {
    std::map<std::string, std::vector<std::string>> by_source;
    for (const auto& row : rows) by_source[row.id.source].push_back(row.id.external_id);
    for (const auto& [source, ids] : by_source) ask(source, sql::text_list(ids));
}

}  // namespace tandem::importing
