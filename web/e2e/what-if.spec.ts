import { expect, looks, settled, test, violations } from './support';

const shot = (name: string) => ({ path: `${process.env.E2E_OUTPUT ?? 'test-results'}/what-if-${name}.png`, fullPage: true });

test('a stricter band is tried on the book: the matrix, who changes grade, and nothing is sent', async ({ page, look }) => {
  await look({ language: 'zh-CN', theme: 'light' });
  await page.goto('/settings/policies/scoring');
  await settled(page);
  await page.getByRole('button', { name: '修改' }).click();
  const panel = page.getByRole('region', { name: '试算' });
  await expect(panel.getByRole('button', { name: '试算' })).toBeDisabled();
  await page.getByText('整体修改（JSON）').click();
  const text = page.getByRole('textbox', { name: '整体修改（JSON）' });
  const figures = JSON.parse(await text.inputValue());
  figures.bands[0].from = '99.5';
  await text.fill(JSON.stringify(figures, null, 2));
  await panel.getByRole('button', { name: '试算' }).click();
  await expect(panel.getByRole('region', { name: /等级变化/ })).toBeVisible();
  const changed = panel.getByRole('region', { name: '等级有变化的客户' });
  await expect(changed.getByRole('row').nth(1)).toContainText('A → B');
  await expect(changed.getByRole('link').first()).toHaveAttribute('href', /\/credit\/customers\//);
  await page.mouse.move(0, 0);
  expect(await violations(page)).toEqual([]);
  await page.screenshot(shot('scoring'));
  // What was tried is what is sent: the form names the figure, and Escape leads back to the button with the trial still there.
  const send = page.getByRole('button', { name: '核对并提交' });
  await send.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByRole('row', { name: /80 99.5/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(send).toBeFocused();
  await expect(changed.getByRole('row').nth(1)).toContainText('A → B');
  // Figures that are refused when sent are refused here, by name.
  figures.bands[0].from = '1';
  await text.fill(JSON.stringify(figures, null, 2));
  await panel.getByRole('button', { name: '试算' }).click();
  await expect(panel.getByRole('alert')).toBeVisible();
});

for (const one of looks)
  test(`a tighter limit rule is tried in ${one.language} and ${one.theme}, wide and on a phone`, async ({ page, look }) => {
    await look(one);
    await page.goto('/settings/policies/credit');
    await settled(page);
    await page.getByRole('button', { name: one.language === 'zh-CN' ? /修改$/ : /Change$/ }).click();
    await page.getByText(one.language === 'zh-CN' ? '整体修改（JSON）' : 'As a whole (JSON)').click();
    const text = page.getByRole('textbox', { name: one.language === 'zh-CN' ? '整体修改（JSON）' : 'As a whole (JSON)' });
    const figures = JSON.parse(await text.inputValue());
    for (const rule of figures.checks.rules) if (rule.code === 'limit_used') Object.assign(rule, { warn: '1', hold: '2' });
    await text.fill(JSON.stringify(figures, null, 2));
    const panel = page.getByRole('region', { name: one.language === 'zh-CN' ? '试算' : 'Try it on the book' });
    await panel.getByRole('button').click();
    await expect(panel.getByRole('heading', { name: one.language === 'zh-CN' ? '在执行的订单' : 'Open orders' })).toBeVisible();
    await page.mouse.move(0, 0);
    expect(await violations(page)).toEqual([]);
    await page.screenshot(shot(`credit-${one.language}-${one.theme}`));
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    expect(await violations(page)).toEqual([]);
    await page.screenshot(shot(`credit-phone-${one.language}-${one.theme}`));
  });
