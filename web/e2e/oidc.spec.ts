import { randomBytes } from 'node:crypto';
import { type APIRequestContext, type Browser, expect, type Page, test } from '@playwright/test';
import { type RunningProvider, startProvider } from './provider';
import { settled, violations } from './support';
import { freePort, type OwnServer, startTandem } from './tandem';

test.describe.configure({ mode: 'serial' });

const known = (login: string, name: string) => ({ login, claims: { preferred_username: name, name: login } });
let provider: RunningProvider;
let tandem: OwnServer;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  const port = await freePort();
  const secret = randomBytes(24).toString('hex');
  provider = await startProvider({
    clientId: 'tandem',
    secret,
    redirect: `http://127.0.0.1:${port}/api/v1/session/oidc/callback`,
    people: [known('tang', 'rep'), known('qiao', 'finance'), known('deng', 'risk'), known('impostor', 'rep'), known('stranger', 'nobody')],
  });
  tandem = await startTandem(
    port,
    `[oidc]
issuer = "${provider.issuer}"
client_id = "tandem"
client_secret_file = "FOLDER/oidc.secret"
public_url = "http://127.0.0.1:${port}"
label_zh = "公司账号"
label_en = "the company account"
`,
    { 'oidc.secret': secret },
  );
});

test.afterAll(async () => {
  await tandem?.stop();
  await provider?.stop();
});

/** A browser of its own at the sign-in page, on the way to `path`. */
async function visitor(browser: Browser, path = '/receivables', language = 'zh-CN'): Promise<Page> {
  const page = await (await browser.newContext({ locale: language })).newPage();
  await page.addInitScript((text) => localStorage.setItem('tandem.settings', text), JSON.stringify({ language, theme: 'light' }));
  await page.goto(tandem.url + path);
  await expect(page).toHaveURL(/\/login/);
  return page;
}

/** To the provider's own pages, and in with name and password; it asks for consent next. */
async function signInThere(page: Page, login: string): Promise<void> {
  await page.getByRole('link', { name: /公司账号|the company account/ }).click();
  await expect(page).toHaveURL(new RegExp(`^${provider.issuer}`));
  await page.locator('input[name="login"]').fill(login);
  await page.locator('input[name="password"]').fill('any: the provider of this test takes every password');
  await page.locator('button[type="submit"]').click();
  await expect(page.getByRole('button', { name: 'Continue' })).toBeVisible();
}

async function throughProvider(page: Page, login: string): Promise<void> {
  await signInThere(page, login);
  await page.getByRole('button', { name: 'Continue' }).click();
}

/** The address the provider would send the browser back to, which stays where it is. */
async function wayBack(page: Page, login: string): Promise<string> {
  await signInThere(page, login);
  const consent = new URL((await page.locator('form').getAttribute('action')) ?? '', page.url()).href;
  let answer = await page.request.post(consent, { form: { prompt: 'consent' }, maxRedirects: 0 });
  for (;;) {
    const location = new URL(answer.headers().location ?? '', provider.issuer).href;
    if (location.startsWith(tandem.url)) return location;
    answer = await page.request.get(location, { maxRedirects: 0 });
  }
}

async function asAdmin(request: APIRequestContext) {
  const headers = { 'X-Tandem-Request': '1' };
  const signedIn = await request.post(`${tandem.url}/api/v1/session`, {
    headers,
    data: { name: 'admin', password: tandem.passwords.admin },
  });
  expect(signedIn.status()).toBe(200);
  const users = (await (await request.get(`${tandem.url}/api/v1/users`)).json()) as { rows: { id: string; name: string }[] };
  return {
    idOf: (name: string) => users.rows.find((user) => user.name === name)?.id ?? '',
    post: (path: string) => request.post(`${tandem.url}/api/v1${path}`, { headers }),
    trail: async () => JSON.stringify(await (await request.get(`${tandem.url}/api/v1/audit?limit=50`)).json()),
  };
}

test('somebody signs in through the provider and comes back to the page he asked for', async ({ browser, request }) => {
  const page = await visitor(browser);
  await settled(page);
  await page.screenshot({ path: `${process.env.E2E_OUTPUT ?? 'test-results'}/oidc-login.png` });
  expect(await violations(page)).toEqual([]);
  await throughProvider(page, 'tang');
  await expect(page).toHaveURL(`${tandem.url}/receivables`);
  await settled(page);
  const session = (await (await page.request.get(`${tandem.url}/api/v1/session`)).json()) as { user: { name: string } };
  expect(session.user.name).toBe('rep');
  expect(await (await asAdmin(request)).trail()).toContain('oidc');
  // The provider still knows him: the second time it asks nothing.
  await page.context().clearCookies({ name: 'tandem_session' });
  await page.goto(tandem.url);
  await page.getByRole('link', { name: /公司账号/ }).click();
  await expect(page).toHaveURL(new RegExp(`^${tandem.url}/(today|dashboard)?$`));
  await page.context().close();
});

test('what the browser brought back counts once, and in the browser that began', async ({ browser }) => {
  const page = await visitor(browser);
  const callback = await wayBack(page, 'qiao');

  // Somebody else is sent to the address: he does not become qiao, and nothing is spoilt.
  const other = await visitor(browser, '/', 'en-US');
  await other.goto(callback);
  await expect(other.getByText('This sign-in was not begun in this browser')).toBeVisible();
  expect(await violations(other)).toEqual([]);
  expect((await other.request.get(`${tandem.url}/api/v1/session`)).status()).toBe(401);

  await page.goto(callback);
  await expect(page).toHaveURL(`${tandem.url}/receivables`);
  await page.goto(callback);
  await expect(page.getByText('本次登录不是在此浏览器发起、已使用过，或已超过十分钟')).toBeVisible();
  await page.screenshot({ path: `${process.env.E2E_OUTPUT ?? 'test-results'}/oidc-refused.png` });
  await page.context().close();
  await other.context().close();
});

test('a made-up state, and a return to another host, lead nowhere', async ({ browser }) => {
  const page = await visitor(browser);
  await page.goto(`${tandem.url}/api/v1/session/oidc/callback?code=x&state=${'A'.repeat(43)}`);
  await expect(page.getByText('本次登录不是在此浏览器发起')).toBeVisible();
  for (const next of ['https://example.com/', '//example.com', '/\\example.com', 'javascript:alert(1)']) {
    const answer = await page.request.get(`${tandem.url}/api/v1/session/oidc?next=${encodeURIComponent(next)}`, { maxRedirects: 0 });
    expect(new URL(answer.headers().location ?? '').origin).toBe(provider.issuer);
  }
  await page.goto(`${tandem.url}/login?next=https%3A%2F%2Fexample.com`);
  await throughProvider(page, 'qiao');
  await expect(page).toHaveURL(new RegExp(`^${tandem.url}/(today|dashboard)?$`));
  await page.context().close();
});

test('who has no account, and who is another person than the one linked, is told what to do', async ({ browser }) => {
  for (const [login, language, words] of [
    ['stranger', 'zh-CN', '您在本系统没有账号'],
    ['stranger', 'en-US', 'You have no account here'],
    ['impostor', 'zh-CN', '已关联身份提供方的另一人'],
  ] as const) {
    const page = await visitor(browser, '/receivables', language);
    await throughProvider(page, login);
    await expect(page.getByText(words)).toBeVisible();
    expect((await page.request.get(`${tandem.url}/api/v1/session`)).status()).toBe(401);
    await page.context().close();
  }
});

test('a disabled user is refused at the door and thrown out where he is', async ({ browser, request }) => {
  const admin = await asAdmin(request);
  const page = await visitor(browser);
  await throughProvider(page, 'deng');
  await expect(page).toHaveURL(`${tandem.url}/receivables`);
  expect((await admin.post(`/users/${admin.idOf('risk')}/disable`)).status()).toBe(200);
  expect((await page.request.get(`${tandem.url}/api/v1/session`)).status()).toBe(401);
  await page.goto(tandem.url);
  await page.getByRole('link', { name: /公司账号/ }).click();
  await expect(page.getByText('您在本系统的账号已停用')).toBeVisible();
  await page.context().close();
});
