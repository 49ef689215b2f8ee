import AxeBuilder from '@axe-core/playwright';
import { type APIRequestContext, test as base, expect, type Page, request as requests } from '@playwright/test';

export { expect };

/** The day to look at, where the book holds nothing open on its business date. */
export const asOf = process.env.E2E_AS_OF ?? '';

export interface Look {
  language: 'zh-CN' | 'en-US';
  theme: 'light' | 'dark';
}

export const looks: Look[] = [
  { language: 'zh-CN', theme: 'light' },
  { language: 'zh-CN', theme: 'dark' },
  { language: 'en-US', theme: 'light' },
  { language: 'en-US', theme: 'dark' },
];

const name = process.env.E2E_USER ?? 'admin';
const password = process.env.E2E_PASSWORD ?? '';

/** Pages of a signed-in user; the session is opened once a worker. */
export const test = base.extend<{ look: (look: Look) => Promise<void> }, { session: { cookies: never[]; origins: never[] } }>({
  session: [
    async ({ playwright }, use) => {
      const request = await playwright.request.newContext({ baseURL: process.env.E2E_URL ?? '' });
      const answer = await request.post('/api/v1/session', {
        headers: { 'X-Tandem-Request': '1', Origin: process.env.E2E_URL ?? '' },
        data: { name, password },
      });
      if (!answer.ok()) throw new Error(`Cannot sign in as ${name}: ${answer.status()} ${await answer.text()}`);
      await use((await request.storageState()) as never);
      await request.dispose();
    },
    { scope: 'worker' },
  ],
  storageState: ({ session }, use) => use(session),
  look: async ({ page }, use) => {
    await use(async (look) => {
      await page.addInitScript((text) => localStorage.setItem('tandem.settings', text), JSON.stringify(look));
    });
  },
});

/** Loaded, drawn and no longer asking. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await expect(page.locator('.ant-skeleton-active, [aria-busy="true"], .ant-spin-spinning')).toHaveCount(0);
}

/** Nothing moves any more: in the middle of a movement a page has colours that no reader sees. What turns for ever does not count. */
async function still(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      document
        .getAnimations()
        .every(({ playState, effect }) => playState !== 'running' || effect?.getComputedTiming().iterations === Number.POSITIVE_INFINITY) &&
      !document.querySelector(
        '[class*="ant-fade-appear"], [class*="ant-fade-enter"], [class*="ant-zoom-appear"], [class*="ant-zoom-enter"]',
      ),
  );
}

/** What the page breaks of WCAG 2.1 A and AA, with the elements that break it. */
export async function violations(page: Page): Promise<string[]> {
  await still(page);
  const found = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']).analyze();
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

export async function ask<T>(page: Page, path: string): Promise<T> {
  const answer = await page.request.get(`/api/v1${path}`);
  expect(answer.ok(), `${path}: ${answer.status()}`).toBe(true);
  return (await answer.json()) as T;
}

const headers = () => ({ 'X-Tandem-Request': '1', Origin: process.env.E2E_URL ?? '' });

/** One of the demo's other people, by role: what takes two of them. */
export async function signedIn(role: string): Promise<APIRequestContext> {
  const login = (process.env.E2E_LOGINS ?? '').split(' ').find((one) => one.startsWith(`${role}:`));
  const context = await requests.newContext({ baseURL: process.env.E2E_URL ?? '', storageState: { cookies: [], origins: [] } });
  const data = { name: role, password: login?.slice(role.length + 1) ?? '' };
  const answer = await context.post('/api/v1/session', { headers: headers(), data });
  expect(answer.ok(), `sign in as ${role}: ${answer.status()}`).toBe(true);
  return context;
}

/** Agrees to the newest request of a kind. */
export async function approveNewest(as: APIRequestContext, kind: string): Promise<void> {
  const { rows } = (await (await as.get(`/api/v1/approvals?kind=${kind}`)).json()) as { rows: { id: string; content_hash: string }[] };
  const newest = rows.at(-1);
  const answer = await as.post(`/api/v1/approvals/${newest?.id}/approve`, {
    headers: { ...headers(), 'Idempotency-Key': crypto.randomUUID() },
    data: { content_hash: newest?.content_hash },
  });
  expect(((await answer.json()) as { state: string }).state).toBe('effective');
}

/** One report of each kind of table: buckets, a rate, alerts. */
const shapes = ['aging', 'collection-rate', 'warnings'];

/** Every route, with the first object of each kind where a page shows one. */
export async function routes(page: Page): Promise<string[]> {
  const first = async (kind: string) => {
    const { rows } = await ask<{ rows: { id: string }[] }>(page, `/${kind}?limit=1`);
    return rows[0] ? [`/${kind}/${rows[0].id}`] : [];
  };
  const reports = await ask<{ name: string }[]>(page, '/reports');
  const objects = await Promise.all(['customers', 'contracts', 'invoices', 'receipts', 'open-items', 'credit-notes'].map(first));
  return [
    '/dashboard',
    '/today',
    '/promises',
    '/approvals',
    '/receivables',
    '/customers',
    '/credit',
    '/credit/quality',
    '/contracts',
    '/invoices',
    '/credit-notes',
    '/receipts',
    '/import',
    '/settings/periods',
    '/settings/policies',
    '/settings/policies/dunning',
    '/admin/users',
    '/audit',
    '/reports',
    ...reports.filter(({ name }) => shapes.includes(name)).map(({ name }) => `/reports/${name}`),
    '/reports/aging/rows',
    '/me',
    '/nowhere',
    ...objects.flat(),
  ];
}
