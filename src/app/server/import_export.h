// Files out of the book, each behind the permission to export and with a row in the trail (trust S11).
#pragma once
#include "app/server/serving.h"
#include "platform/files/table_writer.h"
#include "platform/http/spool.h"

namespace tandem::app::server {

// GET /exports/{kind}?format=csv|xlsx: without a filter all rows of an import kind, in the layout that imports
// as itself; with the filters of the list of that name, what the list holds, under titles in the language of
// the request. Refuses importing.unknown_kind, importing.export_too_large, and what the list refuses.
void add_export_routes(http::Router& router, Serving& serving);

// A finished file as a download; it is gone when the last byte has left.
http::Response send_file(std::string name, std::string content_type, std::shared_ptr<const http::TempFile> file);

}  // namespace tandem::app::server
