#include "platform/sql/dialect.h"

#include <array>

#include "core/result.h"

namespace tandem::sql {
namespace {

struct Word { std::string_view word, sqlite, postgres; };
constexpr std::array words{
    Word{"int", "INTEGER", "BIGINT"},
    Word{"bytes", "BLOB", "BYTEA"},
    Word{"end", " STRICT, WITHOUT ROWID", ""},
    Word{"for_update", "", " FOR UPDATE"},
    Word{"for_share", "", " FOR SHARE"},
};

std::string spell(std::string_view word, Engine engine) {
    for (const Word& known : words)
        if (known.word == word) return std::string(engine == Engine::sqlite ? known.sqlite : known.postgres);
    const auto colon = word.find(':');
    if (colon == std::string_view::npos) return {};
    const std::string kind{word.substr(0, colon)}, parameter{word.substr(colon + 1)};
    if (kind != "texts" && kind != "ints" && kind != "pairs") return {};
    if (kind == "pairs")
        return engine == Engine::sqlite ? "(SELECT json_extract(value, '$[0]') AS a, json_extract(value, '$[1]') AS b FROM json_each(" + parameter + "))"
                                        : "(SELECT CAST(value ->> 0 AS BIGINT) AS a, CAST(value ->> 1 AS BIGINT) AS b FROM jsonb_array_elements(CAST(" + parameter + " AS jsonb)))";
    if (engine == Engine::sqlite) return "(SELECT value FROM json_each(" + parameter + "))";
    const std::string element = "jsonb_array_elements_text(CAST(" + parameter + " AS jsonb))";
    return kind == "texts" ? "ARRAY(SELECT " + element + ")" : "ARRAY(SELECT CAST(" + element + " AS BIGINT))";
}

// x IN {ints:$n} is x = ANY(ARRAY(...)) on PostgreSQL. A subquery after IN becomes a join, and a join that was
// planned while its table was small reads the list anew for every row of it; an array is read once a statement,
// and looked up in the index of x.
void add_list(std::string& out, std::string_view list) {
    constexpr std::string_view in = " IN ";
    TANDEM_ASSERT(out.ends_with(in));
    out.resize(out.size() - in.size());
    ((out += " = ANY(") += list) += ')';
}

}  // namespace

std::string in_dialect(std::string_view sql, Engine engine) {
    std::string out;
    out.reserve(sql.size() + 64);
    for (std::size_t at = 0; at < sql.size(); ++at) {
        const auto close = sql[at] == '{' ? sql.find('}', at) : std::string_view::npos;
        if (close == std::string_view::npos) { out += sql[at]; continue; }
        const auto spelled = spell(sql.substr(at + 1, close - at - 1), engine);
        if (spelled.starts_with("ARRAY(")) add_list(out, spelled);
        else out += spelled;
        at = close;
    }
    return out;
}

}  // namespace tandem::sql
