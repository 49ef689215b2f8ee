import { queryOptions } from '@tanstack/react-query';
import { api, asked, read, type Schemas } from '../../api/client';
import type { paths } from '../../api/schema';
import type { Page } from '../../ui/DataTable';

export type ContractRow = Schemas['ContractRow'];
export type Contract = Schemas['Contract'];
export type PlanLine = Schemas['PlanLine'];
export type NewContract = Schemas['NewContract'];
export type Part = Schemas['Part'];
export type BaseEvent = Schemas['BaseEvent'];
export type HistoryEntry = Schemas['ContractHistory'];
export type ChangeBody = paths['/contracts/{id}/changes']['post']['requestBody']['content']['application/json'];
type ContractFilter = NonNullable<paths['/contracts']['get']['parameters']['query']>;

export const contracts = (filter: ContractFilter, page: Page) =>
  queryOptions({
    queryKey: ['contracts', filter, page],
    queryFn: () => read(api.GET('/contracts', { params: { query: { ...filter, ...page } } })),
  });

export const contract = (id: string) =>
  queryOptions({ queryKey: ['contract', id], queryFn: () => read(api.GET('/contracts/{id}', { params: { path: { id } } })) });

export const signContract = (body: NewContract, key: string) =>
  read(api.POST('/contracts', { body, params: { header: { ...asked, 'Idempotency-Key': key } } }));

export const previewPlan = (body: NewContract) => read(api.POST('/contracts/preview-plan', { body, params: { header: asked } }));

/** What the credit check would say to the deal; nothing is written. */
export const creditPreview = (body: NewContract) =>
  queryOptions({ queryKey: ['contract-credit', body], queryFn: async () => (await previewPlan(body)).credit, retry: false });

export const recordEvent = (id: string, body: { kind: BaseEvent; date: string }, key: string) =>
  read(api.POST('/contracts/{id}/events', { body, params: { path: { id }, header: { ...asked, 'Idempotency-Key': key } } }));

export const voidEvent = (id: string, kind: BaseEvent, reason: string, key: string) =>
  read(
    api.POST('/contracts/{id}/events/{kind}/void', {
      body: { reason },
      params: { path: { id, kind }, header: { ...asked, 'Idempotency-Key': key } },
    }),
  );

export const changeContract = ({ id, version }: Contract, body: ChangeBody, key: string) =>
  read(
    api.POST('/contracts/{id}/changes', {
      body: { ...body, version },
      params: { path: { id }, header: { ...asked, 'Idempotency-Key': key, 'If-Match': String(version) } },
    }),
  );
