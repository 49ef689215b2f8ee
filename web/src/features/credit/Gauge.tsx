import { Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSettings } from '../../app/settings';
import { formatMoney } from '../../format/money';
import { Money } from '../../ui/Money';
import type { Pool } from './queries';

/** How much of a limit is used: green, amber near it, red above it. Without a limit there is nothing to measure by. */
export function Gauge({ pool, adds = 0 }: { pool: Pool; adds?: number }) {
  const { t } = useTranslation();
  const { language } = useSettings();
  const { limit, scope } = pool;
  if (pool.used_minor === null) return <SharedLimit pool={pool} />;
  const used = pool.used_minor + adds;
  const share = limit.total_minor > 0 ? Number((BigInt(used) * 100n) / BigInt(limit.total_minor)) : used > 0 ? 100 : 0;
  const above = used > limit.total_minor;
  const money = (minor: number) => formatMoney(minor, limit.currency, language);
  return (
    <div className="gauge">
      <div className="gauge-head">
        <span>{t(`limit.scope.${scope}`)} </span>
        {limit.state === 'set' ? (
          <span>
            <Money minor={used} currency={limit.currency} compact /> / <Money minor={limit.total_minor} currency={limit.currency} compact />
          </span>
        ) : (
          <span>
            <Money minor={used} currency={limit.currency} compact /> ·{' '}
            {t(limit.state === 'not_set' && scope !== 'customer' ? 'limit.sharedNotSet' : `limit.limitState.${limit.state}`)}
          </span>
        )}
      </div>
      {limit.state === 'set' && (
        <Progress
          percent={Math.min(share, 100)}
          format={() => `${share}%`}
          status={above ? 'exception' : 'normal'}
          strokeColor={`var(--${above ? 'bad' : share >= 90 ? 'warn' : 'good'})`}
          aria-label={t('limit.gauge', { used: money(used), limit: money(limit.total_minor) })}
        />
      )}
      {limit.state === 'set' && pool.headroom_minor !== null && (
        <div className="sub">
          {t('limit.field.headroom')} <Money minor={pool.headroom_minor - adds} currency={limit.currency} />
        </div>
      )}
    </div>
  );
}

/** A limit shared with customers out of sight: how much of it is used would tell what they owe. */
function SharedLimit({ pool: { limit, scope } }: { pool: Pool }) {
  const { t } = useTranslation();
  return (
    <div className="gauge">
      <div className="gauge-head">
        <span>{t(`limit.scope.${scope}`)} </span>
        <span>
          {limit.state === 'set' ? (
            <Money minor={limit.total_minor} currency={limit.currency} compact />
          ) : (
            t(`limit.limitState.${limit.state}`)
          )}
        </span>
      </div>
      <div className="sub">{t('limit.sharedHidden')}</div>
    </div>
  );
}
