import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Column } from '../../ui/DataTable';
import { DateText } from '../../ui/DateText';
import { Money } from '../../ui/Money';
import { useBucketName } from '../../ui/useBucketName';
import { useActionName } from '../dunning/useActionName';
import type { OpenItem } from './queries';
import { OverdueDays, Stage } from './Stage';

/** In the order of what matters at 1366 px: what, who, how much, how late, what next. */
export function useOpenItemColumns(): Column<OpenItem>[] {
  const { t } = useTranslation();
  const bucketName = useBucketName();
  const name = useActionName();
  return [
    {
      key: 'number',
      title: t('receivable.field.number'),
      width: 150,
      sort: true,
      card: 'title',
      render: ({ id, number }) => <Link to={`/open-items/${id}`}>{number}</Link>,
    },
    {
      key: 'customer',
      title: t('receivable.field.customer'),
      width: 200,
      sort: true,
      render: ({ customer }) => <Link to={`/customers/${customer.id}`}>{customer.name}</Link>,
    },
    {
      key: 'open',
      title: t('receivable.field.open'),
      width: 140,
      align: 'end',
      sort: true,
      card: 'figure',
      render: ({ open_minor, currency }) => <Money minor={open_minor} currency={currency} strong />,
    },
    {
      key: 'overdue_days',
      title: t('receivable.field.days'),
      width: 115,
      align: 'end',
      sort: true,
      render: ({ overdue_days }) => <OverdueDays days={overdue_days} />,
    },
    {
      key: 'stage',
      title: t('receivable.field.stage'),
      width: 150,
      render: ({ age_stage, disputed }) => (
        <span className="row">
          <Stage stage={age_stage} />
          {disputed && <span className="chip">{t('receivable.disputed')}</span>}
        </span>
      ),
    },
    {
      key: 'next_action',
      title: t('receivable.field.next'),
      width: 140,
      card: 'none',
      render: ({ next_action }) => name.action(next_action),
    },
    { key: 'due_date', title: t('receivable.field.due'), width: 115, sort: true, render: ({ due_date }) => <DateText day={due_date} /> },
    { key: 'rep', title: t('receivable.field.rep'), width: 95, render: ({ rep }) => rep?.name ?? '–' },
    {
      key: 'amount',
      title: t('receivable.field.amount'),
      width: 150,
      align: 'end',
      sort: true,
      hidden: true,
      render: ({ amount_minor, currency }) => <Money minor={amount_minor} currency={currency} />,
    },
    {
      key: 'item_date',
      title: t('receivable.field.itemDate'),
      width: 115,
      hidden: true,
      render: (row) => <DateText day={row.item_date} />,
    },
    { key: 'bucket', title: t('receivable.field.bucket'), width: 110, hidden: true, render: ({ bucket }) => bucketName(bucket) },
    { key: 'team', title: t('receivable.field.team'), width: 110, hidden: true, render: ({ team }) => team ?? '–' },
    { key: 'region', title: t('receivable.field.region'), width: 110, hidden: true, render: ({ region }) => region ?? '–' },
  ];
}
