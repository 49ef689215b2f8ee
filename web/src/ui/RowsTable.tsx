import { Grid } from 'antd';
import type { ReactNode } from 'react';
import type { Shown } from './DataTable';
import { RowCards } from './RowCards';
import { ScrollTable } from './ScrollTable';

export interface Listed<Row> extends Shown<Row> {
  /** Sentences: they take what room is left and break into lines. */
  wrap?: boolean;
  /** Of the cell, by what stands in it: "bad" for an amount above the limit. */
  look?: (row: Row) => string | undefined;
}

interface Props<Row> {
  label: string;
  columns: Listed<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Of the row: "muted" for what counts no more. */
  rowLook?: (row: Row) => string | undefined;
  current?: (row: Row) => boolean;
  /** What the columns of these keys sum to. */
  total?: { label: string; of: Record<string, ReactNode> };
}

/** All rows of a short list: a table, and on a phone a card for each. The first column names the row. */
export function RowsTable<Row>({ label, columns, rows, rowKey, rowLook, current, total }: Props<Row>) {
  const wide = Grid.useBreakpoint();
  if (!wide.md)
    return (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: in a drawer the cards scroll, and must be reachable by keyboard
      <section className="rowcards" tabIndex={0} aria-label={label}>
        <RowCards rows={rows} columns={columns} rowKey={rowKey} label={label} />
        {total && <Total of={total} columns={columns} />}
      </section>
    );
  const looks = (column: Listed<Row>, row?: Row) =>
    [column.align, column.wrap && 'wrap', row && column.look?.(row)].filter(Boolean).join(' ') || undefined;
  return (
    <ScrollTable label={label} look="listed" frame="whole">
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.key} scope="col" className={column.align}>
              {column.card === 'action' ? <span className="hidden">{column.title}</span> : column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)} className={rowLook?.(row)} aria-current={current?.(row) || undefined}>
            {columns.map((column, at) =>
              at === 0 ? (
                <th key={column.key} scope="row" className={looks(column, row)}>
                  {column.render(row)}
                </th>
              ) : (
                <td key={column.key} className={looks(column, row)}>
                  {column.render(row)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
      {total && (
        <tfoot>
          <tr>
            {columns.map(({ key, align }, at) =>
              at === 0 ? (
                <th key={key} scope="row">
                  {total.label}
                </th>
              ) : (
                <td key={key} className={align}>
                  {total.of[key]}
                </td>
              ),
            )}
          </tr>
        </tfoot>
      )}
    </ScrollTable>
  );
}

function Total<Row>({ of: { label, of }, columns }: { of: NonNullable<Props<Row>['total']>; columns: Listed<Row>[] }) {
  return (
    <div className="card">
      <div className="card-title">{label}</div>
      <dl>
        {columns
          .filter(({ key }) => of[key])
          .map(({ key, title }) => (
            <div key={key}>
              <dt>{title}</dt>
              <dd>{of[key]}</dd>
            </div>
          ))}
      </dl>
    </div>
  );
}
