import { queryOptions } from '@tanstack/react-query';
import { api, asked, read, type Schemas } from '../../api/client';
import type { Page } from '../../ui/DataTable';
import type { WhyDue } from './assessmentQueries';

export type AssessmentRun = Schemas['AssessmentRun'];
export type RunLine = Schemas['AssessmentRunLine'];
export type ChangedOutcome = Schemas['ChangedOutcome'];

export const changedOutcomes: ChangedOutcome[] = ['worse', 'refused', 'better', 'first', 'skipped'];

const keyed = (key: string) => ({ ...asked, 'Idempotency-Key': key });

/** The newest runs; asked again while one is under way. */
export const runs = () =>
  queryOptions({
    queryKey: ['reassessment-runs'],
    queryFn: () => read(api.GET('/reassessment-runs', { params: { query: { limit: 20 } } })),
    refetchInterval: ({ state }) => (state.data?.rows.some((run) => run.state === 'running') ? 700 : false),
  });

export const runLines = (run: string, outcome: ChangedOutcome | undefined, page: Page) =>
  queryOptions({
    queryKey: ['reassessment-lines', run, outcome, page],
    queryFn: () =>
      read(
        api.GET('/reassessment-lines', {
          params: { query: { run, ...(outcome ? { outcome } : {}), limit: page.limit, ...(page.cursor ? { cursor: page.cursor } : {}) } },
        }),
      ),
  });

export const beginRun = (why: WhyDue | undefined, key: string) =>
  read(api.POST('/reassessments', { body: why ? { why: [why] } : {}, params: { query: {}, header: keyed(key) } }));

export const cancelRun = (id: string, key: string) =>
  read(api.POST('/reassessment-runs/{id}/cancel', { body: {}, params: { path: { id }, header: keyed(key) } }));

export const resumeRun = (id: string, key: string) =>
  read(api.POST('/reassessment-runs/{id}/resume', { body: {}, params: { path: { id }, header: keyed(key) } }));
