import { useTranslation } from 'react-i18next';
import type { AgeStage } from './queries';

const tones: Record<AgeStage, string> = { none: 'good', remind: 'info', written_notice: 'warn', instalment_agreement: 'bad', legal: 'bad' };

export function Stage({ stage }: { stage: AgeStage }) {
  const { t } = useTranslation();
  return <span className={`chip ${tones[stage]}`}>{t(`receivable.stage.${stage}`)}</span>;
}

/** How late, in words; not a negative number before it is due. */
export function OverdueDays({ days }: { days: number | null | undefined }) {
  const { t } = useTranslation();
  if (days === null || days === undefined || days <= 0) return <span className="muted">{t('receivable.notDueDays')}</span>;
  return <span className={`num ${days > 30 ? 'bad strong' : days > 7 ? 'warn' : ''}`}>{t('receivable.days', { count: days })}</span>;
}
