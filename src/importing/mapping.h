// How the columns of somebody's file become our fields.
//
// A mapping is data: shipped in policies/mappings/, remembered per company, written as JSON
// (edge/mapping_json.h). Definitions: "Identity of imported rows", "Import kinds", "create and constants".
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.h"
#include "core/money.h"
#include "core/result.h"
#include "importing/fields.h"

namespace tandem::importing {

// Where one column of the file goes: to a field, or under a name of its own.
struct ColumnUse {
    std::string column;              // the header's text
    std::optional<FieldIndex> field;
    std::string attribute;           // when there is no field: kept as attribute of the row under this name
};

struct Constant {
    FieldIndex field;
    std::string text;  // read like a cell of the file
};

// What may be created on the way when a row names it and the book does not know it.
enum class Creatable { customer, customer_group, employee, team, region };

enum class Disputed { attribute, open };         // does a "disputed" flag open a dispute? (shipped: no)
enum class TimeOfDay { refuse, drop };           // a time behind a date: refused unless midnight, or cut off
// Files written by `tandem export` carry one apostrophe before text that looks like a formula, and their
// texts are kept to the letter; texts of all other files are trimmed.
enum class Origin { foreign, tandem };

// May columns of optional fields be missing from the file? In our own layout, yes: people fill in what they have.
enum class AbsentColumns { refuse, allow };

struct Mapping {
    ImportKind kind{};
    std::string name;
    std::string source;              // the source system: half of a row's identity
    std::vector<ColumnUse> columns;  // columns not named here are ignored
    std::vector<Constant> constants;
    // For files without a key of their own: these fields together are the external id of a row.
    std::vector<FieldIndex> identity;
    std::string company;             // code; empty: the company of the session
    DateLayout dates = DateLayout::iso;
    TimeOfDay times = TimeOfDay::refuse;
    DecimalMark decimal = DecimalMark::point;
    std::vector<std::string> yes, no;  // empty: the usual words of both languages
    std::vector<Creatable> create;
    Disputed disputed = Disputed::attribute;
    Origin origin = Origin::foreign;
    AbsentColumns absent = AbsentColumns::refuse;
    // How to open the file; nothing or empty where the reader finds out by itself.
    std::optional<char> delimiter;
    std::string encoding, sheet;
    std::int64_t header_row = 1;

    bool creates(Creatable what) const;
    bool fills(FieldIndex field) const;  // by a column or a constant
};

// The mapping, when it makes sense in itself: mapping.no_source, mapping.column_twice, mapping.field_twice,
// mapping.field_required, mapping.boolean_words, mapping.header_row, mapping.identity.
Result<Mapping> make_mapping(Mapping mapping);

// mapping.missing_columns names those the file lacks and those it has; mapping.ambiguous_column.
Result<void> check_header(const Mapping& mapping, std::span<const std::string> header);
bool matches(const Mapping& mapping, std::span<const std::string> header);
// Of the mappings of a kind that match, the one that reads most of the file's columns; the earlier among equals.
const Mapping* choose_mapping(std::span<const Mapping> mappings, ImportKind kind, std::span<const std::string> header);

// A first proposal by the names of the columns, in English and Chinese. Fields it could not place stay
// unplaced, so it may lack required ones: the user completes it before make_mapping.
Mapping suggest_mapping(ImportKind kind, std::span<const std::string> header);
// The one layout that all samples fit; nothing when none does, or when m/d/y and d/m/y both do: a guess
// would move money between months.
std::optional<DateLayout> suggest_dates(std::span<const std::string_view> samples);

}  // namespace tandem::importing
