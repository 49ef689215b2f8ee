import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSettings } from '../app/settings';
import { shareOf } from '../format/money';
import { type Bucket, bucketLook } from './buckets';
import { Money } from './Money';
import { useBucketName } from './useBucketName';

interface Props {
  buckets: Bucket[];
  currency: string;
  /** Where the rows of a bucket are; each legend entry becomes a link. */
  to?: (code: string) => string;
  active?: string | undefined;
}

/** What is owed by age: a bar in proportion, and a legend with amounts, shares and links. */
export function AgingBar({ buckets, currency, to, active }: Props) {
  const { t } = useTranslation();
  const { theme } = useSettings();
  const nameOf = useBucketName();
  const whole = buckets.reduce((sum, { amount_minor }) => sum + Math.max(0, amount_minor), 0);
  return (
    <div className="aging">
      <div className="aging-bar" aria-hidden="true">
        {buckets.map(({ code, amount_minor }, index) => {
          const { color, pattern } = bucketLook(index, buckets.length, theme);
          if (amount_minor <= 0) return null;
          return <span key={code} className={`pattern-${pattern}`} style={{ flexGrow: amount_minor / whole, backgroundColor: color }} />;
        })}
      </div>
      <ul className="aging-legend">
        {buckets.map(({ code, count, amount_minor }, index) => {
          const { color, pattern } = bucketLook(index, buckets.length, theme);
          const inside = (
            <>
              <span className="aging-name">
                <i className={`swatch pattern-${pattern}`} style={{ backgroundColor: color }} />
                {nameOf(code)}
              </span>
              <Money minor={amount_minor} currency={currency} compact strong />
              <span className="muted num">
                {t('app.list.rows', { count })} · {whole > 0 ? shareOf(Math.max(0, amount_minor), whole) : '0.0%'}
              </span>
            </>
          );
          return (
            <li key={code} className={active === code ? 'active' : undefined}>
              {to ? (
                <Link to={to(code)} {...(active === code ? { 'aria-current': 'true' as const } : {})}>
                  {inside}
                </Link>
              ) : (
                <div>{inside}</div>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
