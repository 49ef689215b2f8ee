import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import { useSettings } from '../../app/settings';
import { formatDay } from '../../format/day';
import { type Column, DataTable } from '../../ui/DataTable';
import { DateText } from '../../ui/DateText';
import { Money } from '../../ui/Money';
import { PageHeader } from '../../ui/PageHeader';
import { useBucketName } from '../../ui/useBucketName';
import { useFilters } from '../../ui/useFilters';
import { type ReportName, type ReportRow, type RowsQuery, reportRows } from './queries';
import { reportFilterNames } from './reportShape';

const names = [...reportFilterNames, 'bucket', 'buckets', 'known_at'] as const;
const pages: Partial<Record<ReportRow['kind'], string>> = {
  invoice: 'invoices',
  receipt: 'receipts',
  credit_note: 'credit-notes',
  open_item: 'open-items',
};

export default function ReportRowsPage() {
  const { t, i18n } = useTranslation();
  const { language } = useSettings();
  const bucketName = useBucketName();
  const { name = '' } = useParams();
  const [search] = useSearchParams();
  const [filters] = useFilters(names);
  // Present and empty: the group of what has none.
  const key = search.get('key');
  const back = new URLSearchParams(search);
  for (const one of ['key', 'bucket', 'cursor', 'limit']) back.delete(one);
  const columns: Column<ReportRow>[] = [
    {
      key: 'number',
      title: t('insight.row.number'),
      width: 190,
      card: 'title',
      render: ({ kind, id, number, customer }) => {
        const page = pages[kind];
        return <Link to={page ? `/${page}/${id}` : `/customers/${customer.id}`}>{number}</Link>;
      },
    },
    {
      key: 'customer',
      title: t('insight.row.customer'),
      width: 240,
      render: ({ customer }) => <Link to={`/customers/${customer.id}`}>{customer.name}</Link>,
    },
    {
      key: 'amount',
      title: t('insight.row.amount'),
      width: 170,
      align: 'end',
      card: 'figure',
      render: (row) => <Money minor={row.amount_minor} currency={row.currency} strong />,
    },
    { key: 'kind', title: t('insight.row.kind'), width: 100, render: ({ kind }) => t(`insight.rowKind.${kind}`) },
    { key: 'date', title: t('insight.row.date'), width: 120, render: ({ date }) => <DateText day={date} /> },
    { key: 'due', title: t('insight.row.due'), width: 120, render: ({ due_date }) => <DateText day={due_date} /> },
    {
      key: 'days',
      title: t('insight.row.days'),
      width: 90,
      align: 'end',
      render: ({ days }) => <span className="num">{days ?? '–'}</span>,
    },
    { key: 'note', title: t('insight.row.note'), width: 200, card: 'none', render: ({ note }) => note || '–' },
  ];
  const reportKey = `insight.report.${name}`;
  const title = i18n.exists(reportKey) ? t(reportKey as 'insight.report.aging') : name;
  const period = filters.from
    ? `${formatDay(filters.from, language)} – ${formatDay(filters.to ?? filters.as_of ?? '', language)}`
    : undefined;
  const asOf = filters.as_of ? `${t('insight.asOf')} ${formatDay(filters.as_of, language)}` : undefined;
  const about = [period ?? asOf, filters.currency, key === '' ? t('insight.noKey') : key, filters.bucket && bucketName(filters.bucket)]
    .filter(Boolean)
    .join(' · ');
  return (
    <div className="page">
      <PageHeader
        title={`${title} · ${t('insight.rows')}`}
        note={
          <>
            {about && (
              <>
                {about}
                <br />
              </>
            )}
            {t('insight.rowsNote')}
          </>
        }
        back={{ to: `/reports/${name}?${back}`, label: t('insight.backReport') }}
      />
      <DataTable
        name="report-rows"
        label={t('insight.rows')}
        columns={columns}
        rowKey={({ kind, id }) => `${kind} ${id}`}
        query={(page) => reportRows(name as ReportName, { ...filters, ...(key === null ? {} : { key }) } as unknown as RowsQuery, page)}
      />
    </div>
  );
}
