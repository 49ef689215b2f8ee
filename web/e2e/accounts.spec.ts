import { codeOf } from './phone';
import { expect, settled, test, violations } from './support';

test('a new user is invited, sets a password, gets a role, turns on two-step sign-in and signs in with it', async ({
  page,
  browser,
  look,
}) => {
  test.setTimeout(120_000);
  await look({ language: 'zh-CN', theme: 'light' });
  const name = `zhou-${Date.now() % 1_000_000}`;
  await page.goto('/admin/users');
  await settled(page);
  await page.getByRole('button', { name: '新增用户' }).click();
  await page.getByLabel('用户名').fill(name);
  await page.getByLabel('姓名').fill('周敏');
  await page.getByRole('button', { name: /保\s*存/ }).click();
  const link = await page.locator('.secret').innerText();
  expect(link).toMatch(/\/welcome\?company=[\w-]+#[\w-]{43}$/);
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: '我已转交' }).click();
  await expect(page.getByText(link)).toHaveCount(0);

  // The new colleague's own browser.
  const other = await (await browser.newContext({ storageState: { cookies: [], origins: [] } })).newPage();
  await other.addInitScript(() => localStorage.setItem('tandem.settings', JSON.stringify({ language: 'zh-CN', theme: 'dark' })));
  await other.goto(new URL(link).pathname + new URL(link).hash);
  await other.getByLabel('新密码', { exact: true }).fill('a long password');
  await other.getByLabel('再次输入新密码').fill('a long password');
  expect(await violations(other)).toEqual([]);
  await other.getByRole('button', { name: '设置密码' }).click();
  await expect(other.getByText(`您的用户名是 ${name}`)).toBeVisible();
  const signIn = async () => {
    await other.goto('/login');
    await other.getByLabel('用户名').fill(name);
    await other.getByLabel('密码', { exact: true }).fill('a long password');
    await other.getByRole('button', { name: /登\s*录/ }).click();
  };
  await signIn();
  await expect(other.getByText('尚未分配角色')).toBeVisible();

  const row = page.getByRole('row', { name: new RegExp(name) });
  await row.getByRole('button', { name: '授予角色' }).click();
  await page.getByRole('combobox', { name: '角色' }).click();
  await page.locator('.ant-select-item-option', { hasText: /^财务$/ }).click();
  await page.getByRole('button', { name: /保\s*存/ }).click();
  await expect(row.getByText('财务')).toBeVisible();

  // Another role, another session.
  await other.goto('/me');
  await expect(other).toHaveURL(/\/login/);
  await signIn();
  await expect(other).not.toHaveURL(/\/login/);
  await other.goto('/me');
  await settled(other);
  await other.getByRole('button', { name: '启用两步验证' }).click();
  // Who only found the browser open does not know the password.
  const enrolling = other.getByRole('dialog', { name: '启用两步验证' });
  const own = enrolling.getByLabel('当前密码');
  await own.fill('somebody guessing');
  await enrolling.getByRole('button', { name: '下一步' }).click();
  await expect(enrolling.getByText('当前密码不正确')).toBeVisible();
  expect(await violations(other)).toEqual([]);
  await own.fill('a long password');
  await enrolling.getByRole('button', { name: '下一步' }).click();
  await expect(other.getByRole('img', { name: '验证器二维码' })).toBeVisible();
  const secret = (await other.locator('.secret').innerText()).replaceAll(' ', '');
  await other.waitForTimeout(400);
  expect(await violations(other)).toEqual([]);
  await other.getByLabel('验证码').fill(codeOf(secret, 0));
  await other.getByRole('button', { name: '确认启用' }).click();
  await expect(other.locator('.codes li')).toHaveCount(10);
  const spare = await other.locator('.codes li').first().innerText();
  await other.getByRole('button', { name: '我已保存' }).click();
  await expect(other.getByText('剩余恢复码 10 个')).toBeVisible();

  await other.context().clearCookies();
  await signIn();
  await other.getByLabel('验证码').fill('000000');
  await other.getByRole('button', { name: '验证并登录' }).click();
  await expect(other.getByText('验证码错误或已使用过')).toBeVisible();
  expect(await violations(other)).toEqual([]);
  await other.getByLabel('验证码').fill(codeOf(secret, 1));
  await other.getByRole('button', { name: '验证并登录' }).click();
  await expect(other).not.toHaveURL(/\/login/);
  await other.context().clearCookies();
  await signIn();
  await other.getByLabel('验证码').fill(spare);
  await other.getByRole('button', { name: '验证并登录' }).click();
  await expect(other).not.toHaveURL(/\/login/);

  // Disabled is out at once.
  await page.reload();
  await settled(page);
  await page.getByRole('button', { name: '更多操作 · 周敏' }).last().click();
  await page.getByRole('menuitem', { name: '停用账号' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '停用账号' }).click();
  await expect(row.getByText('已停用')).toBeVisible();
  await other.goto('/me');
  await expect(other).toHaveURL(/\/login/);
  await other.context().close();
});

test('a key is shown once, can be used by a program and is revoked', async ({ page, look, playwright }) => {
  await look({ language: 'en-US', theme: 'light' });
  await page.goto('/me');
  await settled(page);
  await page.getByRole('button', { name: 'New key' }).click();
  await page.getByLabel('Purpose').fill('Nightly report');
  await page.getByRole('combobox', { name: 'Permissions' }).click();
  await page.locator('.ant-select-item-option', { hasText: 'See business data' }).click();
  await page.keyboard.press('Escape');
  await page.getByLabel('Purpose').click();
  await page.getByRole('button', { name: 'Save' }).click();
  const token = await page.locator('.secret').innerText();
  const program = await playwright.request.newContext({
    baseURL: process.env.E2E_URL ?? '',
    extraHTTPHeaders: { Authorization: `Bearer ${token}` },
  });
  expect((await program.get('/api/v1/lookups')).status()).toBe(200);
  expect((await program.get('/api/v1/users')).status()).toBe(403);
  await page.getByRole('button', { name: 'I have saved it' }).click();
  const row = page.getByRole('row', { name: /Nightly report/ }).first();
  await row.getByRole('button', { name: 'Revoke' }).click();
  await expect(row.getByText('Revoked')).toBeVisible();
  expect((await program.get('/api/v1/lookups')).status()).toBe(401);
  await program.dispose();
});

test('the pages of accounts fit a phone', async ({ page, look }) => {
  await look({ language: 'zh-CN', theme: 'dark' });
  await page.setViewportSize({ width: 390, height: 844 });
  for (const route of ['/me', '/admin/users', '/welcome#x']) {
    await page.goto(route);
    await settled(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), route).toBeLessThanOrEqual(390);
    await page.screenshot({ path: `${process.env.E2E_OUTPUT ?? 'test-results'}/phone${route.replace(/\W/g, '-')}.png`, fullPage: true });
  }
  await page.setViewportSize({ width: 1366, height: 900 });
  for (const route of ['/me', '/admin/users']) {
    await page.goto(route);
    await settled(page);
    await page.screenshot({ path: `${process.env.E2E_OUTPUT ?? 'test-results'}/wide${route.replace(/\W/g, '-')}.png`, fullPage: true });
  }
});
