import { expect, routes, settled, test } from './support';

test('no page asks another host, and no page complains', async ({ page, baseURL, look }) => {
  test.setTimeout(180_000);
  await look({ language: 'zh-CN', theme: 'light' });
  const strangers: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(baseURL ?? '') && !url.startsWith('data:') && !url.startsWith('blob:')) strangers.push(url);
  });
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${page.url()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
  for (const route of [...(await routes(page)), '/api/docs']) {
    await page.goto(route);
    await settled(page);
  }
  expect(strangers).toEqual([]);
  expect(complaints).toEqual([]);
});

test('the API documentation works offline and knows every route', async ({ page }) => {
  await page.goto('/api/docs');
  for (const [tag, path] of [
    ['insight', '/reports/{name}/rows'],
    ['cash', '/receipts/{id}/allocations'],
  ]) {
    await page.locator(`[data-tag="${tag}"]`).click();
    await expect(page.locator(`[data-path="${path}"]`)).toBeVisible();
  }
});
