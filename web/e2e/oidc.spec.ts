import { randomBytes } from 'node:crypto';
import { type APIRequestContext, type Browser, expect, type Page, test } from '@playwright/test';
import { codeOf } from './phone';
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

test('an administrator undoes a link, and the person who comes next has the account', async ({ browser }) => {
  const admin = await (await browser.newContext({ locale: 'en-US' })).newPage();
  await admin.addInitScript((text) => localStorage.setItem('tandem.settings', text), JSON.stringify({ language: 'en-US', theme: 'dark' }));
  await admin.goto(`${tandem.url}/login?next=%2Fadmin%2Fusers`);
  await admin.getByLabel('User name').fill('admin');
  await admin.getByLabel('Password', { exact: true }).fill(tandem.passwords.admin ?? '');
  await admin.getByRole('button', { name: 'Sign in' }).click();
  const row = admin.getByRole('row', { name: /^rep / });
  await row.getByRole('button', { name: /^More/ }).click();
  await admin.getByRole('menuitem', { name: 'Undo the single sign-on link' }).click();
  await admin.getByRole('dialog').getByRole('button', { name: 'Undo the single sign-on link' }).click();
  await expect(admin.getByText('Done', { exact: true })).toBeVisible();
  const page = await visitor(browser);
  await throughProvider(page, 'impostor');
  await expect(page).toHaveURL(`${tandem.url}/receivables`);
  await page.context().close();
  await admin.context().close();
});

test('who has set up two-step sign-in is asked for the code after the provider', async ({ browser }) => {
  const page = await visitor(browser, '/me');
  await throughProvider(page, 'qiao');
  await expect(page).toHaveURL(`${tandem.url}/me`);
  await page.getByRole('button', { name: '启用两步验证' }).click();
  await page.getByLabel('当前密码').fill(tandem.passwords.finance ?? '');
  await page.getByRole('button', { name: '下一步' }).click();
  await expect(page.getByRole('img', { name: '验证器二维码' })).toBeVisible();
  const secret = (await page.locator('.secret').innerText()).replaceAll(' ', '');
  await page.getByLabel('验证码').fill(codeOf(secret, 0));
  await page.getByRole('button', { name: '确认启用' }).click();
  await expect(page.locator('.codes li')).toHaveCount(10);

  await page.context().clearCookies({ name: 'tandem_session' });
  await page.goto(`${tandem.url}/login?next=%2Freceivables`);
  await page.getByRole('link', { name: /公司账号/ }).click();
  await expect(page.getByLabel('验证码')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  expect((await page.request.get(`${tandem.url}/api/v1/session`)).status()).toBe(401);
  await page.getByLabel('验证码').fill(codeOf(secret, 1));
  await page.getByRole('button', { name: '验证并登录' }).click();
  await expect(page).toHaveURL(`${tandem.url}/receivables`);
  await page.context().close();
});

test('where single sign-on is required, only the emergency account signs in with a password; keys may be elliptic', async ({ browser }) => {
  test.setTimeout(180_000);
  const [port, demo] = [await freePort(), tandem];
  const strict = await startProvider({
    clientId: 'tandem',
    redirect: `http://127.0.0.1:${port}/api/v1/session/oidc/callback`,
    people: [known('tang', 'rep')],
    algorithm: 'ES256',
  });
  const before = provider;
  provider = strict;
  tandem = await startTandem(
    port,
    `[oidc]
issuer = "${strict.issuer}"
client_id = "tandem"
public_url = "http://127.0.0.1:${port}"
label_zh = "公司账号"
require = true
break_glass = ["admin"]
`,
  );
  try {
    const page = await visitor(browser);
    await expect(page.getByRole('link', { name: '使用 公司账号 登录' })).toBeVisible();
    await expect(page.getByLabel('用户名')).toHaveCount(0);
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.screenshot({ path: `${process.env.E2E_OUTPUT ?? 'test-results'}/oidc-required.png` });
    const withPassword = async (name: string) => {
      await page.goto(`${tandem.url}/login?next=%2Freceivables`);
      await page.getByRole('button', { name: '应急账号使用密码登录' }).click();
      await page.getByLabel('用户名').fill(name);
      await page.getByLabel('密码', { exact: true }).fill(tandem.passwords[name] ?? '');
      await page.getByRole('button', { name: /登\s*录$/ }).click();
    };
    await withPassword('rep');
    await expect(page.getByText('本系统已停用密码登录')).toBeVisible();
    await withPassword('admin');
    await expect(page).toHaveURL(`${tandem.url}/receivables`);
    await page.context().clearCookies();
    await page.goto(`${tandem.url}/login?next=%2Freceivables`);
    await throughProvider(page, 'tang');
    await expect(page).toHaveURL(`${tandem.url}/receivables`);
    await page.context().close();
  } finally {
    await tandem.stop();
    await strict.stop();
    [tandem, provider] = [demo, before];
  }
});
