import { queryOptions } from '@tanstack/react-query';
import { api, asked, read, type Schemas } from '../../api/client';

export type Account = Schemas['Account'];
export type Permission = Schemas['Permission'];
export type OpenSession = Schemas['OpenSession'];
export type ApiKey = Schemas['ApiKey'];
export type Delegation = Schemas['Delegation'];
export type PasswordLink = Schemas['PasswordLink'];
export type Whose = 'mine' | 'all';

const header = asked;
const keyed = (key: string) => ({ ...asked, 'Idempotency-Key': key });
const seen = (account: Account) => ({ ...asked, 'If-Match': `"${account.version}"` });
const of = (id: string) => ({ path: { id }, header });

/** Who administers accounts and who grants roles read the same list, each by a right of his own. */
export const accounts = (mayManage: boolean) =>
  queryOptions({ queryKey: ['accounts'], queryFn: () => read(mayManage ? api.GET('/users') : api.GET('/role-grants')) });
export const sessions = (whose: Whose) =>
  queryOptions({ queryKey: ['sessions', whose], queryFn: () => read(whose === 'mine' ? api.GET('/me/sessions') : api.GET('/sessions')) });
export const keys = (whose: Whose) =>
  queryOptions({ queryKey: ['keys', whose], queryFn: () => read(whose === 'mine' ? api.GET('/me/api-keys') : api.GET('/api-keys')) });
export const secondFactor = queryOptions({ queryKey: ['second-factor'], queryFn: () => read(api.GET('/me/second-factor')) });
export const delegations = queryOptions({ queryKey: ['delegations'], queryFn: () => read(api.GET('/delegations')) });
export const colleagues = queryOptions({ queryKey: ['colleagues'], queryFn: () => read(api.GET('/colleagues')) });

/** `language`: the texts come in it. */
export const signInOptions = (refused: string, language: string) =>
  queryOptions({
    queryKey: ['sign-in-options', refused, language],
    queryFn: () => read(api.GET('/session/options', { params: { query: { refused } } })),
    retry: false,
  });

export interface NewAccount {
  name: string;
  display_name: string;
  role?: Account['role'];
  employee_id?: string;
  email?: string;
}
export const addUser = (body: NewAccount, key: string) => read(api.POST('/users', { body, params: { header: keyed(key) } }));
export const changeUser = (account: Account, body: { display_name?: string; employee_id?: string | null; email?: string }) =>
  read(api.PATCH('/users/{id}', { body, params: { path: { id: account.id }, header: seen(account) } }));
export const giveRole = (account: Account, role: Account['role']) =>
  read(api.PUT('/users/{id}/role', { body: { role }, params: { path: { id: account.id }, header: seen(account) } }));
export const disableUser = (id: string) => read(api.POST('/users/{id}/disable', { params: of(id) }));
export const enableUser = (id: string) => read(api.POST('/users/{id}/enable', { params: of(id) }));
export const makeLink = (id: string, key: string) =>
  read(api.POST('/users/{id}/password-link', { params: { path: { id }, header: keyed(key) } }));
export const unlink = (id: string) => read(api.DELETE('/users/{id}/identity', { params: of(id) }));
export const dropFactor = (id: string) => read(api.DELETE('/users/{id}/second-factor', { params: of(id) }));

export const endSession = (whose: Whose, id: string) =>
  read(whose === 'mine' ? api.DELETE('/me/sessions/{id}', { params: of(id) }) : api.DELETE('/sessions/{id}', { params: of(id) }));
export const endOthers = () => read(api.DELETE('/me/sessions', { params: { header } }));

export interface NewKey {
  label: string;
  permissions: Permission[];
  last_date: string;
}
export const makeKey = (body: NewKey, key: string) => read(api.POST('/me/api-keys', { body, params: { header: keyed(key) } }));
export const revokeKey = (whose: Whose, id: string) =>
  read(whose === 'mine' ? api.DELETE('/me/api-keys/{id}', { params: of(id) }) : api.DELETE('/api-keys/{id}', { params: of(id) }));

export interface NewDelegation {
  to: string;
  from_date: string;
  last_date: string;
  reason?: string;
}
export const delegate = (body: NewDelegation, key: string) => read(api.POST('/delegations', { body, params: { header: keyed(key) } }));
export const endDelegation = (id: string) => read(api.DELETE('/delegations/{id}', { params: of(id) }));

export const changePassword = (body: { old_password: string; new_password: string }) =>
  read(api.PUT('/me/password', { body, params: { header } }));
export const setPassword = (body: { token: string; password: string }) => read(api.POST('/password', { body, params: { header } }));
export const forgotPassword = (name: string) => read(api.POST('/password/forgotten', { body: { name }, params: { header } }));
export const beginFactor = (password?: string) =>
  read(api.POST('/me/second-factor', { body: password === undefined ? {} : { password }, params: { header } }));
export type BegunFactor = Awaited<ReturnType<typeof beginFactor>>;
export const confirmFactor = (code: string) => read(api.POST('/me/second-factor/confirm', { body: { code }, params: { header } }));
export const removeFactor = (password: string) => read(api.POST('/me/second-factor/remove', { body: { password }, params: { header } }));
export const renewCodes = (password: string) => read(api.POST('/me/recovery-codes', { body: { password }, params: { header } }));
export const secondStep = (body: { challenge: string; code: string }) =>
  read(api.POST('/session/second-factor', { body, params: { header } }));
