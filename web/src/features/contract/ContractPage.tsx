import { useSuspenseQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useMay } from '../../app/session';
import { DateText } from '../../ui/DateText';
import { EmptyHint } from '../../ui/EmptyHint';
import { Money } from '../../ui/Money';
import { PageHeader } from '../../ui/PageHeader';
import { Records } from '../document/Records';
import { ChangeDrawer } from './ChangeDrawer';
import { ContractHistory } from './ContractHistory';
import { ContractStatus } from './ContractStatus';
import { percentOfRate } from './daily';
import { EventDrawer, VoidEventDrawer } from './EventDrawers';
import { GatePanel } from './GatePanel';
import { useMethodNames } from './Methods';
import { PlanGrid } from './PlanGrid';
import { type BaseEvent, contract } from './queries';

export default function ContractPage() {
  const { t } = useTranslation();
  const may = useMay();
  const methodNames = useMethodNames();
  const { id = '' } = useParams();
  const { data } = useSuspenseQuery(contract(id));
  const [recording, setRecording] = useState<BaseEvent>();
  const [voiding, setVoiding] = useState<BaseEvent>();
  const [changing, setChanging] = useState(false);
  const mayManage = may('manage_contracts');
  const known = new Set(data.events.map(({ kind }) => kind));
  const awaited = [...new Set(data.plan.filter(({ state }) => state === 'undated').map(({ base_event }) => base_event))];
  const offered = (['delivery', 'acceptance'] as const).filter((kind) => !known.has(kind));
  const waiting = data.plan.reduce((sum, line) => (line.state === 'undated' ? sum + line.amount_minor : sum), 0);
  return (
    <div className="page">
      <PageHeader
        title={`${data.number} ${data.title}`}
        note={<Link to={`/customers/${data.customer.id}`}>{data.customer.name}</Link>}
        back={{ to: '/contracts', label: t('contract.back') }}
        actions={
          mayManage && (
            <>
              {offered.map((kind) => (
                <Button key={kind} type={awaited[0] === kind ? 'primary' : 'default'} onClick={() => setRecording(kind)}>
                  {t('contract.record', { event: t(`contract.event.${kind}`) })}
                </Button>
              ))}
              {data.plan.length > 0 && data.status !== 'in_review' && (
                <Button onClick={() => setChanging(true)}>{t('contract.change')}</Button>
              )}
            </>
          )
        }
      />
      <section className="panel">
        <dl className="facts big">
          <div>
            <dt>{t('contract.field.amount')}</dt>
            <dd>
              <Money minor={data.amount_minor} currency={data.currency} />
            </dd>
          </div>
          <div>
            <dt>{t('contract.field.open')}</dt>
            <dd>
              <Money minor={data.open_minor} currency={data.currency} />
            </dd>
          </div>
          {waiting > 0 && (
            <div>
              <dt>{t('contract.field.waiting')}</dt>
              <dd>
                <Money minor={waiting} currency={data.currency} />
              </dd>
            </div>
          )}
          <div>
            <dt>{t('contract.field.signed')}</dt>
            <dd>
              <DateText day={data.signed_date} />
            </dd>
          </div>
          <div>
            <dt>{t('contract.field.status')}</dt>
            <dd>
              <ContractStatus status={data.status} />
            </dd>
          </div>
          <div>
            <dt>{t('contract.field.rep')}</dt>
            <dd>{data.rep?.name ?? '–'}</dd>
          </div>
          {data.clauses?.payment_methods && data.clauses.payment_methods.length > 0 && (
            <div>
              <dt>{t('contract.field.methods')}</dt>
              <dd>{methodNames(data.clauses.payment_methods)}</dd>
            </div>
          )}
          {data.clauses?.late_interest_daily && (
            <div>
              <dt>{t('contract.field.lateInterest')}</dt>
              <dd>{t('contract.perDay', { percent: percentOfRate(data.clauses.late_interest_daily) })}</dd>
            </div>
          )}
          {data.clauses?.penalty_percent && (
            <div>
              <dt>{t('contract.field.penalty')}</dt>
              <dd>{data.clauses.penalty_percent}%</dd>
            </div>
          )}
          {typeof data.clauses?.penalty_after_days === 'number' && (
            <div>
              <dt>{t('gate.penaltyDays')}</dt>
              <dd>{data.clauses.penalty_after_days}</dd>
            </div>
          )}
          {data.clauses?.dispute && (
            <div>
              <dt>{t('gate.dispute')}</dt>
              <dd>{t(`gate.venue.${data.clauses.dispute}`)}</dd>
            </div>
          )}
        </dl>
      </section>
      <GatePanel contract={data} />
      <section className="panel">
        <h2>{t('contract.plan.title')}</h2>
        <PlanGrid plan={data.plan} currency={data.currency} />
      </section>
      <section className="panel">
        <h2>{t('contract.events')}</h2>
        {data.events.length === 0 ? (
          <EmptyHint title={t('contract.noEvents')} />
        ) : (
          <ul className="row">
            {data.events.map((event) => (
              <li key={event.id} className="row">
                <span className="chip info">
                  {t(`contract.event.${event.kind}`)} <DateText day={event.date} />
                </span>
                {mayManage && (
                  <Button size="small" type="text" onClick={() => setVoiding(event.kind)}>
                    {t('contract.voidEvent', { event: t(`contract.event.${event.kind}`) })}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </section>
      <ContractHistory history={data.history ?? []} currency={data.currency} />
      <Records object={id} />
      {recording && <EventDrawer id={id} kind={recording} onClose={() => setRecording(undefined)} />}
      {voiding && <VoidEventDrawer id={id} kind={voiding} onClose={() => setVoiding(undefined)} />}
      {changing && <ChangeDrawer contract={data} onClose={() => setChanging(false)} />}
    </div>
  );
}
