// The program itself: commands, books and backups; the trail, documents and reports: one line a refusal, sorted. What happened, the figures, what to do next.
#pragma once
#include "core/errors.h"

namespace tandem::refusals {

// clang-format off
constexpr ErrorText app[] = {
    {"app.backup_damaged", 422, false, "{subject} is damaged: its SHA-256 is not the one written beside it. Use another backup.", "备份 {subject} 已损坏：SHA-256 与随附校验值不符。请使用其他备份。"},
    {"app.backup_exists", 409, false, "{subject} exists already. Name another file: a backup never overwrites one.", "{subject} 已存在。请换一个文件名：备份不会覆盖已有文件。"},
    {"app.backup_unreadable", 422, false, "{subject} is no backup of Tandem, or its checksum file {checksum} is missing.", "{subject} 不是双轮的备份，或缺少校验文件 {checksum}。"},
    {"app.company_needed", 422, false, "This book holds several companies: {companies}. Say which with --company.", "本账套有多家公司：{companies}。请用 --company 指定。"},
    {"app.demo_day_ahead", 422, false, "The demo company cannot live on {subject}: the business date is {today}. Give that day or an earlier one with --today.", "演示公司的“今天”不能是 {subject}：当前业务日期为 {today}。请用 --today 指定该日或更早的日期。"},
    {"app.demo_needs_empty_book", 409, false, "The book of company \"{subject}\" is not empty: it holds {customers} customers and {users} users. Load the demo into a new database, for example with --db sqlite:data/demo.db.", "公司“{subject}”的账套不为空：已有 {customers} 个客户、{users} 个用户。请将演示数据装入新的数据库，例如 --db sqlite:data/demo.db。"},
    {"app.demo_needs_yuan", 422, false, "The demo company keeps its books in CNY, but this company's are in {currency}. Load the demo into a new database.", "演示公司以人民币记账，而本公司的本位币为 {currency}。请将演示数据装入新的数据库。"},
    {"app.output_needed", 422, false, "XLSX goes to a file. Name it with --output FILE.xlsx.", "XLSX 须写入文件。请用 --output 文件名.xlsx 指定。"},
    {"app.restore_needs_empty", 409, false, "The database already holds a book. Restore into an empty one.", "目标数据库已有账套。请恢复到空数据库。"},
    {"app.unknown_company", 404, false, "There is no company \"{subject}\" in this book. It holds: {companies}.", "本账套没有公司“{subject}”。现有：{companies}。"},
    {"audit.anchor_file", 422, false, "The anchor file {subject} cannot be read or written (line {line}). Check its path and rights, and that it is the file this program wrote.", "锚定文件 {subject} 无法读写（第 {line} 行）。请检查路径与权限，并确认该文件由本程序生成。"},
    {"audit.anchor_unknown", 409, false, "Checkpoint {checkpoint} of the anchor file is not in the database as it was written: checkpoints were removed or replaced. Keep the database as it is and call the auditor.", "锚定文件中的第 {checkpoint} 个检查点与数据库不符：检查点已被删除或替换。请保留数据库现状并通知审计人员。"},
    {"audit.checkpoint_forged", 409, false, "Checkpoint {checkpoint} does not carry a right signature: it was changed or forged. Keep the database as it is and call the auditor.", "第 {checkpoint} 个检查点签名不符：内容被改动或伪造。请保留数据库现状并通知审计人员。"},
    {"audit.checkpoint_missing", 409, false, "Checkpoint {checkpoint} is missing or does not follow from the one before it. Keep the database as it is and call the auditor.", "第 {checkpoint} 个检查点缺失，或与前一个检查点不衔接。请保留数据库现状并通知审计人员。"},
    {"audit.key_file", 422, false, "{subject} holds no signing key. Name the right file, or a new one to make a key.", "{subject} 中没有签名密钥。请指定正确的文件，或指定新文件以生成密钥。"},
    {"audit.key_foreign", 409, false, "Checkpoint {checkpoint} is signed with another key than the one given. Check the key; if it is right, the checkpoint is not ours.", "第 {checkpoint} 个检查点不是用指定的密钥签名。请核对密钥；若密钥无误，则该检查点并非本系统所签。"},
    {"audit.key_not_current", 409, false, "Checkpoint {checkpoint} names another signing key than the one in the key file. Put the right key file back from where keys are kept; if that key is lost, begin with a new one: tandem audit rotate-key --old-key-lost.", "第 {checkpoint} 个检查点指定的签名密钥与密钥文件中的不一致。请从密钥保管处放回正确的密钥文件；若该密钥已丢失，请运行 tandem audit rotate-key --old-key-lost 另起新密钥。"},
    {"audit.key_not_lost", 409, false, "The key in {subject} is the one that signs now: it is not lost. Leave --old-key-lost out.", "{subject} 中的密钥正是当前签名密钥，并未丢失。请去掉 --old-key-lost。"},
    {"audit.key_not_named", 409, false, "Checkpoint {checkpoint} is signed with a key that no earlier key named, or that had been replaced. If the key was changed after a loss, give that key too (--public-key); else the checkpoint is not ours: keep the database as it is and call the auditor.", "第 {checkpoint} 个检查点的签名密钥未经前一把密钥指定，或早已被替换。若曾因密钥丢失另起新密钥，请用 --public-key 一并给出；否则该检查点并非本系统所签，请保留数据库现状并通知审计人员。"},
    {"audit.key_readable_by_others", 422, false, "The signing key {subject} can be read by others. Take their rights away: chmod 400.", "签名密钥 {subject} 可被他人读取。请收回权限：chmod 400。"},
    {"audit.not_signed", 409, false, "None of the {rows} audit rows is under a signed checkpoint. Run tandem audit checkpoint, or look for checkpoints that were removed.", "{rows} 条审计记录没有任何签名检查点。请运行 tandem audit checkpoint，或查明检查点是否被删除。"},
    {"audit.root_differs", 409, false, "The first {size} rows of stream {stream} are not the ones that checkpoint {checkpoint} signed: history was rewritten. Keep the database as it is and call the auditor.", "第 {stream} 条链的前 {size} 条记录与第 {checkpoint} 个检查点所签内容不符：历史被改写。请保留数据库现状并通知审计人员。"},
    {"audit.row_added", 409, false, "Row {id} in stream {stream} stands twice at place {seq}: it was added outside the program. Keep the database as it is and call the auditor.", "第 {stream} 条链第 {seq} 位出现重复记录（编号 {id}）：该记录由程序之外写入。请保留数据库现状并通知审计人员。"},
    {"audit.row_changed", 409, false, "Row {id}, place {seq} of stream {stream}, is not what was written. Keep the database as it is and call the auditor.", "第 {stream} 条链第 {seq} 位的记录（编号 {id}）与写入时不符。请保留数据库现状并通知审计人员。"},
    {"audit.row_missing", 409, false, "Place {seq} of stream {stream} is missing: a row was removed. Keep the database as it is and call the auditor.", "第 {stream} 条链第 {seq} 位的记录缺失：有记录被删除。请保留数据库现状并通知审计人员。"},
    {"audit.rows_cut_off", 409, false, "Stream {stream} ends before place {seq}, where rows were (checkpoint {checkpoint}): its end was cut off. Keep the database as it is and call the auditor.", "第 {stream} 条链在第 {seq} 位之前中断，而该处曾有记录（检查点 {checkpoint}）：末尾被截去。请保留数据库现状并通知审计人员。"},
    {"document.already_voided", 409, false, "This was voided before. Reload the page to see it.", "该内容此前已作废。请刷新页面查看。"},
    {"document.file_empty", 422, false, "The file is empty. Choose a file with content.", "文件为空。请选择有内容的文件。"},
    {"document.file_name_missing", 422, false, "The file has no name that can be kept. Give it one, for example contract.pdf.", "文件没有可用的名称。请为其命名，例如“合同.pdf”。"},
    {"document.not_author", 403, false, "Only who wrote it may void it. Add a note of your own that corrects it.", "只有作者本人可以作废。如需更正，请另写一条备注。"},
    {"document.note_empty", 422, false, "The note says nothing. Write what happened.", "备注内容为空。请填写内容。"},
    {"document.note_too_long", 422, false, "The note is longer than {limit} bytes. Shorten it, or attach it as a file.", "备注超过 {limit} 字节。请缩短内容，或作为附件上传。"},
    {"document.reason_missing", 422, false, "Voiding needs a reason. State why; it stays on record.", "作废需要填写原因，原因将留痕。"},
    {"document.unknown_attachment", 404, false, "There is no attachment {subject}, it was voided, or it is not within your scope. Reload the list.", "没有附件 {subject}，或已作废，或不在您的权限范围内。请刷新列表。"},
    {"document.unknown_note", 404, false, "There is no note {subject}, or it is not within your scope. Reload the list.", "没有备注 {subject}，或不在您的权限范围内。请刷新列表。"},
    {"document.unknown_object", 404, false, "There is no {subject} to hang this on: it names no customer, contract, invoice, open item, receipt or credit note here, or it is voided. Open the document and try from there.", "找不到 {subject}：它不是客户、合同、发票、应收、收款或红字单据，或已作废。请打开该单据后再试。"},
    {"insight.group_not_offered", 422, false, "\"{subject}\" is no grouping. Use customer, group, rep, team, region, country, month, week or day.", "“{subject}”不是可用的分组。请使用 customer、group、rep、team、region、country、month、week 或 day。"},
    {"insight.number_range", 422, false, "{subject} is \"{value}\"; it must be a whole number from {from} to {to}.", "{subject} 的值“{value}”无效，应为 {from} 到 {to} 的整数。"},
    {"insight.range_reversed", 422, false, "The range ends ({to}) before it begins ({from}). Exchange the two dates.", "区间结束日 {to} 早于开始日 {from}。请调换两个日期。"},
    {"insight.unknown_basis", 422, false, "\"{subject}\" is no basis for aging. Use due or invoice.", "“{subject}”不是可用的账龄基准。请使用 due（到期日）或 invoice（开票日）。"},
    {"insight.unknown_bucket", 422, false, "The report has no bucket \"{subject}\". Use a code the report shows.", "该报表没有“{subject}”账龄段。请使用报表中显示的编码。"},
    {"insight.unknown_report", 404, false, "There is no report \"{subject}\". `tandem report --help` lists them.", "没有名为“{subject}”的报表。可用 tandem report --help 查看。"},
    {"insight.unknown_variant", 422, false, "The report {report} has no variant \"{subject}\". It offers: {variants}.", "报表 {report} 没有“{subject}”口径。可选：{variants}。"},
};
// clang-format on

}  // namespace tandem::refusals
