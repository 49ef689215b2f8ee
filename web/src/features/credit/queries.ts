import { queryOptions } from '@tanstack/react-query';
import { api, asked, read, type Schemas } from '../../api/client';
import type { paths } from '../../api/schema';
import type { Page } from '../../ui/DataTable';

export type Hold = Schemas['Hold'];
export type Reason = Schemas['HoldReason'];
export type Pool = Schemas['Pool'];
export type CustomerCredit = Schemas['CustomerCredit'];
export type Treatment = Schemas['Treatment'];
export type Security = Schemas['Security'];
export type Claim = Schemas['Claim'];
export type Decision = Schemas['Decision'];
export type LimitBody = paths['/customers/{id}/credit-limit']['post']['requestBody']['content']['application/json'];
export type SecurityBody = paths['/securities']['post']['requestBody']['content']['application/json'];
export type CheckBody = paths['/credit/checks']['post']['requestBody']['content']['application/json'];

const money = (key: string) => ({ ...asked, 'Idempotency-Key': key });

export const customerCredit = (id: string) =>
  queryOptions({ queryKey: ['credit', id], queryFn: () => read(api.GET('/customers/{id}/credit', { params: { path: { id } } })) });

export const overLimit = queryOptions({ queryKey: ['over-limit'], queryFn: () => read(api.GET('/credit/over-limit')) });
export const concentration = queryOptions({ queryKey: ['concentration'], queryFn: () => read(api.GET('/credit/concentration')) });
export const sharedLimits = queryOptions({ queryKey: ['shared-limits'], queryFn: () => read(api.GET('/credit/limits')) });

export type SharedLimit = Schemas['SharedLimit'];
export type WaitingLimit = Schemas['WaitingLimit'];
export type LimitEntry = Schemas['LimitEntry'];

/** A group by its id, or the company. */
export const sharedLimit = (id: string) =>
  queryOptions({ queryKey: ['shared-limits', id], queryFn: () => read(api.GET('/credit/limits/{id}', { params: { path: { id } } })) });

export const securities = (customer?: string) =>
  queryOptions({
    queryKey: ['securities', customer],
    queryFn: () => read(api.GET('/securities', { params: { query: customer ? { customer } : {} } })),
  });

export const claims = queryOptions({ queryKey: ['credit-claims'], queryFn: () => read(api.GET('/credit-claims')) });

export const holds = ({ limit, cursor }: Page) =>
  queryOptions({
    queryKey: ['holds', limit, cursor],
    queryFn: async () => {
      const page = await read(api.GET('/credit-holds', { params: { query: { limit, ...(cursor ? { cursor } : {}) } } }));
      return { ...page, totals: { count: page.count } };
    },
  });

export const checkCredit = (body: CheckBody) =>
  queryOptions({
    queryKey: ['credit-check', body],
    queryFn: () => read(api.POST('/credit/checks', { body, params: { header: asked } })),
    retry: false,
  });

/** Whose limit: a customer's, a group's, or the company's. */
export type LimitSubject = { customer: string } | { group: string } | 'company';

export const changeLimit = (of: LimitSubject, body: LimitBody, key: string) => {
  const header = money(key);
  if (of === 'company') return read(api.POST('/credit/limits', { body, params: { header } }));
  if ('group' in of) return read(api.POST('/credit/limits', { body: { ...body, group_id: of.group }, params: { header } }));
  return read(api.POST('/customers/{id}/credit-limit', { body, params: { path: { id: of.customer }, header } }));
};
export const stopCustomer = (id: string, reason: string, key: string) =>
  read(api.POST('/customers/{id}/credit-stop', { body: { reason }, params: { path: { id }, header: money(key) } }));
export const liftStop = (id: string, reason: string, key: string) =>
  read(api.POST('/customers/{id}/credit-stop/lift', { body: { reason }, params: { path: { id }, header: money(key) } }));
export const recordSecurity = (body: SecurityBody, key: string) => read(api.POST('/securities', { body, params: { header: money(key) } }));
export const releaseHold = (id: string, body: { reason: string; days: number }, key: string) =>
  read(api.POST('/credit-holds/{id}/release', { body, params: { path: { id }, header: money(key) } }));

export const voidSecurity = (id: string, reason: string, key: string) =>
  read(api.POST('/securities/{id}/void', { body: { reason }, params: { path: { id }, header: money(key) } }));
type ClaimBody = paths['/securities/{id}/claims']['post']['requestBody']['content']['application/json'];
export const claimInsurance = (id: string, body: ClaimBody, key: string) =>
  read(api.POST('/securities/{id}/claims', { body, params: { path: { id }, header: money(key) } }));
type DecisionBody = paths['/credit-claims/{id}/decide']['post']['requestBody']['content']['application/json'];
export const decideClaim = (id: string, body: DecisionBody, key: string) =>
  read(api.POST('/credit-claims/{id}/decide', { body, params: { path: { id }, header: money(key) } }));
