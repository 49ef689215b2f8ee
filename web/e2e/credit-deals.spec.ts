import type { Locator, Page } from '@playwright/test';
import { ask, expect, looks, settled, signedIn, test, violations } from './support';

const shot = (name: string) => ({ path: `${process.env.E2E_OUTPUT ?? 'test-results'}/deal-${name}.png`, fullPage: true });

interface Over {
  customer: { id: string; name: string };
  standing: { grade: string | null };
  over_minor: number;
}
interface Credit {
  term_cap_days: number;
  pools: { limit: { state: string; total_minor: number }; headroom_minor: number | null }[];
}

/** A customer with a grade and room left below his limit, whom nothing holds yet. */
async function trusted(page: Page): Promise<{ id: string; name: string; cap: number; headroom: number }> {
  const { rows } = await ask<{ rows: { id: string; name: string }[] }>(page, '/customers?limit=100');
  for (const { id, name } of rows) {
    const { term_cap_days: cap, pools } = await ask<Credit>(page, `/customers/${id}/credit`);
    const headroom = pools[0]?.headroom_minor ?? 0;
    if (cap < 30 || pools.length !== 1 || pools[0]?.limit.state !== 'set' || headroom <= 200_00) continue;
    const answer = await page.request.post('/api/v1/credit/checks', {
      headers: { 'X-Tandem-Request': '1', Origin: process.env.E2E_URL ?? '' },
      data: { customer_id: id, amount: { amount: '100.00', currency: 'CNY' }, term_days: cap },
    });
    if (((await answer.json()) as { outcome: string }).outcome !== 'hold') return { id, name, cap, headroom };
  }
  throw new Error('The book has no customer with room below his limit.');
}

/** Types into the customer field of a form and takes what is found. */
async function choose(page: Page, drawer: Locator, name: string): Promise<void> {
  await drawer.getByLabel('客户', { exact: true }).fill(name);
  await page
    .getByRole('option', { name: new RegExp(name) })
    .first()
    .waitFor({ state: 'attached' });
  await page.keyboard.press('Enter');
}

const yuan = (minor: number) => (minor / 100).toFixed(2);

test('a new contract shows grade, term cap, room and findings as its terms are typed', async ({ page, look }) => {
  await look({ language: 'zh-CN', theme: 'light' });
  const customer = await trusted(page);
  await page.goto('/contracts');
  await settled(page);
  await page.getByRole('button', { name: '登记合同' }).click();
  const drawer = page.getByRole('dialog');
  await choose(page, drawer, customer.name);
  const standing = drawer.getByRole('region', { name: '额度与敞口' });
  await expect(standing).toContainText(`账期上限 ${customer.cap} 天`);
  await expect(standing.getByRole('progressbar')).toBeVisible();
  await drawer.getByLabel('合同金额').fill('100');
  const preview = drawer.getByRole('region', { name: '信用检查预览' });
  await expect(preview).toContainText(/等级 [A-C]/);
  const room = preview.getByText(/^可用额度/);
  const small = await room.innerText();
  await drawer.getByLabel('合同金额').fill(yuan(customer.headroom + 1_000_00));
  await expect(preview).toContainText('冻结');
  await expect(preview).toContainText(/客户额度使用 .*本单/);
  await expect(room).toContainText('-¥1,000.00');
  expect(await room.innerText()).not.toBe(small);
  await expect(preview).not.toContainText('超过上限');
  await drawer
    .getByLabel('天数', { exact: true })
    .last()
    .fill(String(customer.cap + 7));
  await expect(preview).toContainText(`账期 ${customer.cap + 7} 天，超过上限 ${customer.cap} 天`);
  expect(await violations(page)).toEqual([]);
  await page.screenshot(shot('contract'));
});

for (const one of looks)
  test(`a quote is tried with the keyboard and leaves nothing behind (${one.language}, ${one.theme})`, async ({ page, look }) => {
    await look(one);
    const zh = one.language === 'zh-CN';
    const customer = await trusted(page);
    if (one.theme === 'dark') await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`/customers/${customer.id}?tab=limit`);
    await settled(page);
    const opener = page.getByRole('button', { name: zh ? '报价试算' : 'Try a quote' });
    await opener.focus();
    await page.keyboard.press('Enter');
    const drawer = page.getByRole('dialog');
    const preview = drawer.getByRole('region', { name: zh ? '信用检查预览' : 'What the credit check would say' });
    await drawer.getByLabel(zh ? '金额' : 'Amount', { exact: true }).fill(yuan(customer.headroom + 100));
    await expect(preview).toContainText(zh ? '冻结' : 'Held');
    await drawer.getByLabel(zh ? '金额' : 'Amount', { exact: true }).fill('100');
    await expect(preview.locator('.chip').first()).not.toHaveText(zh ? '冻结' : 'Held');
    await expect(preview.getByRole('progressbar')).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page.screenshot(shot(`quote-${one.language}-${one.theme}`));
    await page.keyboard.press('Escape');
    await expect(drawer).toHaveCount(0);
    await expect(opener).toBeFocused();
  });

test('an order on hold is released by somebody else who sees why it waits, and goes on', async ({ page, look }) => {
  await look({ language: 'zh-CN', theme: 'light' });
  const { rows } = await ask<{ rows: Over[] }>(page, '/credit/over-limit');
  const customer = rows.find(({ standing, over_minor }) => standing.grade && standing.grade !== 'D' && over_minor > 0)?.customer;
  if (!customer) throw new Error('The book has no graded customer above his limit.');
  await page.goto('/orders');
  await settled(page);
  await page.getByRole('button', { name: '新建订单' }).click();
  const drawer = page.getByRole('dialog');
  await choose(page, drawer, customer.name);
  await drawer.getByLabel('金额', { exact: true }).fill('5000');
  await drawer.getByLabel('账期（天）').fill('30');
  const preview = drawer.getByRole('region', { name: '信用检查预览' });
  await expect(preview.getByRole('progressbar').first()).toHaveAttribute('aria-label', /^额度使用 ¥/);
  await expect(preview).toContainText('冻结');
  await drawer.getByRole('button', { name: /保\s*存/ }).click();
  await expect(page).toHaveURL(/\/orders\/ord_/);
  await settled(page);
  const order = page.url();
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toHaveText(/^SO-/);
  const number = await heading.innerText();

  await page.goto('/credit/holds');
  await settled(page);
  const opener = page.getByRole('row', { name: new RegExp(number) }).getByRole('button', { name: '申请放行' });
  await opener.focus();
  await page.keyboard.press('Enter');
  await expect(drawer).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(drawer).toHaveCount(0);
  await expect(opener).toBeFocused();
  await page.keyboard.press('Enter');
  await drawer.getByLabel('放行天数').fill('5');
  await drawer.getByLabel('原因').fill('客户已承诺本周付款');
  await drawer.getByRole('button', { name: '申请放行' }).click();
  await expect(drawer).toHaveCount(0);
  const sent = await ask<{ rows: { id: string; kind: string; state: string }[] }>(page, '/approvals?box=sent');
  const request = sent.rows.find(({ kind, state }) => kind === 'hold_release' && state === 'pending');

  const own = await page.context().cookies();
  await page.context().clearCookies();
  await page.context().addCookies((await (await signedIn('risk')).storageState()).cookies);
  await page.goto(`/approvals/${request?.id}`);
  await settled(page);
  await expect(page.getByRole('row', { name: /^冻结原因/ })).toContainText(/客户额度使用 .*本单 ¥5,000.00/);
  await expect(page.getByRole('row', { name: '订单状态 冻结 放行' })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.screenshot(shot('release'));
  await page.setViewportSize({ width: 390, height: 844 });
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.screenshot(shot('release-phone'));
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.getByRole('button', { name: /^同\s*意$/ }).click();
  await expect(page.getByText('已生效')).toBeVisible();

  await page.context().clearCookies();
  await page.context().addCookies(own);
  await page.goto(order);
  await settled(page);
  await expect(page.getByText('放行至')).toBeVisible();
  await page.getByRole('button', { name: '登记发货' }).click();
  await drawer.getByLabel('金额', { exact: true }).fill('5000');
  await drawer.getByRole('button', { name: /保\s*存|登记发货/ }).click();
  await expect(drawer).toHaveCount(0);
  await expect(page.getByRole('region', { name: '发货' })).toContainText('¥5,000.00');
  await page.screenshot(shot('goes-on'));
});
