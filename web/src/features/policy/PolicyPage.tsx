import { EditOutlined, ExperimentOutlined } from '@ant-design/icons';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useMay, useSession } from '../../app/session';
import { useSettings } from '../../app/settings';
import { formatInstant } from '../../format/day';
import { DateText } from '../../ui/DateText';
import { PageHeader } from '../../ui/PageHeader';
import { ChangesTable } from './ChangesTable';
import { Editor } from './Editor';
import { Effect } from './Effect';
import { FiguresTable } from './FiguresTable';
import type { Json } from './figures';
import { type Policy, type PolicyName, type PolicyVersion, policy } from './queries';

export default function PolicyPage() {
  const { t } = useTranslation();
  const { name = '' } = useParams();
  const { data } = useSuspenseQuery(policy(name as PolicyName));
  const allowed = useMay();
  // How customers are graded is proposed, and tried, by who assesses credit; the rest by who manages policies.
  const graded = data.name === 'scoring' || data.name === 'credit';
  const may = allowed(graded ? 'assess_credit' : 'manage_policies');
  const mayTry = graded && may;
  const mayView = allowed('view');
  const [editing, setEditing] = useState(false);
  const current = data.versions.find(({ version }) => version === data.in_force);
  const latest = data.versions[0];
  if (!current || !latest) return null;
  return (
    <div className="page">
      <PageHeader
        title={t(`policy.name.${data.name}`)}
        note={t(`policy.about.${data.name}`)}
        back={{ to: '/settings/policies', label: t('policy.back') }}
        actions={
          (may || mayTry) &&
          !editing && (
            <Button type="primary" icon={may ? <EditOutlined /> : <ExperimentOutlined />} onClick={() => setEditing(true)}>
              {t(may ? 'policy.edit' : 'policy.whatIf.try')}
            </Button>
          )
        }
      />
      {editing ? (
        <Editor name={data.name} latest={latest} mayTry={mayTry} maySend={may} onClose={() => setEditing(false)} />
      ) : (
        <section className="panel">
          <h2>
            {t('policy.figures')} <span className="chip good">{t('policy.version', { version: current.version })}</span>
          </h2>
          <FiguresTable policy={current.policy as Record<string, Json>} />
        </section>
      )}
      {mayView && <Effect name={data.name} />}
      <History of={data} />
    </div>
  );
}

function History({ of: { versions, in_force } }: { of: Policy }) {
  const { t } = useTranslation();
  return (
    <section className="panel">
      <h2>{t('policy.history')}</h2>
      {versions.map((one) => (
        <OneVersion key={one.version} of={one} state={one.version === in_force ? 'current' : one.version > in_force ? 'coming' : 'past'} />
      ))}
    </section>
  );
}

function OneVersion({ of, state }: { of: PolicyVersion; state: 'current' | 'coming' | 'past' }) {
  const { t } = useTranslation();
  const { company } = useSession();
  const { language } = useSettings();
  const name = t('policy.version', { version: of.version });
  return (
    <article className="policy-version">
      <h3>
        {name} <span className={state === 'current' ? 'chip good' : 'chip'}>{t(`policy.${state}`)}</span>
      </h3>
      {of.shipped ? (
        <p className="sub">{t('policy.firstVersion')}</p>
      ) : (
        <>
          <p className="sub">
            {t('policy.effective')} <DateText day={of.effective_from} /> ·{' '}
            {[of.proposed_by, of.recorded_at && formatInstant(of.recorded_at, language, company.time_zone), of.reason]
              .filter(Boolean)
              .join(' · ')}
          </p>
          <ChangesTable changes={of.changes} label={`${t('policy.changes')} · ${name}`} />
        </>
      )}
    </article>
  );
}
