import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSettings } from '../../app/settings';
import { formatDay } from '../../format/day';
import { DateText } from '../../ui/DateText';
import { Money } from '../../ui/Money';
import { type Listed, RowsTable } from '../../ui/RowsTable';
import { CustomerLink } from '../credit/CustomerLink';
import { Reasons } from '../credit/Reasons';
import type { WhatIf } from './queries';

type Credit = NonNullable<WhatIf['credit']>;
type Holds = Credit['open'];

/** Orders that would be held or let go: the open ones as of today, those of twelve months as of their own day. */
export function WhatIfOrders({ of }: { of: Credit }) {
  const { t } = useTranslation();
  const { language } = useSettings();
  const { past } = of;
  return (
    <>
      <dl className="facts">
        {(['longer', 'shorter'] as const).map((figure) => (
          <div key={figure}>
            <dt>{t(`policy.whatIf.${figure}`)}</dt>
            <dd className="num">{of[figure]}</dd>
          </div>
        ))}
      </dl>
      <Checked of={of.open} currency={of.currency} title={t('policy.whatIf.open')} note={t('policy.whatIf.openNote')} />
      <Checked
        of={past.holds}
        currency={of.currency}
        title={t('policy.whatIf.past')}
        note={t('policy.whatIf.pastNote', { from: formatDay(past.from, language), to: formatDay(past.to, language) })}
      />
      {past.customers > 0 && (
        <>
          <h3>{t('policy.whatIf.hindsight')}</h3>
          <p className="sub">{t('policy.whatIf.hindsightNote', { count: past.customers })}</p>
          <dl className="facts">
            {(['billed', 'overdue', 'writtenOff'] as const).map((figure) => (
              <div key={figure}>
                <dt>{t(`policy.whatIf.${figure}`)}</dt>
                <dd>
                  <Money
                    minor={{ billed: past.billed_minor, overdue: past.overdue_minor, writtenOff: past.written_off_minor }[figure]}
                    currency={of.currency}
                  />
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </>
  );
}

function Checked({ of, currency, title, note }: { of: Holds; currency: string; title: string; note: string }) {
  const { t } = useTranslation();
  const changed = of.newly_held + of.freed;
  return (
    <>
      <h3>{title}</h3>
      <p className="sub">{note}</p>
      <dl className="facts">
        <div>
          <dt>{t('policy.whatIf.checked')}</dt>
          <dd className="num">{of.checked}</dd>
        </div>
        <div>
          <dt>{t('policy.whatIf.held')}</dt>
          <dd className="num">
            {of.held_before} → {of.held_after}
          </dd>
        </div>
        <div>
          <dt>{t('policy.whatIf.newlyHeld')}</dt>
          <dd>
            {t('policy.whatIf.orders', { count: of.newly_held })} · <Money minor={of.newly_held_minor} currency={currency} />
          </dd>
        </div>
        <div>
          <dt>{t('policy.whatIf.freed')}</dt>
          <dd>
            {t('policy.whatIf.orders', { count: of.freed })} · <Money minor={of.freed_minor} currency={currency} />
          </dd>
        </div>
      </dl>
      {changed === 0 ? (
        <p>{t('policy.whatIf.noOrders')}</p>
      ) : (
        <>
          {of.rows.length < changed && <p className="sub">{t('policy.whatIf.shownOrders', { count: changed, shown: of.rows.length })}</p>}
          <Orders rows={of.rows} label={title} />
        </>
      )}
    </>
  );
}

function Orders({ rows, label }: { rows: Holds['rows']; label: string }) {
  const { t } = useTranslation();
  const columns: Listed<Holds['rows'][number]>[] = [
    {
      key: 'order',
      title: t('policy.whatIf.order'),
      render: ({ order }) => <Link to={`/orders/${order.id}`}>{order.number}</Link>,
    },
    { key: 'customer', title: t('policy.whatIf.customer'), render: CustomerLink },
    { key: 'date', title: t('policy.whatIf.date'), render: ({ date }) => <DateText day={date} /> },
    {
      key: 'amount',
      title: t('policy.whatIf.amount'),
      align: 'end',
      card: 'figure',
      render: ({ amount_minor, currency }) => <Money minor={amount_minor} currency={currency} />,
    },
    {
      key: 'change',
      title: t('policy.whatIf.change'),
      look: ({ after }) => (after === 'hold' ? 'bad' : 'good'),
      render: ({ after }) => t(after === 'hold' ? 'policy.whatIf.newlyHeld' : 'policy.whatIf.freed'),
    },
    {
      key: 'reasons',
      title: t('policy.whatIf.reasons'),
      wrap: true,
      card: 'wide',
      render: ({ reasons }) => <Reasons reasons={reasons} />,
    },
  ];
  return <RowsTable label={label} columns={columns} rows={rows} rowKey={({ order }) => order.id} />;
}
