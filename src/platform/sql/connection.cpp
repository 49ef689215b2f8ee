#include "platform/sql/connection.h"

#include "platform/sql/engines.h"

namespace tandem::sql {

std::unique_ptr<Connection> connect(const std::string& url) {
    if (url.starts_with("sqlite:")) return open_sqlite(url.substr(7));
    if (url.starts_with("postgresql://") || url.starts_with("postgres://")) return open_postgres(url);
    throw Failure(Cause::other, "not a database address: " + url + " (sqlite:PATH or postgresql://...)");
}

std::optional<std::int64_t> Connection::one_integer(Sql sql, Params params) {
    std::optional<std::int64_t> found;
    query(sql, params, [&](const Row& row) { if (!found) found = row.maybe_integer(0); });
    return found;
}

std::optional<std::string> Connection::one_text(Sql sql, Params params) {
    std::optional<std::string> found;
    query(sql, params, [&](const Row& row) { if (!found) found = row.maybe_text(0); });
    return found;
}

std::string text_list(std::span<const std::string> values) {
    std::string out = "[";
    for (const std::string& value : values) {
        if (out.size() > 1) out += ',';
        out += '"';
        for (const char letter : value) {
            if (letter == '"' || letter == '\\') (out += '\\') += letter;
            else if (static_cast<unsigned char>(letter) < 0x20) {
                constexpr char hex[] = "0123456789abcdef";
                out += "\\u00";
                out += hex[letter >> 4];
                out += hex[letter & 15];
            } else out += letter;
        }
        out += '"';
    }
    return out + "]";
}

std::string integer_list(std::span<const std::int64_t> values) {
    std::string out = "[";
    for (const auto value : values) {
        if (out.size() > 1) out += ',';
        out += std::to_string(value);
    }
    return out + "]";
}

std::string pair_list(std::span<const std::pair<std::int64_t, std::int64_t>> values) {
    std::string out = "[";
    for (const auto& [a, b] : values) {
        if (out.size() > 1) out += ',';
        out += '[' + std::to_string(a) + ',' + std::to_string(b) + ']';
    }
    return out + "]";
}

}  // namespace tandem::sql
