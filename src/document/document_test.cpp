#include <doctest/doctest.h>

#include "document/attachment.h"
#include "document/note.h"

using namespace tandem;
using namespace tandem::document;

TEST_CASE("an id says by its prefix what it names") {
    for (const auto kind : {ObjectKind::customer, ObjectKind::contract, ObjectKind::invoice, ObjectKind::open_item, ObjectKind::receipt, ObjectKind::credit_note}) {
        const BusinessObject object{kind, 12345};
        CHECK(*parse_object(to_string(object)) == object);
        CHECK(object_of(name_of(kind), 12345) == object);
    }
    CHECK(parse_object("usr_0000000000001").error().code == "document.unknown_object");
    CHECK(parse_object("").error().code == "document.unknown_object");
}

TEST_CASE("a note says something, and not a book") {
    CHECK(check_note("promised for Friday"));
    CHECK(check_note(std::string(longest_note, 'x')));
    CHECK(check_note(std::string(longest_note + 1, 'x')).error().code == "document.note_too_long");
    CHECK(check_note(" \n\t").error().code == "document.note_empty");
}

TEST_CASE("only the author voids, once, with a reason") {
    CHECK(check_voiding({UserId{1}, false}, UserId{1}, "wrong customer"));
    CHECK(check_voiding({UserId{1}, false}, UserId{1}, " ").error().code == "document.reason_missing");
    CHECK(check_voiding({UserId{1}, false}, UserId{2}, "wrong").error().code == "document.not_author");
    CHECK(check_voiding({UserId{1}, true}, UserId{1}, "again").error().code == "document.already_voided");
}

TEST_CASE("a file's name is a name: no path, no control, no turned writing, of a bearable length") {
    CHECK(*file_name_of("合同.pdf") == "合同.pdf");
    CHECK(*file_name_of("../../etc/passwd") == "passwd");
    CHECK(*file_name_of("C:\\temp\\statement 1.xlsx") == "statement 1.xlsx");
    CHECK(*file_name_of("a\r\nSet-Cookie: x.txt") == "aSet-Cookie: x.txt");
    CHECK(*file_name_of(std::string("a\0b.pdf", 7)) == "ab.pdf");
    CHECK(*file_name_of("\xe2\x80\xae" "fdp.exe") == "fdp.exe");
    CHECK(*file_name_of("\xe2\x81\xa6x\xc2\x85y.pdf") == "xy.pdf");
    CHECK(*file_name_of(" ..hidden. ") == "hidden");
    CHECK(*file_name_of("<img src=x onerror=alert(1)>.png") == "<img src=x onerror=alert(1)>.png");  // data, and shown as text
    for (const char* nothing : {"", "..", "a/", "\\", " . ", "\r\n"}) CHECK(file_name_of(nothing).error().code == "document.file_name_missing");
    std::string lengthy;
    for (int count = 0; count < 100; ++count) lengthy += "汇";
    const std::string cut = *file_name_of(lengthy + ".pdf");
    CHECK(cut.size() == 199);  // 65 characters of 3 bytes
    CHECK(cut.ends_with("汇.pdf"));
}

TEST_CASE("a type that a browser might run is passed on as bytes") {
    CHECK(media_type_of("Application/PDF; charset=x") == "application/pdf");
    for (const char* risky : {"text/html", "image/svg+xml", "application/javascript", "text/xml", "", "x\r\ny"}) CHECK(media_type_of(risky) == "application/octet-stream");
    CHECK(check_attachment(1));
    CHECK(check_attachment(0).error().code == "document.file_empty");
}
