import { useTranslation } from 'react-i18next';
import { DateText } from '../../ui/DateText';
import { EmptyHint } from '../../ui/EmptyHint';
import { Money } from '../../ui/Money';
import { ScrollTable } from '../../ui/ScrollTable';
import { PlanState } from './ContractStatus';
import { offsetWords } from './offset';
import type { PlanLine } from './queries';

/** Every line of the plan with its state; the sum is the contract's amount. */
export function PlanGrid({ plan, currency }: { plan: PlanLine[]; currency: string }) {
  const { t } = useTranslation();
  if (plan.length === 0) return <EmptyHint title={t('contract.plan.empty')} />;
  const known = plan.some(({ open_minor }) => open_minor !== undefined);
  const sum = (pick: (line: PlanLine) => number | undefined) => plan.reduce((total, line) => total + (pick(line) ?? 0), 0);
  return (
    <ScrollTable label={t('contract.plan.title')}>
      <thead>
        <tr>
          <th scope="col">{t('contract.plan.line')}</th>
          <th scope="col">{t('contract.plan.due')}</th>
          <th scope="col">{t('contract.plan.amount')}</th>
          {known && <th scope="col">{t('contract.plan.invoiced')}</th>}
          {known && <th scope="col">{t('contract.plan.open')}</th>}
          <th scope="col">{t('contract.plan.state')}</th>
        </tr>
      </thead>
      <tbody>
        {plan.map((line) => (
          <tr key={line.line_no}>
            <th scope="row">
              {line.line_no}. {line.label || (line.percent ? `${line.percent}%` : t(`contract.kind.${line.kind}`))}
              <span className="sub">
                {line.label && line.percent ? `${line.percent}% · ` : ''}
                {line.offset
                  ? t('contract.plan.from', { event: t(`contract.event.${line.base_event}`), offset: offsetWords(line.offset, t) })
                  : `${t('contract.plan.base')} ${t(`contract.event.${line.base_event}`)}`}
              </span>
            </th>
            <td>
              {line.due_date ? (
                <DateText day={line.due_date} />
              ) : (
                <span className="muted">
                  {t('contract.plan.waiting', { event: t(`contract.event.${line.base_event}`) })}
                  {line.expected_date && (
                    <span className="sub">
                      {t('contract.plan.expected')} <DateText day={line.expected_date} />
                    </span>
                  )}
                </span>
              )}
            </td>
            <td>
              <Money minor={line.amount_minor} currency={currency} />
            </td>
            {known && (
              <td>
                <Money minor={line.invoiced_minor} currency={currency} />
              </td>
            )}
            {known && (
              <td>
                <Money minor={line.open_minor} currency={currency} strong />
              </td>
            )}
            <td>
              <PlanState state={line.state} />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={2}>
            {t('contract.plan.sum')}
          </th>
          <td>
            <Money minor={sum((line) => line.amount_minor)} currency={currency} />
          </td>
          {known && (
            <td>
              <Money minor={sum((line) => line.invoiced_minor)} currency={currency} />
            </td>
          )}
          {known && (
            <td>
              <Money minor={sum((line) => line.open_minor)} currency={currency} />
            </td>
          )}
          <td />
        </tr>
      </tfoot>
    </ScrollTable>
  );
}
