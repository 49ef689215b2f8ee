#include "app/server/import_json.h"

#include "importing/edge/mapping_json.h"

namespace tandem::app::server {
namespace {

constexpr std::size_t errors_shown = 200;
constexpr std::size_t samples_shown = 5;

json::value text_or_null(std::string_view text) { return text.empty() ? json::value(nullptr) : json::value(text); }

json::object error_json(const importing::FieldError& error, Language language) {
    return {{"row", error.row}, {"column", text_or_null(error.column)}, {"code", error.error.code}, {"detail", explain(error.error, language)}, {"value", text_or_null(error.value)}};
}

// What concerns the file as a whole names its row and column where it knows them; row 0 is the file.
json::object failure_json(const Error& failure, Language language) {
    std::int64_t row = 0;
    json::value column = nullptr;
    for (const auto& [name, value] : failure.figures) {
        if (std::string_view{name} == "row") row = std::stoll(value);
        if (std::string_view{name} == "column") column = value;
    }
    return {{"row", row}, {"column", std::move(column)}, {"code", failure.code}, {"detail", explain(failure, language)}, {"value", nullptr}};
}

json::object counts_json(std::int64_t created, std::int64_t unchanged, std::int64_t failed) { return {{"new", created}, {"unchanged", unchanged}, {"failed", failed}}; }

json::object batch_of(const sql::Row& row) {
    return {{"id", to_string(BatchId{row.integer(0)})}, {"kind", row.text(1)}, {"filename", row.text(2)}, {"state", row.text(3)},
            {"progress", json::object{{"done", row.integer(4)}, {"total", row.integer(4)}}}, {"counts", counts_json(row.integer(5), row.integer(6), row.integer(7))},
            {"errors", json::array{}}, {"error_count", 0}, {"created_at", to_string(Instant{row.integer(8)})}, {"actor", row.is_null(9) ? json::value(nullptr) : json::value(row.text(9))}};
}

std::string_view type_name(importing::FieldType type) {
    switch (type) {
        case importing::FieldType::text: return "text";
        case importing::FieldType::code: return "code";
        case importing::FieldType::date: return "date";
        case importing::FieldType::amount: return "amount";
        case importing::FieldType::rate: return "rate";
        case importing::FieldType::integer: return "integer";
        case importing::FieldType::boolean: return "boolean";
        case importing::FieldType::currency: return "currency";
    }
    return {};
}

}  // namespace

json::object upload_json(const Upload& upload, const Suggestion& suggestion) {
    const FileReading& reading = upload.reading;
    json::array columns, sheets;
    for (std::size_t at = 0; at < reading.shape.header.size(); ++at) {
        json::array samples;
        for (const auto& sample : reading.samples[at])
            if (samples.size() < samples_shown) samples.emplace_back(sample);
        columns.push_back(json::object{{"name", reading.shape.header[at]}, {"samples", std::move(samples)}});
    }
    for (const auto& sheet : reading.shape.sheets) sheets.emplace_back(sheet);
    return {{"id", to_string(upload.id)}, {"kind", importing::describe(upload.kind).name}, {"filename", upload.file_name}, {"encoding", platform::name_of(reading.shape.encoding)},
            {"sheets", std::move(sheets)}, {"columns", std::move(columns)}, {"suggested_mapping", json::parse(importing::to_json(suggestion.mapping))},
            {"mapping_name", suggestion.known ? text_or_null(suggestion.mapping.name) : json::value(nullptr)}, {"row_count", reading.rows}};
}

json::object import_json(const Upload& upload, const Standing& standing, Language language) {
    const ImportFinding nothing, &finding = standing.finding ? *standing.finding : nothing;
    json::array errors;
    if (finding.failure) errors.push_back(failure_json(*finding.failure, language));
    for (const auto& error : finding.errors)
        if (errors.size() < errors_shown) errors.push_back(error_json(error, language));
    const auto& counts = finding.counts;
    return {{"id", to_string(upload.id)}, {"kind", importing::describe(upload.kind).name}, {"filename", upload.file_name}, {"state", name_of(standing.state)},
            {"progress", json::object{{"done", upload.rows_done.load()}, {"total", upload.reading.rows}}},
            {"counts", counts_json(counts.created + counts.updated, counts.unchanged, counts.failed)}, {"errors", std::move(errors)}, {"error_count", finding.error_count()},
            {"created_at", to_string(upload.at)}, {"actor", upload.user_name}};
}

std::vector<ImportedBatch> batches_json(sql::Connection& connection, CompanyId company, std::optional<BatchId> before, std::int64_t limit) {
    std::vector<ImportedBatch> batches;
    connection.query("SELECT b.id, b.kind, b.file_name, b.state, b.row_count, b.new_count, b.unchanged_count, b.failed_count, b.created_at, u.display_name FROM import_batch b "
                     "LEFT JOIN app_user u ON u.company_id = b.company_id AND u.id = b.actor_id WHERE b.company_id = $1 AND b.id < $2 ORDER BY b.id DESC LIMIT $3",
                     {company.value, before ? before->value : INT64_MAX, limit}, [&](const sql::Row& row) { batches.push_back({BatchId{row.integer(0)}, batch_of(row)}); });
    return batches;
}

Result<json::object> batch_json(sql::Connection& connection, CompanyId company, BatchId id) {
    auto found = id.value == INT64_MAX ? std::vector<ImportedBatch>{} : batches_json(connection, company, BatchId{id.value + 1}, 1);
    if (found.empty() || found.front().id != id) return refuse("importing.unknown_batch", to_string(id));
    return std::move(found.front().body);
}

json::array kinds_json() {
    json::array kinds;
    for (const auto& kind : importing::import_kinds()) {
        json::array fields;
        for (const auto& field : kind.fields)
            fields.push_back(json::object{{"name", field.name}, {"required", field.need == importing::Need::required}, {"type", type_name(field.type)},
                                          {"label", json::object{{"zh", field.label_zh}, {"en", field.label_en}}}});
        kinds.push_back(json::object{{"kind", kind.name}, {"label", json::object{{"zh", kind.label_zh}, {"en", kind.label_en}}}, {"fields", std::move(fields)}});
    }
    return kinds;
}

}  // namespace tandem::app::server
