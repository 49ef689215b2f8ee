import { queryOptions } from '@tanstack/react-query';
import { api, asked, read, type Schemas } from '../../api/client';
import type { paths } from '../../api/schema';
import type { Page } from '../../ui/DataTable';

export type Promised = Schemas['Promise'];
export type PromisePage = Schemas['PromisePage'];
export type PromiseState = Schemas['PromiseState'];
export type PromiseChannel = Schemas['PromiseChannel'];
export type PromiseFilter = NonNullable<paths['/promises']['get']['parameters']['query']>;
export type PromiseBody = paths['/customers/{id}/promises']['post']['requestBody']['content']['application/json'];

export const promiseStates: PromiseState[] = ['open', 'kept', 'partly_kept', 'broken', 'withdrawn'];
export const promiseChannels: PromiseChannel[] = ['phone', 'visit', 'mail', 'chat', 'other'];

export const promises = (filter: PromiseFilter, { limit, cursor }: Page) =>
  queryOptions({
    queryKey: ['promises', filter, limit, cursor],
    queryFn: () => read(api.GET('/promises', { params: { query: { ...filter, limit, ...(cursor ? { cursor } : {}) } } })),
  });

const of = (id: string, key: string) => ({ path: { id }, header: { ...asked, 'Idempotency-Key': key } });
export const recordPromise = (customer: string, body: PromiseBody, key: string) =>
  read(api.POST('/customers/{id}/promises', { body, params: of(customer, key) }));
export const withdrawPromise = (id: string, reason: string, key: string) =>
  read(api.POST('/promises/{id}/withdraw', { body: { reason }, params: of(id, key) }));
