#include "app/config.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "app/config_remote.h"

namespace tandem::app {
namespace {

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
    TRY_VOID(section.integer("reassessment_chunk", 1, 100'000, into(limits.reassessment_chunk)));
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
    Section ratings = TRY(root.section("ratings"));
    TRY_VOID(read_server(std::move(server), config));
    TRY_VOID(read_tls(std::move(tls), config));
    TRY_VOID(read_data(std::move(data), config));
    TRY_VOID(read_personal(std::move(personal), config));
    TRY_VOID(read_access(std::move(access), config));
    TRY_VOID(read_log(std::move(log), config.log));
    TRY_VOID(read_limits(std::move(limits), config.limits));
    TRY_VOID(read_audit(std::move(audit), config.audit));
    TRY_VOID(read_outgoing(std::move(outgoing), config));
    TRY_VOID(read_oidc(std::move(oidc), config));
    TRY_VOID(read_ratings(std::move(ratings), config));
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
