import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';
import { useSettings } from '../../app/settings';
import { formatDay } from '../../format/day';
import { formatMoney } from '../../format/money';
import { DateText } from '../../ui/DateText';
import { Money } from '../../ui/Money';
import { ScrollTable } from '../../ui/ScrollTable';
import { useFinding } from '../contract/Findings';
import { type Method, useMethodNames } from '../contract/Methods';
import { Reasons } from '../credit/Reasons';
import type { PolicyName } from '../policy/queries';
import { useNaming } from '../policy/useNaming';
import type { Approval } from './queries';
import type { approvalWords } from './words';

type Value = Schemas['ApprovalValue'] | null;
type Change = Schemas['ApprovalChange'];
type Known = (typeof approvalWords)['zh'];

/** Fields whose texts are codes. */
const coded = ['period_state', 'order_state', 'security_kind', 'credit_limit', 'temporary_limit'];

/** What is old, what becomes new, and what follows from it. */
export function Changes({ of: { changes, consequences } }: { of: Approval }) {
  const { t } = useTranslation();
  const { language } = useSettings();
  const naming = useNaming();
  const methodNames = useMethodNames();
  const policyName = (name: string) => t(`policy.name.${name as PolicyName}`);
  const severalPolicies = new Set(changes.flatMap(({ policy }) => (policy === undefined ? [] : [policy]))).size > 1;
  const code = (text: string) => t(`approval.value.${text as keyof Known['value']}`);
  const worded = (field: string, value: Value): Value => {
    if (value?.text === undefined) return value;
    if (field === 'contract_status') return { text: t(`contract.status.${value.text as 'in_review' | 'approved'}`) };
    if (coded.includes(field)) return { text: code(value.text) };
    if (field === 'payment_methods') return { text: methodNames(value.text.split('; ') as Method[]) };
    if (field === 'policy') return { text: policyName(value.text) };
    return field === 'policy_figure' || field === 'phase' ? { text: naming.value(value.text) } : value;
  };
  const named = ({ field, path, policy, finding }: Change) => {
    if (finding) return t('approval.change.accepted_finding', { finding: t(`gate.short.${finding.code}`) });
    if (path === undefined) return t(`approval.change.${field as Exclude<keyof Known['change'], 'accepted_finding'>}`);
    return `${severalPolicies ? `${policyName(policy ?? '')} › ` : ''}${naming.place(path)}`;
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
          {changes.map((change) => {
            const { field, path, policy, finding, old, new: next } = change;
            return (
              <tr key={`${policy ?? ''} ${path ?? field} ${JSON.stringify(finding)}`}>
                <th scope="row">{named(change)}</th>
                <td>
                  <Shown value={worded(field, old)} />
                </td>
                <td className={JSON.stringify(old) === JSON.stringify(next) ? 'muted' : 'strong'}>
                  {finding && <Accepted finding={finding} />}
                  <Shown value={worded(field, next)} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </ScrollTable>
      <h3>{t('approval.consequences')}</h3>
      <ul>
        {consequences.map(({ code: follows, amount_minor, currency, text = '', count, date }) => (
          <li key={follows}>
            {t(`approval.follows.${follows as keyof Known['follows']}`, {
              amount: amount_minor === undefined || !currency ? '' : formatMoney(amount_minor, currency, language),
              text: follows === 'policy_changes' ? policyName(text) : follows === 'may_owe' && text ? code(text) : text,
              count: count ?? 0,
              date: date ? formatDay(date, language) : '',
            })}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What the contract breaks and by how much: whoever agrees lets it pass up to these figures. */
function Accepted({ finding }: { finding: NonNullable<Change['finding']> }) {
  const say = useFinding();
  return <p>{say(finding)}</p>;
}

function Shown({ value }: { value: Value }) {
  if (!value) return <span className="muted">–</span>;
  if (value.reasons) return <Reasons reasons={value.reasons} />;
  if (value.amount_minor !== undefined) return <Money minor={value.amount_minor} currency={value.currency} />;
  if (value.date) return <DateText day={value.date} />;
  return <span className="approval-text">{value.text}</span>;
}
