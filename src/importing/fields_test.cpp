#include "importing/fields.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

using namespace tandem;
using namespace tandem::importing;

TEST_CASE("every import kind has a name, labels in both languages and an identity among its fields") {
    REQUIRE(import_kinds().size() == import_kind_count);
    for (const KindDescription& kind : import_kinds()) {
        CAPTURE(kind.name);
        CHECK(&describe(kind.kind) == &kind);
        CHECK(*parse_import_kind(kind.name) == kind.kind);
        std::string_view identity = kind.identity;
        while (!identity.empty()) {
            const auto bar = std::min(identity.find('|'), identity.size());
            const auto field = kind.find(identity.substr(0, bar));
            REQUIRE(field.has_value());
            CHECK(kind[*field].need == Need::required);
            identity.remove_prefix(std::min(bar + 1, identity.size()));
        }
    }
    CHECK(parse_import_kind("bills").error().code == "importing.unknown_kind");
}

TEST_CASE("field names and labels are told apart within a kind") {
    for (const KindDescription& kind : import_kinds()) {
        std::set<std::string_view> names, english, chinese;
        for (const Field& field : kind.fields) {
            CAPTURE(kind.name);
            CAPTURE(field.name);
            CHECK(names.insert(field.name).second);
            CHECK(english.insert(field.label_en).second);
            CHECK(chinese.insert(field.label_zh).second);
            const bool is_text = field.type == FieldType::text || field.type == FieldType::code;
            CHECK((field.max_length > 0) == is_text);
        }
    }
}

TEST_CASE("negative amounts only where the kind has a meaning for them") {
    for (const KindDescription& kind : import_kinds())
        for (const Field& field : kind.fields) {
            if (field.type != FieldType::amount || field.sign == Sign::positive || field.sign == Sign::not_negative) continue;
            CAPTURE(field.name);
            CHECK((kind.kind == ImportKind::credit_notes || kind.kind == ImportKind::opening_items || kind.kind == ImportKind::financial_statements));
        }
}
