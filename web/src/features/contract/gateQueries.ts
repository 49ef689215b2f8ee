import { queryOptions } from '@tanstack/react-query';
import { api, asked, read, type Schemas } from '../../api/client';
import type { Contract } from './queries';

export type Gate = Schemas['ContractGate'];
export type Finding = Schemas['Finding'];
export type Draft = Schemas['ContractDraft'];
export type ReviewBody = Schemas['ContractReviewIn'];
export type Review = Schemas['ContractReview'];
export type Venue = Schemas['Venue'];

export const venues: Venue[] = ['our_seat', 'customer_seat', 'place_of_performance', 'arbitration'];

export const gate = (id: string) =>
  queryOptions({ queryKey: ['contract-gate', id], queryFn: () => read(api.GET('/contracts/{id}/gate', { params: { path: { id } } })) });

/** With a customer only the ways to pay that his grade has. */
export const standardClauses = (customer = '') =>
  queryOptions({
    queryKey: ['standard-clauses', customer],
    queryFn: () => read(api.GET('/contracts/standard-clauses', { params: { query: customer ? { customer } : {} } })),
    staleTime: 10 * 60_000,
  });

const to = (id: string, key: string) => ({ path: { id }, header: { ...asked, 'Idempotency-Key': key } });

export const submitContract = (id: string, key: string) => read(api.POST('/contracts/{id}/submit', { body: {}, params: to(id, key) }));

export const withdrawContract = (id: string, reason: string, key: string) =>
  read(api.POST('/contracts/{id}/withdraw', { body: { reason }, params: to(id, key) }));

export const reviewContract = (id: string, body: ReviewBody, key: string) =>
  read(api.POST('/contracts/{id}/review', { body, params: to(id, key) }));

export const redraftContract = ({ id, version }: Contract, body: Draft, key: string) =>
  read(
    api.PUT('/contracts/{id}', {
      body,
      params: { path: { id }, header: { ...asked, 'Idempotency-Key': key, 'If-Match': String(version) } },
    }),
  );
