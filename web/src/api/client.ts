import createClient from 'openapi-fetch';
import { currentLanguage } from '../app/settings';
import { ProblemError, problemOf } from './problem';
import type { components, paths } from './schema';

export type Schemas = components['schemas'];

/** Sent with every command: a foreign page cannot set it, so it proves the request is ours. */
export const asked = { 'X-Tandem-Request': '1' } as const;

export const api = createClient<paths>({
  baseUrl: '/api/v1',
  // `open=` and `settled=` are flags; arrays are never sent.
  querySerializer: (query) => searchOf(query as Record<string, unknown>).toString(),
});

api.use({
  onRequest({ request }) {
    request.headers.set('Accept-Language', currentLanguage());
    return request;
  },
});

/** Only what is set travels: an empty filter is no filter, but the empty key is the group of what has none. */
export function searchOf(query: Record<string, unknown>): URLSearchParams {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === false) continue;
    if (value === '' && name !== 'key') continue;
    search.set(name, value === true ? 'true' : String(value));
  }
  return search;
}

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The body of an answer, or a ProblemError that says why not. */
export async function read<T>(asking: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await asking.catch(() => {
    throw new ProblemError({ type: 'about:blank', title: 'offline', status: 0, code: 'web.offline', detail: '' });
  });
  if (!response.ok) throw new ProblemError(problemOf(error, response.status));
  return data as T;
}
