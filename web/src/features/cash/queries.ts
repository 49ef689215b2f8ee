import { queryOptions } from '@tanstack/react-query';
import { api, asked, read, type Schemas } from '../../api/client';
import type { paths } from '../../api/schema';
import type { Page } from '../../ui/DataTable';

export type ReceiptRow = Schemas['ReceiptRow'];
export type Receipt = Schemas['Receipt'];
export type Method = Schemas['Method'];
export type Suggestion = Schemas['Suggestion'];
export type ReceiptBody = paths['/receipts']['post']['requestBody']['content']['application/json'];
export type AllocationBody = paths['/receipts/{id}/allocations']['post']['requestBody']['content']['application/json'];
export type ClearBody = paths['/receipts/{id}/clear']['post']['requestBody']['content']['application/json'];
export type ReceiptFilter = NonNullable<paths['/receipts']['get']['parameters']['query']>;

const money = (key: string) => ({ ...asked, 'Idempotency-Key': key });

export const receipts = (filter: ReceiptFilter, page: Page) =>
  queryOptions({
    queryKey: ['receipts', filter, page],
    queryFn: () => read(api.GET('/receipts', { params: { query: { ...filter, ...page } } })),
  });

export const receipt = (id: string) =>
  queryOptions({ queryKey: ['receipt', id], queryFn: () => read(api.GET('/receipts/{id}', { params: { path: { id } } })) });

export const suggestions = (id: string) =>
  queryOptions({
    queryKey: ['suggestions', id],
    queryFn: () => read(api.GET('/receipts/{id}/suggestions', { params: { path: { id } } })),
  });

export const recordReceipt = (body: ReceiptBody, key: string) => read(api.POST('/receipts', { body, params: { header: money(key) } }));

export const allocate = (id: string, body: AllocationBody, key: string) =>
  read(api.POST('/receipts/{id}/allocations', { body, params: { path: { id }, header: money(key) } }));

export const reverseAllocation = (id: string, reason: string, key: string) =>
  read(api.POST('/allocations/{id}/reverse', { body: { reason }, params: { path: { id }, header: money(key) } }));

export const reverseReceipt = (id: string, body: { reason: string; date: string }, key: string) =>
  read(api.POST('/receipts/{id}/reverse', { body, params: { path: { id }, header: money(key) } }));

export const clearReceipt = (id: string, body: ClearBody, key: string) =>
  read(api.POST('/receipts/{id}/clear', { body, params: { path: { id }, header: money(key) } }));

export const dishonourReceipt = (id: string, body: { reason: string; date: string }, key: string) =>
  read(api.POST('/receipts/{id}/dishonour', { body, params: { path: { id }, header: money(key) } }));
