import type { Locator, Page } from '@playwright/test';
import { approveNewest, ask, expect, settled, signedIn, test } from './support';

interface Item {
  id: string;
  number: string;
  open_minor: number;
  customer: { id: string; code: string; name: string };
}

const yuan = (minor: number) => `${Math.trunc(minor / 100)}.${String(minor % 100).padStart(2, '0')}`;
const drawer = (page: Page) => page.getByRole('dialog');

/** An open item that is at least so large, by its place in the list, so that tests do not share one. */
async function openItem(page: Page, place: number, least = 0): Promise<Item> {
  const { rows } = await ask<{ rows: Item[] }>(page, '/open-items?status=open&currency=CNY&sort=-open&limit=200');
  const item = rows.filter(({ open_minor }) => open_minor >= least)[place];
  if (!item) throw new Error(`The book has no open item no. ${place} of ${least}.`);
  return item;
}

async function choose(page: Page, box: Locator, option: string): Promise<void> {
  const shown = box.locator('xpath=ancestor::div[contains(concat(" ", @class, " "), " ant-select ")][1]');
  // The list opens with a movement: a click that came before its end chose nothing.
  await expect(async () => {
    if (!(await page.locator('.ant-select-dropdown:visible').isVisible())) await box.click();
    await page
      .locator('.ant-select-dropdown:visible .ant-select-item-option')
      .filter({ hasText: option })
      .first()
      .click({ timeout: 3_000 });
    await expect(shown).toContainText(option, { timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
}

/** Finds the customer by code in the box that asks the server. */
async function chooseCustomer(page: Page, code: string): Promise<void> {
  const box = drawer(page).getByRole('combobox').first();
  await expect(async () => {
    await box.fill(code);
    await page.locator('.ant-select-item-option').filter({ hasText: code }).first().click({ timeout: 3_000 });
  }).toPass({ timeout: 30_000 });
}

async function fillDay(page: Page, label: string, day: string): Promise<void> {
  const input = drawer(page).getByLabel(label);
  await input.fill(day);
  await input.press('Enter');
}

/** Records a receipt of the customer by the form and stands on its page. */
async function record(page: Page, item: Item, method: string, amount: string, maturity?: string): Promise<void> {
  await page.goto('/receipts');
  await settled(page);
  await page.getByRole('button', { name: '登记收款' }).click();
  await chooseCustomer(page, item.customer.code);
  await drawer(page).locator('#amount').fill(amount);
  await choose(page, drawer(page).getByLabel('方式'), method);
  if (maturity) await fillDay(page, '票据到期日', maturity);
  await drawer(page)
    .getByRole('button', { name: /保\s*存/ })
    .click();
  await expect(page).toHaveURL(/\/receipts\/rcp_/);
  await expect(page.getByRole('heading', { name: '核销台' })).toBeVisible();
  await settled(page);
}

async function apply(page: Page, item: Item, amount: string): Promise<void> {
  await page.getByLabel(`核销到 ${item.number} 的金额`).fill(amount);
  await page.getByRole('button', { name: /确认核销 ¥/ }).click();
}

/** Sends the open drawer without its reason, which is refused at the field, and then with it. */
async function sendWithReason(page: Page, submit: string, reason: string): Promise<void> {
  const send = drawer(page).getByRole('button', { name: submit });
  await send.click();
  await expect(drawer(page).locator('.ant-form-item-explain-error').first()).toBeVisible();
  await drawer(page).getByLabel('原因').fill(reason);
  await send.click();
  await expect(drawer(page)).toHaveCount(0);
  await settled(page);
}

test.beforeEach(async ({ page, look }) => {
  await look({ language: 'zh-CN', theme: 'light' });
  await page.setViewportSize({ width: 1366, height: 900 });
});

test('a bill is discounted; more than its amount cannot be kept by the bank', async ({ page }) => {
  await record(page, await openItem(page, 0), '承兑汇票', '50000.00', '2027-06-30');
  await expect(page.getByText('票据未兑付')).toBeVisible();
  await page.getByRole('button', { name: '贴现' }).click();
  const send = drawer(page).getByRole('button', { name: '贴现' });
  await drawer(page).getByLabel('贴现息').fill('60000');
  await send.click();
  await expect(drawer(page).getByText(/手续费 60000.00 CNY 与收款金额 50000.00 不符/)).toBeVisible();
  await drawer(page).getByLabel('贴现息').fill('321.50');
  await send.click();
  await expect(page.getByText('票据已兑付')).toBeVisible();
  await expect(page.getByRole('button', { name: '登记拒付' })).toHaveCount(0);
});

test('a cheque that bounces opens its item again', async ({ page }) => {
  const item = await openItem(page, 1);
  await record(page, item, '支票', '100.00');
  await apply(page, item, '100');
  await expect(page.getByText('这笔收款已全部核销')).toBeVisible();
  await page.getByRole('button', { name: '登记退票' }).click();
  await sendWithReason(page, '登记退票', '空头支票');
  await expect(page.getByText('已退票')).toBeVisible();
  expect((await ask<Item>(page, `/open-items/${item.id}`)).open_minor).toBe(item.open_minor);
});

test('a small difference closes the item, a large one is refused, and both go back with the allocation', async ({ page }) => {
  const item = await openItem(page, 2, 100_000);
  await record(page, item, '银行转账', yuan(item.open_minor - 100));
  await page.getByLabel(`核销到 ${item.number} 的金额`).fill(yuan(item.open_minor - 100_00));
  await page.getByRole('checkbox', { name: /尾差核销：余下的 ¥100.00/ }).check();
  await page.getByRole('button', { name: /确认核销 ¥/ }).click();
  await expect(page.getByText(/尚余 100.00 未清，超过可/)).toBeVisible();
  await apply(page, item, yuan(item.open_minor - 100));
  await expect(page.getByText('这笔收款已全部核销')).toBeVisible();
  expect((await ask<Item>(page, `/open-items/${item.id}`)).open_minor).toBe(0);
  await expect(page.getByText('尾差核销，随所属核销一并撤销')).toBeVisible();
  await page.getByRole('button', { name: /^撤\s*销/ }).click();
  await sendWithReason(page, '撤销', '客户对账后要求保留余款');
  expect((await ask<Item>(page, `/open-items/${item.id}`)).open_minor).toBe(item.open_minor);
});

test('a receipt is reversed as a whole, with a reason', async ({ page }) => {
  const item = await openItem(page, 3);
  await record(page, item, '银行转账', '10.00');
  await apply(page, item, '10');
  await expect(page.getByText('这笔收款已全部核销')).toBeVisible();
  await page.getByRole('button', { name: '冲销收款' }).click();
  await sendWithReason(page, '冲销收款', '银行退回');
  await expect(page.getByText('已冲销')).toBeVisible();
  expect((await ask<Item>(page, `/open-items/${item.id}`)).open_minor).toBe(item.open_minor);
});

test('an item is written off once agreed, and the write-off taken back, from the list', async ({ page }) => {
  const item = await openItem(page, 4);
  await page.goto(`/receivables?q=${item.number}`);
  await settled(page);
  await page.getByRole('link', { name: item.number, exact: true }).click();
  await settled(page);
  await page.getByRole('button', { name: '坏账核销' }).click();
  await drawer(page)
    .getByLabel('原金额')
    .fill(yuan(item.open_minor + 1));
  await drawer(page).getByLabel('原因').fill('客户破产');
  await drawer(page).getByRole('button', { name: '坏账核销' }).click();
  await expect(drawer(page).getByText(/超过 .* 的未清余额/)).toBeVisible();
  await drawer(page).getByLabel('原金额').fill('1.00');
  await drawer(page).getByRole('button', { name: '坏账核销' }).click();
  await expect(drawer(page)).toHaveCount(0);
  await expect(page.getByText('已提交审批，同意后生效')).toBeVisible();
  expect((await ask<Item>(page, `/open-items/${item.id}`)).open_minor).toBe(item.open_minor);
  const risk = await signedIn('risk');
  await approveNewest(risk, 'write_off');
  await page.reload();
  await settled(page);
  await expect(page.getByText('客户破产')).toBeVisible();
  await page.getByRole('button', { name: '撤销 坏账核销' }).click();
  await sendWithReason(page, '撤销', '破产财产已分配');
  await expect(page.getByText('破产财产已分配')).toBeVisible();
  expect((await ask<Item>(page, `/open-items/${item.id}`)).open_minor).toBe(item.open_minor);
});

test('a contract is recorded, accepted, taken back and changed; the plan before stays to be seen', async ({ page }) => {
  const { customer } = await openItem(page, 5);
  await page.goto('/contracts');
  await settled(page);
  await page.getByRole('button', { name: '登记合同' }).click();
  await chooseCustomer(page, customer.code);
  await drawer(page).getByLabel('名称').fill('视觉检测设备');
  await drawer(page).locator('#amount').fill('100,000.00');
  await fillDay(page, '预计验收日', '2027-03-01');
  await drawer(page)
    .getByRole('button', { name: /保\s*存/ })
    .click();
  await expect(page).toHaveURL(/\/contracts\/ctr_/);
  await settled(page);
  await expect(page.getByText('预计 2027-03-31')).toBeVisible();

  await page.getByRole('button', { name: '记录验收' }).click();
  await drawer(page)
    .getByRole('button', { name: /保\s*存/ })
    .click();
  await expect(page.getByRole('button', { name: '作废验收' })).toBeVisible();
  await page.getByRole('button', { name: '作废验收' }).click();
  await sendWithReason(page, '作废验收', '验收单有误');
  await expect(page.getByText('验收单有误')).toBeVisible();
  await page.getByRole('button', { name: '记录验收' }).click();
  await drawer(page)
    .getByRole('button', { name: /保\s*存/ })
    .click();
  await expect(page.getByRole('button', { name: '作废验收' })).toBeVisible();

  await page.getByRole('button', { name: '合同变更' }).click();
  await drawer(page).getByLabel('变更后合同金额').fill('20,000');
  await drawer(page).getByLabel('原因').fill('减少一台');
  await drawer(page).getByRole('button', { name: '合同变更' }).click();
  await expect(drawer(page).getByText(/不能变更为 20000.00/)).toBeVisible();
  await drawer(page).getByLabel('变更后合同金额').fill('80,000');
  await drawer(page).getByRole('button', { name: '合同变更' }).click();
  await expect(drawer(page)).toHaveCount(0);
  await expect(page.getByText('¥100,000.00 → ¥80,000.00')).toBeVisible();
  await page.getByText('变更前的回款计划').click();
  await expect(page.getByRole('region', { name: '变更前的回款计划' }).getByText('¥70,000.00')).toBeVisible();
  await expect(page.getByRole('region', { name: '回款计划', exact: true }).getByText('¥10,000.00').first()).toBeVisible();
});

test('a mapping goes on in another tab', async ({ page, context }) => {
  await page.goto('/import');
  await settled(page);
  await choose(page, page.getByRole('region', { name: '导入文件' }).getByRole('combobox'), '客户');
  await page.locator('input[type=file]').setInputFiles({
    name: '客户.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('客户编号,客户名称,备注栏\nZ-1,新客户一,甲\nZ-2,新客户二,乙\n'),
  });
  await expect(page).toHaveURL(/\/import\/bat_/);
  const other = await context.newPage();
  await other.goto(page.url());
  await settled(other);
  await expect(other.getByRole('rowheader', { name: '备注栏' })).toBeVisible();
  await expect(other.getByText('甲 · 乙')).toBeVisible();
});

test('the group of what has none opens to its rows', async ({ page }) => {
  await page.goto('/reports/aging?by=group&currency=CNY');
  await settled(page);
  const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: '未归类' }) });
  const link = row.getByRole('link').last();
  const figure = (await link.innerText()).trim();
  await link.click();
  await settled(page);
  await expect(page).toHaveURL(/[?&]key=(&|$)/);
  await expect(page.getByText('未归类')).toBeVisible();
  await expect(page.getByTestId('totals').locator('.num').last()).toHaveText(figure);
});

test('rows of two currencies have two sums', async ({ page }) => {
  await page.goto('/reports/aging/rows');
  await settled(page);
  await expect(page.getByTestId('totals').getByText(/US\$/)).toBeVisible();
});

test('Today says why in the formats of the page', async ({ page }) => {
  await page.goto('/today');
  await settled(page);
  const first = page.locator('.task-why').first();
  await expect(first).toContainText(/未收 ¥[\d,]+\.\d\d/);
  await expect(first).toContainText('优先级');
  await expect(page.getByText(/\d CNY/)).toHaveCount(0);
});

test('a credit note opens with what it was set off against', async ({ page }) => {
  const { rows } = await ask<{ rows: { id: string; number: string; open_minor: number }[] }>(page, '/credit-notes?limit=50');
  const used = rows.find(({ open_minor }) => open_minor === 0);
  if (!used) throw new Error('The book has no credit note that was set off.');
  await page.goto(`/credit-notes/${used.id}`);
  await settled(page);
  await expect(page.getByRole('heading', { name: used.number })).toBeVisible();
  await page.getByRole('region', { name: '核销记录' }).getByRole('link').first().click();
  await settled(page);
  await expect(page.getByText(used.number)).toBeVisible();
});
