import { expect, routes, settled, test } from './support';

for (const width of [390, 1366, 1920]) {
  test(`no page scrolls sideways at ${width} px`, async ({ page, look }) => {
    test.setTimeout(180_000);
    // English words are longer.
    await look({ language: 'en-US', theme: 'light' });
    await page.setViewportSize({ width, height: 900 });
    for (const route of await routes(page)) {
      await page.goto(route);
      await settled(page);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect.soft(over, route).toBeLessThanOrEqual(0);
    }
  });
}

test('on a phone the menu is a drawer and lists are cards', async ({ page, look }) => {
  await look({ language: 'zh-CN', theme: 'light' });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/receivables');
  await settled(page);
  await expect(page.locator('table')).toHaveCount(0);
  await page.getByRole('button', { name: '打开导航' }).click();
  await page.getByRole('link', { name: '客户', exact: true }).click();
  await expect(page).toHaveURL(/\/customers$/);
  await expect(page.getByRole('dialog')).toBeHidden();
});
