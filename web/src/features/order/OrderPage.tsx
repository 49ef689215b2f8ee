import { useSuspenseQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useMay } from '../../app/session';
import { DateText } from '../../ui/DateText';
import { Money } from '../../ui/Money';
import { PageHeader } from '../../ui/PageHeader';
import { Gauge } from '../credit/Gauge';
import { Reasons } from '../credit/Reasons';
import { ReleaseDrawer } from '../credit/ReleaseDrawer';
import { ChangeOrderDrawer } from './ChangeOrderDrawer';
import { DeliveryDrawer, EndDrawer } from './OrderDrawers';
import { OrderStatus } from './OrderStatus';
import { order } from './queries';

type Open = 'change' | 'deliver' | 'close' | 'cancel' | 'release';

export default function OrderPage() {
  const { t } = useTranslation();
  const may = useMay()('manage_orders');
  const { id = '' } = useParams();
  const [open, setOpen] = useState<Open>();
  const { data } = useSuspenseQuery(order(id));
  const close = () => setOpen(undefined);
  const money = (minor: number) => <Money minor={minor} currency={data.currency} />;
  const live = data.status === 'confirmed' || data.status === 'held';
  const ending = data.delivered_minor > 0 || data.invoiced_minor > 0 ? 'close' : 'cancel';
  return (
    <div className="page">
      <PageHeader
        title={data.number}
        note={
          <>
            <Link to={`/customers/${data.customer.id}?tab=limit`}>{data.customer.name}</Link> · <OrderStatus row={data} />
          </>
        }
        back={{ to: '/orders', label: t('order.back') }}
        actions={
          may && (
            <>
              {live && <Button onClick={() => setOpen(ending)}>{t(`order.${ending}`)}</Button>}
              {live && <Button onClick={() => setOpen('change')}>{t('order.change')}</Button>}
              {data.hold_id && (
                <Button type="primary" onClick={() => setOpen('release')}>
                  {t('limit.release')}
                </Button>
              )}
              {data.status === 'confirmed' && data.delivered_minor < data.amount_minor && (
                <Button type="primary" onClick={() => setOpen('deliver')}>
                  {t('order.deliver')}
                </Button>
              )}
            </>
          )
        }
      />
      <section className="panel">
        <dl className="facts">
          <div>
            <dt>{t('order.field.amount')}</dt>
            <dd>{money(data.amount_minor)}</dd>
          </div>
          <div>
            <dt>{t('order.field.prepaid')}</dt>
            <dd>{money(data.prepaid_minor)}</dd>
          </div>
          <div>
            <dt>{t('order.field.delivered')}</dt>
            <dd>{money(data.delivered_minor)}</dd>
          </div>
          <div>
            <dt>{t('order.field.invoiced')}</dt>
            <dd>{money(data.invoiced_minor)}</dd>
          </div>
          <div>
            <dt>{t('order.field.date')}</dt>
            <dd>
              <DateText day={data.date} />
            </dd>
          </div>
          <div>
            <dt>{t('order.field.shipDate')}</dt>
            <dd>{data.ship_date ? <DateText day={data.ship_date} /> : '–'}</dd>
          </div>
          <div>
            <dt>{t('order.field.termDays')}</dt>
            <dd>{data.term_days ?? '–'}</dd>
          </div>
          <div>
            <dt>{t('order.field.contract')}</dt>
            <dd>{data.contract ? <Link to={`/contracts/${data.contract.id}`}>{data.contract.number}</Link> : '–'}</dd>
          </div>
          {data.released_until && (
            <div>
              <dt>{t('order.field.releasedUntil')}</dt>
              <dd>
                <DateText day={data.released_until} />
              </dd>
            </div>
          )}
        </dl>
      </section>
      {data.decision && (
        <section className="panel" aria-label={t('order.decision')}>
          <h2>
            {t('order.decision')} · {t(`limit.outcome.${data.decision.outcome}`)}
          </h2>
          <Reasons reasons={data.decision.reasons} />
          {data.decision.pools.map((pool) => (
            <Gauge key={pool.scope} pool={pool} adds={data.decision?.adds_minor ?? 0} />
          ))}
        </section>
      )}
      <section className="panel" aria-label={t('order.deliveries')}>
        <h2>{t('order.deliveries')}</h2>
        {data.deliveries.length === 0 && <p className="muted">{t('order.noDeliveries')}</p>}
        <ul className="reasons">
          {data.deliveries.map((one) => (
            <li key={one.id}>
              {one.number} · <DateText day={one.date} /> · <Money minor={one.amount_minor} currency={one.currency} />
            </li>
          ))}
        </ul>
      </section>
      {open === 'change' && <ChangeOrderDrawer row={data} onClose={close} />}
      {open === 'deliver' && <DeliveryDrawer row={data} onClose={close} />}
      {(open === 'close' || open === 'cancel') && <EndDrawer row={data} end={open} onClose={close} />}
      {open === 'release' && data.hold_id && <ReleaseDrawer hold={{ id: data.hold_id, number: data.number }} onClose={close} />}
    </div>
  );
}
