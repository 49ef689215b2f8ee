import { BarChartOutlined, TableOutlined } from '@ant-design/icons';
import { Button, Skeleton } from 'antd';
import type { EChartsCoreOption } from 'echarts/core';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useSettings } from '../app/settings';
import { ErrorBox } from './ErrorBox';
import { Formula } from './Formula';
import { ScrollTable } from './ScrollTable';

const Chart = lazy(() => import('./Chart'));

export interface ChartTable {
  head: string[];
  rows: { label: string; cells: { text: string; to?: string }[] }[];
}

interface Props {
  title: string;
  formula?: string | undefined;
  height?: number;
  busy: boolean;
  error: unknown;
  onRetry: () => void;
  option: EChartsCoreOption;
  /** The same figures as a table whose cells lead to their rows: charts cannot be reached by keyboard. */
  table: ChartTable;
  empty?: ReactNode;
}

export function ChartCard({ title, formula, height = 280, busy, error, onRetry, option, table, empty }: Props) {
  const { t } = useTranslation();
  const { theme } = useSettings();
  const navigate = useNavigate();
  const [asTable, setAsTable] = useState(false);
  const open = (series: number, index: number) => {
    const to = table.rows[index]?.cells[series]?.to;
    if (to) navigate(to);
  };
  const skeleton = <Skeleton active title={false} paragraph={{ rows: 7 }} />;
  return (
    <section className="panel chartcard" aria-label={title}>
      <div className="panelhead">
        <h2>{title}</h2>
        {formula && <Formula title={title} text={formula} />}
        <span className="grow" />
        <Button
          size="small"
          type="text"
          icon={asTable ? <BarChartOutlined /> : <TableOutlined />}
          aria-pressed={asTable}
          aria-label={`${title}: ${t('app.chart.table')}`}
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? t('app.chart.chart') : t('app.chart.table')}
        </Button>
      </div>
      <div className="chartbody" style={{ minHeight: height }}>
        {error ? (
          <ErrorBox error={error} onRetry={onRetry} />
        ) : busy ? (
          skeleton
        ) : table.rows.length === 0 && empty ? (
          empty
        ) : asTable ? (
          <FigureTable table={table} title={title} />
        ) : (
          <Suspense fallback={skeleton}>
            <Chart option={option} height={height} theme={theme} label={title} onOpen={open} />
          </Suspense>
        )}
      </div>
    </section>
  );
}

export function FigureTable({ table, title }: { table: ChartTable; title: string }) {
  return (
    <ScrollTable label={title}>
      <caption className="hidden">{title}</caption>
      <thead>
        <tr>
          {table.head.map((text) => (
            <th key={text} scope="col">
              {text}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map(({ label, cells }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            {cells.map(({ text, to }, index) => (
              <td key={table.head[index + 1]} className="num">
                {to ? <Link to={to}>{text}</Link> : text}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
