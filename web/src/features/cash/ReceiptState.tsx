import { useTranslation } from 'react-i18next';
import type { ReceiptRow } from './queries';

export function ReceiptState({ row }: { row: ReceiptRow }) {
  const { t } = useTranslation();
  const open = row.open_minor ?? 0;
  if (row.reversed) return <span className="chip">{t('cash.state.reversed')}</span>;
  if (open <= 0) return <span className="chip good">{t('cash.state.applied')}</span>;
  if (open < row.amount_minor) return <span className="chip info">{t('cash.state.partly')}</span>;
  return <span className="chip warn">{t('cash.state.open')}</span>;
}
