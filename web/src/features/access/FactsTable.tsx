import type { ReactNode } from 'react';
import { EmptyHint } from '../../ui/EmptyHint';
import { RowsTable } from '../../ui/RowsTable';

interface Props<R> {
  label: string;
  rows: readonly R[];
  rowKey: (row: R) => string;
  /** The first column heads its row. */
  columns: { title: string; hidden?: boolean; cell: (row: R) => ReactNode }[];
  empty: string;
}

/** A short list without paging. */
export function FactsTable<R>({ label, rows, rowKey, columns, empty }: Props<R>) {
  if (rows.length === 0) return <EmptyHint title={empty} />;
  return (
    <RowsTable
      label={label}
      columns={columns.map(({ title, hidden, cell }) => ({
        key: title,
        title,
        render: cell,
        ...(hidden ? { card: 'action' as const } : {}),
      }))}
      rows={rows}
      rowKey={rowKey}
    />
  );
}
