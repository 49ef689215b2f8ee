import type { ReactNode } from 'react';
import { EmptyHint } from '../../ui/EmptyHint';
import { ScrollTable } from '../../ui/ScrollTable';

interface Props<R> {
  label: string;
  rows: readonly R[];
  rowKey: (row: R) => string;
  /** The first column heads its row. */
  columns: { title: string; hidden?: boolean; cell: (row: R) => ReactNode }[];
  empty: string;
}

/** A short list without paging; scrolls sideways on a phone. */
export function FactsTable<R>({ label, rows, rowKey, columns, empty }: Props<R>) {
  if (rows.length === 0) return <EmptyHint title={empty} />;
  return (
    <ScrollTable label={label} look="words">
      <thead>
        <tr>
          {columns.map(({ title, hidden }) => (
            <th scope="col" key={title}>
              {hidden ? <span className="hidden">{title}</span> : title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)}>
            {columns.map(({ title, cell }, at) =>
              at === 0 ? (
                <th scope="row" key={title}>
                  {cell(row)}
                </th>
              ) : (
                <td key={title}>{cell(row)}</td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
