import { ask, expect, looks, settled, test, violations } from './support';

const shot = (name: string) => ({ path: `${process.env.E2E_OUTPUT ?? 'test-results'}/credit-${name}.png`, fullPage: true });

test('an order above what the customer may owe is held with its reasons, shown on the hold list and asked to be released', async ({
  page,
  look,
}) => {
  await look({ language: 'zh-CN', theme: 'light' });
  const { rows } = await ask<{ rows: { id: string; name: string }[] }>(page, '/customers?limit=50');
  let customer = rows[0];
  for (const each of rows) {
    customer = each;
    const { standing } = await ask<{ standing: { grade: string | null } }>(page, `/customers/${each.id}/credit`);
    if (standing.grade === null) break;
  }
  await page.goto('/orders');
  await settled(page);
  await page.getByRole('button', { name: '新建订单' }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByLabel('客户').fill(customer?.name ?? '');
  await page
    .getByRole('option', { name: new RegExp(customer?.name ?? '') })
    .first()
    .waitFor({ state: 'attached' });
  await page.keyboard.press('Enter');
  await drawer.getByLabel('金额', { exact: true }).fill('50000');
  await drawer.getByLabel('账期（天）').fill('30');
  await expect(drawer.getByText('没有有效的信用等级，只能现款或预付')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.screenshot(shot('new-order'));
  await drawer.getByRole('button', { name: /保\s*存/ }).click();
  await expect(page).toHaveURL(/\/orders\/ord_/);
  await settled(page);
  const { number } = await ask<{ number: string }>(page, `/orders/${page.url().split('/').pop()}`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(number);
  await expect(page.getByText('没有有效的信用等级，只能现款或预付')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.screenshot(shot('order'));

  await page.goto('/credit/holds');
  await settled(page);
  await expect(page.getByRole('row', { name: new RegExp(number) })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.screenshot(shot('holds'));
  await page
    .getByRole('row', { name: new RegExp(number) })
    .getByRole('button', { name: '申请放行' })
    .click();
  await page.getByRole('dialog').getByLabel('原因').fill('老客户年底备货');
  await page.getByRole('dialog').getByRole('button', { name: '申请放行' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await page.goto(`/customers/${customer?.id}?tab=limit`);
  await settled(page);
  await expect(page.getByText('敞口合计')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.screenshot(shot('customer'));
});

for (const one of looks)
  test(`credit pages in ${one.language} and ${one.theme}, wide and on a phone`, async ({ page, look }) => {
    await look(one);
    for (const path of ['/credit/over', '/credit/shared', '/credit/securities', '/credit/concentration', '/orders']) {
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.goto(path);
      await settled(page);
      expect(await violations(page)).toEqual([]);
      await page.screenshot(shot(`${path.replaceAll('/', '-')}-${one.language}-${one.theme}`));
      await page.setViewportSize({ width: 390, height: 844 });
      await settled(page);
      await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    }
  });
