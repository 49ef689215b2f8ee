import { expect, settled, test, violations } from './support';

const shot = (name: string) => ({ path: `${process.env.E2E_OUTPUT ?? 'test-results'}/runs-${name}.png`, fullPage: true });

test('a mass reassessment is tried, begun, done in the background and read page by page', async ({ page, look }) => {
  test.setTimeout(120_000);
  await look({ language: 'zh-CN', theme: 'light' });
  await page.goto('/credit');
  await settled(page);
  const queue = page.getByRole('navigation', { name: '每页条数' });
  await queue.getByRole('button', { name: '下一页' }).click();
  await expect(queue.getByText(/^2 \/ \d+$/)).toBeVisible();
  await page.reload();
  await settled(page);
  await expect(queue.getByText(/^\d \/ \d+$/)).toBeVisible();
  await page.getByRole('button', { name: '试算' }).click();
  const drawer = page.getByRole('dialog');
  await expect(drawer.getByRole('cell').first()).toBeVisible({ timeout: 30_000 });
  await page.screenshot(shot('trial'));
  expect(await violations(page)).toEqual([]);
  await drawer.getByRole('button', { name: '确认复评' }).click();
  await expect(drawer).toHaveCount(0);
  const runs = page.getByRole('region', { name: '批量复评记录' }).first();
  await expect(runs.getByText('已完成').first()).toBeVisible({ timeout: 30_000 });
  await runs.getByRole('button', { name: '查看' }).first().click();
  await expect(runs.getByText(/共 \d+ 户/)).toBeVisible();
  await settled(page);
  await page.screenshot(shot('list'));
  expect(await violations(page)).toEqual([]);
  await runs
    .getByText(/^无法评估 \d+/)
    .first()
    .click();
  await settled(page);
  await expect(runs.getByRole('link', { name: '导出 XLSX' })).toBeVisible();
  await look({ language: 'en-US', theme: 'dark' });
  await page.reload();
  await settled(page);
  await expect(page.getByRole('heading', { name: 'Mass reassessments' })).toBeVisible();
  await page.screenshot(shot('en'));
  await page.setViewportSize({ width: 390, height: 844 });
  await settled(page);
  await page.screenshot(shot('phone'));
  expect(await violations(page)).toEqual([]);
});
