import { Collapse } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../app/session';
import { useSettings } from '../../app/settings';
import { formatInstant } from '../../format/day';
import { formatMoney } from '../../format/money';
import { DateText } from '../../ui/DateText';
import { Money } from '../../ui/Money';
import { ScrollTable } from '../../ui/ScrollTable';
import type { HistoryEntry } from './queries';

/** What happened since, the newest first; a change order shows the plan it replaced. */
export function ContractHistory({ history, currency }: { history: HistoryEntry[]; currency: string }) {
  const { t } = useTranslation();
  const { language } = useSettings();
  const { company } = useSession();
  if (history.length === 0) return null;
  return (
    <section className="panel">
      <h2>{t('contract.history')}</h2>
      <ol className="history">
        {history.map((entry) => (
          <li key={`${entry.at} ${entry.kind} ${entry.event ?? ''}`}>
            <div>
              <b>
                {entry.event
                  ? t(`contract.did.${entry.kind}`, { event: t(`contract.event.${entry.event}`) })
                  : t(`contract.did.${entry.kind}`)}
              </b>{' '}
              {entry.kind === 'changed' && (
                <span className="num">
                  {formatMoney(entry.before_minor ?? 0, currency, language)} → {formatMoney(entry.after_minor ?? 0, currency, language)}
                </span>
              )}
              {entry.date && <DateText day={entry.date} />}
            </div>
            {entry.reason && <p>{entry.reason}</p>}
            <span className="sub">{[formatInstant(entry.at, language, company.time_zone), entry.actor].filter(Boolean).join(' · ')}</span>
            {entry.plan_before.length > 0 && (
              <Collapse
                ghost
                size="small"
                items={[{ key: 'plan', label: t('contract.formerPlan'), children: <FormerPlan entry={entry} currency={currency} /> }]}
              />
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

function FormerPlan({ entry, currency }: { entry: HistoryEntry; currency: string }) {
  const { t } = useTranslation();
  return (
    <ScrollTable label={t('contract.formerPlan')}>
      <thead>
        <tr>
          <th scope="col">{t('contract.plan.line')}</th>
          <th scope="col">{t('contract.plan.due')}</th>
          <th scope="col">{t('contract.plan.amount')}</th>
        </tr>
      </thead>
      <tbody>
        {entry.plan_before.map((line) => (
          <tr key={line.line_no}>
            <th scope="row">
              {line.line_no}. {line.label ?? ''}
              <span className="sub">
                {t('contract.plan.base')} {t(`contract.event.${line.base_event}`)}
              </span>
            </th>
            <td>
              {line.due_date ? (
                <DateText day={line.due_date} />
              ) : (
                <span className="muted">{t('contract.plan.waiting', { event: t(`contract.event.${line.base_event}`) })}</span>
              )}
            </td>
            <td>
              <Money minor={line.amount_minor} currency={currency} />
            </td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
