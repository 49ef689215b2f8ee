#include "importing/edge/remarks_sql.h"

namespace tandem::importing {

Remarks::Remarks(ImportContext& context)
    : context_(context), notes_(context.connection.bulk("note", {"company_id", "id", "object_kind", "object_id", "kind", "text", "actor_id", "recorded_at"})) {}

void Remarks::add(std::string_view object_kind, std::int64_t object, std::string_view kind, std::string_view text) {
    if (text.empty()) return;
    notes_->add(context_.company.id.value).add(context_.ids.next()).add(object_kind).add(object).add(kind).add(text).add(context_.act.actor.value).add(context_.act.at.micros);
    notes_->end_row();
}

}  // namespace tandem::importing
