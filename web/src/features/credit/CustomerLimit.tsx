import { useSuspenseQuery } from '@tanstack/react-query';
import { Alert, Button, Flex } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMay, useSession } from '../../app/session';
import { Money } from '../../ui/Money';
import { Standing } from './CreditPreview';
import { Gauge } from './Gauge';
import { LimitDrawer, SecurityDrawer, StopDrawer } from './LimitDrawers';
import { LimitHistory, WaitingLimits } from './LimitJournal';
import { QuoteDrawer } from './QuoteDrawer';
import { customerCredit } from './queries';
import { TreatmentFacts } from './TreatmentFacts';

const components = ['open_items', 'delivered_not_invoiced', 'open_orders', 'open_contracts', 'pending_approvals'] as const;
type Open = 'limit' | 'stop' | 'security' | 'quote';

/** On the page of a customer: grade, limit and what is used of it, opened down to the documents. */
export function CustomerLimit({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation();
  const may = useMay()('assess_credit');
  const whole = ['company', 'all'].includes(useSession().user.scope.kind);
  const [open, setOpen] = useState<Open>();
  const { data } = useSuspenseQuery(customerCredit(id));
  const { exposure, standing, stop } = data;
  const money = (minor: number) => <Money minor={minor} currency={exposure.currency} />;
  const own = data.pools[0];
  const close = () => setOpen(undefined);
  return (
    <div className="stack">
      {stop && <Alert type="error" showIcon title={t('limit.stopped', { reason: stop.reason })} />}
      <Standing grade={standing.grade} cap={data.term_cap_days}>
        {data.proposal && (
          <>
            {' · '}
            {t('limit.proposal')} {money(data.proposal.amount_minor)}
          </>
        )}
      </Standing>
      {data.pools.map((pool) => (
        <Gauge key={pool.scope} pool={pool} />
      ))}
      {data.group && whole && (
        <p>
          {t('limit.ofGroup')}{' '}
          <Link to={`/credit/limits/${data.group.id}`}>
            {t('limit.sharedTitle')} · {data.group.name}
          </Link>
        </p>
      )}
      <TreatmentFacts treatment={data.treatment} />
      <WaitingLimits rows={data.waiting} />
      <Flex gap="small" wrap>
        <Button onClick={() => setOpen('quote')}>{t('limit.quote')}</Button>
        {may && (
          <>
            <Button type="primary" onClick={() => setOpen('limit')}>
              {t('limit.change')}
            </Button>
            <Button onClick={() => setOpen('security')}>{t('limit.newSecurity')}</Button>
            <Button danger={!stop} onClick={() => setOpen('stop')}>
              {stop ? t('limit.lift') : t('limit.stop')}
            </Button>
          </>
        )}
      </Flex>
      <table className="figures" aria-label={t('limit.exposure')}>
        <tbody>
          {components.map((component) => (
            <tr key={component}>
              <th scope="row">
                {t(`limit.component.${component}`)}
                {exposure.lines
                  .filter((line) => line.component === component && line.id)
                  .map((line) => (
                    <div key={line.id} className="sub">
                      <Link to={`/${line.kind === 'contract' ? 'contracts' : 'orders'}/${line.id}`}>{line.number}</Link>{' '}
                      {money(line.base_minor)}
                    </div>
                  ))}
              </th>
              <td>{money(exposure.components[component])}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">{t('limit.minus.unapplied')}</th>
            <td>{money(-exposure.unapplied_minor)}</td>
          </tr>
          <tr>
            <th scope="row">{t('limit.minus.credit_notes')}</th>
            <td>{money(-exposure.credit_notes_minor)}</td>
          </tr>
          <tr>
            <th scope="row">{t('limit.total')}</th>
            <td>
              <Money minor={exposure.total_minor} currency={exposure.currency} strong />
            </td>
          </tr>
        </tbody>
      </table>
      <LimitHistory rows={data.history} />
      {open === 'limit' && <LimitDrawer of={{ customer: id }} name={name} replaces={own?.limit.entry_id ?? null} onClose={close} />}
      {open === 'quote' && <QuoteDrawer customer={{ id, name }} onClose={close} />}
      {open === 'stop' && <StopDrawer customer={id} stopped={Boolean(stop)} onClose={close} />}
      {open === 'security' && <SecurityDrawer customer={{ id, name }} onClose={close} />}
    </div>
  );
}
