import { ask, expect, settled, test, violations } from './support';

interface Task {
  id: string;
  number: string;
  action: string;
  amount_minor: number;
  currency: string;
  done_at: string | null;
  customer: { id: string; name: string };
}
interface PromiseRow {
  id: string;
  state: string;
  amount_minor: number;
  items: { number: string }[];
}

const days = (from: string, count: number) => new Date(Date.parse(`${from}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);

test('what a customer promised is recorded from Today, rests there until it is over, and can be withdrawn', async ({ page, look }) => {
  test.setTimeout(120_000);
  await look({ language: 'zh-CN', theme: 'light' });
  const { company } = await ask<{ company: { today: string } }>(page, '/session');
  const { rows } = await ask<{ rows: Task[] }>(page, '/today?owner=all&limit=500');
  const task = rows.find(({ action, done_at }) => !done_at && action === 'demand_letter');
  if (!task) throw new Error('The demo has no written demand to make.');
  await page.goto('/today');
  await settled(page);
  await page
    .getByRole('button', { name: `记录结果: ${task.customer.name} ${task.number}` })
    .first()
    .click();
  const drawer = page.getByRole('dialog');
  await drawer.getByText('已承诺付款').click();
  await expect(drawer.locator('#amount')).toHaveValue(/\d/);
  await drawer.getByRole('button', { name: '保存' }).click();
  await expect(drawer.getByText('请填写承诺日期')).toBeVisible();
  await drawer.getByLabel('承诺日期').fill(days(company.today, 5));
  await drawer.getByLabel('承诺日期').press('Enter');
  expect(await violations(page)).toEqual([]);
  await drawer.getByRole('button', { name: '保存' }).click();
  await expect(drawer).toBeHidden();

  const mine = async () => {
    const found = await ask<{ rows: PromiseRow[] }>(page, `/customers/${task.customer.id}/promises?state=open`);
    return found.rows.find(({ items }) => items.some(({ number }) => number === task.number));
  };
  expect((await mine())?.amount_minor).toBe(task.amount_minor);

  await page.goto(`/customers/${task.customer.id}?tab=promises`);
  await settled(page);
  // The demo may hold an older promise for the same item: only one that is open can be withdrawn.
  const withdraw = page.getByRole('row', { name: new RegExp(task.number) }).getByRole('button', { name: /撤回/ });
  await expect(withdraw).toHaveCount(1);
  await withdraw.click();
  await page.getByRole('dialog').getByLabel('原因').fill('听错了日期');
  await page.getByRole('dialog').getByRole('button', { name: '撤回' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  expect(await mine()).toBeUndefined();

  // And again from the customer's page, for what is open.
  await page.getByRole('button', { name: '登记承诺' }).click();
  const form = page.getByRole('dialog');
  await form.getByRole('combobox').first().click();
  await page.locator('.ant-select-item-option').filter({ hasText: task.number }).first().click();
  await page.keyboard.press('Escape');
  await expect(form.locator('#amount')).toHaveValue(/\d/);
  await form.getByLabel('承诺日期').fill(days(company.today, 31));
  await form.getByLabel('承诺日期').press('Enter');
  await form.getByRole('button', { name: '登记承诺' }).click();
  await expect(form.getByText('最长 30 天')).toBeVisible();
  await form.getByLabel('承诺日期').fill(days(company.today, 2));
  await form.getByLabel('承诺日期').press('Enter');
  await form.getByRole('button', { name: '登记承诺' }).click();
  await expect(form).toBeHidden();
  expect((await mine())?.state).toBe('open');
});

test('the page of promises shows how they stand, by state, with the rate kept', async ({ page, look }) => {
  await look({ language: 'en-US', theme: 'light' });
  await page.goto('/promises');
  await settled(page);
  await expect(page.getByText('Kept in 12 months')).toBeVisible();
  await expect(page.locator('.chip.bad').first()).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.getByText(/^Kept \d+$/).click();
  await expect(page).toHaveURL(/state=kept/);
  await settled(page);
  await expect(page.locator('.chip.bad')).toHaveCount(0);
  await page.setViewportSize({ width: 390, height: 844 });
  await settled(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
});
