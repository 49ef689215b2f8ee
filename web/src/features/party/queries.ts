import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, asked, read, type Schemas } from '../../api/client';
import type { paths } from '../../api/schema';
import type { Page } from '../../ui/DataTable';

export type CustomerRow = Schemas['CustomerRow'];
export type Customer = Schemas['Customer'];
export type TimelineRow = Schemas['TimelineRow'];
export type NoteBody = paths['/customers/{id}/notes']['post']['requestBody']['content']['application/json'];
type CustomerFilter = NonNullable<paths['/customers']['get']['parameters']['query']>;

export const customers = (filter: CustomerFilter, page: Page) =>
  queryOptions({
    queryKey: ['customers', filter, page],
    queryFn: () => read(api.GET('/customers', { params: { query: { ...filter, ...page } } })),
  });

export const customer = (id: string) =>
  queryOptions({ queryKey: ['customer', id], queryFn: () => read(api.GET('/customers/{id}', { params: { path: { id } } })) });

export const timeline = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['timeline', id],
    queryFn: ({ pageParam }) =>
      read(
        api.GET('/customers/{id}/timeline', {
          params: { path: { id }, query: { limit: 20, ...(pageParam ? { cursor: pageParam } : {}) } },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
  });

export type MergeBody = paths['/customers/{id}/merge']['post']['requestBody']['content']['application/json'];

/** What merging the customer into another would move. */
export const mergePlan = (id: string, into: string) =>
  queryOptions({
    queryKey: ['merge', id, into],
    queryFn: () => read(api.GET('/customers/{id}/merge', { params: { path: { id }, query: { into } } })),
    retry: false,
  });

export const mergeCustomer = (id: string, body: MergeBody, key: string) =>
  read(api.POST('/customers/{id}/merge', { body, params: { path: { id }, header: { ...asked, 'Idempotency-Key': key } } }));

export type Revealed = paths['/contacts/{id}/reveal']['post']['responses']['200']['content']['application/json'];

/** A contact's number and address in full; the reason stays in the trail. */
export const revealContact = (id: string, reason: string) =>
  read(api.POST('/contacts/{id}/reveal', { body: { reason }, params: { path: { id }, header: asked } }));

export const addNote = (id: string, body: NoteBody) =>
  read(api.POST('/customers/{id}/notes', { body, params: { path: { id }, header: asked } }));
