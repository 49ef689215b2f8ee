import { queryOptions } from '@tanstack/react-query';
import { api, asked, read, type Schemas, searchOf } from '../../api/client';
import type { paths } from '../../api/schema';
import type { Page } from '../../ui/DataTable';

export type OpenItem = Schemas['OpenItem'];
export type Invoice = Schemas['Invoice'];
export type CreditNote = Schemas['CreditNote'];
export type Settlement = Schemas['Settlement'];
export type AgeStage = Schemas['AgeStage'];
export type OpenItemFilter = NonNullable<paths['/open-items']['get']['parameters']['query']>;
type InvoiceFilter = NonNullable<paths['/invoices']['get']['parameters']['query']>;
export type CreditNoteBody = paths['/credit-notes']['post']['requestBody']['content']['application/json'];
export type AllocationLine = Schemas['AllocationLine'];

export const openItems = (filter: OpenItemFilter, page: Page = { limit: 50 }) =>
  queryOptions({
    queryKey: ['open-items', filter, page],
    queryFn: () => read(api.GET('/open-items', { params: { query: { ...filter, ...page } } })),
  });

export const invoices = (filter: InvoiceFilter, page: Page) =>
  queryOptions({
    queryKey: ['invoices', filter, page],
    queryFn: () => read(api.GET('/invoices', { params: { query: { ...filter, ...page } } })),
  });

export const invoice = (id: string) =>
  queryOptions({ queryKey: ['invoice', id], queryFn: () => read(api.GET('/invoices/{id}', { params: { path: { id } } })) });

export const creditNotes = (filter: InvoiceFilter, page: Page) =>
  queryOptions({
    queryKey: ['credit-notes', filter, page],
    queryFn: () => read(api.GET('/credit-notes', { params: { query: { ...filter, ...page } } })),
  });

export const openItem = (id: string) =>
  queryOptions({ queryKey: ['open-item', id], queryFn: () => read(api.GET('/open-items/{id}', { params: { path: { id } } })) });

export const creditNote = (id: string) =>
  queryOptions({ queryKey: ['credit-note', id], queryFn: () => read(api.GET('/credit-notes/{id}', { params: { path: { id } } })) });

export const issueCreditNote = (body: CreditNoteBody, key: string) =>
  read(api.POST('/credit-notes', { body, params: { header: { ...asked, 'Idempotency-Key': key } } }));

export const allocateCreditNote = (id: string, lines: AllocationLine[], key: string) =>
  read(
    api.POST('/credit-notes/{id}/allocations', {
      body: { lines },
      params: { path: { id }, header: { ...asked, 'Idempotency-Key': key } },
    }),
  );

export const writeOff = (id: string, body: { amount: Schemas['MoneyIn']; reason: string }, key: string) =>
  read(api.POST('/open-items/{id}/write-off', { body, params: { path: { id }, header: { ...asked, 'Idempotency-Key': key } } }));

export type Period = Schemas['Period'];

export const periods = queryOptions({ queryKey: ['periods'], queryFn: () => read(api.GET('/periods')) });

export const closePeriod = (month: string, key: string) =>
  read(api.POST('/periods/{month}/close', { body: {}, params: { path: { month }, header: { ...asked, 'Idempotency-Key': key } } }));

export const reopenPeriod = (month: string, reason: string, key: string) =>
  read(
    api.POST('/periods/{month}/reopen', { body: { reason }, params: { path: { month }, header: { ...asked, 'Idempotency-Key': key } } }),
  );

/** Address of the file of everything a filter holds. */
export const exportOf = (kind: string, filter: object) => (format: 'csv' | 'xlsx') =>
  `/api/v1/exports/${kind}?${searchOf({ ...filter, format })}`;
