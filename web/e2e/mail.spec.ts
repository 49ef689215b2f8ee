import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, type Page, test } from '@playwright/test';
import { settled, violations } from './support';
import { freePort, type OwnServer, startTandem } from './tandem';

test.describe.configure({ mode: 'serial' });

let box: ChildProcess;
let tandem: OwnServer;
const mails: { to: string[]; raw: string }[] = [];

test.beforeAll(async () => {
  test.setTimeout(120_000);
  const [port, smtp] = [await freePort(), await freePort()];
  box = spawn(process.execPath, ['e2e/mailbox.mjs', String(smtp)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: box.stdout as NodeJS.ReadableStream });
  await once(lines, 'line');
  lines.on('line', (line) => mails.push(JSON.parse(line)));
  tandem = await startTandem(
    port,
    `[server]
public_url = "http://127.0.0.1:${port}"
[mail]
host = "127.0.0.1"
port = ${smtp}
security = "none"
from = "tandem@example.com"
[outgoing]
allow = ["127.0.0.1:${smtp}"]
`,
  );
});

test.afterAll(async () => {
  await tandem?.stop();
  box?.kill();
});

const textOf = (raw: string) => Buffer.from(raw.slice(raw.indexOf('\r\n\r\n')), 'base64').toString('utf8');
const mailTo = async (address: string, holding: RegExp) => {
  const found = () => mails.find(({ to, raw }) => to.includes(address) && holding.test(textOf(raw)));
  await expect.poll(found, { timeout: 20_000 }).toBeTruthy();
  return textOf(found()?.raw ?? '');
};

async function signIn(page: Page, name: string, language = 'zh-CN'): Promise<void> {
  await page.addInitScript((text) => localStorage.setItem('tandem.settings', text), JSON.stringify({ language, theme: 'light' }));
  await page.goto(`${tandem.url}/login`);
  await page.getByLabel(/用户名|User name/).fill(name);
  await page.getByLabel(/^(密码|Password)$/).fill(tandem.passwords[name] ?? '');
  await page.getByRole('button', { name: /登\s*录|Sign in/ }).click();
  await expect(page).not.toHaveURL(/\/login/);
}

test('a new user gets the link by mail, forgets the password and gets another; the administrator sees both', async ({ page, browser }) => {
  test.setTimeout(120_000);
  await signIn(page, 'admin');
  await page.goto(`${tandem.url}/admin/users`);
  await settled(page);
  await page.getByRole('button', { name: '新增用户' }).click();
  await page.getByLabel('用户名').fill('zhou-mail');
  await page.getByLabel('姓名').fill('周敏');
  await page.getByLabel('邮箱').fill('zhou@example.com');
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: /保\s*存/ }).click();
  await expect(page.getByText('一次性链接已发送到 zhou@example.com')).toBeVisible();
  await expect(page.locator('.secret')).toHaveCount(0);

  const link = /http:\S+\/welcome\?company=\S+/.exec(await mailTo('zhou@example.com', /welcome/))?.[0] ?? '';
  const other = await (await browser.newContext()).newPage();
  await other.goto(link);
  await other.getByLabel('新密码', { exact: true }).fill('a long word to say');
  await other.getByLabel('再次输入新密码').fill('a long word to say');
  await other.getByRole('button', { name: '设置密码' }).click();
  await expect(other.getByText('您的用户名是 zhou-mail')).toBeVisible();

  mails.length = 0;
  await other.goto(`${tandem.url}/login`);
  await other.getByRole('button', { name: '忘记密码' }).click();
  await other.getByLabel('用户名').fill('zhou-mail');
  expect(await violations(other)).toEqual([]);
  await other.screenshot({ path: test.info().outputPath('forgotten.png') });
  await other.getByRole('button', { name: '发送链接' }).click();
  await expect(other.getByText('如果该账号存在并登记了邮箱')).toBeVisible();
  expect(await mailTo('zhou@example.com', /welcome/)).toContain('周敏');

  await page.goto(`${tandem.url}/admin/messages`);
  await settled(page);
  await expect(page.getByText('zhou@example.com').first()).toBeVisible();
  await expect(page.getByText('已发送').first()).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.screenshot({ path: test.info().outputPath('messages.png'), fullPage: true });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${tandem.url}/admin/messages`);
  await settled(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(await violations(page)).toEqual([]);
  await page.screenshot({ path: test.info().outputPath('messages-phone.png'), fullPage: true });
});

test('an approver is written to in the language chosen, and the link opens the request', async ({ page }) => {
  await signIn(page, 'risk', 'en-US');
  await page.goto(`${tandem.url}/me`);
  await settled(page);
  const panel = page.locator('section', { has: page.getByRole('heading', { name: 'Mail', exact: true }) });
  await panel.getByText('English').click();
  await expect(panel.getByRole('radio', { name: 'English' })).toBeChecked();
  expect(await violations(page)).toEqual([]);
  await panel.screenshot({ path: test.info().outputPath('mine.png') });
  await panel.getByRole('switch').click();
  await expect(panel.getByRole('switch')).not.toBeChecked();
});

test('the texts of mails stand among the policies in words', async ({ page }) => {
  await signIn(page, 'admin');
  await page.goto(`${tandem.url}/settings/policies/message`);
  await settled(page);
  await expect(page.getByText('邮件文本 › 等待审批 › 中文 › 主题')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.screenshot({ path: test.info().outputPath('policy.png'), fullPage: true });
});
