import { ask, expect, looks, settled, test, violations } from './support';

interface Contact {
  id: string;
  name: string;
  email: string;
  phone: string;
}

/** The first of those who owe most that has a contact with a number. */
async function customerWithContact(page: Parameters<typeof ask>[0]): Promise<{ path: string; contact: Contact }> {
  const { rows } = await ask<{ rows: { id: string }[] }>(page, '/customers?limit=20');
  for (const { id } of rows) {
    const { contacts } = await ask<{ contacts: Contact[] }>(page, `/customers/${id}`);
    const contact = contacts.find(({ phone, email }) => phone && email);
    if (contact) return { path: `/customers/${id}`, contact };
  }
  throw new Error('The book has no contact with a number.');
}

for (const look of looks) {
  test(`a contact is masked, and shown whole for a reason that stays in the trail (${look.language}, ${look.theme})`, async ({
    page,
    look: as,
  }, info) => {
    await as(look);
    const zh = look.language === 'zh-CN';
    const { path, contact } = await customerWithContact(page);
    expect(contact.phone).toContain('*');
    expect(contact.email).toContain('*');
    await page.goto(path);
    await settled(page);
    await page.getByRole('tab', { name: zh ? '联系人' : 'Contacts' }).click();
    const card = page.locator('.card').filter({ hasText: contact.email });
    await expect(card).toContainText(contact.phone);
    expect(await violations(page)).toEqual([]);

    await card.getByRole('button', { name: zh ? '查看完整联系方式' : 'Show number and address' }).click();
    const drawer = page.getByRole('dialog');
    const show = drawer.getByRole('button', { name: zh ? /^查\s*看$/ : 'Show' });
    expect(await violations(page)).toEqual([]);
    await page.screenshot({ path: info.outputPath('drawer.png') });
    await show.click();
    await expect(drawer.locator('.ant-form-item-explain-error')).toBeVisible();
    const reason = `call about the overdue invoice ${Date.now()}`;
    await drawer.getByLabel(zh ? '原因' : 'Reason').fill(reason);
    await show.click();
    await expect(drawer).toHaveCount(0);
    const whole = page.locator('.card').filter({ hasText: contact.name }).locator('a[href^="tel:"]').first();
    await expect(whole).toBeVisible();
    await expect(whole).not.toContainText('*');
    expect(await violations(page)).toEqual([]);
    await page.screenshot({ path: info.outputPath('shown.png') });

    // Left and opened again, it is masked as before.
    await page.reload();
    await settled(page);
    await page.getByRole('tab', { name: zh ? '联系人' : 'Contacts' }).click();
    await expect(page.locator('.card').filter({ hasText: contact.phone })).toBeVisible();
    const trail = await page.request.get('/api/v1/audit?limit=20');
    expect(await trail.text()).toContain(reason);
  });
}
