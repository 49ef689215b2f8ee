// Notes that rows bring with them (备注), and the payer a bank named: kept as notes of the object, kind
// "remark" and "payer", written only by imports and so one of each kind at most.
#pragma once
#include <memory>
#include <string_view>

#include "importing/edge/import_run.h"

namespace tandem::importing {

class Remarks {
public:
    explicit Remarks(ImportContext& context);
    void add(std::string_view object_kind, std::int64_t object, std::string_view kind, std::string_view text);  // nothing for an empty text
    void flush() { notes_->flush(); }

private:
    ImportContext& context_;
    std::unique_ptr<sql::Bulk> notes_;
};

}  // namespace tandem::importing
