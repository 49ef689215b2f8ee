import type { APIRequestContext, Page } from '@playwright/test';
import { approveNewest, ask, expect, looks, settled, signedIn, test, violations } from './support';

const shot = (name: string) => ({ path: `${process.env.E2E_OUTPUT ?? 'test-results'}/gate-${name}.png`, fullPage: true });
const named = (page: Page, title: string) =>
  ask<{ rows: { id: string }[] }>(page, `/contracts?q=${encodeURIComponent(title)}`).then(({ rows }) => rows[0]?.id ?? '');

async function become(page: Page, who: APIRequestContext): Promise<void> {
  await page.context().clearCookies();
  await page.context().addCookies((await who.storageState()).cookies);
}

for (const [at, look] of looks.entries()) {
  test(`where a contract stands and what it breaks (${look.language}, ${look.theme})`, async ({ page, look: choose }) => {
    await choose(look);
    if (at % 2 === 1) await page.setViewportSize({ width: 390, height: 844 });
    for (const title of ['包装线成套设备', '检测设备年度采购', '备件框架合同']) {
      await page.goto(`/contracts/${await named(page, title)}`);
      await settled(page);
      await expect(page.getByText('R-147')).toHaveCount(title === '包装线成套设备' ? 1 : 0);
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
      await page.screenshot(shot(`${title}-${look.language}-${look.theme}`));
    }
  });
}

test('legal reviews, others agree, the representative signs', async ({ page, look: choose }) => {
  await choose({ language: 'zh-CN', theme: 'light' });
  const [rep, legal, risk, executive] = await Promise.all(['rep', 'legal', 'risk', 'executive'].map(signedIn));
  await become(page, legal as APIRequestContext);
  await page.goto('/contracts');
  await settled(page);
  await page.getByRole('button', { name: '待评审' }).click();
  await expect(page).toHaveURL(/status=in_review/);
  await settled(page);
  const id = await named(page, '仓储输送系统改造');
  await page.screenshot(shot('queue'));
  await page.locator(`a[href="/contracts/${id}"]`).click();
  await settled(page);
  await page.getByRole('button', { name: /^评\s*审$/ }).click();
  const drawer = page.getByRole('dialog');
  await expect(drawer.getByRole('region', { name: '信用检查预览' }).getByRole('progressbar')).toHaveAttribute('aria-label', /^额度使用 ¥/);
  for (const yes of await drawer.getByText('是', { exact: true }).all()) await yes.click();
  await drawer.getByLabel('接受理由：逾期利率偏低').fill('客户为上市公司，历年无逾期');
  await drawer.getByLabel('接受理由：争议不在我方所在地').fill('对方格式合同，标的额有保险');
  await drawer.getByLabel('接受理由：超信用额度').fill('首付款到账后敞口不超过额度');
  await drawer.getByRole('button', { name: '增加条款风险' }).click();
  await drawer.getByLabel('条款与建议').fill('第九条建议写明抵扣须经双方确认');
  expect(await violations(page)).toEqual([]);
  await page.screenshot(shot('review'));
  await drawer.getByRole('button', { name: '通过，转审批' }).click();
  await expect(drawer).toHaveCount(0);
  await expect(page.getByText('评审已通过，等待审批')).toBeVisible();

  await become(page, risk as APIRequestContext);
  const request = await page
    .goto(`/contracts/${id}`)
    .then(() => settled(page))
    .then(() => page.getByRole('link', { name: '审批单' }).first());
  await request.click();
  await settled(page);
  await expect(page.getByRole('row', { name: '付款方式' })).toContainText('银行转账、承兑汇票');
  const accepted = (finding: string) => page.getByRole('row', { name: new RegExp(`^接受：${finding}`) });
  await expect(accepted('逾期利率偏低')).toContainText('逾期利息 0.03%/日，低于标准 0.05%/日。');
  await expect(accepted('逾期利率偏低')).toContainText('客户为上市公司，历年无逾期');
  await expect(accepted('超信用额度')).toContainText(/信用额度 ¥200,000.00，已用 .*将超出 ¥/);
  await page.screenshot(shot('agreement'));
  await page.getByRole('button', { name: /^同\s*意$/ }).click();
  await expect(page.getByRole('button', { name: /^同\s*意$/ })).toHaveCount(0);
  await approveNewest(executive as APIRequestContext, 'contract_review');

  await become(page, rep as APIRequestContext);
  await page.goto(`/contracts/${id}`);
  await settled(page);
  await page.getByRole('button', { name: /^签\s*订$/ }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /保\s*存/ })
    .click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect((await ask<{ status: string }>(page, `/contracts/${id}`)).status).toBe('signed');
  await page.screenshot(shot('signed'));
});

test('what was sent back is corrected and submitted again; a change after approval takes it back', async ({ page, look: choose }) => {
  await choose({ language: 'zh-CN', theme: 'dark' });
  await become(page, await signedIn('rep'));
  const approved = await named(page, '备件框架合同');
  await page.goto(`/contracts/${approved}`);
  await settled(page);
  await page.getByRole('button', { name: '修改草稿' }).click();
  const drawer = page.getByRole('dialog');
  await expect(drawer.getByText('保存修改后批准即失效', { exact: false })).toBeVisible();
  await drawer.locator('#amount').fill('69,000.00');
  expect(await violations(page)).toEqual([]);
  await page.screenshot(shot('edit'));
  await drawer.getByRole('button', { name: /保\s*存/ }).click();
  await expect(drawer).toHaveCount(0);
  await expect(page.getByText('批准后修改，批准失效')).toBeVisible();
  expect((await ask<{ status: string }>(page, `/contracts/${approved}`)).status).toBe('draft');

  const returned = await named(page, '检测设备年度采购');
  await page.goto(`/contracts/${returned}`);
  await settled(page);
  await expect(page.getByText('请补充验收期限', { exact: false }).first()).toBeVisible();
  await page.getByRole('button', { name: /^送\s*审$/ }).click();
  await expect(page.getByRole('button', { name: '撤回送审' })).toBeVisible();
  expect((await ask<{ status: string }>(page, `/contracts/${returned}`)).status).toBe('in_review');
});

test('a contract says how it is paid; a way that the grade does not have is named', async ({ page, look: choose }) => {
  const rep = await signedIn('rep');
  await become(page, rep);
  const { rows } = await ask<{ rows: { id: string }[] }>(page, '/customers?limit=200');
  let customer = '';
  for (const { id } of rows) {
    const { standing } = await ask<{ standing: { grade: string | null } }>(page, `/customers/${id}/credit`);
    if (standing.grade === 'C' || standing.grade === 'D') customer = id;
    if (customer) break;
  }
  expect(customer).not.toBe('');
  const made = await rep.post('/api/v1/contracts', {
    headers: { 'X-Tandem-Request': '1', Origin: process.env.E2E_URL ?? '', 'Idempotency-Key': crypto.randomUUID() },
    data: { customer_id: customer, title: '夹具采购合同', amount: { amount: '20000.00', currency: 'CNY' }, late_interest_daily: '0.0003' },
  });
  const { id } = (await made.json()) as { id: string };

  await choose({ language: 'zh-CN', theme: 'light' });
  await page.goto(`/contracts/${id}`);
  await settled(page);
  await expect(page.getByText('银行转账', { exact: true })).toBeVisible();
  await expect(page.getByText('0.03%/日', { exact: true })).toBeVisible();
  await expect(page.getByText('逾期利息 0.03%/日，低于标准 0.05%/日。')).toBeVisible();
  await page.getByRole('button', { name: '修改草稿' }).click();
  const drawer = page.getByRole('dialog');
  await expect(drawer.locator('#late_interest_percent')).toHaveValue('0.03');
  await drawer.getByLabel('付款方式').click();
  await page.locator('.ant-select-item-option', { hasText: '自动扣款' }).click();
  await page.keyboard.press('Escape');
  await drawer.locator('#late_interest_percent').fill('0.06');
  expect(await violations(page)).toEqual([]);
  await page.screenshot(shot('ways-edit'));
  await drawer.getByRole('button', { name: /保\s*存/ }).click();
  await expect(drawer).toHaveCount(0);
  await expect(page.getByText('合同约定付款方式为银行转账、自动扣款', { exact: false })).toBeVisible();
  await expect(page.getByText('0.06%/日', { exact: true })).toBeVisible();
  await page.screenshot(shot('ways-zh'));

  await choose({ language: 'en-US', theme: 'light' });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/contracts/${id}`);
  await settled(page);
  await expect(page.getByText('The contract grants Bank transfer, Direct debit', { exact: false })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  await page.screenshot(shot('ways-phone-en'));
});
