import { useTranslation } from 'react-i18next';
import { shareOf } from '../../format/money';

/** Up or down against the period before, in words and with an arrow: never by colour alone. */
export function Change({ now, before }: { now: number; before: number }) {
  const { t } = useTranslation();
  if (before <= 0) return <>{t('insight.tile.noChange')}</>;
  const up = now >= before;
  const change = `${up ? '▲' : '▼'} ${shareOf(Math.abs(now - before), before)}`;
  return <span className={up ? 'good' : 'bad'}>{t('insight.tile.change', { change })}</span>;
}
