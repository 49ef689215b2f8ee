import { ask, expect, settled, signedIn, test, violations } from './support';

const shot = (name: string) => ({ path: `${process.env.E2E_OUTPUT ?? 'test-results'}/policy-${name}.png`, fullPage: true });

test('a stage of dunning begins later: changed by its figure, sent with a reason, agreed by another, in force', async ({ page, look }) => {
  await look({ language: 'zh-CN', theme: 'light' });
  await page.goto('/settings/policies');
  await settled(page);
  await page.screenshot(shot('list'));
  await page.getByRole('link', { name: '预警与催收' }).click();
  await settled(page);
  await page.screenshot(shot('one'));
  await page.getByRole('button', { name: '修改' }).click();
  const field = page.getByRole('textbox', { name: '逾期阶段 › 法务 › 自逾期（天）' });
  await expect(page.getByRole('button', { name: '核对并提交' })).toBeDisabled();
  await field.fill('四十五');
  await expect(page.getByText('须为整数，多个值用逗号分隔')).toBeVisible();
  await field.fill('45');
  await expect(page.getByText('改动 1', { exact: true })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: '核对并提交' }).click();
  const drawer = page.getByRole('dialog');
  await expect(drawer.getByRole('row', { name: /自逾期（天） 31 45/ })).toBeVisible();
  await drawer.getByLabel('原因').fill('年底给客户更多协商时间');
  await page.screenshot(shot('send'));
  await drawer.getByRole('button', { name: '提交审批' }).click();
  await expect(drawer).toHaveCount(0);

  const { rows } = await ask<{ rows: { id: string; kind: string }[] }>(page, '/approvals?box=sent');
  const request = rows.find(({ kind }) => kind === 'policy_change');
  await page.context().clearCookies();
  await page.context().addCookies((await (await signedIn('executive')).storageState()).cookies);
  await page.goto(`/approvals/${request?.id}`);
  await settled(page);
  await expect(page.getByRole('row', { name: /逾期阶段 › 法务 › 自逾期（天） 31 45/ })).toBeVisible();
  await page.screenshot(shot('approval'));
  await page.getByRole('button', { name: /^同\s*意$/ }).click();
  await expect(page.getByText('已生效')).toBeVisible();
  await page.goto('/settings/policies/dunning');
  await settled(page);
  await expect(page.getByText('年底给客户更多协商时间')).toBeVisible();
  await page.screenshot(shot('after'));
});

test('the company tightens: the phase shows what it changes, waits for agreement, and is in force', async ({ page, look }) => {
  await look({ language: 'zh-CN', theme: 'light' });
  await page.goto('/settings/policies');
  await settled(page);
  const tight = page.getByRole('article').filter({ hasText: '收紧' });
  await expect(tight.getByRole('row', { name: /无有效等级时 现款或预付 不予交易/ })).toBeVisible();
  await tight.getByRole('button', { name: '切换到此阶段' }).click();
  const drawer = page.getByRole('dialog');
  await expect(drawer.getByText('切换到“收紧”')).toBeVisible();
  await drawer.getByLabel('生效日').fill('2027-01-01');
  await drawer.getByLabel('生效日').press('Enter');
  await drawer.getByLabel('原因').fill('行业下行，先收紧新客户');
  await page.screenshot(shot('phase'));
  await drawer.getByRole('button', { name: '提交审批' }).click();
  await expect(drawer).toHaveCount(0);

  const { rows } = await ask<{ rows: { id: string; kind: string; state: string }[] }>(page, '/approvals?box=sent');
  const request = rows.find(({ kind, state }) => kind === 'policy_change' && state === 'pending');
  await page.context().clearCookies();
  await page.context().addCookies((await (await signedIn('executive')).storageState()).cookies);
  await page.goto(`/approvals/${request?.id}`);
  await settled(page);
  await expect(page.getByRole('row', { name: /经济周期阶段 平稳 收紧/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /信用政策 › 无有效等级时 现款或预付 不予交易/ })).toBeVisible();
  await page.screenshot(shot('phase-approval'));
  await page.getByRole('button', { name: /^同\s*意$/ }).click();
  await expect(page.getByText('已生效')).toBeVisible();
  await page.goto('/settings/policies');
  await settled(page);
  await expect(page.getByRole('article').filter({ hasText: '收紧' }).getByText('待生效 2027-01-01')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.screenshot(shot('phase-after'));
});
