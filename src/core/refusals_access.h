// Accounts and signing in: one line a refusal, sorted. What happened, the figures, what to do next.
#pragma once
#include "core/errors.h"

namespace tandem::refusals {

// clang-format off
constexpr ErrorText access[] = {
    {"access.account_disabled", 409, false, "The account of {subject} is disabled. Enable it first.", "{subject} 的账号已停用。请先启用账号。"},
    {"access.changed_meanwhile", 409, false, "The account of {subject} was changed by {who} at {when} ({what}). Load it again and look before you change it.", "{subject} 的账号已被 {who} 于 {when} 修改（{what}）。请重新载入，核对后再修改。"},
    {"access.delegation_dates", 422, false, "A delegation cannot end on {subject}: it begins today ({today}) or later and lasts {days} days at most. Correct the dates.", "代理不能到 {subject} 为止：开始日不得早于今天（{today}），最长 {days} 天。请更正日期。"},
    {"access.delegation_overlap", 409, false, "Somebody stands in for you already from {from} through {to}. Take that delegation back first, or choose other days.", "{from} 至 {to} 已设置代理人。请先收回原代理，或选择其他日期。"},
    {"access.delegation_self", 422, false, "Nobody stands in for himself. Choose a colleague.", "不能委托给自己。请选择一位同事。"},
    {"access.factor_off", 409, false, "No second factor has been set up. Begin with the QR code.", "尚未设置两步验证。请先扫描二维码。"},
    {"access.factor_on", 409, false, "A second factor is set up already. Remove it first to set up another.", "两步验证已启用。如需更换，请先解除。"},
    {"access.factor_required", 403, false, "Your role ({subject}) must have a second factor. Ask a security administrator to reset it if you changed your phone.", "您的角色（{subject}）必须使用两步验证。如已更换手机，请联系安全管理员重置。"},
    {"access.key_exceeds", 403, false, "A key cannot hold \"{subject}\": you do not have it yourself. Leave it out.", "密钥不能包含“{subject}”：您本人没有该权限。请去掉该项。"},
    {"access.key_expiry", 422, false, "A key cannot be good through {subject}. Choose a day from today to {latest}.", "密钥有效期不能到 {subject}。请选择今天至 {latest} 之间的日期。"},
    {"access.key_never", 422, false, "A key cannot hold \"{subject}\": only a person decides that. Leave it out.", "密钥不能包含“{subject}”：该权限只能由本人行使。请去掉该项。"},
    {"access.key_without_permission", 422, false, "A key needs at least one permission. Choose what the program may do.", "密钥至少需要一项权限。请选择程序可以做什么。"},
    {"access.last_in_charge", 409, false, "Nobody who can sign in would be left with \"{permission}\". Give it to somebody else first.", "这样将没有可登录的账号拥有“{permission}”权限。请先授予其他人。"},
    {"access.link_invalid", 403, false, "This link is not valid: it was used, has expired or was replaced. Ask an administrator for a new one.", "链接无效：已使用、已过期或已被新链接取代。请向管理员索取新链接。"},
    {"access.name_invalid", 422, false, "A user name has {shortest} to {longest} characters and no blanks. Choose another.", "用户名须为 {shortest} 至 {longest} 个字符，不含空格。请重新填写。"},
    {"access.not_addressed", 403, false, "This does not wait for you, nor for anybody you stand in for today. Leave it to whom it is addressed.", "该事项不由您处理，您今天也不是处理人的代理人。请由处理人办理。"},
    {"access.not_linked", 409, false, "This account is linked to nobody at the identity provider: there is no link to undo. Load the list again.", "该账号未关联身份提供方的任何人，无需解除。请刷新列表。"},
    {"access.own_account", 403, false, "Nobody does this to his own account. Ask another administrator.", "不能对自己的账号执行此操作。请由其他管理员办理。"},
    {"access.own_request", 403, false, "Who made a request, or gains by it, does not decide it, nor does anybody in his place. Leave it to another approver.", "发起人和受益人及其代理人不能审批该申请。请由其他审批人处理。"},
    {"access.own_role", 403, false, "Nobody changes his own role. Ask another administrator.", "不能修改自己的角色。请由其他管理员办理。"},
    {"access.policy_range", 422, false, "{subject} of the access policy cannot be {value}: it lies between {least} and {most}. Correct the policy.", "访问策略的 {subject} 不能为 {value}，应在 {least} 至 {most} 之间。请更正策略。"},
    {"access.unknown_role", 422, false, "There is no role \"{subject}\". Choose one from the list.", "没有角色“{subject}”。请从列表中选择。"},
    {"access.version_needed", 428, false, "Say in If-Match which version of the account you have seen, so that nobody's change is lost.", "请在 If-Match 中注明所见账号的版本号，以免覆盖他人的修改。"},
    {"access.wrong_password", 422, false, "The current password is wrong. Type it again.", "当前密码不正确。请重新输入。"},
    {"auth.busy", 503, true, "Too many people are signing in at this moment. Wait {seconds} seconds and try again.", "当前登录人数过多。请等待 {seconds} 秒后重试。"},
    {"auth.challenge_ended", 401, false, "The time for the second step is over. Sign in again from the beginning.", "第二步验证已超时。请重新登录。"},
    {"auth.cross_site", 403, false, "The request did not come from Tandem's own pages ({subject}). Open Tandem itself and try again; a program sends the header X-Tandem-Request: 1.", "该请求不是从本系统页面发出的（{subject}）。请在本系统页面中操作；程序调用请携带请求头 X-Tandem-Request: 1。"},
    {"auth.forbidden", 403, false, "Your role does not include \"{subject}\". Ask an administrator for it if your work needs it.", "您的角色没有“{subject}”权限。如工作需要，请联系管理员授权。"},
    {"auth.key_not_here", 403, false, "A key does not open this; only a person who is signed in does. Sign in with a browser.", "密钥不能用于此操作，须由本人登录后办理。请用浏览器登录。"},
    {"auth.name_taken", 409, false, "There is a user \"{subject}\" already. Choose another name.", "用户名“{subject}”已被使用，请另选一个。"},
    {"auth.oidc_closed", 404, false, "Single sign-on is not set up here. Sign in with your password, or ask the administrator.", "本系统未启用单点登录。请用密码登录，或联系管理员。"},
    {"auth.oidc_denied", 403, false, "The identity provider did not let you in. Try again; if it goes on, ask whoever runs the identity provider.", "身份提供方未允许登录。请重试；如仍不行，请联系身份提供方的管理员。"},
    {"auth.oidc_disabled", 403, false, "Your account here is disabled. Ask the administrator.", "您在本系统的账号已停用。请联系管理员。"},
    {"auth.oidc_no_account", 403, false, "You have no account here: single sign-on does not make one. Ask the administrator to add a user with your user name.", "您在本系统没有账号，单点登录不会自动开通。请联系管理员按您的用户名新增账号。"},
    {"auth.oidc_no_name", 403, false, "The identity provider does not say who you are in this system: the name of the user is missing, or the e-mail address is not verified. Ask the administrator to check the claim and the scopes in the configuration.", "身份提供方没有给出您在本系统的用户名，或邮箱未经验证。请联系管理员检查配置中的 claim 和 scopes。"},
    {"auth.oidc_other_identity", 403, false, "The account with your user name belongs to another person at the identity provider. Ask the administrator to check it, and to undo the link if it is yours.", "与您用户名相同的账号已关联身份提供方的另一人。请联系管理员核实；如确属您本人，请管理员解除原关联。"},
    {"auth.oidc_provider", 502, false, "The identity provider does not fit the configuration. Ask the administrator to compare the section oidc of the configuration file with the provider; the audit trail says what differs.", "身份提供方与配置不符。请联系管理员核对配置文件的 oidc 一节，审计日志中有具体原因。"},
    {"auth.oidc_state", 403, false, "This sign-in was not begun in this browser, was used already, or took longer than ten minutes. Begin again.", "本次登录不是在此浏览器发起、已使用过，或已超过十分钟。请重新登录。"},
    {"auth.oidc_token", 502, false, "The answer of the identity provider did not stand the check. Begin again; if it goes on, tell the administrator: the audit trail names what was wrong, and exp or iat there mean that clocks differ.", "身份提供方的应答未通过校验。请重新登录；如仍不行，请告知管理员：审计日志中有具体原因，其中 exp、iat 表示两边时钟不一致。"},
    {"auth.oidc_unreachable", 503, true, "The identity provider does not answer. Wait a minute and try again; the administrator finds the reason in the log of the server.", "身份提供方没有应答。请稍候一分钟再试；管理员可在服务器日志中查看原因。"},
    {"auth.password_guessable", 422, false, "The password is easy to guess: it consists of common words, names of yours or of the company, or keyboard patterns. Add words that have nothing to do with them.", "密码容易被猜到：主要由常用词、您或公司的名称、键盘顺序组成。请加入与之无关的内容。"},
    {"auth.password_leaked", 422, false, "The password stands in a list of passwords that have leaked. Choose another one.", "该密码出现在已泄露的密码清单中。请换一个。"},
    {"auth.password_off", 403, false, "Passwords are switched off here. Sign in with single sign-on.", "本系统已停用密码登录。请使用单点登录。"},
    {"auth.password_too_long", 422, false, "The password is longer than {longest} bytes. Choose a shorter one.", "密码超过 {longest} 字节。请设置更短的密码。"},
    {"auth.password_too_short", 422, false, "The password has fewer than {shortest} characters. Choose a longer one.", "密码少于 {shortest} 个字符。请设置更长的密码。"},
    {"auth.second_factor_needed", 403, false, "Your role must have a second factor. Set it up first: My settings, Two-step sign-in.", "您的角色必须使用两步验证。请先完成设置：个人设置，两步验证。"},
    {"auth.setup_closed", 403, false, "The set-up link is not valid or was used. Restart the server of a book without users to get a new one.", "设置链接无效或已使用。请重新启动尚无用户的服务以获取新链接。"},
    {"auth.signed_out", 401, false, "You are not signed in, or your session has ended. Sign in and try again.", "您尚未登录或登录已失效。请登录后重试。"},
    {"auth.too_many_attempts", 429, true, "Too many failed sign-ins. Wait {seconds} seconds and try again.", "登录失败次数过多。请等待 {seconds} 秒后重试。"},
    {"auth.wrong_code", 422, false, "The code is wrong or was used already. Wait for the next one, or take a recovery code.", "验证码错误或已使用过。请等待下一个验证码，或使用恢复码。"},
    {"auth.wrong_credentials", 401, false, "The name or the password is wrong. Check both and try again.", "用户名或密码错误。请核对后重试。"},
};
// clang-format on

}  // namespace tandem::refusals
