import { queryOptions } from '@tanstack/react-query';
import { api, asked, read, type Schemas } from '../../api/client';
import type { Page } from '../../ui/DataTable';

export type CreditFile = Schemas['CreditFile'];
export type Assessment = Schemas['Assessment'];
export type ScoreLine = Schemas['ScoreLine'];
export type Statement = Schemas['FinancialStatement'];
export type Standing = Schemas['GradeStanding'];
export type Reassessed = Schemas['Reassessed'];
export type Run = Schemas['ReassessmentRun'];
export type Due = Schemas['DueCustomer'];
export type WhyDue = Schemas['WhyDue'];
export type Finding = Schemas['CreditFinding'];
export type NewStatement = Schemas['NewFinancialStatement'];
export type RatingAnswer = Schemas['RatingAnswer'];
export type NewRating = Schemas['NewCreditRating'];
export type NewCreditForm = Schemas['NewCreditForm'];
export type GradeOverride = Schemas['GradeOverride'];

export const whys: WhyDue[] = [
  'alerted',
  'payment_failed',
  'promise_broken',
  'complaint',
  'rating_changed',
  'expired',
  'expiring',
  'never',
];
export const findings: Finding[] = [
  'statements_differ',
  'ratings_differ',
  'younger_than_relation',
  'stale_statement',
  'stale_form',
  'expired_rating',
  'open_complaint',
  'no_statement',
  'no_form',
  'no_rating',
];

const keyed = (key: string) => ({ ...asked, 'Idempotency-Key': key });

export const creditFile = (id: string) =>
  queryOptions({
    queryKey: ['credit-file', id],
    queryFn: () => read(api.GET('/customers/{id}/credit-file', { params: { path: { id } } })),
  });

export const assessmentOf = (id: string, assessment: string) =>
  queryOptions({
    queryKey: ['assessment', id, assessment],
    queryFn: () => read(api.GET('/customers/{id}/assessments/{assessment}', { params: { path: { id, assessment } } })),
  });

/** The sheet as it would be today; nothing is written. */
export const previewAssessment = (id: string, key: string) =>
  read(api.POST('/customers/{id}/assessments', { body: {}, params: { path: { id }, query: { dry_run: true }, header: keyed(key) } }));

export const assess = (id: string, key: string) =>
  read(api.POST('/customers/{id}/assessments', { body: {}, params: { path: { id }, header: keyed(key) } }));

export const recordStatement = (id: string, body: NewStatement, key: string) =>
  read(api.POST('/customers/{id}/statements', { body, params: { path: { id }, header: keyed(key) } }));

export const voidStatement = (id: string, statement: string, reason: string, key: string) =>
  read(
    api.POST('/customers/{id}/statements/{statement}/void', {
      body: { reason },
      params: { path: { id, statement }, header: keyed(key) },
    }),
  );

export const recordRating = (id: string, body: NewRating, key: string) =>
  read(api.POST('/customers/{id}/ratings', { body, params: { path: { id }, header: keyed(key) } }));

/** What the provider says of the customer, recorded. */
export const fetchRatings = (id: string, key: string) =>
  read(api.POST('/customers/{id}/ratings/fetch', { body: {}, params: { path: { id }, header: keyed(key) } }));

export const fillCreditForm = (id: string, body: NewCreditForm, key: string) =>
  read(api.POST('/customers/{id}/credit-form', { body, params: { path: { id }, header: keyed(key) } }));

export const overrideGrade = (id: string, body: GradeOverride, key: string) =>
  read(api.POST('/customers/{id}/grade-override', { body, params: { path: { id }, header: keyed(key) } }));

export const endOverride = (id: string, reason: string, key: string) =>
  read(api.POST('/customers/{id}/grade-override/end', { body: { reason }, params: { path: { id }, header: keyed(key) } }));

const paged = ({ limit, cursor }: Page) => ({ limit, ...(cursor ? { cursor } : {}) });

export const queue = (why: WhyDue | undefined, page: Page) =>
  queryOptions({
    queryKey: ['reassessments', why, page],
    queryFn: () => read(api.GET('/reassessments', { params: { query: { ...(why ? { why } : {}), ...paged(page) } } })),
  });

/** What a run would change now; nothing is written. Every page is tried anew. */
export const trialRun = (why: WhyDue | undefined, page: Page) =>
  queryOptions({
    queryKey: ['reassessment-trial', why, page],
    queryFn: async () => {
      const query = { dry_run: true, ...paged(page) };
      const body = why ? { why: [why] } : {};
      return (await read(api.POST('/reassessments', { body, params: { query, header: keyed(crypto.randomUUID()) } }))) as Run;
    },
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    retry: false,
  });

export const dataQuality = (finding?: Finding) =>
  queryOptions({
    queryKey: ['credit-data-quality', finding],
    queryFn: () => read(api.GET('/credit-data-quality', { params: { query: finding ? { finding } : {} } })),
  });
