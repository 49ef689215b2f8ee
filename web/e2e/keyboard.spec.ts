import type { Page } from '@playwright/test';
import { ask, expect, settled, test } from './support';

/** Tab until the focus is on what is looked for, as a person without a mouse does. */
async function tabTo(page: Page, matches: (element: Element) => boolean, what: string): Promise<void> {
  for (let step = 0; step < 120; step++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(`(${matches})(document.activeElement)`)) return;
  }
  throw new Error(`Tab never reached ${what}`);
}

test('a receipt is recorded and applied with the keyboard alone', async ({ page, look }) => {
  await look({ language: 'zh-CN', theme: 'light' });
  await page.setViewportSize({ width: 1366, height: 900 });
  const { rows } = await ask<{ rows: { customer: { code: string; name: string }; open_minor: number }[] }>(
    page,
    '/open-items?status=open&sort=due_date&limit=1',
  );
  const customer = rows[0]?.customer;
  if (!customer) throw new Error('The book has no open item to pay.');
  await page.goto('/receipts');
  await settled(page);
  await tabTo(page, (element) => /登记收款/.test(element.textContent ?? '') && element.tagName === 'BUTTON', 'the button 登记收款');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expect(page.getByRole('dialog').getByRole('combobox').first()).toBeFocused();
  await page.keyboard.type(customer.code);
  await expect(page.getByRole('option').first()).toBeAttached();
  await expect(page.locator('.ant-select-item-option-active')).toContainText(customer.code);
  await page.keyboard.press('Enter');
  await tabTo(page, (element) => element.id === 'amount', 'the amount');
  await page.keyboard.type('0.01');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/receipts\/.+/);
  await settled(page);
  await expect(page.getByTestId('remaining')).toHaveText('¥0.01');
  await tabTo(page, (element) => element.textContent?.trim() === '从最早到期分配', 'the button 从最早到期分配');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('remaining')).toHaveText('¥0.00');
  await tabTo(page, (element) => /^确认核销/.test(element.textContent ?? ''), 'the button 确认核销');
  await page.keyboard.press('Enter');
  await expect(page.getByText('这笔收款已全部核销')).toBeVisible();
  await page.getByRole('link', { name: '全部收款' }).press('Enter');
  await expect(page).toHaveURL(/\/receipts$/);
});
