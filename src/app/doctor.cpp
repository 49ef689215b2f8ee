#include "app/doctor.h"

#include <algorithm>
#include <array>

#include "platform/http/server.h"
#include "platform/secrets/certificate.h"
#include "platform/secrets/private_file.h"
#include "platform/sql/postgres_address.h"

namespace tandem::app {
namespace {

struct Text { std::string_view code, en, zh; };

// clang-format off
constexpr std::array texts = {
    Text{"admin_role_used", "{} has the role admin, which joins rights that belong to different people. Give the separate administrator roles.", "用户 {} 使用 admin 角色，集中了应当分开的权限。请改用分设的管理员角色。"},
    Text{"audit_key_old", "The key that signs the audit trail has been in use since {}. Run tandem audit rotate-key.", "审计日志的签名密钥自 {} 起使用至今。请执行 tandem audit rotate-key。"},
    Text{"audit_not_checkpointed", "The trail was never sealed by a checkpoint. Make one and keep it outside the database.", "审计记录从未生成检查点。请生成检查点并保存在数据库之外。"},
    Text{"backup_missing", "The last recorded backup is too old or there is none: {}. Run tandem backup every day.", "最近一次备份过旧或从未备份：{}。请每天执行 tandem backup。"},
    Text{"breached_passwords_missing", "New passwords are not looked up in a list of leaked ones ({}). Name a file in [access] breached_passwords.", "新密码未与已泄露密码清单比对（{}）。请在 [access] breached_passwords 中填写清单文件。"},
    Text{"certificate_expiring", "The certificate ends on {}. Renew it.", "证书将于 {} 到期，请更换。"},
    Text{"certificate_unusable", "The certificate or its key cannot be used: {}.", "无法使用证书或私钥：{}。"},
    Text{"clock_behind", "The clock of this machine is behind what the book recorded at {}. Set it from a time server.", "本机时钟早于账簿中 {} 的记录。请与时间服务器同步。"},
    Text{"config_exposed", "Others may read or change {}. chmod 0640.", "其他用户可读取或修改 {}。请执行 chmod 0640。"},
    Text{"config_wrong", "The configuration file is refused: {}", "配置文件有误：{}"},
    Text{"contacts_in_the_clear", "{} contacts hold a telephone number or address in the clear. Run tandem pii rotate-key.", "有 {} 个联系人的电话或邮箱未加密。请执行 tandem pii rotate-key。"},
    Text{"data_folder_exposed", "Others may enter {}. chmod 0700.", "其他用户可进入目录 {}。请执行 chmod 0700。"},
    Text{"database_exposed", "Others may read {}. chmod 0600.", "其他用户可读取 {}。请执行 chmod 0600。"},
    Text{"database_tls_missing", "PostgreSQL is on another machine and its certificate is not checked. Add {} to its address.", "PostgreSQL 不在本机，且未校验其证书。请在数据库地址中加上 {}。"},
    Text{"database_unreachable", "The database does not answer: {}", "数据库无法访问：{}"},
    Text{"demo_company", "The book is the demo company's ({}). Start with a book of your own.", "账簿是演示公司（{}）。请使用正式账簿。"},
    Text{"factors_in_the_clear", "The secrets of {} second factors are kept in the clear. Run tandem pii rotate-key.", "有 {} 个两步验证密钥未加密。请执行 tandem pii rotate-key。"},
    Text{"key_beside_book", "The key of personal data lies in the folder of the book: who copies one has both. Move {} and name it in [personal].", "个人信息密钥与账簿在同一目录，复制目录即同时得到两者。请移走 {}，并在 [personal] 中填写路径。"},
    Text{"key_exposed", "Others may read the key {}. chmod 0400.", "其他用户可读取密钥 {}。请执行 chmod 0400。"},
    Text{"key_missing", "The book holds sealed personal data or second factors but the key file {} is not there.", "账簿含有加密的个人信息或两步验证密钥，但密钥文件 {} 不存在。"},
    Text{"migrations_pending", "The book's schema is {}. Run tandem migrate.", "账簿结构版本为 {}。请执行 tandem migrate。"},
    Text{"no_user_manager", "No active user may manage users.", "没有启用中的用户具备用户管理权限。"},
    Text{"pages_from_folder", "The pages come from the folder {}: leave --web-dir out.", "页面来自目录 {}：请去掉 --web-dir。"},
    Text{"rates_unlimited", "Requests of the kind {} are not limited.", "{} 类请求未设频率限制。"},
    Text{"second_factor_missing", "The administrator {} signs in with a password alone. Set up a second factor.", "管理员 {} 仅凭密码登录。请启用第二因素。"},
    Text{"secret_file_unusable", "The secret in {} cannot be used: the file is not there, is empty, or is not its owner's alone. Correct the path, or chmod 0600.", "无法使用密钥文件 {}：文件不存在、为空，或可被他人访问。请更正路径，或执行 chmod 0600。"},
    Text{"session_too_long", "Sessions last longer than the standard of 30 minutes idle and 12 hours: {}.", "会话时长超过标准（空闲 30 分钟、最长 12 小时）：{}。"},
    Text{"sync_not_full", "The database acknowledges before the disk has it: {}.", "数据库在数据落盘之前即确认提交：{}。"},
    Text{"time_zone_unknown", "The company's time zone {} is not known to this machine. Install its time zone data.", "本机不认识公司时区 {}。请安装时区数据。"},
    Text{"tls_missing", "The server listens on {} without TLS and without a proxy that has it.", "服务监听 {}，但未启用 TLS，也没有提供 TLS 的代理。"},
};
// clang-format on

std::string filled(std::string_view text, const std::string& subject) {
    std::string out{text};
    if (const auto at = out.find("{}"); at != std::string::npos) out.replace(at, 2, subject);
    return out;
}

}  // namespace

std::string explain(const Finding& finding, Language language) {
    const auto found = std::ranges::find(texts, std::string_view{finding.code}, &Text::code);
    TANDEM_ASSERT(found != texts.end());
    return filled(language == Language::zh ? found->zh : found->en, finding.subject);
}

void examine_network(const Installation& installation, Instant now, const Report& report) {
    const bool tls = installation.certificate || installation.key;
    if (!tls && !installation.behind_proxy && !platform::http::is_loopback(installation.address)) report("tls_missing", installation.address);
    if (tls) {
        if (platform::others_may_read(installation.key.value_or(""))) report("key_exposed", installation.key.value_or(""));
        const auto until = platform::certificate_ends(installation.certificate.value_or(""), installation.key.value_or(""));
        if (!until) report("certificate_unusable", explain(until.error(), Language::en));
        else if (until->micros - now.micros < std::int64_t{30} * 86'400'000'000) report("certificate_expiring", to_string(*until));
    }
    if (!installation.database.starts_with("sqlite:") && !sql::reached_safely(installation.database)) report("database_tls_missing", "sslmode=verify-full");
    if (!installation.web_folder.empty()) report("pages_from_folder", installation.web_folder);
    const auto& limits = installation.config.limits;
    if (limits.session_idle_minutes > 30 || limits.session_hours > 12) report("session_too_long", std::to_string(limits.session_idle_minutes) + " min, " + std::to_string(limits.session_hours) + " h");
    for (const auto& [name, figure] : {std::pair{"reads", limits.rates.reads}, {"writes", limits.rates.writes}, {"exports", limits.rates.exports}, {"sign_ins", limits.rates.sign_ins}})
        if (figure == 0) report("rates_unlimited", name);
}

std::vector<Finding> examine(const Installation& installation, const Clock& clock) {
    std::vector<Finding> findings;
    const Report report = [&](std::string code, std::string subject) { findings.push_back({std::move(code), std::move(subject)}); };
    examine_network(installation, clock.now(), report);
    examine_files(installation, report);
    try {
        examine_book(installation, clock.now(), report);
    } catch (const sql::Failure& failure) {
        report("database_unreachable", failure.what());
    }
    return findings;
}

}  // namespace tandem::app
