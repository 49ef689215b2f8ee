#include <doctest/doctest.h>

#include "platform/files/csv_records.h"
#include "platform/files/table_reader.h"
#include "support/files_rows.h"

using namespace tandem;
using namespace tandem::platform;
using tandem::testing::read_rows;
using tandem::testing::refusal;
using tandem::testing::Rows;

TEST_CASE("plain rows, quoted cells, doubled quotes, line breaks inside quotes") {
    CHECK(read_rows("a,b\n1,2\n") == Rows{{"1", "2"}});
    CHECK(read_rows("a,b\r\n\"x,\"\"y\"\"\",\"line 1\nline 2\"\r\n") == Rows{{"x,\"y\"", "line 1\nline 2"}});
    CHECK(read_rows("a,b\r1,2\r3,4") == Rows{{"1", "2"}, {"3", "4"}});
    CHECK(read_rows("a,b\n\"\",\n1,\"\"") == Rows{{"1", ""}});
    CHECK(read_rows("a,b\n\"3985734\"\t,\"x\" \n") == Rows{{"3985734", "x"}});
}

TEST_CASE("the header is trimmed, empty columns at its end do not count") {
    const auto table = *open_table_in_memory("\xEF\xBB\xBF 客户编号 , 金额,,\n1,2,,\n");
    CHECK(table->shape().header == std::vector<std::string>{"客户编号", "金额"});
    std::vector<std::string_view> cells;
    CHECK(table->next(cells) == true);
    CHECK(cells == std::vector<std::string_view>{"1", "2"});
    CHECK(table->row_number() == 2);
    CHECK(table->next(cells) == false);
}

TEST_CASE("blank rows are passed over, and counted") {
    const auto table = *open_table_in_memory("a,b\n\n1,2\n,\n , \n3,4\n\n\n");
    std::vector<std::string_view> cells;
    CHECK(*table->next(cells));
    CHECK(table->row_number() == 3);
    CHECK(*table->next(cells));
    CHECK(table->row_number() == 6);
    CHECK(!*table->next(cells));
}

TEST_CASE("a row of another width is refused by its number, and reading may go on") {
    const auto table = *open_table_in_memory("a,b\n1,2\n1\n1,2,3\n1,2,\n5,6\n");
    std::vector<std::string_view> cells;
    CHECK(*table->next(cells));
    for (const std::int64_t row : {3, 4}) {
        const auto refused = table->next(cells);
        REQUIRE(!refused);
        CHECK(refused.error().code == "file.ragged_row");
        CHECK(table->row_number() == row);
    }
    CHECK(*table->next(cells));
    CHECK(table->row_number() == 5);
    CHECK(*table->next(cells));
    CHECK(cells.front() == "5");
}

TEST_CASE("broken quotes are refused with row and column") {
    CHECK(refusal("a,b\n1,2\n3,\"open") == "file.quote_unclosed 3:2");
    CHECK(refusal("a,b\n1,2\n3,\"x\"y\n") == "file.quote_followed 3:2");
    CHECK(refusal("a,b\n1, \"x\"\n") == "file.quote_after_blank 2:2");
    CHECK(refusal("a,\"b\n") == "file.quote_unclosed 1:2");
}

TEST_CASE("a quote in the middle of a plain cell is a letter") {
    CHECK(read_rows("a,b\n5\" pipe,点击\"视频\"\n") == Rows{{"5\" pipe", "点击\"视频\""}});
}

TEST_CASE("after a final refusal the reader stays with it") {
    const auto table = *open_table_in_memory("a,b\n3,\"x\"y\n5,6\n");
    std::vector<std::string_view> cells;
    CHECK(table->next(cells).error().code == "file.quote_followed");
    CHECK(table->next(cells).error().code == "file.quote_followed");
}

TEST_CASE("NUL bytes are refused, quoted or not") {
    CHECK(refusal(std::string("a,b\n1,x\0y\n", 10)) == "file.nul_byte 2:2");
    CHECK(refusal(std::string("a,b\n1,\"x\0y\"\n", 12)) == "file.nul_byte 2:2");
    CHECK(refusal(std::string("a\0,\0b\0\n\0", 8)) == "file.nul_byte 1:1");  // UTF-16 without a mark
}

TEST_CASE("a cell and a row have a greatest size") {
    CHECK(refusal("a,b\n1," + std::string(10 << 20, 'x')) == "file.cell_too_large 2:2");
    CHECK(refusal("a,b\n1,\"" + std::string(10 << 20, 'x')) == "file.cell_too_large 2:2");
    CHECK(refusal("a,b\n1," + std::string((128 << 10) + 1, 'x') + "\n") == "file.cell_too_large 2:3");
    std::string many = "a,b\n";
    for (int cell = 0; cell < 100'000; ++cell) many += "0123456789,";
    CHECK(refusal(many + "\n").starts_with("file.row_too_large 2"));
    CHECK(read_rows("a,b\n1," + std::string(128 << 10, 'x') + "\n").has_value());
    TableOptions narrow;
    narrow.limits.columns = 2;
    CHECK(refusal("a,b,c\n", narrow) == "file.too_many_columns");
}

TEST_CASE("empty files and files without a header") {
    CHECK(refusal("") == "file.empty");
    CHECK(refusal("\n\n") == "file.no_header 1");
    CHECK(refusal("a,b\n1,2\n", {.header_row = 3}) == "file.no_header 3");
    CHECK(read_rows("a,b\n") == Rows{});
}

TEST_CASE("the header may stand lower: what is above it is not looked at") {
    CHECK(read_rows("账单\nwhatever,x,y\na,b\n1,2\n", {.header_row = 3}) == Rows{{"1", "2"}});
}

TEST_CASE("the delimiter is found, or named") {
    CHECK(read_rows("a;b\n1,5;2,5\n") == Rows{{"1,5", "2,5"}});
    CHECK(read_rows("a\tb\n1,5\t2\n") == Rows{{"1,5", "2"}});
    CHECK(read_rows("a|b\n1|2\n") == Rows{{"1", "2"}});
    CHECK(read_rows("\"a;x;y\",b\n\"1;;\"\"\",2\n") == Rows{{"1;;\"", "2"}});
    CHECK(read_rows("only\nx\n") == Rows{{"x"}});
    CHECK(read_rows("a,b;c\n1,2;3\n", {.delimiter = ';'}) == Rows{{"1,2", "3"}});
    CHECK(sniff_delimiter("title;\na,b,c\n1,2,3\n", 2) == ',');
}

TEST_CASE("cells survive every boundary of the buffer") {
    std::string file = "id,text\n";
    for (int row = 0; row < 60'000; ++row) file += std::to_string(row) + ",\"a \"\"quoted\"\" text, row " + std::to_string(row) + "\"\r\n";
    const auto table = *open_table_in_memory(file);
    std::vector<std::string_view> cells;
    int row = 0;
    for (; *table->next(cells); ++row) {
        if (cells[0] == std::to_string(row) && cells[1] == "a \"quoted\" text, row " + std::to_string(row)) continue;
        FAIL("row " << row << " reads " << cells[0] << " / " << cells[1]);
    }
    CHECK(row == 60'000);
}

TEST_CASE("apostrophes come off only on demand") {
    const std::string file = "a,b\n'=1+1,'plain\n''@x,-5\n";
    CHECK(read_rows(file) == Rows{{"'=1+1", "'plain"}, {"''@x", "-5"}});
    CHECK(read_rows(file, {.guards = Guards::strip}) == Rows{{"=1+1", "'plain"}, {"'@x", "-5"}});
}

TEST_CASE("files that are no tables are named for what they are") {
    CHECK(refusal("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") == "file.old_excel");
    CHECK(open_table("no/such/file.csv").error().code == "file.unreadable");
    CHECK(open_table(".").error().code == "file.unreadable");
}
