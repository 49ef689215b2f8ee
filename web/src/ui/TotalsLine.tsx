import { useTranslation } from 'react-i18next';
import { Money } from './Money';

export interface Total {
  currency: string;
  amount_minor: number;
  open_minor?: number;
}

interface Props {
  totals: { count: number; amounts?: Total[] } | undefined;
  /** What the two sums are called, where they are not amount and open. */
  names?: [string, string] | undefined;
}

/** Over the whole filter, one figure a currency: amounts of different currencies are never added. */
export function TotalsLine({ totals, names }: Props) {
  const { t } = useTranslation();
  if (!totals) return <div className="totals" />;
  return (
    <div className="totals" data-testid="totals">
      <b>{t('app.list.rows', { count: totals.count })}</b>
      {(totals.amounts ?? []).map(({ currency, amount_minor, open_minor }) => (
        <span key={currency}>
          {names?.[0] ?? t('app.list.amount')} <Money minor={amount_minor} currency={currency} />
          {open_minor !== undefined && (
            <>
              {'　'}
              {names?.[1] ?? t('app.list.open')} <Money minor={open_minor} currency={currency} strong />
            </>
          )}
        </span>
      ))}
    </div>
  );
}
