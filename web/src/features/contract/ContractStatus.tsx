import { useTranslation } from 'react-i18next';
import type { PlanLine } from './queries';

const known = ['draft', 'returned', 'in_review', 'approved', 'signed', 'effective', 'active', 'completed', 'closed', 'void'] as const;
type Known = (typeof known)[number];

export function ContractStatus({ status }: { status: string }) {
  const { t } = useTranslation();
  const found = known.find((one): one is Known => one === status);
  const tone =
    found === 'completed' || found === 'approved'
      ? 'good'
      : found === 'returned' || found === 'in_review'
        ? 'warn'
        : found === 'effective' || found === 'active' || found === 'signed'
          ? 'info'
          : '';
  return <span className={`chip ${tone}`}>{found ? t(`contract.status.${found}`) : status}</span>;
}

const tones = { undated: '', not_due: 'info', overdue: 'bad', settled: 'good' };

export function PlanState({ state }: { state: PlanLine['state'] }) {
  const { t } = useTranslation();
  return <span className={`chip ${tones[state]}`}>{t(`contract.state.${state}`)}</span>;
}
