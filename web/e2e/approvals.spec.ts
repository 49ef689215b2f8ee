import AxeBuilder from '@axe-core/playwright';
import { ask, expect, looks, settled, signedIn, test } from './support';

const shot = (name: string) => ({ path: `${process.env.E2E_OUTPUT ?? 'test-results'}/approval-${name}.png`, fullPage: true });
const headers = { 'X-Tandem-Request': '1', Origin: process.env.E2E_URL ?? '' };

/** Asked by finance, for risk to decide; the page below belongs to risk. */
async function held(place: number): Promise<string> {
  const finance = await signedIn('finance');
  const list = (await (await finance.get('/api/v1/open-items?status=open&currency=CNY&sort=-open&limit=50')).json()) as {
    rows: { id: string }[];
  };
  const answer = await finance.post(`/api/v1/open-items/${list.rows[place]?.id}/write-off`, {
    headers: { ...headers, 'Idempotency-Key': crypto.randomUUID() },
    data: { amount: { amount: '1.00', currency: 'CNY' }, reason: '客户破产' },
  });
  expect(answer.status()).toBe(202);
  return ((await answer.json()) as { approval_id: string }).approval_id;
}

for (const [at, look] of looks.entries()) {
  test(`two people: one asks, the other sees what changes and approves (${look.language}, ${look.theme})`, async ({
    page,
    look: choose,
  }) => {
    await choose(look);
    const zh = look.language === 'zh-CN';
    const id = await held(20 + at);
    await page.context().clearCookies();
    await page.context().addCookies((await (await signedIn('risk')).storageState()).cookies);
    await page.goto('/approvals');
    await settled(page);
    await expect(page.locator('.menu .ant-badge-count').first()).toBeVisible();
    const link = page.locator(`a[href="/approvals/${id}"]`);
    await expect(link).toBeVisible();
    await page.screenshot(shot(`inbox-${look.language}-${look.theme}`));
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    if (at === 3) await page.setViewportSize({ width: 390, height: 844 });
    await link.click();
    await settled(page);
    await expect(page.getByRole('rowheader', { name: zh ? '未清金额' : 'Open amount' })).toBeVisible();
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await page.screenshot(shot(`one-${look.language}-${look.theme}`));
    await expect(page.getByRole('button', { name: zh ? /驳\s*回/ : 'Reject' })).toBeDisabled();
    await page.getByRole('button', { name: zh ? /^同\s*意$/ : 'Approve' }).click();
    await expect(page.getByText(zh ? '已生效' : 'In effect')).toBeVisible();
    expect((await ask<{ state: string }>(page, `/approvals/${id}`)).state).toBe('effective');
  });
}

test('who asked corrects the amount: what was seen before can no longer be agreed to', async ({ page, look: choose }) => {
  await choose({ language: 'zh-CN', theme: 'light' });
  const id = await held(30);
  const risk = await signedIn('risk');
  const seen = (await (await risk.get(`/api/v1/approvals/${id}`)).json()) as { content_hash: string };
  await page.context().clearCookies();
  await page.context().addCookies((await (await signedIn('finance')).storageState()).cookies);
  await page.goto(`/approvals/${id}`);
  await settled(page);
  await page.getByRole('button', { name: '修改申请' }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByLabel('金额').fill('2.50');
  await page.screenshot(shot('edit'));
  await drawer.getByRole('button', { name: '修改申请' }).click();
  await expect(drawer).toHaveCount(0);
  await expect(page.locator('dd').filter({ hasText: '¥2.50' })).toBeVisible();
  const old = await risk.post(`/api/v1/approvals/${id}/approve`, {
    headers: { ...headers, 'Idempotency-Key': crypto.randomUUID() },
    data: { content_hash: seen.content_hash },
  });
  expect(old.status()).toBe(409);
});
