import { queryOptions } from '@tanstack/react-query';
import { api, asked, read, type Schemas } from '../../api/client';

export type ApprovalRow = Schemas['ApprovalRow'];
export type Approval = Schemas['Approval'];
export type ApprovalKind = Schemas['Kind'];
export type Box = 'inbox' | 'sent' | 'done';

export const approvals = (box: Box, page: { limit: number; cursor?: string }) =>
  queryOptions({ queryKey: ['approvals', box, page], queryFn: () => read(api.GET('/approvals', { params: { query: { box, ...page } } })) });

export const approvalCount = queryOptions({
  queryKey: ['approvals', 'count'],
  queryFn: () => read(api.GET('/approvals/count')),
  staleTime: 60_000,
});

export const approval = (id: string) =>
  queryOptions({ queryKey: ['approval', id], queryFn: () => read(api.GET('/approvals/{id}', { params: { path: { id } } })) });

const headed = (key: string) => ({ ...asked, 'Idempotency-Key': key });

/** Agrees to exactly what was shown: the server refuses when it has changed since. */
export const approve = ({ id, content_hash }: Approval, reason: string, key: string) =>
  read(
    api.POST('/approvals/{id}/approve', {
      body: { content_hash, ...(reason ? { reason } : {}) },
      params: { path: { id }, header: headed(key) },
    }),
  );

export const reject = ({ id, content_hash }: Approval, reason: string, key: string) =>
  read(api.POST('/approvals/{id}/reject', { body: { content_hash, reason }, params: { path: { id }, header: headed(key) } }));

export const withdraw = ({ id }: Approval, reason: string, key: string) =>
  read(api.POST('/approvals/{id}/withdraw', { body: reason ? { reason } : {}, params: { path: { id }, header: headed(key) } }));

/** Asks for something else in place of what was seen; the decisions so far count no more. */
export const edit = ({ id, content_hash }: Approval, body: Record<string, unknown>, key: string) =>
  read(api.PATCH('/approvals/{id}', { body: { content_hash, body }, params: { path: { id }, header: headed(key) } }));

export const approveMany = (kind: ApprovalKind, rows: ApprovalRow[], key: string) =>
  read(
    api.POST('/approvals/approve', {
      body: { kind, requests: rows.map(({ id, content_hash }) => ({ id, content_hash })) },
      params: { header: headed(key) },
    }),
  );
