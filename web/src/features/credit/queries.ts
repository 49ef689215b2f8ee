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

export const securities = (customer?: string) =>
  queryOptions({
    queryKey: ['securities', customer],
    queryFn: () => read(api.GET('/securities', { params: { query: customer ? { customer } : {} } })),
  });

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

export const changeLimit = (id: string, body: LimitBody, key: string) =>
  read(api.POST('/customers/{id}/credit-limit', { body, params: { path: { id }, header: money(key) } }));
export const stopCustomer = (id: string, reason: string, key: string) =>
  read(api.POST('/customers/{id}/credit-stop', { body: { reason }, params: { path: { id }, header: money(key) } }));
export const liftStop = (id: string, reason: string, key: string) =>
  read(api.POST('/customers/{id}/credit-stop/lift', { body: { reason }, params: { path: { id }, header: money(key) } }));
export const recordSecurity = (body: SecurityBody, key: string) => read(api.POST('/securities', { body, params: { header: money(key) } }));
export const releaseHold = (id: string, body: { reason: string; days: number }, key: string) =>
  read(api.POST('/credit-holds/{id}/release', { body, params: { path: { id }, header: money(key) } }));
