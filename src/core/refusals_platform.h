// Configuration, requests, sealed values and the database: one line a refusal, sorted. What happened, the figures, what to do next.
#pragma once
#include "core/errors.h"

namespace tandem::refusals {

// clang-format off
constexpr ErrorText platform[] = {
    {"config.bad_address", 422, false, "{subject}, section at line {line}: {key} cannot be \"{value}\". Write an address such as \"https://sso.example.com\", without user, query or fragment; plain http only for this machine; public_url has no path.", "{subject} 第 {line} 行所在的一节：{key} 不能是“{value}”。请写成 \"https://sso.example.com\" 这样的地址，不含用户名、查询和片段；仅本机可用 http；public_url 不带路径。"},
    {"config.bad_target", 422, false, "{subject}, line {line}: \"{target}\" is not a host and a port. Write it as \"mail.example.com:465\".", "{subject} 第 {line} 行：“{target}”不是主机加端口。请写成 \"mail.example.com:465\"。"},
    {"config.list_unreadable", 422, false, "The list {subject} cannot be read or holds no line. Correct the path in the configuration file.", "清单文件 {subject} 无法读取或没有内容。请更正配置文件中的路径。"},
    {"config.missing_key", 422, false, "{subject}, section at line {line}: {key} is missing. Add it, or take the section away.", "{subject} 第 {line} 行所在的一节缺少 {key}。请补上，或删去这一节。"},
    {"config.no_break_glass", 422, false, "{subject}, section at line {line}: require = true leaves nobody who could sign in while the identity provider is down. Name at least one user in break_glass.", "{subject} 第 {line} 行所在的一节：require = true 后，身份提供方中断时将无人可登录。请在 break_glass 中至少写一个用户名。"},
    {"config.not_toml", 422, false, "{subject}, line {line} cannot be read: {reason}. Compare the line with tandem.example.toml.", "{subject} 第 {line} 行无法读取：{reason}。请对照 tandem.example.toml 修改。"},
    {"config.out_of_range", 422, false, "{subject}, line {line}: {key} must lie between {least} and {most}. Correct the number.", "{subject} 第 {line} 行：{key} 应在 {least} 与 {most} 之间。请更正。"},
    {"config.secret_file", 422, false, "The file {subject} with the client secret cannot be read, is empty, or can be read by others. Correct the path, or take the rights of others away: chmod 600.", "客户端密钥文件 {subject} 无法读取、为空，或可被他人读取。请更正路径，或收回他人权限：chmod 600。"},
    {"config.unknown_key", 422, false, "{subject}, line {line}: there is no setting \"{key}\". Known here are {known}; correct or remove the line.", "{subject} 第 {line} 行：没有“{key}”这一设置。此处可用的有 {known}；请更正或删除该行。"},
    {"config.unreadable", 404, false, "The configuration file {subject} cannot be read. Check the path after --config.", "无法读取配置文件 {subject}。请检查 --config 之后的路径。"},
    {"config.wrong_type", 422, false, "{subject}, line {line}: {key} must be {expected}. Correct the value.", "{subject} 第 {line} 行：{key} 的类型不对，应为 {expected}。请更正。"},
    {"http.address_in_use", 500, false, "The address {subject} cannot be opened: {cause}. Stop the program that uses it, or choose another port.", "无法监听地址 {subject}：{cause}。请停止占用该端口的程序，或更换端口。"},
    {"http.address_needs_tls", 500, false, "\"{subject}\" is not this machine's own address (127.0.0.1). Passwords and figures must not travel in the clear: state a certificate and key in [tls], or set behind_proxy and put a reverse proxy with TLS in front.", "“{subject}”不是本机地址（127.0.0.1）。密码和数据不得明文传输：请在 [tls] 中配置证书和私钥，或设置 behind_proxy 并在前面部署启用 TLS 的反向代理。"},
    {"http.bad_cursor", 400, false, "The page cursor does not belong to this list. Start again from the first page.", "翻页游标不属于该列表。请从第一页重新开始。"},
    {"http.bad_parameter", 400, false, "The parameter \"{subject}\" cannot be \"{value}\". Check its form and its range.", "参数“{subject}”的值“{value}”无效。请核对格式与取值范围。"},
    {"http.bad_request", 400, false, "The request is not well-formed HTTP ({subject}). Correct the program that sends it.", "请求不符合 HTTP 规范（{subject}）。请修正发送请求的程序。"},
    {"http.bad_route_table", 500, false, "The route table is not complete: {subject}. Every route states its permission and its scope once.", "路由表不完整：{subject}。每条路由须且仅须声明一次权限与数据范围。"},
    {"http.body_too_large", 413, false, "The body is larger than the {limit} bytes allowed here. Split the file or the request.", "请求内容超过此处允许的 {limit} 字节。请拆分文件或请求。"},
    {"http.expectation_failed", 417, false, "The expectation \"{subject}\" cannot be met. Leave the Expect header out.", "无法满足 Expect 请求头“{subject}”。请去掉该请求头。"},
    {"http.field_required", 422, false, "{subject} is needed. Fill it in.", "{subject} 为必填项，请填写。"},
    {"http.headers_too_large", 431, false, "The request's headers exceed {limit} bytes or {fields} fields. Remove cookies or headers that are not needed.", "请求头超过 {limit} 字节或 {fields} 个字段。请删除不需要的 Cookie 或请求头。"},
    {"http.idempotency_conflict", 422, false, "This Idempotency-Key was used for another request. Use a new key for a new command.", "该 Idempotency-Key 已用于另一请求。新的操作请使用新的键。"},
    {"http.idempotency_key_missing", 400, false, "This command moves money and needs the header Idempotency-Key (1 to 128 printable characters). Send a new random key for each new command, the same key for a retry.", "该操作涉及资金，须携带请求头 Idempotency-Key（1 至 128 个可见字符）。新操作使用新的随机值，重试时使用原值。"},
    {"http.internal", 500, false, "Something in Tandem failed; nothing was saved by this request. Report the number {subject} to the administrator.", "系统内部出错，本次请求未保存任何数据。请将编号 {subject} 告知管理员。"},
    {"http.invalid_body", 422, false, "{count} fields need correction; each is named in \"errors\". Correct them and send again.", "有 {count} 个字段需要更正，已在 errors 中逐一列出。请更正后重新提交。"},
    {"http.malformed_json", 400, false, "The body is not valid JSON: {cause}. Correct it and send again.", "请求内容不是有效的 JSON：{cause}。请更正后重新提交。"},
    {"http.method_not_allowed", 405, false, "{method} is not possible at this address. Possible: {allow}.", "该地址不支持 {method}。可用方法：{allow}。"},
    {"http.no_web_folder", 500, false, "\"{subject}\" is not a folder with an index.html. Build the web application first, or leave --web-dir out.", "“{subject}”不是包含 index.html 的目录。请先构建前端，或不使用 --web-dir。"},
    {"http.not_found", 404, false, "There is nothing at this address, or it is not within your scope. Check the link.", "该地址不存在，或不在您的数据范围内。请核对链接。"},
    {"http.not_json", 415, false, "The body must be JSON (Content-Type: application/json), not \"{subject}\".", "请求内容必须为 JSON（Content-Type: application/json），而不是“{subject}”。"},
    {"http.overloaded", 503, true, "The server is busy with other requests. Wait {seconds} seconds and try again.", "服务器繁忙。请等待 {seconds} 秒后重试。"},
    {"http.spool_failed", 507, true, "The upload cannot be kept: the temporary folder is full or not writable. Make room there and try again.", "无法暂存上传文件：临时目录已满或不可写。请清理空间后重试。"},
    {"http.timeout", 408, true, "The request came too slowly and was given up. Check the connection and try again.", "请求传输过慢，已中止。请检查网络后重试。"},
    {"http.tls_unreadable", 500, false, "The certificate or key {subject} cannot be used: {cause}. State PEM files that belong together in [tls].", "无法使用证书或私钥文件 {subject}：{cause}。请在 [tls] 中填写彼此匹配的 PEM 文件。"},
    {"http.too_many_connections", 503, true, "There are too many connections from your address. Close some and try again.", "来自您所在地址的连接过多。请关闭部分连接后重试。"},
    {"http.too_many_requests", 429, true, "You are asking faster than this installation allows. Wait {seconds} seconds and try again.", "请求过于频繁，已超过本系统的限制。请等待 {seconds} 秒后重试。"},
    {"http.unknown_field", 422, false, "There is no field \"{subject}\" here. Remove it.", "此处没有字段“{subject}”，请删除。"},
    {"http.unknown_id", 422, false, "\"{subject}\" is no id of the right kind. Choose the entry from its list.", "“{subject}”不是有效的标识，请从列表中选择。"},
    {"http.unknown_parameter", 400, false, "The parameter \"{subject}\" is not known here. Remove it or check its spelling.", "此处没有参数“{subject}”。请删除或核对拼写。"},
    {"http.unsupported", 501, false, "The request uses {subject}, which this server does not offer. Send it without.", "请求使用了本服务器不支持的 {subject}。请改用其他方式。"},
    {"http.wrong_type", 422, false, "{subject} must be {expected}. Correct it and send it again.", "{subject} 应为 {expected}，请更正后重新提交。"},
    {"outgoing.failed", 502, true, "{subject} could not be asked: {reason}. Check the address, the network and the certificate.", "无法访问 {subject}：{reason}。请检查地址、网络和证书。"},
    {"platform.log_unwritable", 500, false, "The log file {subject} cannot be written: {cause}. Name another in [log], or leave it out to log to standard error.", "无法写入日志文件 {subject}：{cause}。请在 [log] 中另设文件，或删去该行以输出到标准错误。"},
    {"secrets.exposed", 500, false, "The file {subject} holds a key and others may read it (mode {mode}). Take that right away: chmod 0400 {subject}.", "文件 {subject} 存放密钥，但其他用户可以读取（权限 {mode}）。请收紧权限：chmod 0400 {subject}。"},
    {"secrets.tampered", 500, false, "Sealed personal data of {subject} does not open: it was changed, or belongs to another row. Bring it back from a backup and ask who wrote to the database.", "{subject} 的加密个人信息无法解开：内容被改动，或属于其他记录。请从备份恢复，并查明谁直接改动过数据库。"},
    {"secrets.unknown_key", 500, false, "Personal data is sealed with a key ({subject}) that {file} does not hold. Put back the key file that belongs to this book.", "个人信息所用的密钥（{subject}）不在 {file} 中。请放回属于本账套的密钥文件。"},
    {"secrets.unreadable", 500, false, "The key file {subject} is missing or not readable. State the right file in the configuration.", "密钥文件 {subject} 不存在或不可读。请在配置文件中填写正确的路径。"},
    {"storage.busy", 503, true, "Another write holds the book. Try again in a moment.", "账簿正被其他写入占用，请稍后重试。"},
    {"storage.failed", 500, false, "The database refused: {subject}. Nothing was written; check the database and try again.", "数据库拒绝操作：{subject}。未写入任何数据，请检查数据库后重试。"},
    {"storage.full", 507, true, "The disk is full; nothing was written. Free some space and try again.", "磁盘已满，未写入任何数据。请清理空间后重试。"},
    {"storage.unreachable", 503, true, "The database cannot be reached: {subject}. Check its address and that it runs, then try again.", "无法连接数据库：{subject}。请检查地址与运行状态后重试。"},
};
// clang-format on

}  // namespace tandem::refusals
