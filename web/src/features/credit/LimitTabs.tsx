import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { formatHundredths } from '../../format/money';
import { EmptyHint } from '../../ui/EmptyHint';
import { Money } from '../../ui/Money';
import { type Listed, RowsTable } from '../../ui/RowsTable';
import { CustomerLink } from './CustomerLink';
import { concentration, overLimit, type SharedLimit, sharedLimits } from './queries';

const percent = (hundredths: number) => `${formatHundredths(hundredths)}%`;
const ofCustomer = ({ customer }: { customer: { id: string } }) => customer.id;

export function OverLimitTab() {
  const { t } = useTranslation();
  const { data } = useSuspenseQuery(overLimit);
  if (data.rows.length === 0) return <EmptyHint title={t('limit.overNone')} hint={t('limit.overNoneHint')} />;
  const money = (minor: number) => <Money minor={minor} currency={data.currency} />;
  const columns: Listed<(typeof data.rows)[number]>[] = [
    { key: 'customer', title: t('limit.field.customer'), render: CustomerLink },
    { key: 'grade', title: t('limit.field.grade'), render: ({ standing }) => standing.grade ?? '–' },
    {
      key: 'limit',
      title: t('limit.field.limit'),
      align: 'end',
      render: ({ limit }) => (limit.state === 'set' ? money(limit.total_minor) : t(`limit.limitState.${limit.state}`)),
    },
    { key: 'used', title: t('limit.field.used'), align: 'end', render: ({ used_minor }) => money(used_minor) },
    {
      key: 'over',
      title: t('limit.field.over'),
      align: 'end',
      look: ({ over_minor }) => (over_minor > 0 ? 'bad' : undefined),
      render: ({ over_minor }) => (over_minor > 0 ? money(over_minor) : '–'),
    },
    { key: 'overdue', title: t('limit.field.overdue'), align: 'end', render: ({ overdue_minor }) => money(overdue_minor) },
    { key: 'days', title: t('limit.field.overdueDays'), align: 'end', render: ({ overdue_days }) => overdue_days },
  ];
  return <RowsTable label={t('limit.tab.over')} columns={columns} rows={data.rows} rowKey={ofCustomer} />;
}

/** The company's limit and every group's; those with a limit or something waiting first. */
export function SharedTab() {
  const { t } = useTranslation();
  const { data } = useSuspenseQuery(sharedLimits);
  const rank = ({ scope, limit, waiting_count }: SharedLimit) =>
    scope === 'company' ? 0 : limit.state !== 'not_set' || waiting_count > 0 ? 1 : 2;
  const rows = [...data.rows].sort((one, other) => rank(one) - rank(other));
  const columns: Listed<SharedLimit>[] = [
    {
      key: 'pool',
      title: t('limit.field.pool'),
      render: ({ group }) => <Link to={`/credit/limits/${group?.id ?? 'company'}`}>{group?.name ?? t('limit.company')}</Link>,
    },
    {
      key: 'limit',
      title: t('limit.field.limit'),
      align: 'end',
      render: ({ limit }) => (limit.state === 'set' ? <Money minor={limit.total_minor} currency={limit.currency} /> : '–'),
    },
    {
      key: 'used',
      title: t('limit.field.used'),
      align: 'end',
      render: ({ used_minor, limit }) => <Money minor={used_minor} currency={limit.currency} />,
    },
    {
      key: 'headroom',
      title: t('limit.field.headroom'),
      align: 'end',
      render: ({ headroom_minor, limit }) => <Money minor={headroom_minor} currency={limit.currency} />,
    },
    { key: 'members', title: t('limit.field.members'), align: 'end', render: ({ member_count }) => member_count },
    {
      key: 'state',
      title: t('limit.field.state'),
      render: ({ limit, waiting_count }) => (
        <>
          <span className={limit.state === 'set' ? 'chip good' : 'chip'}>
            {t(limit.state === 'not_set' ? 'limit.sharedNotSet' : `limit.limitState.${limit.state}`)}
          </span>{' '}
          {waiting_count > 0 && <span className="chip warn">{t('limit.waiting')}</span>}
        </>
      ),
    },
  ];
  return <RowsTable label={t('limit.tab.shared')} columns={columns} rows={rows} rowKey={({ group }) => group?.id ?? 'company'} />;
}

export function ConcentrationTab() {
  const { t } = useTranslation();
  const { data } = useSuspenseQuery(concentration);
  if (data.rows.length === 0) return <EmptyHint title={t('limit.concentrationNone')} />;
  const columns: Listed<(typeof data.rows)[number]>[] = [
    { key: 'customer', title: t('limit.field.customer'), render: CustomerLink },
    {
      key: 'open',
      title: t('limit.field.open'),
      align: 'end',
      card: 'figure',
      render: ({ open_minor }) => <Money minor={open_minor} currency={data.currency} />,
    },
    { key: 'share', title: t('limit.field.share'), align: 'end', render: ({ share_x100 }) => percent(share_x100) },
    {
      key: 'state',
      title: t('limit.field.state'),
      render: ({ warn }) => (warn ? <span className="chip bad">{t('limit.warn')}</span> : '–'),
    },
  ];
  return (
    <div className="stack">
      <p className={data.ten_warn ? 'bad' : undefined}>
        {t('limit.concentrationTotal', { share: percent(data.ten_share_x100), line: percent(data.ten_largest_x100) })} ·{' '}
        {t('limit.concentrationLine', { line: percent(data.one_customer_x100) })}
      </p>
      <RowsTable label={t('limit.tab.concentration')} columns={columns} rows={data.rows} rowKey={ofCustomer} />
    </div>
  );
}
