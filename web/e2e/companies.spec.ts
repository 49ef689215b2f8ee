import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { codeOf } from './phone';
import { violations } from './support';
import { freePort, newFolder, serve } from './tandem';

const companies = [
  ['north', '北方重工'],
  ['south', '南方精机'],
] as const;

/** The administrator of a company, from its link to the second factor that his role demands. */
async function setUp(page: Page, link: string, password: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel('密码').fill(password);
  await page.getByRole('button', { name: '创建并登录' }).click();
  await expect(page).not.toHaveURL(/setup/);
  const headers = { 'X-Tandem-Request': '1', Origin: new URL(link).origin };
  const begun = (await (await page.request.post('/api/v1/me/second-factor', { headers })).json()) as { secret: string };
  const confirmed = await page.request.post('/api/v1/me/second-factor/confirm', { headers, data: { code: codeOf(begun.secret, 0) } });
  expect(confirmed.ok()).toBe(true);
}

test('two companies are set up by their own links, signed in to side by side, and switched between', async ({ browser }) => {
  const folder = newFolder();
  for (const [code, name] of companies)
    execFileSync(process.env.E2E_PROGRAM ?? '', ['company', 'add', code, '--name', name, '--db', `sqlite:${join(folder, 'book.db')}`]);
  const { url, said, stop } = await serve(folder, await freePort(), []);
  try {
    const page = await (await browser.newContext({ baseURL: url, locale: 'zh-CN', viewport: { width: 1366, height: 800 } })).newPage();
    await page.addInitScript(() => localStorage.setItem('tandem.settings', '{"language":"zh-CN","theme":"light"}'));
    const shown = async () => ((await (await page.request.get('/api/v1/session')).json()) as { company: { name: string } }).company.name;
    for (const [code, name] of companies) {
      const link = new RegExp(`/setup\\?company=${code}#\\S+`).exec(said)?.[0] ?? '';
      await setUp(page, url + link, `correct horse battery ${code}`);
      expect(await shown()).toBe(name);
    }
    // Signed in to both: the bar says which is in view and leads to the other.
    await page.goto('/');
    await page.getByRole('button', { name: /切换公司: 南方精机/ }).click();
    await page.screenshot({ path: `${process.env.E2E_OUTPUT ?? 'test-results'}/company-switch.png` });
    await page.getByRole('menuitem', { name: '北方重工' }).click();
    await expect(page.getByRole('button', { name: /切换公司: 北方重工/ })).toBeVisible();
    expect(await shown()).toBe('北方重工');
    // Signed out here, still signed in there; the sign-in page offers both.
    await page.request.delete('/api/v1/session', { headers: { 'X-Tandem-Request': '1', Origin: url } });
    await page.goto('/login');
    await expect(page.getByText('北方重工')).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page.screenshot({ path: `${process.env.E2E_OUTPUT ?? 'test-results'}/company-login.png` });
    await page.getByLabel('切换公司').click();
    await page.locator('.ant-select-item-option').filter({ hasText: '南方精机' }).click();
    await expect.poll(shown).toBe('南方精机');
  } finally {
    await stop();
  }
});
