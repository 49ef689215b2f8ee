import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMay } from '../../app/session';
import { formatBasisPoints } from '../../format/money';
import { type Column, DataTable } from '../../ui/DataTable';
import { DateText } from '../../ui/DateText';
import { EmptyHint } from '../../ui/EmptyHint';
import { Money } from '../../ui/Money';
import { WithdrawPromiseDrawer } from './PromiseDrawers';
import { type Promised, type PromiseFilter, type PromisePage, type PromiseState, promiseStates, promises } from './promiseQueries';

const tone: Record<PromiseState, string> = {
  open: 'chip',
  kept: 'chip good',
  partly_kept: 'chip warn',
  broken: 'chip bad',
  withdrawn: 'chip',
};

interface Props {
  name: string;
  filter: PromiseFilter;
  state: PromiseState | undefined;
  onState: (state: PromiseState | undefined) => void;
  /** On a customer's own page its name says nothing new. */
  ofOne?: boolean;
  filtered?: boolean;
}

/** Promises with their record above: how often they were kept, and the list by state. */
export function PromiseTable({ name, filter, state, onState, ofOne = false, filtered = false }: Props) {
  const { t } = useTranslation();
  const may = useMay();
  const [withdrawing, setWithdrawing] = useState<Promised>();
  const columns: Column<Promised>[] = [
    {
      key: 'customer',
      title: t('promise.field.customer'),
      width: 180,
      card: 'title',
      render: ({ customer }) => <Link to={`/customers/${customer.id}?tab=promises`}>{customer.name}</Link>,
    },
    { key: 'state', title: t('promise.field.state'), width: 105, render: (row) => <State row={row} /> },
    {
      key: 'promised_date',
      title: t('promise.field.promised'),
      width: 120,
      ...(ofOne ? { card: 'title' as const } : {}),
      render: ({ promised_date }) => <DateText day={promised_date} />,
    },
    {
      key: 'amount',
      title: t('promise.field.amount'),
      width: 140,
      align: 'end',
      card: 'figure',
      render: (row) => <Money minor={row.amount_minor} currency={row.currency} strong />,
    },
    {
      key: 'paid',
      title: t('promise.field.paid'),
      width: 130,
      align: 'end',
      render: (row) => <Money minor={row.paid_minor} currency={row.currency} />,
    },
    { key: 'items', title: t('promise.field.items'), width: 150, render: ({ items }) => <Items items={items} /> },
    { key: 'made', title: t('promise.field.made'), width: 115, hidden: true, render: ({ made_date }) => <DateText day={made_date} /> },
    { key: 'last', title: t('promise.field.last'), width: 115, hidden: true, render: ({ last_date }) => <DateText day={last_date} /> },
    {
      key: 'channel',
      title: t('promise.field.channel'),
      width: 95,
      hidden: true,
      render: ({ channel }) => t(`promise.channel.${channel}`),
    },
    { key: 'by', title: t('promise.field.by'), width: 110, render: ({ by }) => by ?? '–' },
    { key: 'note', title: t('promise.field.note'), width: 220, hidden: true, card: 'none', render: ({ note }) => note ?? '–' },
    {
      key: 'act',
      title: t('promise.field.act'),
      width: 90,
      render: (row) =>
        row.state === 'open' && may('work_collections') ? (
          <Button size="small" aria-label={`${t('promise.withdraw')} · ${row.customer.name}`} onClick={() => setWithdrawing(row)}>
            {t('promise.withdraw')}
          </Button>
        ) : (
          '–'
        ),
    },
  ];
  return (
    <>
      <DataTable
        name={name}
        label={t('promise.title')}
        columns={ofOne ? columns.filter(({ key }) => key !== 'customer') : columns}
        rowKey={({ id }) => id}
        query={(page) => promises({ ...filter, ...(state ? { state } : {}) }, page)}
        totalNames={[t('promise.field.amount'), t('promise.field.unpaid')]}
        above={(body) => <Above body={body} state={state} onState={onState} />}
        empty={filtered || state ? undefined : <EmptyHint title={t('promise.empty')} hint={t('promise.emptyHint')} />}
      />
      {withdrawing && <WithdrawPromiseDrawer promise={withdrawing} onClose={() => setWithdrawing(undefined)} />}
    </>
  );
}

function State({ row }: { row: Promised }) {
  const { t } = useTranslation();
  const why = row.withdraw_reason ? t('promise.withdrawnBy', { by: row.withdrawn_by ?? '–', reason: row.withdraw_reason }) : undefined;
  return (
    <span className={tone[row.state]} title={why}>
      {t(`promise.state.${row.state}`)}
    </span>
  );
}

function Items({ items }: { items: Promised['items'] }) {
  return (
    <>
      {items.map(({ id, number }, at) => (
        <span key={id}>
          {at > 0 && ' · '}
          <Link to={`/open-items/${id}`}>{number}</Link>
        </span>
      ))}
    </>
  );
}

function Above({ body, state, onState }: { body: PromisePage; state: PromiseState | undefined; onState: Props['onState'] }) {
  const { t } = useTranslation();
  const { fell_due, kept, rate_bp } = body.record;
  const all = promiseStates.reduce((sum, one) => sum + body.counts[one], 0);
  return (
    <div className="stack" style={{ marginBottom: 12 }}>
      <p>
        {rate_bp === null ? (
          <span className="sub">{t('promise.keptNone')}</span>
        ) : (
          <>
            {t('promise.kept')} <strong>{formatBasisPoints(rate_bp)}</strong>{' '}
            <span className="muted">{t('promise.keptOf', { due: fell_due, kept })}</span>
          </>
        )}
      </p>
      <div style={{ overflowX: 'auto' }}>
        <Segmented
          aria-label={t('promise.stateLabel')}
          value={state ?? 'all'}
          onChange={(value) => onState(value === 'all' ? undefined : (value as PromiseState))}
          options={[
            { value: 'all', label: `${t('promise.any')} ${all}` },
            ...promiseStates.map((value) => ({ value, label: `${t(`promise.state.${value}`)} ${body.counts[value]}` })),
          ]}
        />
      </div>
    </div>
  );
}
