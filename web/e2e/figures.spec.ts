import type { Page } from '@playwright/test';
import { ask, asOf, expect, settled, test } from './support';

interface Row {
  amount_minor: number;
  open_minor?: number;
  currency: string;
}

/** All rows behind an address of the application, through every page of the server. */
async function rowsBehind(page: Page, address: string): Promise<Row[]> {
  const url = new URL(address, 'http://here');
  const path = url.pathname === '/receivables' ? '/open-items' : url.pathname;
  const rows: Row[] = [];
  let cursor = '';
  do {
    const search = new URLSearchParams(url.search);
    search.set('limit', '200');
    if (cursor) search.set('cursor', cursor);
    const answer = await ask<{ rows: Row[]; next_cursor: string | null }>(page, `${path}?${search}`);
    rows.push(...answer.rows);
    cursor = answer.next_cursor ?? '';
  } while (cursor);
  return rows;
}

const sum = (rows: Row[], of: (row: Row) => number) => rows.reduce((total, row) => total + of(row), 0);

/** The exact figure of a tile: in its tooltip where the tile is rounded to 万 or 亿. */
async function exact(page: Page, name: string): Promise<string> {
  const figure = page.getByTestId(`tile-${name}`).locator('.tile-figure .num');
  const shown = (await figure.innerText()).trim();
  if (!/[万亿]$/.test(shown)) return shown;
  await figure.hover();
  const tip = page.getByRole('tooltip').filter({ hasText: '¥' }).last();
  await expect(tip).toBeVisible();
  const text = (await tip.innerText()).trim();
  await page.mouse.move(0, 0);
  return text;
}

const digits = (text: string) => Number(text.replace(/[^\d-]/g, ''));

test.beforeEach(async ({ page, look }) => {
  await look({ language: 'zh-CN', theme: 'light' });
  await page.setViewportSize({ width: 1366, height: 900 });
  await page.goto(`/dashboard?period=rolling${asOf ? `&as_of=${asOf}` : ''}`);
  await settled(page);
});

for (const name of ['billed', 'collected', 'open', 'overdue'] as const) {
  test(`the tile "${name}" is the sum of the rows it opens`, async ({ page }) => {
    const figure = digits(await exact(page, name));
    const link = page.getByTestId(`tile-${name}`).locator('.tile-figure a');
    const rows = await rowsBehind(page, (await link.getAttribute('href')) ?? '');
    expect(sum(rows, (row) => row.open_minor ?? row.amount_minor)).toBe(figure);
    await link.click();
    await settled(page);
    const said = async () => digits((await page.getByTestId('totals').locator('.num').allInnerTexts()).at(-1) ?? '0');
    await expect.poll(said).toBe(figure);
  });
}

test('DSO follows from the balance its rows sum to', async ({ page }) => {
  const href = (await page.getByTestId('tile-dso').locator('.tile-figure a').getAttribute('href')) ?? '';
  const { groups } = await ask<{ groups: Record<string, number>[] }>(page, href.replace('/rows?', '?'));
  const [whole] = groups;
  if (!whole) return;
  const { balance_minor = 0, billed_minor = 0, window_days = 0, dso_x100 } = whole;
  expect(sum(await rowsBehind(page, href), (row) => row.amount_minor)).toBe(balance_minor);
  const hundredths = (BigInt(balance_minor) * BigInt(window_days) * 200n + BigInt(billed_minor)) / (BigInt(billed_minor) * 2n);
  expect(BigInt(dso_x100 ?? -1)).toBe(hundredths);
});

test('the collection rate follows from the cash its rows sum to', async ({ page }) => {
  const href = (await page.getByTestId('tile-rate').locator('.tile-figure a').getAttribute('href')) ?? '';
  const { groups } = await ask<{ groups: Record<string, number>[] }>(page, href.replace('/rows?', '?'));
  const [whole] = groups;
  if (!whole?.due_minor) return;
  const { collected_minor = 0, due_minor, rate_bp } = whole;
  expect(sum(await rowsBehind(page, href), (row) => row.amount_minor)).toBe(collected_minor);
  expect(BigInt(rate_bp ?? -1)).toBe((BigInt(collected_minor) * 20_000n + BigInt(due_minor)) / (BigInt(due_minor) * 2n));
});

test('every cell of every chart is the sum of the rows it opens', async ({ page }) => {
  test.setTimeout(180_000);
  for (const toggle of await page.locator('.chartcard [aria-pressed]').all()) await toggle.click();
  const links = await page.locator('.chartcard td:nth-child(2) a').all();
  expect(links.length).toBeGreaterThan(0);
  for (const link of links) {
    const href = (await link.getAttribute('href')) ?? '';
    const rows = await rowsBehind(page, href);
    expect
      .soft(
        sum(rows, (row) => row.open_minor ?? row.amount_minor),
        href,
      )
      .toBe(digits(await link.innerText()));
  }
});

test('the aging of the list sums to the open balance', async ({ page }) => {
  const today = await ask<{ company: { currency: string } }>(page, '/session');
  const body = await ask<{ buckets: { amount_minor: number }[]; totals: { amounts: { open_minor: number }[] } }>(
    page,
    `/open-items?currency=${today.company.currency}&limit=1${asOf ? `&as_of=${asOf}` : ''}`,
  );
  expect(body.buckets.reduce((total, bucket) => total + bucket.amount_minor, 0)).toBe(body.totals.amounts[0]?.open_minor ?? 0);
});
