import { useSuspenseQuery } from '@tanstack/react-query';
import { Alert, Button, Form, Steps } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSettings } from '../../app/settings';
import { formatDay } from '../../format/day';
import { FormDrawer } from '../../ui/FormDrawer';
import { ReasonItem } from '../../ui/fields';
import { Money } from '../../ui/Money';
import { useCommand } from '../../ui/useCommand';
import { Gauge } from '../credit/Gauge';
import { EditContractDrawer } from './EditContractDrawer';
import { EventDrawer } from './EventDrawers';
import { Findings } from './Findings';
import { type Gate, gate, submitContract, withdrawContract } from './gateQueries';
import type { gateWords } from './gateWords';
import type { Contract } from './queries';
import { ReviewDrawer } from './ReviewDrawer';
import { Reviews } from './Reviews';

const steps = ['draft', 'in_review', 'agreement', 'approved', 'signed'] as const;

function stepOf({ status, waiting_for_agreement }: Gate): number {
  if (status === 'in_review' && waiting_for_agreement) return 2;
  return status === 'returned' ? 0 : steps.indexOf(status);
}

/** The way of a contract to its signature: where it stands, what it breaks, and what may be done now. */
export function GatePanel({ contract }: { contract: Contract }) {
  const { t } = useTranslation();
  const { data } = useSuspenseQuery(gate(contract.id));
  const [open, setOpen] = useState<'edit' | 'review' | 'sign' | 'withdraw'>();
  const close = () => setOpen(undefined);
  const submit = useCommand((_: undefined, key) => submitContract(contract.id, key), { said: t('gate.submitted') });
  const { may } = data;
  const fact = data.status === 'signed' && data.submission === 0;
  return (
    <section className="panel gate" aria-label={t('gate.title')}>
      <div className="panelhead">
        <h2>{t('gate.title')}</h2>
        <span className="grow" />
        {may.edit && <Button onClick={() => setOpen('edit')}>{t('gate.edit')}</Button>}
        {may.withdraw && <Button onClick={() => setOpen('withdraw')}>{t('gate.withdraw')}</Button>}
        {may.submit && (
          <Button type="primary" loading={submit.isPending} onClick={() => submit.mutate(undefined)}>
            {t('gate.submit')}
          </Button>
        )}
        {may.review && (
          <Button type="primary" onClick={() => setOpen('review')}>
            {t('gate.review')}
          </Button>
        )}
        {may.sign && (
          <Button type="primary" onClick={() => setOpen('sign')}>
            {t('gate.sign')}
          </Button>
        )}
      </div>
      {fact ? (
        <p className="muted">{t('gate.fact')}</p>
      ) : (
        <Steps
          size="small"
          current={stepOf(data)}
          status={data.status === 'returned' ? 'error' : data.status === 'signed' ? 'finish' : 'process'}
          items={steps.map((step) => ({ title: t(`gate.step.${step}`) }))}
          className="gate-steps"
        />
      )}
      {data.status === 'returned' && (
        <Alert type="warning" className="gate-said" title={t('gate.returned')} description={data.reviews[0]?.reason ?? undefined} />
      )}
      {data.waiting_for_agreement && <Alert type="info" className="gate-said" title={<Waiting gate={data} />} />}
      {submit.error && <Alert type="error" className="gate-said" title={submit.error.message} />}
      <Credit of={data} currency={contract.currency} />
      {data.check?.pools.map((pool) => (
        <Gauge key={pool.scope} pool={pool} adds={data.check?.adds_minor ?? 0} />
      ))}
      <h3>{t('gate.findings')}</h3>
      <Findings of={data} />
      <Reviews of={data} />
      {open === 'edit' && <EditContractDrawer contract={contract} approved={data.status === 'approved'} onClose={close} />}
      {open === 'review' && <ReviewDrawer id={contract.id} number={contract.number} gate={data} onClose={close} />}
      {open === 'sign' && <EventDrawer id={contract.id} kind="signing" onClose={close} />}
      {open === 'withdraw' && <WithdrawDrawer id={contract.id} onClose={close} />}
    </section>
  );
}

function Waiting({ gate: { approvals } }: { gate: Gate }) {
  const { t } = useTranslation();
  const pending = approvals.find(({ state }) => state === 'pending');
  return (
    <>
      {t('gate.waiting')} {pending && <Link to={`/approvals/${pending.id}`}>{t('gate.approval')}</Link>}
    </>
  );
}

function Credit({ of: { credit }, currency }: { of: Gate; currency: string }) {
  const { t } = useTranslation();
  const { language } = useSettings();
  const kind = credit.security as keyof (typeof gateWords)['zh']['securityKind'];
  return (
    <dl className="facts">
      <div>
        <dt>{t('gate.credit.grade')}</dt>
        <dd>
          {credit.grade ?? t('gate.credit.noGrade')}{' '}
          {credit.valid_to && <span className="sub">{t('gate.credit.until', { date: formatDay(credit.valid_to, language) })}</span>}
        </dd>
      </div>
      <div>
        <dt>{t('gate.credit.security')}</dt>
        <dd>
          {t(`gate.securityKind.${kind}`)} {credit.security_minor > 0 && <Money minor={credit.security_minor} currency={currency} />}
        </dd>
      </div>
      <div>
        <dt>{t('gate.credit.onCredit')}</dt>
        <dd>
          <Money minor={credit.on_credit_minor} currency={currency} />
        </dd>
      </div>
      <div>
        <dt>{t('gate.credit.term')}</dt>
        <dd>{credit.term_days === null ? '–' : t('gate.credit.days', { days: credit.term_days })}</dd>
      </div>
      <div>
        <dt>{t('gate.credit.cap')}</dt>
        <dd>{credit.cap_days === 0 ? t('gate.credit.prepaid') : t('gate.credit.days', { days: credit.cap_days })}</dd>
      </div>
    </dl>
  );
}

function WithdrawDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ reason: string }>();
  const send = useCommand(({ reason }: { reason: string }, key) => withdrawContract(id, reason, key), {
    done: onClose,
    said: t('gate.withdrawn'),
  });
  return (
    <FormDrawer
      title={t('gate.withdraw')}
      open
      onClose={onClose}
      form={form}
      onSend={(value) => send.mutate(value)}
      sending={send.isPending}
      error={send.error}
      submit={t('gate.withdraw')}
    >
      <ReasonItem />
    </FormDrawer>
  );
}
