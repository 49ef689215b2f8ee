import { expect, looks, routes, settled, test, violations } from './support';

for (const look of looks) {
  test(`no page has an accessibility violation, ${look.language} ${look.theme}`, async ({ page, look: choose }) => {
    test.setTimeout(300_000);
    await choose(look);
    await page.setViewportSize({ width: 1366, height: 900 });
    for (const route of await routes(page)) {
      await page.goto(route);
      await settled(page);
      expect.soft(await violations(page), route).toEqual([]);
    }
  });

  test(`the sign-in page has no accessibility violation, ${look.language} ${look.theme}`, async ({ page, context, look: choose }) => {
    await choose(look);
    await context.clearCookies();
    await page.goto('/login');
    await settled(page);
    expect(await violations(page)).toEqual([]);
  });

  test(`charts shown as tables and open drawers are accessible, ${look.language} ${look.theme}`, async ({ page, look: choose }) => {
    await choose(look);
    await page.goto('/dashboard');
    await settled(page);
    for (const toggle of await page.locator('.chartcard [aria-pressed]').all()) await toggle.click();
    expect.soft(await violations(page), 'charts as tables').toEqual([]);
    for (const route of ['/receipts', '/contracts', '/credit-notes']) {
      await page.goto(route);
      await settled(page);
      await page.locator('.pagehead-actions .ant-btn-primary').click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await page.waitForTimeout(400);
      expect.soft(await violations(page), `${route}: drawer`).toEqual([]);
    }
  });
}
