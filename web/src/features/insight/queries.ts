import { queryOptions } from '@tanstack/react-query';
import { api, read, type Schemas, searchOf } from '../../api/client';
import type { paths } from '../../api/schema';
import type { Page } from '../../ui/DataTable';

export type ReportName = Schemas['ReportName'];
export type Report = Schemas['Report'];
export type ReportGroup = Schemas['ReportGroup'];
export type ReportRow = Schemas['ReportRow'];
export type ReportQuery = NonNullable<paths['/reports/{name}']['get']['parameters']['query']>;
export type RowsQuery = NonNullable<paths['/reports/{name}/rows']['get']['parameters']['query']>;

export const reports = queryOptions({
  queryKey: ['reports'],
  queryFn: () => read(api.GET('/reports')),
  staleTime: Number.POSITIVE_INFINITY,
});

export const report = (name: ReportName, query: ReportQuery) =>
  queryOptions({
    queryKey: ['report', name, query],
    queryFn: () => read(api.GET('/reports/{name}', { params: { path: { name }, query } })),
  });

/** The rows behind a figure. */
export const reportRows = (name: ReportName, query: RowsQuery, { limit, cursor }: Page) =>
  queryOptions({
    queryKey: ['report-rows', name, query, limit, cursor],
    queryFn: async () => {
      const page = { ...query, limit, ...(cursor ? { cursor } : {}) };
      return await read(api.GET('/reports/{name}/rows', { params: { path: { name }, query: page } }));
    },
  });

/** Where the rows behind a figure of a report are. */
export const rowsAddress = (name: ReportName, query: RowsQuery): string => `/reports/${name}/rows?${searchOf(query)}`;

/** The one group of a report that was not grouped; nothing was found when there is none. */
export const wholeOf = (answer: Report | undefined): ReportGroup | undefined => answer?.groups[0];

export const amountOf = (group: ReportGroup | undefined): number => group?.amount_minor ?? group?.total?.amount_minor ?? 0;
