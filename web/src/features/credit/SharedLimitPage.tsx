import { useSuspenseQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useMay } from '../../app/session';
import { formatHundredths } from '../../format/money';
import { Money } from '../../ui/Money';
import { PageHeader } from '../../ui/PageHeader';
import { type Listed, RowsTable } from '../../ui/RowsTable';
import { CustomerLink } from './CustomerLink';
import { Gauge } from './Gauge';
import { LimitDrawer } from './LimitDrawers';
import { LimitHistory, WaitingLimits } from './LimitJournal';
import { sharedLimit } from './queries';

/** The limit of a group or of the company: how much is used, by whom, what is asked for and how it came to be. */
export default function SharedLimitPage() {
  const { t } = useTranslation();
  const may = useMay()('assess_credit');
  const { id = '' } = useParams();
  const [changing, setChanging] = useState(false);
  const { data } = useSuspenseQuery(sharedLimit(id));
  const { group, limit } = data;
  const name = group?.name ?? t('limit.company');
  const columns: Listed<(typeof data.largest)[number]>[] = [
    { key: 'customer', title: t('limit.field.customer'), render: CustomerLink },
    {
      key: 'used',
      title: t('limit.field.used'),
      align: 'end',
      card: 'figure',
      render: ({ used_minor }) => <Money minor={used_minor} currency={limit.currency} />,
    },
    { key: 'share', title: t('limit.field.share'), align: 'end', render: ({ share_x100 }) => `${formatHundredths(share_x100)}%` },
    {
      key: 'limit',
      title: t('limit.field.limit'),
      align: 'end',
      render: ({ limit: own }) =>
        own.state === 'set' ? <Money minor={own.total_minor} currency={limit.currency} /> : t(`limit.limitState.${own.state}`),
    },
  ];
  return (
    <div className="page">
      <PageHeader
        title={`${t('limit.sharedTitle')} · ${name}`}
        note={t('limit.members', { count: data.member_count })}
        back={{ to: '/credit/shared', label: t('limit.tab.shared') }}
        actions={
          may && (
            <Button type="primary" onClick={() => setChanging(true)}>
              {t('limit.change')}
            </Button>
          )
        }
      />
      <section className="panel stack">
        <Gauge pool={data} />
        {limit.state === 'not_set' && <p className="muted">{t('limit.sharedNone')}</p>}
        {limit.temporary_minor > 0 && (
          <p>
            {t('limit.parts.base')} <Money minor={limit.base_minor} currency={limit.currency} /> + {t('limit.parts.temporary')}{' '}
            <Money minor={limit.temporary_minor} currency={limit.currency} />
          </p>
        )}
        <WaitingLimits rows={data.waiting} />
        <LimitHistory rows={data.history} />
      </section>
      <section className="panel" aria-label={t('limit.largest')}>
        <h2>{t('limit.largest')}</h2>
        {data.largest.length === 0 && <p className="muted">{t('limit.largestNone')}</p>}
        {data.largest.length > 0 && (
          <RowsTable label={t('limit.largest')} columns={columns} rows={data.largest} rowKey={({ customer }) => customer.id} />
        )}
      </section>
      {changing && (
        <LimitDrawer
          of={group ? { group: group.id } : 'company'}
          name={name}
          replaces={limit.entry_id}
          onClose={() => setChanging(false)}
        />
      )}
    </div>
  );
}
