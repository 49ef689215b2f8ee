import { useSuspenseQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMay } from '../../app/session';
import { formatHundredths } from '../../format/money';
import { DateText } from '../../ui/DateText';
import { EmptyHint } from '../../ui/EmptyHint';
import { Money } from '../../ui/Money';
import { Gauge } from './Gauge';
import { SecurityDrawer } from './LimitDrawers';
import { concentration, overLimit, securities, sharedLimits } from './queries';
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

export function SharedTab() {
  const { t } = useTranslation();
  const { data } = useSuspenseQuery(sharedLimits);
  return (
    <div className="stack">
      {data.rows.map((row) => (
        <section key={row.group?.id ?? row.scope} aria-label={row.group?.name ?? t('limit.company')}>
          <h3>{row.group?.name ?? t('limit.company')}</h3>
          <Gauge
            pool={{
              scope: row.scope,
              limit: row.limit,
              used_minor: row.used_minor,
              headroom_minor: row.limit.state === 'set' ? row.limit.total_minor - row.used_minor : null,
            }}
          />
        </section>
      ))}
    </div>
  );
}

export function SecuritiesTab() {
  const { t } = useTranslation();
  const may = useMay()('assess_credit');
  const [recording, setRecording] = useState(false);
  const { data } = useSuspenseQuery(securities());
  return (
    <div className="stack">
      {may && (
        <div>
          <Button type="primary" onClick={() => setRecording(true)}>
            {t('limit.newSecurity')}
          </Button>
        </div>
      )}
      {data.rows.length === 0 ? (
        <EmptyHint title={t('limit.securitiesNone')} />
      ) : (
        <Scrolling label={t('limit.tab.securities')} heads={['customer', 'kind', 'provider', 'amount', 'from', 'validTo', 'state']}>
          {data.rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <Link to={`/customers/${row.customer.id}?tab=limit`}>{row.customer.name}</Link>
              </th>
              <td>{t(`limit.securityKind.${row.kind}`)}</td>
              <td>{row.provider}</td>
              <td>
                <Money minor={row.amount_minor} currency={row.currency} />
              </td>
              <td>
                <DateText day={row.from} />
              </td>
              <td>
                <DateText day={row.valid_to} />
              </td>
              <td>
                <span className={row.valid ? 'chip good' : 'chip'}>{row.valid ? t('limit.limitState.set') : t('limit.expired')}</span>
              </td>
            </tr>
          ))}
        </Scrolling>
      )}
      {recording && <SecurityDrawer onClose={() => setRecording(false)} />}
    </div>
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
