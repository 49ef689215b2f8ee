import { useTranslation } from 'react-i18next';
import { useSession } from '../../app/session';
import { useSettings } from '../../app/settings';
import { formatHundredths, formatMoney } from '../../format/money';
import type { Reason } from './queries';

/** Every reason with its figures, in the policy's order. */
export function Reasons({ reasons }: { reasons: Reason[] }) {
  const { t } = useTranslation();
  const { company } = useSession();
  const { language } = useSettings();
  const money = (minor: number) => formatMoney(minor, company.currency, language);
  const figure = ({ unit }: Reason, value: number) =>
    unit === 'percent_x100' ? `${formatHundredths(value)}%` : unit === 'minor' ? money(value) : String(value);
  const say = (reason: Reason) => {
    // How much of a shared limit is used is not told where it would tell of single customers out of sight.
    if (reason.used_minor === null || reason.actual === null)
      return t('limit.rule.shared', {
        scope: t(`limit.scope.${reason.scope}`),
        adds: money(reason.adds_minor),
        limit: money(reason.limit_minor),
      });
    return t(`limit.rule.${reason.code === 'limit_used' && reason.limit_minor === 0 ? 'cash_only' : reason.code}`, {
      scope: t(`limit.scope.${reason.scope}`),
      actual: figure(reason, reason.actual),
      threshold: figure(reason, reason.threshold),
      used: money(reason.used_minor),
      adds: money(reason.adds_minor),
      limit: reason.detail === 'not_set' ? t('limit.limitState.not_set') : money(reason.limit_minor),
      detail: reason.detail,
    });
  };
  return (
    <ul className="reasons">
      {reasons.map((reason) => (
        <li key={`${reason.code}-${reason.scope}-${reason.detail}`}>
          <span className={reason.effect === 'hold' ? 'chip bad' : 'chip warn'}>{t(`limit.outcome.${reason.effect}`)}</span> {say(reason)}
        </li>
      ))}
    </ul>
  );
}
