import { asOf, expect, settled, test } from './support';

test('filters live in the address: reload and back keep them', async ({ page, look }) => {
  await look({ language: 'zh-CN', theme: 'light' });
  await page.setViewportSize({ width: 1366, height: 900 });
  await page.goto(`/receivables${asOf ? `?as_of=${asOf}` : ''}`);
  await settled(page);
  const all = await page.getByTestId('totals').innerText();
  expect(all).toMatch(/共 [\d,]+ 条/);
  await page.getByText('逾期', { exact: true }).first().click();
  await expect(page).toHaveURL(/status=overdue/);
  await settled(page);
  await page.getByRole('columnheader', { name: '未清金额' }).click();
  await expect(page).toHaveURL(/sort=open/);
  await settled(page);
  await expect.poll(() => page.getByTestId('totals').innerText()).not.toBe(all);
  const overdue = await page.getByTestId('totals').innerText();
  await page.reload();
  await settled(page);
  await expect.poll(() => page.getByTestId('totals').innerText()).toBe(overdue);
  await expect(page.getByRole('columnheader', { name: '未清金额' })).toHaveAttribute('aria-sort', 'ascending');
  await page.getByRole('link', { name: '客户', exact: true }).click();
  await expect(page).toHaveURL(/\/customers$/);
  await page.goBack();
  await settled(page);
  await expect.poll(() => page.getByTestId('totals').innerText()).toBe(overdue);
});

test('language and theme stay after a reload', async ({ page }) => {
  await page.goto('/me');
  await settled(page);
  await page.getByRole('radiogroup', { name: '语言', exact: true }).getByText('English').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('My settings');
  await page.getByText('Dark', { exact: true }).click();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('My settings');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en-US');
});

test('without a session every page asks for the password and then goes on', async ({ page, context }) => {
  await context.clearCookies();
  await page.goto('/receivables?status=overdue');
  await expect(page).toHaveURL(/\/login\?next=/);
  await page.getByLabel('用户名').fill(process.env.E2E_USER ?? 'admin');
  await page.getByLabel('密码').fill('certainly wrong');
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await page.getByLabel('密码').fill(process.env.E2E_PASSWORD ?? '');
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page).toHaveURL(/\/receivables\?status=overdue$/);
});
