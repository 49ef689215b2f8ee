import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import type { Column } from './DataTable';

interface Props<Row> {
  rows: Row[];
  columns: Column<Row>[];
  rowKey: (row: Row) => string;
  busy: boolean;
  nothing: ReactNode;
  label: string;
}

/** The rows of a list on a phone. */
export function RowCards<Row>({ rows, columns, rowKey, busy, nothing, label }: Props<Row>) {
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
              <div key={column.key}>
                <dt>{column.title}</dt>
                <dd>{column.render(row)}</dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}
