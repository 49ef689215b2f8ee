import { useSuspenseQuery } from '@tanstack/react-query';
import { Alert, Button, Form } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../app/session';
import { DateText } from '../../ui/DateText';
import { FormDrawer } from '../../ui/FormDrawer';
import { DayItem, ReasonItem } from '../../ui/fields';
import { useCommand } from '../../ui/useCommand';
import { ChangesTable } from './ChangesTable';
import { type Entering, enterPhase, type PolicyPhases, policyPhases } from './queries';
import { useNaming } from './useNaming';

type Phase = PolicyPhases['rows'][number];

/** The phases of the economic cycle: which is in force, and what the others would change. */
export function Phases() {
  const { t } = useTranslation();
  const { data } = useSuspenseQuery(policyPhases);
  const { value } = useNaming();
  const [entering, setEntering] = useState<Phase>();
  return (
    <section className="panel">
      <h2>{t('policy.phases.title')}</h2>
      <p className="sub">{t('policy.phases.note')}</p>
      {data.rows.map((phase) => (
        <article key={phase.code} className="policy-version">
          <h3>
            {value(phase.code)} {phase.in_force && <span className="chip good">{t('policy.phases.inForce')}</span>}
            {phase.begins && (
              <span className="chip">
                {t('policy.coming')} <DateText day={phase.begins} />
              </span>
            )}
          </h3>
          {phase.policies.length === 0 ? <p className="sub">{t('policy.phases.same')}</p> : <PhaseChanges of={phase} />}
          {phase.may_enter && phase.policies.length > 0 && (
            <Button onClick={() => setEntering(phase)} style={{ marginTop: 8 }}>
              {t('policy.phases.enter')}
            </Button>
          )}
        </article>
      ))}
      {entering && <EnterDrawer phase={entering} basedOn={data.based_on} onClose={() => setEntering(undefined)} />}
    </section>
  );
}

function PhaseChanges({ of }: { of: Phase }) {
  const { t } = useTranslation();
  return of.policies.map(({ name, changes }) => (
    <div key={name}>
      <h4>{t(`policy.name.${name}`)}</h4>
      <ChangesTable changes={changes} label={t(`policy.name.${name}`)} />
    </div>
  ));
}

function EnterDrawer({ phase, basedOn, onClose }: { phase: Phase; basedOn: PolicyPhases['based_on']; onClose: () => void }) {
  const { t } = useTranslation();
  const { company } = useSession();
  const { value } = useNaming();
  const [form] = Form.useForm<Omit<Entering, 'based_on'>>();
  const send = useCommand((wanted: Omit<Entering, 'based_on'>, key) => enterPhase(phase.code, { ...wanted, based_on: basedOn }, key), {
    done: onClose,
    said: t('policy.sent'),
  });
  return (
    <FormDrawer
      title={t('policy.phases.entering', { phase: value(phase.code) })}
      open
      onClose={onClose}
      form={form}
      initial={{ effective_from: company.today }}
      onSend={(wanted) => send.mutate(wanted)}
      sending={send.isPending}
      error={send.error}
      submit={t('policy.send')}
      width={640}
    >
      <Alert type="info" title={t('policy.sendHint')} style={{ marginBottom: 16 }} />
      <PhaseChanges of={phase} />
      <div style={{ height: 16 }} />
      <DayItem name="effective_from" label={t('policy.effective')} hint={t('policy.effectiveHint')} />
      <ReasonItem />
    </FormDrawer>
  );
}
