import { queryOptions } from '@tanstack/react-query';
import { api, asked, read, type Schemas } from '../../api/client';
import type { Page } from '../../ui/DataTable';

export type Import = Schemas['Import'];
export type ImportKind = Schemas['ImportKind'];
export type KindName = Schemas['ImportKindName'];
export type Upload = Schemas['Upload'];

export const kindNames: KindName[] = [
  'customers',
  'opening-items',
  'invoices',
  'receipts',
  'allocations',
  'credit-notes',
  'contracts',
  'contract-events',
  'orders',
  'deliveries',
  'employees',
  'fx-rates',
  'financial-statements',
  'ratings',
  'calendars',
];

export const importKinds = queryOptions({
  queryKey: ['import-kinds'],
  queryFn: () => read(api.GET('/import-kinds')),
  staleTime: Number.POSITIVE_INFINITY,
});

export const imports = (page: Page) =>
  queryOptions({
    queryKey: ['imports', page],
    queryFn: () => read(api.GET('/imports', { params: { query: page } })),
  });

const working = (state: Import['state'] | undefined) => state === 'checking' || state === 'importing';

/** Asks again while the server works on it. */
export const importRun = (id: string) =>
  queryOptions({
    queryKey: ['import', id],
    queryFn: () => read(api.GET('/imports/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) => (working(state.data?.state) ? 700 : false),
  });

/** What the file holds and how it is mapped so far; gone after a restart of the server, as the file is. */
export const importColumns = (id: string) =>
  queryOptions({
    queryKey: ['import-columns', id],
    queryFn: () => read(api.GET('/imports/{id}/columns', { params: { path: { id } } })),
    retry: false,
    // A mapping half done is not thrown away because the window was left.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

export const keptMappings = (kind: KindName) =>
  queryOptions({
    queryKey: ['import-mappings', kind],
    queryFn: () => read(api.GET('/import-mappings', { params: { query: { kind } } })),
  });

export const upload = (kind: KindName, file: File) =>
  read(
    api.POST('/imports', {
      params: { query: { kind, filename: file.name }, header: asked },
      // The raw body, not multipart: the server reads it as it comes.
      body: file as unknown as string,
      bodySerializer: (body) => body as unknown as BodyInit,
      headers: { 'Content-Type': 'application/octet-stream' },
    }),
  );

export const setMapping = (id: string, mapping: Record<string, unknown>) =>
  read(api.PUT('/imports/{id}/mapping', { body: mapping, params: { path: { id }, header: asked } }));

export const check = (id: string) => read(api.POST('/imports/{id}/check', { params: { path: { id }, header: asked } }));

export const commit = (id: string, key: string) =>
  read(api.POST('/imports/{id}/commit', { params: { path: { id }, header: { ...asked, 'Idempotency-Key': key } } }));

export const undo = (id: string, reason: string, key: string) =>
  read(api.POST('/imports/{id}/undo', { body: { reason }, params: { path: { id }, header: { ...asked, 'Idempotency-Key': key } } }));
