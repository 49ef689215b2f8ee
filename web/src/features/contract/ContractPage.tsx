import { useSuspenseQuery } from '@tanstack/react-query';
import { Button, Form } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useMay, useSession } from '../../app/session';
import { DateText } from '../../ui/DateText';
import { EmptyHint } from '../../ui/EmptyHint';
import { FormDrawer } from '../../ui/FormDrawer';
import { DayItem } from '../../ui/fields';
import { Money } from '../../ui/Money';
import { PageHeader } from '../../ui/PageHeader';
import { useCommand } from '../../ui/useCommand';
import { Records } from '../document/Records';
import { ContractStatus } from './ContractStatus';
import { PlanGrid } from './PlanGrid';
import { type BaseEvent, contract, recordEvent } from './queries';

export default function ContractPage() {
  const { t } = useTranslation();
  const may = useMay();
  const { id = '' } = useParams();
  const { data } = useSuspenseQuery(contract(id));
  const [recording, setRecording] = useState<BaseEvent>();
  const known = new Set(data.events.map(({ kind }) => kind));
  const awaited = [...new Set(data.plan.filter(({ state }) => state === 'undated').map(({ base_event }) => base_event))];
  const offered = (['signing', 'delivery', 'acceptance'] as const).filter((kind) => !known.has(kind) || awaited.includes(kind));
  const settled = data.plan.reduce((sum, line) => (line.open_minor === undefined ? sum : sum + line.open_minor), 0);
  return (
    <div className="page">
      <PageHeader
        title={`${data.number} ${data.title}`}
        note={<Link to={`/customers/${data.customer.id}`}>{data.customer.name}</Link>}
        back={{ to: '/contracts', label: t('contract.back') }}
        actions={
          may('manage_contracts') &&
          offered.map((kind) => (
            <Button key={kind} type={awaited[0] === kind ? 'primary' : 'default'} onClick={() => setRecording(kind)}>
              {t('contract.record', { event: t(`contract.event.${kind}`) })}
            </Button>
          ))
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
              <Money minor={settled} currency={data.currency} />
            </dd>
          </div>
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
          {data.clauses?.late_interest_daily && (
            <div>
              <dt>{t('contract.field.lateInterest')}</dt>
              <dd>{data.clauses.late_interest_daily}</dd>
            </div>
          )}
          {data.clauses?.penalty_percent && (
            <div>
              <dt>{t('contract.field.penalty')}</dt>
              <dd>{data.clauses.penalty_percent}%</dd>
            </div>
          )}
        </dl>
      </section>
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
              <li key={event.id} className="chip info">
                {t(`contract.event.${event.kind}`)} <DateText day={event.date} />
              </li>
            ))}
          </ul>
        )}
      </section>
      <Records object={id} />
      {recording && <EventDrawer id={id} kind={recording} onClose={() => setRecording(undefined)} />}
    </div>
  );
}

function EventDrawer({ id, kind, onClose }: { id: string; kind: BaseEvent; onClose: () => void }) {
  const { t } = useTranslation();
  const { company } = useSession();
  const [form] = Form.useForm<{ date: string }>();
  const send = useCommand(({ date }: { date: string }, key) => recordEvent(id, { kind, date }, key), {
    done: onClose,
    said: t('contract.eventRecorded'),
  });
  return (
    <FormDrawer
      title={t('contract.record', { event: t(`contract.event.${kind}`) })}
      open
      onClose={onClose}
      form={form}
      initial={{ date: company.today }}
      onSend={(value) => send.mutate(value)}
      sending={send.isPending}
      error={send.error}
    >
      <DayItem name="date" label={t('contract.eventDate')} />
    </FormDrawer>
  );
}
