import { ask, expect, settled, signedIn, test, violations } from './support';

const shot = (name: string) => ({ path: `${process.env.E2E_OUTPUT ?? 'test-results'}/credit-${name}.png`, fullPage: true });

test('a statement is entered, the customer assessed, the grade overridden and agreed to', async ({ page, look }) => {
  test.setTimeout(120_000);
  await look({ language: 'zh-CN', theme: 'light' });
  await page.goto('/credit');
  await settled(page);
  await page.screenshot(shot('queue'));
  expect(await violations(page)).toEqual([]);
  await page.getByRole('combobox', { name: '复评原因' }).click();
  await page.getByTitle(/^从未评估/).click();
  await expect(page).toHaveURL(/why=never/);
  await settled(page);
  await page
    .getByRole('link')
    .filter({ hasText: /公司|厂|集团|Ltd/ })
    .first()
    .click();
  await settled(page);
  await expect(page).toHaveURL(/credit\/customers/);
  await settled(page);
  await expect(page.getByText('未评级', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: '录入报表' }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByLabel('期末日').fill('2025-12-31');
  await page.keyboard.press('Enter');
  const enter = async (label: RegExp, amount: string) => drawer.getByLabel(label).fill(amount);
  await enter(/^流动资产/, '6000000');
  await enter(/存货/, '2000000');
  await enter(/应收账款/, '2000000');
  await enter(/^资产总计/, '15000000');
  await enter(/^流动负债/, '4000000');
  await enter(/^负债合计/, '9000000');
  await enter(/^所有者权益/, '5000000');
  await enter(/^营业收入/, '12000000');
  await drawer.getByRole('button', { name: /保\s*存/ }).click();
  await expect(drawer.getByText(/相差 1000000.00/)).toBeVisible();
  await page.screenshot(shot('unbalanced'));
  await enter(/^所有者权益/, '6000000');
  await drawer.getByRole('button', { name: /保\s*存/ }).click();
  await expect(drawer).toHaveCount(0);
  await page.getByRole('button', { name: /^评\s*估$/ }).click();
  await expect(drawer.getByText(/流动比率 1.50/)).toBeVisible();
  await page.screenshot(shot('preview'));
  await drawer.getByRole('button', { name: '确认评估' }).click();
  await expect(drawer).toHaveCount(0);
  await expect(page.getByRole('list', { name: '五个维度的得分' })).toBeVisible();
  await settled(page);
  await page.screenshot(shot('file'));
  expect(await violations(page)).toEqual([]);

  await page.getByRole('button', { name: '调整等级' }).click();
  await drawer.getByLabel('调整为').click();
  await page.getByTitle('D', { exact: true }).click();
  const { company } = await ask<{ company: { today: string } }>(page, '/session');
  await drawer.getByLabel('有效期至').fill(company.today);
  await page.keyboard.press('Enter');
  await drawer.getByLabel('原因').fill('主要供应商停产');
  await drawer.getByRole('button', { name: '调整等级' }).click();
  await expect(drawer).toHaveCount(0);
  const { rows } = await ask<{ rows: { id: string; kind: string }[] }>(page, '/approvals?box=sent');
  const request = rows.find(({ kind }) => kind === 'grade_override');
  const file = page.url();
  await page.context().clearCookies();
  await page.context().addCookies((await (await signedIn('risk')).storageState()).cookies);
  await page.goto(`/approvals/${request?.id}`);
  await settled(page);
  await page.screenshot(shot('approval'));
  await page.getByRole('button', { name: /^同\s*意$/ }).click();
  await expect(page.getByText('已生效')).toBeVisible();
  await page.goto(file);
  await settled(page);
  await expect(page.getByText('人工调整').first()).toBeVisible();
  await page.screenshot(shot('overridden'));
});

test('the run over who is due is tried first; what is wrong with the data is listed', async ({ page, look }) => {
  await look({ language: 'en-US', theme: 'dark' });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/credit');
  await settled(page);
  await page.getByRole('button', { name: 'Preview' }).click();
  await expect(page.getByRole('dialog').getByText('Nothing is written yet')).toBeVisible();
  await page.screenshot(shot('run'));
  expect(await violations(page)).toEqual([]);
  await page.goto('/credit/quality');
  await settled(page);
  await page.screenshot(shot('quality'));
  expect(await violations(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
});
