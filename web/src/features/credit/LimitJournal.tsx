import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { decimalToMinor } from '../../format/money';
import { DateText } from '../../ui/DateText';
import { Money } from '../../ui/Money';
import type { LimitEntry, WaitingLimit } from './queries';

/** What was asked for and waits for somebody's agreement. */
export function WaitingLimits({ rows }: { rows: WaitingLimit[] }) {
  const { t } = useTranslation();
  if (rows.length === 0) return null;
  return (
    <section aria-label={t('limit.waiting')}>
      <h3>{t('limit.waiting')}</h3>
      <ul className="reasons">
        {rows.map(({ approval_id, kind, amount, from, valid_to, reason, by }) => (
          <li key={approval_id}>
            <Tag color="gold">{t(`limit.parts.${kind}`)}</Tag>
            {amount ? (
              <Money minor={decimalToMinor(amount.amount, amount.currency)} currency={amount.currency} strong />
            ) : (
              t('limit.limitState.unlimited')
            )}
            {' · '}
            <Days from={from} until={valid_to} /> · {reason} · {by} · <Link to={`/approvals/${approval_id}`}>{t('limit.openRequest')}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Every change of a limit, the newest first. */
export function LimitHistory({ rows }: { rows: LimitEntry[] }) {
  const { t } = useTranslation();
  return (
    <section aria-label={t('limit.history')}>
      <h3>{t('limit.history')}</h3>
      {rows.length === 0 && <p className="muted">{t('limit.historyNone')}</p>}
      <ul className="reasons">
        {rows.map(({ id, kind, amount_minor, currency, from, valid_to, reason, by }) => (
          <li key={id}>
            <Days from={from} until={valid_to} /> · {t(`limit.parts.${kind}`)}{' '}
            {amount_minor === null ? t('limit.limitState.unlimited') : <Money minor={amount_minor} currency={currency} />} · {reason}
            {by && ` · ${by}`}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Days({ from, until }: { from: string; until: string | null }) {
  const { t } = useTranslation();
  return (
    <>
      <DateText day={from} />{' '}
      {until && (
        <>
          {t('limit.until')} <DateText day={until} />
        </>
      )}
    </>
  );
}
