import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { formatHundredths } from '../../format/money';
import { EmptyHint } from '../../ui/EmptyHint';
import { Money } from '../../ui/Money';
import { concentration, overLimit, type SharedLimit, sharedLimits } from './queries';
import { Scrolling } from './Scrolling';

export function OverLimitTab() {
  const { t } = useTranslation();
  const { data } = useSuspenseQuery(overLimit);
  if (data.rows.length === 0) return <EmptyHint title={t('limit.overNone')} />;
  const money = (minor: number) => <Money minor={minor} currency={data.currency} />;
  return (
    <Scrolling label={t('limit.tab.over')} heads={['customer', 'grade', 'limit', 'used', 'over', 'overdue', 'overdueDays']}>
      {data.rows.map((row) => (
        <tr key={row.customer.id}>
          <th scope="row">
            <Link to={`/customers/${row.customer.id}?tab=limit`}>{row.customer.name}</Link>
          </th>
          <td>{row.standing.grade ?? '–'}</td>
          <td>{row.limit.state === 'set' ? money(row.limit.total_minor) : t(`limit.limitState.${row.limit.state}`)}</td>
          <td>{money(row.used_minor)}</td>
          <td className={row.over_minor > 0 ? 'bad' : undefined}>{row.over_minor > 0 ? money(row.over_minor) : '–'}</td>
          <td>{money(row.overdue_minor)}</td>
          <td>{row.overdue_days}</td>
        </tr>
      ))}
    </Scrolling>
  );
}

/** The company's limit and every group's; those with a limit or something waiting first. */
export function SharedTab() {
  const { t } = useTranslation();
  const { data } = useSuspenseQuery(sharedLimits);
  const rank = ({ scope, limit, waiting_count }: SharedLimit) =>
    scope === 'company' ? 0 : limit.state !== 'not_set' || waiting_count > 0 ? 1 : 2;
  const rows = [...data.rows].sort((one, other) => rank(one) - rank(other));
  return (
    <Scrolling label={t('limit.tab.shared')} heads={['pool', 'limit', 'used', 'headroom', 'members', 'state']}>
      {rows.map((row) => {
        const { group, limit } = row;
        return (
          <tr key={group?.id ?? 'company'}>
            <th scope="row">
              <Link to={`/credit/limits/${group?.id ?? 'company'}`}>{group?.name ?? t('limit.company')}</Link>
            </th>
            <td>{limit.state === 'set' ? <Money minor={limit.total_minor} currency={limit.currency} /> : '–'}</td>
            <td>
              <Money minor={row.used_minor} currency={limit.currency} />
            </td>
            <td className={(row.headroom_minor ?? 0) < 0 ? 'bad' : undefined}>
              <Money minor={row.headroom_minor} currency={limit.currency} />
            </td>
            <td>{row.member_count}</td>
            <td>
              <span className={limit.state === 'set' ? 'chip good' : 'chip'}>
                {t(limit.state === 'not_set' ? 'limit.sharedNotSet' : `limit.limitState.${limit.state}`)}
              </span>{' '}
              {row.waiting_count > 0 && <span className="chip warn">{t('limit.waiting')}</span>}
            </td>
          </tr>
        );
      })}
    </Scrolling>
  );
}

export function ConcentrationTab() {
  const { t } = useTranslation();
  const { data } = useSuspenseQuery(concentration);
  const percent = (hundredths: number) => `${formatHundredths(hundredths)}%`;
  return (
    <div className="stack">
      <p className={data.ten_warn ? 'bad' : undefined}>
        {t('limit.concentrationTotal', { share: percent(data.ten_share_x100), line: percent(data.ten_largest_x100) })} ·{' '}
        {t('limit.concentrationLine', { line: percent(data.one_customer_x100) })}
      </p>
      <Scrolling label={t('limit.tab.concentration')} heads={['customer', 'open', 'share', 'state']}>
        {data.rows.map((row) => (
          <tr key={row.customer.id}>
            <th scope="row">
              <Link to={`/customers/${row.customer.id}?tab=limit`}>{row.customer.name}</Link>
            </th>
            <td>
              <Money minor={row.open_minor} currency={data.currency} />
            </td>
            <td>{percent(row.share_x100)}</td>
            <td>{row.warn ? <span className="chip bad">{t('limit.warn')}</span> : '–'}</td>
          </tr>
        ))}
      </Scrolling>
    </div>
  );
}
