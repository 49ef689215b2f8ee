import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';
import { useSettings } from '../../app/settings';
import { formatDay } from '../../format/day';
import { formatMoney } from '../../format/money';
import { DateText } from '../../ui/DateText';
import { Money } from '../../ui/Money';
import { ScrollTable } from '../../ui/ScrollTable';
import { type Method, useMethodNames } from '../contract/Methods';
import type { PolicyName } from '../policy/queries';
import { useNaming } from '../policy/useNaming';
import type { Approval } from './queries';
import type { approvalWords } from './words';

type Value = Schemas['ApprovalValue'] | null;
type Finding = Schemas['Finding'];
type Known = (typeof approvalWords)['zh'];

/** What is old, what becomes new, and what follows from it. */
export function Changes({ of: { changes, consequences } }: { of: Approval }) {
  const { t } = useTranslation();
  const { language } = useSettings();
  const naming = useNaming();
  const methodNames = useMethodNames();
  const policyName = (name: string) => t(`policy.name.${name as PolicyName}`);
  const severalPolicies = new Set(changes.flatMap(({ policy }) => (policy === undefined ? [] : [policy]))).size > 1;
  const worded = (field: string, value: Value): Value => {
    if (field === 'contract_status' && value) return { text: t(`contract.status.${value.text as 'in_review' | 'approved'}`) };
    if (field === 'accepted_findings' && value)
      return {
        text: (value.text ?? '').replace(/(^|; )([a-z_]+):/g, (_, start, code) => `${start}${t(`gate.short.${code as Finding['code']}`)}:`),
      };
    if (field === 'payment_methods' && value) return { text: methodNames((value.text ?? '').split('; ') as Method[]) };
    if (field === 'policy' && value) return { text: policyName(value.text ?? '') };
    return (field === 'policy_figure' || field === 'phase') && value ? { text: naming.value(value.text ?? '') } : value;
  };
  return (
    <section className="panel">
      <h2>{t('approval.changes')}</h2>
      <ScrollTable label={t('approval.changes')} look="approval-changes">
        <thead>
          <tr>
            <th scope="col">{t('approval.what')}</th>
            <th scope="col">{t('approval.before')}</th>
            <th scope="col">{t('approval.after')}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ field, path, policy, old, new: next }) => (
            <tr key={`${policy ?? ''} ${path ?? field}`}>
              <th scope="row">
                {path === undefined
                  ? t(`approval.change.${field as keyof Known['change']}`)
                  : `${severalPolicies ? `${policyName(policy ?? '')} › ` : ''}${naming.place(path)}`}
              </th>
              <td>
                <Shown value={worded(field, old)} />
              </td>
              <td className={JSON.stringify(old) === JSON.stringify(next) ? 'muted' : 'strong'}>
                <Shown value={worded(field, next)} />
              </td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
      <h3>{t('approval.consequences')}</h3>
      <ul>
        {consequences.map(({ code, amount_minor, currency, text, count, date }) => (
          <li key={code}>
            {t(`approval.follows.${code as keyof Known['follows']}`, {
              amount: amount_minor === undefined || !currency ? '' : formatMoney(amount_minor, currency, language),
              text: code === 'policy_changes' ? policyName(text ?? '') : (text ?? ''),
              count: count ?? 0,
              date: date ? formatDay(date, language) : '',
            })}
          </li>
        ))}
      </ul>
    </section>
  );
}

const states = ['open', 'closed'] as const;

function Shown({ value }: { value: Value }) {
  const { t } = useTranslation();
  if (!value) return <span className="muted">–</span>;
  if (value.amount_minor !== undefined) return <Money minor={value.amount_minor} currency={value.currency} />;
  if (value.date) return <DateText day={value.date} />;
  const state = states.find((one) => one === value.text);
  return <span className="approval-text">{state ? t(`approval.value.${state}`) : value.text}</span>;
}
