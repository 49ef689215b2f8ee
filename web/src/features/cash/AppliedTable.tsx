import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';
import { DateText } from '../../ui/DateText';
import { EmptyHint } from '../../ui/EmptyHint';
import { Money } from '../../ui/Money';
import { type Listed, RowsTable } from '../../ui/RowsTable';
import { ReverseAllocationDrawer } from './ReverseDrawers';

type Applied = Schemas['Allocation'] | Schemas['Settlement'];

interface Props<Row extends Applied> {
  title: string;
  nothing: string;
  rows: Row[];
  currency: string;
  /** What stands on the other side: the item, or what settled it. */
  other: { title: string; render: (row: Row) => ReactNode; named: (row: Row) => string };
  /** The item's number, for the form that takes it back. */
  numberOf: (row: Row) => string;
  mayReverse: (row: Row) => boolean;
}

/** What was applied to what, seen from either side; each line can be taken back with a reason by who may. */
export function AppliedTable<Row extends Applied>({ title, nothing, rows, currency, other, numberOf, mayReverse }: Props<Row>) {
  const { t } = useTranslation();
  const [reversing, setReversing] = useState<Row>();
  const columns: Listed<Row>[] = [
    {
      key: 'other',
      title: other.title,
      render: (row) => (
        <>
          {other.render(row)}
          {row.reason && <span className="sub">{row.reason}</span>}
        </>
      ),
    },
    { key: 'date', title: t('cash.effectiveDate'), render: ({ effective_date }) => <DateText day={effective_date} /> },
    {
      key: 'amount',
      title: t('cash.field.amount'),
      align: 'end',
      card: 'figure',
      render: ({ amount_minor }) => <Money minor={amount_minor} currency={currency} />,
    },
    {
      key: 'state',
      title: t('cash.field.state'),
      render: (row) => <State of={row} may={mayReverse(row)} named={other.named(row)} onReverse={() => setReversing(row)} />,
    },
  ];
  return (
    <section className="panel">
      <h2>{title}</h2>
      {rows.length === 0 ? (
        <EmptyHint title={nothing} />
      ) : (
        <RowsTable label={title} columns={columns} rows={rows} rowKey={({ id }) => id} />
      )}
      {reversing && (
        <ReverseAllocationDrawer
          allocation={{ id: reversing.id, number: numberOf(reversing) }}
          kind={reversing.kind}
          onClose={() => setReversing(undefined)}
        />
      )}
    </section>
  );
}

function State({ of, may, named, onReverse }: { of: Applied; may: boolean; named: string; onReverse: () => void }) {
  const { t } = useTranslation();
  if (!of.reversed)
    return may ? (
      <Button size="small" onClick={onReverse} aria-label={`${t('cash.reverse')} ${named}`}>
        {t('cash.reverse')}
      </Button>
    ) : (
      <span className="chip good">{t('cash.state.applied')}</span>
    );
  const why = 'reversal_reason' in of ? of.reversal_reason : undefined;
  return (
    <>
      <span className="chip">
        {t('cash.reversed')} <DateText day={of.reversed_date} />
      </span>
      {why && <span className="sub">{why}</span>}
    </>
  );
}
