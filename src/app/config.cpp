#include "app/config.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>

#include <toml++/toml.h>

#include "access/edge/provider_json.h"

namespace tandem::app {
namespace {

std::string line_of(const toml::node& node) { return std::to_string(node.source().begin.line); }

// One table being read: every key is asked for by name and type; one nobody asked for is refused.
class Section {
public:
    Section(const std::string& file, std::string name, const toml::table* table) : file_(file), name_(std::move(name)), table_(table) {}

    Result<void> text(std::string_view key, std::optional<std::string>& into) {
        const toml::node* node = find(key);
        if (!node) return {};
        const auto value = node->value_exact<std::string>();
        if (!value || value->empty()) return wrong(*node, key, "a text in quotes");
        into = *value;
        return {};
    }
    Result<void> flag(std::string_view key, bool& into) {
        const toml::node* node = find(key);
        if (!node) return {};
        const auto value = node->value_exact<bool>();
        if (!value) return wrong(*node, key, "true or false");
        into = *value;
        return {};
    }
    // Once the section is written, it has this key.
    Result<void> needed_text(std::string_view key, std::string& into) {
        std::optional<std::string> value;
        TRY_VOID(text(key, value));
        if (!value) return refuse("config.missing_key", file_, {{"line", line()}, {"key", path(key)}});
        into = *value;
        return {};
    }
    bool written() const { return table_ != nullptr; }
    std::string line() const { return line_of(*table_); }
    template <class Number>
    Result<void> integer(std::string_view key, std::int64_t least, std::int64_t most, Number&& keep) {
        const toml::node* node = find(key);
        if (!node) return {};
        const auto value = node->value_exact<std::int64_t>();
        if (!value) return wrong(*node, key, "a whole number");
        if (*value < least || *value > most)
            return refuse("config.out_of_range", file_, {{"line", line_of(*node)}, {"key", path(key)}, {"least", std::to_string(least)}, {"most", std::to_string(most)}});
        keep(*value);
        return {};
    }
    Result<void> texts(std::string_view key, const std::function<Result<void>(const toml::node&, const std::string&)>& each) {
        const toml::node* node = find(key);
        if (!node) return {};
        const toml::array* list = node->as_array();
        if (!list) return wrong(*node, key, "a list of texts in quotes");
        for (const toml::node& element : *list) {
            const auto value = element.value_exact<std::string>();
            if (!value) return wrong(element, key, "a list of texts in quotes");
            TRY_VOID(each(element, *value));
        }
        return {};
    }
    Result<Section> section(std::string_view key) {
        const toml::node* node = find(key);
        if (node && !node->is_table()) return tl::unexpected<Error>(wrong(*node, key, "a section such as [" + path(key) + "]").error());
        return Section{file_, path(key), node ? node->as_table() : nullptr};
    }
    Result<void> done() const {
        if (!table_) return {};
        for (const auto& [key, node] : *table_)
            if (std::ranges::find(known_, key.str()) == known_.end()) {
                std::string known;
                for (const std::string& each : known_) (known += known.empty() ? "" : ", ") += each;
                return refuse("config.unknown_key", file_, {{"line", line_of(node)}, {"key", path(key.str())}, {"known", known}});
            }
        return {};
    }

private:
    std::string path(std::string_view key) const { return name_.empty() ? std::string(key) : name_ + "." + std::string(key); }
    const toml::node* find(std::string_view key) {
        known_.emplace_back(key);
        return table_ ? table_->get(key) : nullptr;
    }
    Result<void> wrong(const toml::node& node, std::string_view key, std::string expected) const {
        return refuse("config.wrong_type", file_, {{"line", line_of(node)}, {"key", path(key)}, {"expected", std::move(expected)}});
    }

    const std::string& file_;
    std::string name_;
    const toml::table* table_;
    std::vector<std::string> known_;
};

// "mail.example.com:465", "[::1]:25".
std::optional<AllowedTarget> target_of(const std::string& text) {
    const auto colon = text.rfind(':');
    if (colon == std::string::npos || colon == 0 || colon + 1 == text.size() || text.size() - colon > 6) return std::nullopt;
    int port = 0;
    for (const char digit : text.substr(colon + 1)) {
        if (digit < '0' || digit > '9') return std::nullopt;
        port = port * 10 + (digit - '0');
    }
    const std::string host = text.substr(0, colon);
    const bool bare_ipv6 = host.find(':') != std::string::npos && (host.front() != '[' || host.back() != ']');
    if (port < 1 || port > 65535 || bare_ipv6 || host.find_first_of(" /*@") != std::string::npos) return std::nullopt;
    return AllowedTarget{host, static_cast<std::uint16_t>(port)};
}

Result<void> read_server(Section section, Config& config) {
    TRY_VOID(section.text("address", config.address));
    TRY_VOID(section.integer("port", 0, 65535, [&](std::int64_t value) { config.port = static_cast<std::uint16_t>(value); }));
    TRY_VOID(section.integer("workers", 1, 64, [&](std::int64_t value) { config.workers = static_cast<int>(value); }));
    TRY_VOID(section.flag("behind_proxy", config.behind_proxy));
    TRY_VOID(section.texts("proxies", [&](const toml::node&, const std::string& text) -> Result<void> {
        config.proxies.push_back(text);
        return {};
    }));
    return section.done();
}

Result<void> read_access(Section section, Config& config) {
    TRY_VOID(section.text("breached_passwords", config.breached_passwords));
    return section.done();
}

Result<void> read_tls(Section section, Config& config) {
    TRY_VOID(section.text("certificate", config.certificate));
    TRY_VOID(section.text("key", config.key));
    return section.done();
}

Result<void> read_personal(Section section, Config& config) {
    TRY_VOID(section.text("key_file", config.personal_key_file));
    return section.done();
}

Result<void> read_log(Section section, LogSettings& log) {
    std::optional<std::string> file;
    TRY_VOID(section.text("file", file));
    TRY_VOID(section.flag("requests", log.requests));
    log.file = file.value_or("");
    return section.done();
}

Result<void> read_data(Section section, Config& config) {
    std::optional<std::string> directory;
    TRY_VOID(section.text("directory", directory));
    TRY_VOID(section.text("database", config.database));
    TRY_VOID(section.text("company", config.company));
    if (!config.database && directory) config.database = "sqlite:" + (std::filesystem::path(*directory) / "tandem.db").string();
    return section.done();
}

Result<void> read_limits(Section section, Limits& limits) {
    const auto into = [](std::int64_t& limit, std::int64_t unit = 1) { return [&limit, unit](std::int64_t value) { limit = value * unit; }; };
    TRY_VOID(section.integer("upload_mib", 1, 4096, into(limits.upload_bytes, std::int64_t{1} << 20)));
    TRY_VOID(section.integer("import_chunk_rows", 1, 1'000'000, into(limits.import_chunk_rows)));
    TRY_VOID(section.integer("import_kept_errors", 1, 1'000'000, into(limits.import_kept_errors)));
    TRY_VOID(section.integer("session_idle_minutes", 1, 1440, into(limits.session_idle_minutes)));
    TRY_VOID(section.integer("session_hours", 1, 720, into(limits.session_hours)));
    TRY_VOID(section.integer("reads_per_minute", 0, 10'000'000, into(limits.rates.reads)));
    TRY_VOID(section.integer("writes_per_minute", 0, 10'000'000, into(limits.rates.writes)));
    TRY_VOID(section.integer("exports_per_minute", 0, 10'000'000, into(limits.rates.exports)));
    TRY_VOID(section.integer("sign_ins_per_minute", 0, 10'000'000, into(limits.rates.sign_ins)));
    return section.done();
}

Result<void> read_audit(Section section, AuditFiles& audit) {
    std::optional<std::string> key, anchor;
    TRY_VOID(section.text("key", key));
    TRY_VOID(section.text("anchor", anchor));
    TRY_VOID(section.integer("checkpoint_seconds", 1, 86'400, [&](std::int64_t value) { audit.every_seconds = value; }));
    audit.key = key.value_or("");
    audit.anchor = anchor.value_or("");
    return section.done();
}

auto into_targets(const std::string& file, std::vector<AllowedTarget>& targets) {
    return [&file, &targets](const toml::node& node, const std::string& text) -> Result<void> {
        const auto target = target_of(text);
        if (!target) return refuse("config.bad_target", file, {{"line", line_of(node)}, {"target", text}});
        targets.push_back(*target);
        return {};
    };
}

Result<void> read_outgoing(Section section, const std::string& file, Config& config) {
    TRY_VOID(section.texts("allow", into_targets(file, config.outgoing_allow)));
    return section.done();
}

// Over TLS, or on this machine itself.
Result<platform::WebAddress> address_in(Section& section, const char* key, const std::string& file, std::string& into) {
    TRY_VOID(section.needed_text(key, into));
    const auto address = platform::parse_web_address(into);
    const bool usable = address && address->target.find('?') == std::string::npos && access::check_encrypted(access::endpoint_of(*address));
    if (!usable) return refuse("config.bad_address", file, {{"line", section.line()}, {"key", std::string("oidc.") + key}, {"value", into}});
    return *address;
}

Result<void> read_oidc(Section section, const std::string& file, Config& config) {
    if (!section.written()) return {};
    OidcSettings oidc;
    std::optional<std::string> secret, zh, en, claim, authorities;
    const std::string host = TRY(address_in(section, "issuer", file, oidc.issuer)).host;
    const auto ours = TRY(address_in(section, "public_url", file, oidc.public_url));
    if (ours.target != "/") return refuse("config.bad_address", file, {{"line", section.line()}, {"key", "oidc.public_url"}, {"value", oidc.public_url}});
    if (oidc.public_url.ends_with('/')) oidc.public_url.pop_back();
    TRY_VOID(section.needed_text("client_id", oidc.client_id));
    TRY_VOID(section.text("client_secret_file", secret));
    TRY_VOID(section.text("label_zh", zh));
    TRY_VOID(section.text("label_en", en));
    TRY_VOID(section.text("claim", claim));
    TRY_VOID(section.text("ca_file", authorities));
    std::vector<std::string> scopes;
    const auto into = [](std::vector<std::string>& list) { return [&list](const toml::node&, const std::string& text) -> Result<void> { list.push_back(text); return {}; }; };
    TRY_VOID(section.texts("scopes", into(scopes)));
    TRY_VOID(section.texts("break_glass", into(oidc.break_glass)));
    TRY_VOID(section.texts("hosts", into_targets(file, oidc.hosts)));
    TRY_VOID(section.flag("require", oidc.require));
    TRY_VOID(section.flag("create_users", oidc.create_users));
    TRY_VOID(section.done());
    if (oidc.require && oidc.break_glass.empty()) return refuse("config.no_break_glass", file, {{"line", section.line()}});
    oidc.client_secret_file = secret.value_or("");
    oidc.label_zh = zh.value_or(host);
    oidc.label_en = en.value_or(oidc.label_zh);
    oidc.claim = claim.value_or(oidc.claim);
    oidc.ca_file = authorities.value_or("");
    if (!scopes.empty()) oidc.scopes = std::move(scopes);
    if (std::ranges::find(oidc.scopes, "openid") == oidc.scopes.end()) oidc.scopes.insert(oidc.scopes.begin(), "openid");
    config.oidc = std::move(oidc);
    return {};
}

}  // namespace

Result<Config> parse_config(std::string_view text, const std::string& file) {
    toml::table document;
    try {
        document = toml::parse(text, file);
    } catch (const toml::parse_error& error) {
        return refuse("config.not_toml", file, {{"line", std::to_string(error.source().begin.line)}, {"reason", std::string(error.description())}});
    }
    Config config;
    Section root{file, "", &document};
    Section server = TRY(root.section("server"));
    Section tls = TRY(root.section("tls"));
    Section data = TRY(root.section("data"));
    Section personal = TRY(root.section("personal"));
    Section access = TRY(root.section("access"));
    Section log = TRY(root.section("log"));
    Section limits = TRY(root.section("limits"));
    Section audit = TRY(root.section("audit"));
    Section outgoing = TRY(root.section("outgoing"));
    Section oidc = TRY(root.section("oidc"));
    TRY_VOID(read_server(std::move(server), config));
    TRY_VOID(read_tls(std::move(tls), config));
    TRY_VOID(read_data(std::move(data), config));
    TRY_VOID(read_personal(std::move(personal), config));
    TRY_VOID(read_access(std::move(access), config));
    TRY_VOID(read_log(std::move(log), config.log));
    TRY_VOID(read_limits(std::move(limits), config.limits));
    TRY_VOID(read_audit(std::move(audit), config.audit));
    TRY_VOID(read_outgoing(std::move(outgoing), file, config));
    TRY_VOID(read_oidc(std::move(oidc), file, config));
    TRY_VOID(root.done());
    return config;
}

AuditFiles audit_files(const AuditFiles& stated, std::string_view database) {
    constexpr std::string_view sqlite = "sqlite:";
    const std::filesystem::path folder = database.starts_with(sqlite) ? std::filesystem::path(database.substr(sqlite.size())).parent_path() : "data";
    AuditFiles files = stated;
    if (files.key.empty()) files.key = (folder / "audit.key").string();
    if (files.anchor.empty()) files.anchor = (folder / "audit-anchors.jsonl").string();
    return files;
}

Result<Config> load_config(const std::string& named) {
    const std::string file = named.empty() ? default_config_file : named;
    if (named.empty() && !std::filesystem::exists(file)) return Config{};
    std::ifstream in{file, std::ios::binary};
    std::ostringstream text;
    if (!in || !(text << in.rdbuf())) return refuse("config.unreadable", file);
    return parse_config(text.str(), file);
}

}  // namespace tandem::app
