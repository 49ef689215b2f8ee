import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import type { Shown } from './DataTable';

interface Props<Row> {
  rows: readonly Row[];
  columns: Shown<Row>[];
  rowKey: (row: Row) => string;
  label: string;
  busy?: boolean;
  nothing?: ReactNode;
}

/** The rows of a list on a phone. */
export function RowCards<Row>({ rows, columns, rowKey, label, busy = false, nothing }: Props<Row>) {
  if (busy) return <Skeleton active title={false} paragraph={{ rows: 6 }} />;
  if (rows.length === 0) return <>{nothing}</>;
  const title = columns.find(({ card }) => card === 'title') ?? columns[0];
  const figure = columns.find(({ card }) => card === 'figure');
  const rest = columns.filter((column) => column !== title && column !== figure && column.card !== 'none');
  return (
    <ul className="cards" aria-label={label}>
      {rows.map((row) => (
        <li key={rowKey(row)} className="card">
          <div className="card-head">
            <div className="card-title">{title?.render(row)}</div>
            {figure && <div className="card-figure">{figure.render(row)}</div>}
          </div>
          <dl>
            {rest.map((column) => (
              <div key={column.key} className={column.card === 'wide' || column.card === 'action' ? 'card-wide' : undefined}>
                <dt className={column.card === 'action' ? 'hidden' : undefined}>{column.title}</dt>
                <dd>{column.render(row)}</dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}
