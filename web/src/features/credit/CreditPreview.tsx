import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Gauge } from './Gauge';
import type { CustomerCredit, Decision } from './queries';
import { Reasons } from './Reasons';

/** Where a customer stands before there is a deal: grade, term cap and what is left of each limit. */
export function CreditStanding({ of: { standing, term_cap_days, pools, stop } }: { of: CustomerCredit }) {
  const { t } = useTranslation();
  return (
    <section aria-label={t('limit.customerTab')} className="credit-preview">
      <Standing grade={standing.grade} cap={term_cap_days} />
      {stop && <p className="bad">{t('limit.stopped', { reason: stop.reason })}</p>}
      {pools.map((pool) => (
        <Gauge key={pool.scope} pool={pool} />
      ))}
    </section>
  );
}

/** Grade and term cap in a line. */
export function Standing({ grade, cap, children }: { grade: string | null; cap: number; children?: ReactNode }) {
  const { t } = useTranslation();
  return (
    <p>
      <strong>{grade ? `${t('limit.field.grade')} ${grade}` : t('limit.noGrade')}</strong> ·{' '}
      {cap === 0 ? t('limit.capNone') : t('limit.cap', { days: cap })}
      {children}
    </p>
  );
}

/** What the credit check would say to a deal: grade, term cap, every limit with the deal on top, and the reasons. */
export function CreditPreview({ of: { standing, term_cap_days, outcome, pools, reasons, adds_minor } }: { of: Decision }) {
  const { t } = useTranslation();
  const look = { pass: 'chip good', warn: 'chip warn', hold: 'chip bad' }[outcome];
  return (
    <section aria-label={t('limit.preview')} aria-live="polite" className="credit-preview">
      <Standing grade={standing.grade} cap={term_cap_days} />
      {pools.map((pool) => (
        <Gauge key={pool.scope} pool={pool} adds={adds_minor} />
      ))}
      <p>
        <span className={look}>{t(`limit.outcome.${outcome}`)}</span>
      </p>
      <Reasons reasons={reasons} />
    </section>
  );
}
