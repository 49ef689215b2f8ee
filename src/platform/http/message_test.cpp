#include "platform/http/message.h"

#include <doctest/doctest.h>

#include "platform/http/gzip.h"
#include "platform/http/problem.h"
#include "platform/http/url.h"

using namespace tandem;
using namespace tandem::platform::http;
using namespace std::chrono_literals;

namespace {

Request with(std::string name, std::string value) {
    Request request;
    request.headers.add(std::move(name), std::move(value));
    return request;
}

}  // namespace

TEST_CASE("a query is decoded once, and its typed getters refuse by name") {
    const auto query = parse_query("as_of=2026-03-31&q=%E5%8D%8E+%E6%9D%B1&by=rep&by=team&limit=20&empty=&open=true&bad=2026-02-30&n=12x&&last");
    REQUIRE(query);
    CHECK(*query->date("as_of").value() == Date{2026y / 3 / 31});
    CHECK(query->text("q") == "华 東");
    CHECK(query->all("by") == std::vector<std::string_view>{"rep", "team"});
    CHECK(query->limit().value() == 20);
    CHECK(query->flag("open").value());
    CHECK_FALSE(query->flag("closed").value());
    CHECK_FALSE(query->get("empty"));
    CHECK_FALSE(query->date("until").value());
    CHECK(query->text("sort", "due_date") == "due_date");
    CHECK(query->date("bad").error().code == "http.bad_parameter");
    CHECK(query->integer("n", 0, 100).error().subject == "n");
    CHECK_FALSE(query->flag("q"));
    CHECK(query->only({"as_of"}).error().code == "http.unknown_parameter");
    CHECK(parse_query("a=1")->only({"a", "b"}));
    CHECK(parse_query("limit=500")->limit().value() == 500);
    CHECK_FALSE(parse_query("limit=501")->limit());
    CHECK_FALSE(parse_query("limit=0")->limit());
    CHECK_FALSE(parse_query("a=%4"));
}

TEST_CASE("cookies, languages and encodings are read as clients write them") {
    CHECK(with("Cookie", "a=1; tandem_session=abc=; b=2").cookie("tandem_session") == "abc=");
    CHECK(with("Cookie", "xtandem_session=1").cookie("tandem_session").empty());
    CHECK(Request{}.language() == Language::zh);
    CHECK(with("Accept-Language", "en-US,en;q=0.9,zh-CN;q=0.8").language() == Language::en);
    CHECK(with("Accept-Language", "zh-CN,zh;q=0.9,en;q=0.8").language() == Language::zh);
    CHECK(with("Accept-Language", "fr, en;q=0.5").language() == Language::en);
    CHECK(with("Accept-Language", "fr").language() == Language::zh);
    CHECK(with("Accept-Encoding", "gzip, deflate, br").accepts_gzip());
    CHECK(with("Accept-Encoding", "*").accepts_gzip());
    CHECK_FALSE(with("Accept-Encoding", "gzip;q=0, *").accepts_gzip());
    CHECK_FALSE(Request{}.accepts_gzip());
}

TEST_CASE("S17: a file name cannot leave its header field") {
    const Response response = download("a\"; b\r\n汇总.csv", "text/csv; charset=utf-8", std::string{"x"});
    CHECK(response.headers.get("Content-Disposition") ==
          "attachment; filename=\"a___b________.csv\"; filename*=UTF-8''a%22%3B%20b%0D%0A%E6%B1%87%E6%80%BB.csv");
}

TEST_CASE("a refusal becomes problem+json in the caller's language, with its fields") {
    const Error error{"money.invalid", "一百", {}};
    const Response zh = problem(error, Language::zh);
    CHECK(zh.status == 422);
    CHECK(zh.content_type == "application/problem+json; charset=utf-8");
    CHECK(zh.body == "{\"type\":\"urn:tandem:refusal:money.invalid\",\"title\":\"Unprocessable Content\",\"status\":422,\"code\":\"money.invalid\","
                     "\"detail\":\"“一百”不是有效金额。请写成 1234.50 这样的数字。\",\"subject\":\"一百\",\"errors\":[]}");
    CHECK(problem(error, Language::en).headers.get("Content-Language") == "en");
    const FieldError fields[] = {{"amount", error}, {"date", {"date.invalid", "x", {}}}};
    const Response both = invalid_fields(fields, Language::en);
    CHECK(both.body.find("\"detail\":\"2 fields need correction") != std::string::npos);
    CHECK(both.body.find("{\"field\":\"date\",\"code\":\"date.invalid\",\"detail\":\"\\\"x\\\" is not a date") != std::string::npos);
    CHECK(problem({"auth.too_many_attempts", {}, {{"seconds", "8"}}}, Language::zh).headers.get("Retry-After") == "8");
}

TEST_CASE("gzip and back; a bomb and a torn file are refused") {
    const std::string text(100'000, 'a');
    CHECK(gunzip(gzip(text), text.size()) == text);
    CHECK(gunzip(gzip(""), 0) == "");
    CHECK_FALSE(gunzip(gzip(text), text.size() - 1));
    CHECK_FALSE(gunzip(gzip(text).substr(0, 50), text.size()));
    CHECK_FALSE(gunzip(gzip(text) + "x", text.size()));
    CHECK_FALSE(gunzip("not gzip", 100));
}
