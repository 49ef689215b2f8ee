import { useTranslation } from 'react-i18next';
import { DateText } from '../../ui/DateText';
import { EmptyHint } from '../../ui/EmptyHint';
import { Money } from '../../ui/Money';
import { type Listed, RowsTable } from '../../ui/RowsTable';
import { PlanState } from './ContractStatus';
import { offsetWords } from './offset';
import type { PlanLine } from './queries';

/** Every line of the plan with its state; the sum is the contract's amount. */
export function PlanGrid({ plan, currency }: { plan: PlanLine[]; currency: string }) {
  const { t } = useTranslation();
  if (plan.length === 0) return <EmptyHint title={t('contract.plan.empty')} />;
  const known = plan.some(({ open_minor }) => open_minor !== undefined);
  const sum = (pick: (line: PlanLine) => number | undefined) => plan.reduce((total, line) => total + (pick(line) ?? 0), 0);
  const money = (minor: number | undefined, strong = false) => <Money minor={minor} currency={currency} strong={strong} />;
  const columns: Listed<PlanLine>[] = [
    { key: 'line', title: t('contract.plan.line'), wrap: true, render: (line) => <Line of={line} /> },
    { key: 'due', title: t('contract.plan.due'), render: (line) => <Due of={line} /> },
    { key: 'amount', title: t('contract.plan.amount'), align: 'end', card: 'figure', render: ({ amount_minor }) => money(amount_minor) },
  ];
  if (known)
    columns.push(
      { key: 'invoiced', title: t('contract.plan.invoiced'), align: 'end', render: ({ invoiced_minor }) => money(invoiced_minor) },
      { key: 'open', title: t('contract.plan.open'), align: 'end', render: ({ open_minor }) => money(open_minor, true) },
    );
  columns.push({ key: 'state', title: t('contract.plan.state'), render: ({ state }) => <PlanState state={state} /> });
  return (
    <RowsTable
      label={t('contract.plan.title')}
      columns={columns}
      rows={plan}
      rowKey={({ line_no }) => String(line_no)}
      total={{
        label: t('contract.plan.sum'),
        of: {
          amount: money(sum((line) => line.amount_minor)),
          ...(known ? { invoiced: money(sum((line) => line.invoiced_minor)), open: money(sum((line) => line.open_minor)) } : {}),
        },
      }}
    />
  );
}

function Line({ of: line }: { of: PlanLine }) {
  const { t } = useTranslation();
  return (
    <>
      {line.line_no}. {line.label || (line.percent ? `${line.percent}%` : t(`contract.kind.${line.kind}`))}
      <span className="sub">
        {line.label && line.percent ? `${line.percent}% · ` : ''}
        {line.offset
          ? t('contract.plan.from', { event: t(`contract.event.${line.base_event}`), offset: offsetWords(line.offset, t) })
          : `${t('contract.plan.base')} ${t(`contract.event.${line.base_event}`)}`}
      </span>
    </>
  );
}

function Due({ of: line }: { of: PlanLine }) {
  const { t } = useTranslation();
  if (line.due_date) return <DateText day={line.due_date} />;
  return (
    <span className="muted">
      {t('contract.plan.waiting', { event: t(`contract.event.${line.base_event}`) })}
      {line.expected_date && (
        <span className="sub">
          {t('contract.plan.expected')} <DateText day={line.expected_date} />
        </span>
      )}
    </span>
  );
}
