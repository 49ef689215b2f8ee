#include "app/config.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "core/errors.h"

using namespace tandem;
using namespace tandem::app;

namespace {

// What is refused, with its line: "config.unknown_key at 3".
std::string refused(std::string_view text) {
    const auto config = parse_config(text, "tandem.toml");
    if (config) return "accepted";
    for (const auto& [name, value] : config.error().figures)
        if (name == "line") return std::string(config.error().code) + " at " + value;
    return std::string(config.error().code);
}

}  // namespace

TEST_CASE("an empty file states nothing: the defaults hold") {
    const auto config = parse_config("", "tandem.toml").value();
    CHECK_FALSE(config.database);
    CHECK_FALSE(config.port);
    CHECK(config.limits.upload_bytes == 268'435'456);
    CHECK(config.limits.import_chunk_rows == 5'000);
    CHECK(config.limits.import_kept_errors == 10'000);
    CHECK(config.limits.reassessment_chunk == 1'000);
    CHECK(config.limits.session_idle_minutes == 30);
    CHECK(config.limits.session_hours == 12);
}

TEST_CASE("every key reaches its figure") {
    const auto config = parse_config(R"(
[server]
address = "127.0.0.1"
port = 9090
workers = 8
behind_proxy = true
proxies = ["10.0.0.2", "::1"]
[tls]
certificate = "server.pem"
key = "server.key"
[personal]
key_file = "keys/personal.key"
[log]
file = "tandem.log"
requests = false
[data]
directory = "book"
company = "east"
[limits]
upload_mib = 1
import_chunk_rows = 7
reassessment_chunk = 9
import_kept_errors = 3
session_idle_minutes = 5
session_hours = 2
reads_per_minute = 11
writes_per_minute = 12
exports_per_minute = 13
sign_ins_per_minute = 0
[outgoing]
allow = ["10.0.0.5:465", "[::1]:25"]
)", "tandem.toml").value();
    CHECK(config.address == "127.0.0.1");
    CHECK(config.port == 9090);
    CHECK(config.workers == 8);
    CHECK(config.behind_proxy);
    CHECK(config.proxies == std::vector<std::string>{"10.0.0.2", "::1"});
    CHECK(config.certificate == "server.pem");
    CHECK(config.key == "server.key");
    CHECK(config.personal_key_file == "keys/personal.key");
    CHECK(config.log.file == "tandem.log");
    CHECK_FALSE(config.log.requests);
    CHECK(config.limits.rates.reads == 11);
    CHECK(config.limits.rates.writes == 12);
    CHECK(config.limits.rates.exports == 13);
    CHECK(config.limits.rates.sign_ins == 0);
    CHECK(config.database == "sqlite:book/tandem.db");
    CHECK(config.company == "east");
    CHECK(config.limits.upload_bytes == 1'048'576);
    CHECK(config.limits.import_chunk_rows == 7);
    CHECK(config.limits.reassessment_chunk == 9);
    CHECK(config.limits.import_kept_errors == 3);
    CHECK(config.limits.session_idle_minutes == 5);
    CHECK(config.limits.session_hours == 2);
    CHECK(config.outgoing_allow == std::vector<AllowedTarget>{{"10.0.0.5", 465}, {"[::1]", 25}});
    CHECK(parse_config("[data]\ndirectory = 'book'\ndatabase = 'postgresql://db/tandem'\n", "t").value().database == "postgresql://db/tandem");
}

TEST_CASE("what the file may not say is refused with its line") {
    CHECK(refused("[server]\nport = 80\nprot = 81\n") == "config.unknown_key at 3");
    CHECK(refused("[server]\nport = 80\n[sever]\nport = 1\n") == "config.unknown_key at 3");
    CHECK(refused("port = 80\n") == "config.unknown_key at 1");
    CHECK(refused("[server]\n\nport = \"80\"\n") == "config.wrong_type at 3");
    CHECK(refused("[server]\nport = 80.0\n") == "config.wrong_type at 2");
    CHECK(refused("[server]\naddress = 1\n") == "config.wrong_type at 2");
    CHECK(refused("server = 1\n") == "config.wrong_type at 1");
    CHECK(refused("[server]\nbehind_proxy = \"yes\"\n") == "config.wrong_type at 2");
    CHECK(refused("[server]\nport = 65536\n") == "config.out_of_range at 2");
    CHECK(refused("[limits]\nupload_mib = 0\n") == "config.out_of_range at 2");
    CHECK(refused("[limits]\nsession_hours = -1\n") == "config.out_of_range at 2");
    CHECK(refused("[outgoing]\nallow = \"a:1\"\n") == "config.wrong_type at 2");
    for (const char* target : {"mail.example.com", ":25", "mail:", "mail:0", "mail:65536", "mail:2a", "*:25", "http://mail:25", "::1:25", "mail :25"})
        CHECK(refused("[outgoing]\nallow = [\n\"" + std::string(target) + "\"]\n") == "config.bad_target at 3");
    CHECK(refused("[server]\nport = \n") == "config.not_toml at 2");
    CHECK(refused("[server]\nport = 1\nport = 2\n") == "config.not_toml at 3");
    CHECK(load_config("/nowhere/tandem.toml").error().code == "config.unreadable");
}

TEST_CASE("the refusal says where and what to write instead") {
    const Error error = parse_config("[server]\nprot = 81\n", "tandem.toml").error();
    CHECK(explain(error, Language::en) == "tandem.toml, line 2: there is no setting \"server.prot\". Known here are address, port, workers, behind_proxy, proxies, public_url; correct or remove the line.");
    CHECK(explain(error, Language::zh).find("第 2 行") != std::string::npos);
}

TEST_CASE("the shipped example, its comments taken off, is a valid file that states the defaults") {
    std::ostringstream text;
    text << std::ifstream{"tandem.example.toml"}.rdbuf();
    const std::string example = text.str();
    std::string settings;
    for (std::size_t at = 0; at < example.size();) {
        const auto end = std::min(example.find('\n', at), example.size());
        const std::string line = example.substr(at, end - at);
        if (line.starts_with("#") && line.find(" = ") != std::string::npos && !line.starts_with("# ")) settings += line.substr(1) + "\n";
        else if (line.starts_with("[")) settings += line + "\n";
        at = end + 1;
    }
    const auto config = parse_config(settings, "tandem.example.toml");
    REQUIRE(config);
    CHECK(parse_config(example, "tandem.example.toml").has_value());
    CHECK(config->port == 8080);
    CHECK(config->workers == 4);
    CHECK(config->database == "sqlite:data/tandem.db");
    CHECK(config->limits.upload_bytes == Limits{}.upload_bytes);
    CHECK(config->limits.import_chunk_rows == Limits{}.import_chunk_rows);
    CHECK(config->limits.import_kept_errors == Limits{}.import_kept_errors);
    CHECK(config->limits.session_idle_minutes == Limits{}.session_idle_minutes);
    CHECK(config->limits.session_hours == Limits{}.session_hours);
    CHECK(config->limits.rates.reads == Limits{}.rates.reads);
    CHECK(config->limits.rates.writes == Limits{}.rates.writes);
    CHECK(config->limits.rates.exports == Limits{}.rates.exports);
    CHECK(config->limits.rates.sign_ins == Limits{}.rates.sign_ins);
    CHECK_FALSE(config->behind_proxy);
    CHECK(config->log.requests);
}

TEST_CASE("single sign-on is set up whole or not at all") {
    const std::string least = "[oidc]\nissuer = \"https://sso.example.com/realms/main\"\nclient_id = \"tandem\"\npublic_url = \"https://tandem.example.com/\"\n";
    CHECK_FALSE(parse_config("", "tandem.toml").value().oidc);
    const auto few = parse_config(least, "tandem.toml").value().oidc.value();
    CHECK(few.issuer == "https://sso.example.com/realms/main");
    CHECK(few.callback() == "https://tandem.example.com/api/v1/session/oidc/callback");
    CHECK(few.label_zh == "sso.example.com");
    CHECK(few.label_en == "sso.example.com");
    CHECK(few.claim == "preferred_username");
    CHECK(few.scopes == std::vector<std::string>{"openid", "profile", "email"});
    CHECK(few.client_secret_file.empty());
    CHECK_FALSE(few.require);
    CHECK_FALSE(few.create_users);
    const auto all = parse_config(least + R"(client_secret_file = "data/oidc.secret"
label_zh = "企业微信"
label_en = "WeCom"
claim = "email"
scopes = ["email"]
hosts = ["keys.example.com:8443"]
ca_file = "ca.pem"
require = true
break_glass = ["rescue"]
create_users = true
)", "tandem.toml").value().oidc.value();
    CHECK(all.client_secret_file == "data/oidc.secret");
    CHECK(all.label_zh == "企业微信");
    CHECK(all.label_en == "WeCom");
    CHECK(all.claim == "email");
    CHECK(all.scopes == std::vector<std::string>{"openid", "email"});
    CHECK(all.hosts == std::vector<AllowedTarget>{{"keys.example.com", 8443}});
    CHECK(all.ca_file == "ca.pem");
    CHECK(all.require);
    CHECK(all.break_glass == std::vector<std::string>{"rescue"});
    CHECK(all.create_users);

    CHECK(refused("[oidc]\nissuer = \"https://sso.example.com\"\n") == "config.missing_key at 1");
    CHECK(refused(least + "require = true\n") == "config.no_break_glass at 1");
    CHECK(refused(least + "require = \"yes\"\n") == "config.wrong_type at 5");
    CHECK(refused(least + "hosts = [\"keys.example.com\"]\n") == "config.bad_target at 5");
    CHECK(refused(least + "client_secret = \"s\"\n") == "config.unknown_key at 5");
    for (const char* issuer : {"http://sso.example.com", "sso.example.com", "https://u:p@sso.example.com", "https://sso.example.com/?x=1", "https://sso.example.com/#x", "ftp://sso.example.com"})
        CHECK(refused("[oidc]\nclient_id = \"x\"\npublic_url = \"https://t.example.com\"\nissuer = \"" + std::string(issuer) + "\"\n") == "config.bad_address at 1");
    for (const char* ours : {"http://tandem.example.com", "https://tandem.example.com/app"})
        CHECK(refused("[oidc]\nclient_id = \"x\"\nissuer = \"https://sso.example.com\"\npublic_url = \"" + std::string(ours) + "\"\n") == "config.bad_address at 1");
    CHECK(parse_config("[oidc]\nclient_id = \"x\"\nissuer = \"http://127.0.0.1:9000\"\npublic_url = \"http://localhost:8080\"\n", "tandem.toml"));
}

TEST_CASE("a provider of ratings is set up whole or not at all, over TLS or on this machine") {
    const std::string least = "[ratings]\nprovider = \"天眼\"\nurl = \"https://ratings.example.com/v1?of=cn\"\n";
    CHECK_FALSE(parse_config("", "tandem.toml").value().ratings);
    const auto few = parse_config(least, "tandem.toml").value().ratings.value();
    CHECK(few.provider == "天眼");
    CHECK(few.url == "https://ratings.example.com/v1?of=cn");
    CHECK(few.token_file.empty());
    CHECK(few.timeout_seconds == 5);
    CHECK(few.valid_days == 365);
    const auto all = parse_config(least + "token_file = \"data/ratings.token\"\nca_file = \"ca.pem\"\ntimeout_seconds = 9\nvalid_days = 30\n", "tandem.toml").value().ratings.value();
    CHECK(all.token_file == "data/ratings.token");
    CHECK(all.ca_file == "ca.pem");
    CHECK(all.timeout_seconds == 9);
    CHECK(all.valid_days == 30);
    CHECK(refused("[ratings]\nprovider = \"x\"\n") == "config.missing_key at 1");
    CHECK(refused("[ratings]\nurl = \"https://x.example.com\"\n") == "config.missing_key at 1");
    CHECK(refused(least + "token = \"s\"\n") == "config.unknown_key at 4");
    CHECK(refused(least + "timeout_seconds = 31\n") == "config.out_of_range at 4");
    CHECK(refused(least + "valid_days = 0\n") == "config.out_of_range at 4");
    for (const char* url : {"http://ratings.example.com", "http://10.0.0.5", "ratings.example.com", "https://u:p@ratings.example.com", "https://ratings.example.com/#x", "file:///etc/passwd"})
        CHECK(refused("[ratings]\nprovider = \"x\"\nurl = \"" + std::string(url) + "\"\n") == "config.bad_address at 1");
    CHECK(parse_config("[ratings]\nprovider = \"x\"\nurl = \"http://127.0.0.1:9000/\"\n", "tandem.toml"));
    CHECK(allows(std::vector<AllowedTarget>{{"[::1]", 25}}, *platform::parse_web_address("https://[::1]:25/")));
    CHECK_FALSE(allows(std::vector<AllowedTarget>{{"a.example.com", 443}}, *platform::parse_web_address("https://b.a.example.com/")));
}
