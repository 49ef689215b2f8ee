import { useTranslation } from 'react-i18next';
import { useSettings } from '../app/settings';
import { formatCount } from '../format/money';
import { Money } from './Money';

export interface Total {
  currency: string;
  amount_minor: number;
  open_minor?: number;
}

/** Over the whole filter, one figure a currency: amounts of different currencies are never added. */
export function TotalsLine({ totals }: { totals: { count: number; amounts?: Total[] } | undefined }) {
  const { t } = useTranslation();
  const { language } = useSettings();
  if (!totals) return <div className="totals" />;
  return (
    <div className="totals" data-testid="totals">
      <b>{t('app.list.rows', { count: formatCount(totals.count, language) as unknown as number })}</b>
      {(totals.amounts ?? []).map(({ currency, amount_minor, open_minor }) => (
        <span key={currency}>
          {t('app.list.amount')} <Money minor={amount_minor} currency={currency} />
          {open_minor !== undefined && (
            <>
              {'　'}
              {t('app.list.open')} <Money minor={open_minor} currency={currency} strong />
            </>
          )}
        </span>
      ))}
    </div>
  );
}
