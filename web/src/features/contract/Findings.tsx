import { useTranslation } from 'react-i18next';
import { useSettings } from '../../app/settings';
import { formatDay } from '../../format/day';
import { formatMoney } from '../../format/money';
import { percentOfRate } from './daily';
import type { Finding, Gate, Venue } from './gateQueries';
import type { gateWords } from './gateWords';
import { type Method, useMethodNames } from './Methods';

type Words = (typeof gateWords)['zh'];

const creditReasons = ['limit_used', 'limit_expired', 'status', 'overdue_days', 'overdue_amount', 'overdue_share', 'rate_missing'] as const;
const creditReason = (reason: unknown) => creditReasons.find((one) => one === reason) ?? 'limit_used';

/** A finding in a sentence, with its figures. */
export function useFinding(): (finding: Pick<Finding, 'code' | 'figures'>) => string {
  const { t } = useTranslation();
  const { language } = useSettings();
  const named = useMethodNames();
  return ({ code, figures }) => {
    const said: Record<string, string | number> = { expired: '' };
    for (const [name, figure] of Object.entries(figures)) {
      if (typeof figure === 'object') said[name] = formatMoney(figure.amount_minor, figure.currency, language);
      else if (name === 'clause') said[name] = t(`gate.clause.${figure as keyof Words['clause']}`);
      else if (name === 'venue') said[name] = t(`gate.venue.${figure as Venue}`);
      else if (name === 'security' || name === 'needed') said[name] = t(`gate.securityKind.${figure as keyof Words['securityKind']}`);
      else if (name === 'until' && typeof figure === 'string') said[name] = formatDay(figure, language);
      else if (name === 'expired') said[name] = figure ? ` (${formatDay(String(figure), language)})` : '';
      else if (name === 'granted' || name === 'beyond' || name === 'allowed') said[name] = named(String(figure).split('; ') as Method[]);
      else if (code.startsWith('late_interest')) said[name] = percentOfRate(String(figure)) ?? figure;
      else if (name === 'scope') said[name] = t(`gate.limitScope.${figure as keyof Words['limitScope']}`);
      else said[name] = figure;
    }
    if (code === 'clause_missing' && figures.clause === 'payment_methods') return t('gate.methodsMissing');
    if (code === 'payment_method_not_allowed')
      said.payer = t(figures.grade ? 'gate.payer.graded' : 'gate.payer.ungraded', { grade: String(figures.grade) });
    // Of a limit shared with customers out of sight no more is told than that there is no room.
    if (code === 'credit_limit' && figures.reason === 'limit_used' && !said.used) return t('gate.creditFinding.shared', said);
    if (code === 'credit_limit') return t(`gate.creditFinding.${creditReason(figures.reason)}`, said);
    return t(`gate.finding.${code}`, said);
  };
}

export function Findings({ of: { findings, accepted, status } }: { of: Gate }) {
  const { t } = useTranslation();
  const say = useFinding();
  if (findings.length === 0) return <p className="good">{t('gate.none')}</p>;
  return (
    <ul className="findings">
      {findings.map((finding) => {
        const taken = finding.accepted ? accepted.find((one) => one.finding === finding.code) : undefined;
        const blocks = finding.treatment === 'block';
        return (
          <li key={`${finding.code} ${JSON.stringify(finding.figures)}`}>
            <span className={`chip ${taken ? 'good' : status === 'signed' ? '' : blocks ? 'bad' : 'warn'}`}>
              {taken ? t('gate.accepted') : blocks ? t('gate.block') : t('gate.accept')}
            </span>{' '}
            {say(finding)} <span className="sub">{finding.rule}</span>
            {taken && <p className="muted">{taken.reason}</p>}
          </li>
        );
      })}
    </ul>
  );
}
