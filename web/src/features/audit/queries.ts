import { queryOptions } from '@tanstack/react-query';
import { api, read, type Schemas } from '../../api/client';
import type { paths } from '../../api/schema';
import type { Page } from '../../ui/DataTable';

export type AuditEntry = Schemas['AuditEntry'];
export type AuditVerdict = Schemas['AuditVerdict'];
type Filter = Omit<NonNullable<paths['/audit']['get']['parameters']['query']>, 'limit' | 'cursor'>;

export const auditTrail = (filter: Filter, { limit, cursor }: Page) =>
  queryOptions({
    queryKey: ['audit', filter, limit, cursor],
    queryFn: () => read(api.GET('/audit', { params: { query: { ...filter, limit, cursor } } })),
  });

export const verifyTrail = () => read(api.GET('/audit/verify'));
