import { approveNewest, ask, expect, looks, settled, signedIn, test, violations } from './support';

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

test('an order is changed, also when somebody else was first, and cancelled', async ({ page, look }) => {
  await look({ language: 'zh-CN', theme: 'light' });
  const { rows } = await ask<{ rows: { id: string }[] }>(page, '/orders?status=open&limit=1');
  const id = rows[0]?.id ?? '';
  const { number, currency, ship_date } = await ask<{ number: string; currency: string; ship_date: string }>(page, `/orders/${id}`);
  await page.goto(`/orders/${id}`);
  await settled(page);
  const drawer = page.getByRole('dialog');
  const open = async (amount: string) => {
    await page.getByRole('button', { name: '变更订单' }).click();
    await drawer.getByLabel('金额', { exact: true }).fill(amount);
    await expect(drawer.getByRole('region', { name: '信用检查预览' })).toBeVisible();
  };
  const send = () => drawer.getByRole('button', { name: '变更订单' }).click();
  await open('61000');
  expect(await violations(page)).toEqual([]);
  await page.screenshot(shot('order-change'));
  await send();
  await expect(drawer).toHaveCount(0);
  await expect(page.getByText('¥61,000.00').first()).toBeVisible();

  await open('62000');
  const other = await page.request.post(`/api/v1/orders/${id}/changes`, {
    headers: { 'X-Tandem-Request': '1', Origin: process.env.E2E_URL ?? '', 'Idempotency-Key': crypto.randomUUID() },
    data: { amount: { amount: '63000.00', currency }, ship_date, term_days: 30 },
  });
  expect(other.ok()).toBe(true);
  await send();
  await expect(drawer.getByText(`${number} 在您打开后已由`)).toBeVisible();
  await expect(drawer.getByText('金额：¥61,000.00 → ¥63,000.00')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.screenshot(shot('order-overtaken'));
  await drawer.getByRole('button', { name: '按最新内容填写' }).click();
  await expect(drawer.getByLabel('金额', { exact: true })).toHaveValue('63000.00');
  await drawer.getByLabel('金额', { exact: true }).fill('62000');
  await send();
  await expect(drawer).toHaveCount(0);
  await expect(page.getByText('¥62,000.00').first()).toBeVisible();

  await page.getByRole('button', { name: '取消订单' }).click();
  await drawer.getByLabel('原因').fill('客户改为向分公司采购');
  await drawer.getByRole('button', { name: '取消订单' }).click();
  await expect(drawer).toHaveCount(0);
  await expect(page.getByText('已取消')).toBeVisible();
});

test('the limit of a group is asked for, agreed to and kept; insurance is claimed and the outcome recorded', async ({ page, look }) => {
  await look({ language: 'zh-CN', theme: 'light' });
  await page.goto('/credit/shared');
  await settled(page);
  await page.getByRole('link', { name: /集团$/ }).first().click();
  await settled(page);
  const drawer = page.getByRole('dialog');
  await page.getByRole('button', { name: '调整额度' }).click();
  await drawer.getByText('临时额度').click();
  await drawer.getByLabel('额度', { exact: true }).fill('80000');
  await drawer.getByLabel('到期日').fill('2099-12-31');
  await page.keyboard.press('Enter');
  await drawer.getByLabel('原因').fill('旺季备货');
  expect(await violations(page)).toEqual([]);
  await drawer.getByRole('button', { name: '调整额度' }).click();
  await expect(drawer).toHaveCount(0);
  await expect(page.getByRole('region', { name: '待审批的调整' })).toContainText('旺季备货');
  await page.screenshot(shot('shared-waiting'));
  await approveNewest(await signedIn('risk'), 'limit_change');
  await page.reload();
  await settled(page);
  await expect(page.getByRole('region', { name: '待审批的调整' })).toHaveCount(0);
  await expect(page.getByRole('region', { name: '额度历史' })).toContainText('旺季备货');
  expect(await violations(page)).toEqual([]);
  await page.screenshot(shot('shared'));

  await page.goto('/credit/securities?kind=insurance');
  await settled(page);
  await page.getByRole('button', { name: '提出索赔' }).last().click();
  await drawer.getByLabel('索赔金额').fill('1000');
  await drawer.getByLabel('原因').fill('逾期半年未付');
  await drawer.getByRole('button', { name: '提出索赔' }).click();
  await expect(drawer).toHaveCount(0);
  const claim = page.getByRole('row', { name: /逾期半年未付/ });
  await expect(claim).toContainText('已提出');
  expect(await violations(page)).toEqual([]);
  await page.screenshot(shot('claims'));
  await claim.getByRole('button', { name: '登记结果' }).click();
  await drawer.getByText('已拒赔').click();
  await drawer.getByLabel('原因').fill('未在期限内报损');
  await drawer.getByRole('button', { name: /保\s*存/ }).click();
  await expect(drawer).toHaveCount(0);
  await expect(claim).toContainText('已拒赔');
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
