#include "platform/http/cursor.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace tandem;
using namespace tandem::platform::http;

TEST_CASE("property: a cursor comes back as it was") {
    CHECK(rc::check([](std::int64_t number, const std::string& text, std::int64_t id) {
        const std::vector<CursorKey> keys = {number, text, id};
        const auto back = decode_cursor("open-items:-due_date", encode_cursor("open-items:-due_date", keys));
        RC_ASSERT(back.has_value());
        RC_ASSERT(*back == keys);
    }));
}

TEST_CASE("a cursor of another list, a changed one and any other text are refused") {
    const std::string cursor = encode_cursor("receipts", {std::int64_t{-5}, "华东,i1,"});
    CHECK(decode_cursor("receipts", cursor).value() == std::vector<CursorKey>{std::int64_t{-5}, std::string{"华东,i1,"}});
    CHECK(decode_cursor("invoices", cursor).error().code == "http.bad_cursor");
    for (std::size_t at = 0; at < cursor.size(); ++at) {
        std::string changed = cursor;
        changed[at] = changed[at] == 'A' ? 'B' : 'A';
        CAPTURE(changed);
        CHECK_FALSE(decode_cursor("receipts", changed));
    }
    for (const char* text : {"", "A", "****", "MQ", "1' OR 1=1"}) CHECK_FALSE(decode_cursor("receipts", text));
    CHECK_FALSE(decode_cursor("receipts", std::string(100'000, 'A')));
    CHECK(rc::check([](const std::string& text) { RC_ASSERT(!decode_cursor("receipts", text)); }));
}
