import { approveNewest, ask, expect, looks, settled, signedIn, test } from './support';

interface Rows {
  rows: { id: string; code: string; name: string }[];
}

for (const look of [looks[0], looks[3]]) {
  if (!look) continue;
  const zh = look.language === 'zh-CN';

  test(`a note and a file stay with their invoice, and the author voids them, ${look.language} ${look.theme}`, async ({
    page,
    look: choose,
  }) => {
    await choose(look);
    const { rows } = await ask<Rows>(page, '/invoices?limit=1');
    await page.goto(`/invoices/${rows[0]?.id}`);
    await settled(page);
    const said = `<img src=x onerror="window.__xss=1"> ${crypto.randomUUID()}`;
    await page.getByRole('button', { name: zh ? '写备注' : 'Write a note' }).click();
    await page.getByRole('dialog').getByRole('textbox').fill(said);
    await page
      .getByRole('dialog')
      .getByRole('button', { name: zh ? /保\s*存/ : 'Save' })
      .click();
    const note = page.locator('.records li', { hasText: said });
    await expect(note).toBeVisible();
    expect(await page.evaluate(() => (window as { __xss?: number }).__xss)).toBeUndefined();

    const name = `合同 ${crypto.randomUUID()}.pdf`;
    await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/pdf', buffer: Buffer.from(name) });
    const file = page.locator('.records li', { hasText: name });
    await expect(file).toBeVisible();
    const [download] = await Promise.all([page.waitForEvent('download'), file.getByRole('link').click()]);
    expect(download.suggestedFilename()).toBe(name);

    await note.getByRole('button', { name: zh ? /作\s*废/ : 'Void' }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('wrong invoice');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: zh ? /作\s*废/ : 'Void' })
      .click();
    await expect(note.locator('.chip')).toContainText('wrong invoice');
    await page.screenshot({ path: `${process.env.E2E_OUTPUT ?? 'test-results'}/records-${look.language}.png`, fullPage: true });
  });
}

test('a month is closed and opened again; a customer shows what a merge would move', async ({ page, look: choose }) => {
  await choose({ language: 'zh-CN', theme: 'light' });
  const { rows } = await ask<{ rows: { month: string; state: string }[] }>(page, '/periods');
  const first = rows.at(-1)?.month ?? '';
  await page.goto('/settings/periods');
  await settled(page);
  const row = page.locator('tr', { hasText: first });
  await row.getByRole('button', { name: /结\s*账/ }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^结\s*账$/ })
    .click();
  await expect(row.locator('.chip')).toHaveText('已结账');
  await page.screenshot({ path: `${process.env.E2E_OUTPUT ?? 'test-results'}/periods.png` });
  await row.getByRole('button', { name: '反结账' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('补录');
  await page.getByRole('dialog').getByRole('button', { name: '反结账' }).click();
  await approveNewest(await signedIn('executive'), 'period_reopen');
  await page.reload();
  await expect(row.locator('.chip')).toHaveText('未结账');

  const customers = (await ask<Rows>(page, '/customers?limit=2')).rows;
  await page.goto(`/customers/${customers[0]?.id}`);
  await settled(page);
  await page.getByRole('button', { name: '合并客户' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox').fill(customers[1]?.code ?? '');
  await page.getByTitle(`${customers[1]?.name} · ${customers[1]?.code}`).click();
  await expect(dialog.getByText('将转移的内容').or(dialog.getByRole('alert').nth(1))).toBeVisible();
  await page.screenshot({ path: `${process.env.E2E_OUTPUT ?? 'test-results'}/merge.png` });
});
