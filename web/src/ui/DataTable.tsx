import { keepPreviousData, type QueryKey, type UseQueryOptions, useQuery } from '@tanstack/react-query';
import { Grid, Table, type TableProps } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyHint } from './EmptyHint';
import { ErrorBox } from './ErrorBox';
import { Pager } from './Pager';
import { RowCards } from './RowCards';
import { TableTools } from './TableTools';
import { type Total, TotalsLine } from './TotalsLine';
import { usePage } from './usePage';
import { useTableLook } from './useTableLook';

/** One column of a table, and what becomes of it on a phone, where each row is a card. */
export interface Shown<Row> {
  key: string;
  title: string;
  render: (row: Row) => ReactNode;
  align?: 'end';
  /** On a phone's card: the heading, the figure beside it, across the card, across it without its title, or nowhere. */
  card?: 'title' | 'figure' | 'wide' | 'action' | 'none';
}

export interface Column<Row> extends Shown<Row> {
  width: number;
  /** The server sorts by this column's key. */
  sort?: boolean;
  /** Not shown until chosen in the column settings. */
  hidden?: boolean;
}

export interface Page {
  sort?: string;
  limit: number;
  cursor?: string;
}

interface Answer<Row> {
  rows: Row[];
  next_cursor?: string | null;
  totals?: { count: number; amounts?: Total[] };
}

interface Props<Row extends object, Body extends Answer<Row>, Key extends QueryKey> {
  /** Names the kept column settings. */
  name: string;
  label: string;
  columns: Column<Row>[];
  rowKey: (row: Row) => string;
  query: (page: Page) => UseQueryOptions<Body, Error, Body, Key>;
  /** Address of the file of everything the filter holds. */
  exportAs?: (format: 'csv' | 'xlsx') => string;
  /** What the two sums of the totals are called, where they are not amount and open. */
  totalNames?: [string, string];
  empty?: ReactNode;
  /** Drawn from the same answer, above the table: an aging bar, say. */
  above?: (body: Body) => ReactNode;
}

/** A list the server pages, sorts, filters and totals; the address holds its state; cards instead of columns on a phone. */
export function DataTable<Row extends object, Body extends Answer<Row>, Key extends QueryKey>(props: Props<Row, Body, Key>) {
  const { name, label, columns, rowKey, query, exportAs, totalNames, empty, above } = props;
  const { t } = useTranslation();
  const wide = Grid.useBreakpoint();
  const page = usePage();
  const look = useTableLook(name, columns);
  const found = useQuery({ ...query(page.now), placeholderData: keepPreviousData as never });
  if (found.error && !found.data) return <ErrorBox error={found.error} onRetry={() => void found.refetch()} />;

  const shown = columns.filter(({ key }) => look.visible.has(key));
  const rows = found.data?.rows ?? [];
  const nothing = empty ?? <EmptyHint title={t('app.list.empty')} hint={t('app.list.emptyHint')} />;
  const busy = found.isPending || found.isPlaceholderData;
  const tools = <TableTools look={look} columns={columns} exportAs={exportAs} phone={!wide.md} />;
  return (
    <>
      {above && found.data && above(found.data)}
      <section className="panel tablepanel" aria-label={label} aria-busy={busy}>
        <div className="tablehead">
          <TotalsLine totals={found.data?.totals} names={totalNames} />
          {tools}
        </div>
        {wide.md ? (
          <Table<Row>
            aria-label={label}
            size={look.compact ? 'small' : 'middle'}
            rowKey={rowKey}
            columns={shown.map((column) => tableColumn(column, page.now.sort))}
            dataSource={rows}
            pagination={false}
            loading={busy}
            scroll={{ x: shown.reduce((sum, { width }) => sum + width, 0) }}
            locale={{ emptyText: busy ? ' ' : nothing }}
            showSorterTooltip={false}
            onChange={(_, __, sorter) => page.sortBy(sortOf(sorter))}
          />
        ) : (
          <RowCards rows={rows} columns={shown} rowKey={rowKey} busy={found.isPending} nothing={nothing} label={label} />
        )}
        <Pager page={page} next={found.data?.next_cursor ?? undefined} count={found.data?.totals?.count} />
      </section>
    </>
  );
}

function tableColumn<Row>(column: Column<Row>, sort: string | undefined): NonNullable<TableProps<Row>['columns']>[number] {
  const order = sort === column.key ? 'ascend' : sort === `-${column.key}` ? 'descend' : null;
  return {
    key: column.key,
    title: column.title,
    width: column.width,
    ...(column.align ? { align: column.align } : {}),
    ...(column.sort ? { sorter: true, sortOrder: order } : {}),
    render: (_: unknown, row: Row) => column.render(row),
  };
}

function sortOf(sorter: Parameters<NonNullable<TableProps['onChange']>>[2]): string | undefined {
  const one = Array.isArray(sorter) ? sorter[0] : sorter;
  if (!one?.order || !one.columnKey) return undefined;
  return `${one.order === 'descend' ? '-' : ''}${String(one.columnKey)}`;
}
