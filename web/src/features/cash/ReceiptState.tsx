import { useTranslation } from 'react-i18next';
import { isPaper } from './paper';
import type { ReceiptRow } from './queries';

/** How far it is applied; of a bill or cheque also whether it was paid. */
export function ReceiptState({ row }: { row: ReceiptRow }) {
  const { t } = useTranslation();
  if (row.state === 'dishonoured') return <span className="chip bad">{t(`cash.paper.dishonoured.${paperName(row)}`)}</span>;
  if (row.reversed) return <span className="chip">{t('cash.state.reversed')}</span>;
  return (
    <span className="row">
      <Applied row={row} />
      {isPaper(row) && (
        <span className={`chip ${row.state === 'cleared' ? 'good' : 'warn'}`}>
          {t(row.state === 'cleared' ? `cash.paper.cleared.${paperName(row)}` : `cash.paper.waiting.${paperName(row)}`)}
        </span>
      )}
    </span>
  );
}

function Applied({ row }: { row: ReceiptRow }) {
  const { t } = useTranslation();
  const open = row.open_minor ?? 0;
  if (open <= 0) return <span className="chip good">{t('cash.state.applied')}</span>;
  if (open < row.amount_minor) return <span className="chip info">{t('cash.state.partly')}</span>;
  return <span className="chip warn">{t('cash.state.open')}</span>;
}

export const paperName = ({ method }: Pick<ReceiptRow, 'method'>) => (method === 'cheque' ? 'cheque' : 'bill');
