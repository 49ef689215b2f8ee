const cookie = 'tandem_company';

/** The company this browser looks at. No secret: who is not signed in there stands before its sign-in page. */
function keep(code: string): void {
  const secure = window.location.protocol === 'https:' ? '; Secure' : '';
  // biome-ignore lint/suspicious/noDocumentCookie: the server reads it with the next request; the Cookie Store is not everywhere yet
  document.cookie = `${cookie}=${encodeURIComponent(code)}; Path=/; SameSite=Lax; Max-Age=31536000${secure}`;
}

/** Everything in view is another company's: the page begins anew. */
export function switchTo(code: string, path = '/'): void {
  keep(code);
  window.location.assign(path);
}

/** A link for setting up or for a password names its company, because whoever follows it has not chosen one. */
export function followLink(): void {
  const code = new URLSearchParams(window.location.search).get('company');
  if (code && /^[\w-]{1,64}$/.test(code)) keep(code);
}
