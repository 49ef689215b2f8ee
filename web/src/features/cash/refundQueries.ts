import { queryOptions } from '@tanstack/react-query';
import { api, asked, read, type Schemas } from '../../api/client';

export type Refund = Schemas['Refunds']['rows'][number];
export type RefundBody = Schemas['NewRefund'];

/** What is paid back: a receipt that was applied to nothing, or a credit note. */
export interface Source {
  kind: 'receipt' | 'credit_note';
  id: string;
  number: string;
  left: number;
  currency: string;
}

const money = (key: string) => ({ ...asked, 'Idempotency-Key': key });

export const refunds = ({ kind, id }: Pick<Source, 'kind' | 'id'>) =>
  queryOptions({
    queryKey: ['refunds', id],
    queryFn: () =>
      kind === 'receipt'
        ? read(api.GET('/receipts/{id}/refunds', { params: { path: { id } } }))
        : read(api.GET('/credit-notes/{id}/refunds', { params: { path: { id } } })),
  });

export const refund = ({ kind, id }: Pick<Source, 'kind' | 'id'>, body: RefundBody, key: string) => {
  const params = { path: { id }, header: money(key) };
  return kind === 'receipt'
    ? read(api.POST('/receipts/{id}/refunds', { body, params }))
    : read(api.POST('/credit-notes/{id}/refunds', { body, params }));
};

export const reverseRefund = (id: string, reason: string, key: string) =>
  read(api.POST('/refunds/{id}/reverse', { body: { reason }, params: { path: { id }, header: money(key) } }));
