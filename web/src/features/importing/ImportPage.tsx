import { useQuery } from '@tanstack/react-query';
import { Steps } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { ErrorBox } from '../../ui/ErrorBox';
import { PageHeader } from '../../ui/PageHeader';
import { PageSkeleton } from '../../ui/PageSkeleton';
import { useCommand } from '../../ui/useCommand';
import { CheckStep } from './CheckStep';
import { DoneStep } from './DoneStep';
import { MapStep } from './MapStep';
import type { Mapping } from './mapping';
import { check, type Import, importColumns, importRun, setMapping } from './queries';

const stepOf: Record<Import['state'], number> = { uploaded: 1, checking: 2, checked: 2, importing: 3, done: 4, failed: 3, undone: 4 };

export default function ImportPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const found = useQuery(importRun(id));
  const [remapping, setRemapping] = useState(false);
  const send = useCommand(
    async (mapping: Mapping & { remember: boolean }) => {
      await setMapping(id, mapping);
      return check(id);
    },
    { done: () => setRemapping(false), said: t('importing.check.running') },
  );
  const mapping = found.data?.state === 'uploaded' || remapping;
  const columns = useQuery({ ...importColumns(id), enabled: mapping });
  if (found.isPending) return <PageSkeleton />;
  if (found.error && !found.data) return <ErrorBox error={found.error} onRetry={() => void found.refetch()} page />;
  const run = found.data;
  return (
    <div className="page">
      <PageHeader
        title={run.filename ?? t(`importing.kind.${run.kind}`)}
        note={t(`importing.kind.${run.kind}`)}
        back={{ to: '/import', label: t('importing.back') }}
      />
      <section className="panel">
        <Steps
          current={mapping ? 1 : stepOf[run.state]}
          {...(run.state === 'failed' ? { status: 'error' as const } : {})}
          items={(['upload', 'map', 'check', 'commit'] as const).map((step) => ({ title: t(`importing.step.${step}`) }))}
        />
      </section>
      {mapping ? (
        columns.data && !columns.isFetching ? (
          <MapStep upload={columns.data} onSend={(value) => send.mutate(value)} sending={send.isPending} error={send.error} />
        ) : columns.error ? (
          <ErrorBox error={columns.error} onRetry={() => void columns.refetch()} />
        ) : (
          <PageSkeleton />
        )
      ) : run.state === 'done' || run.state === 'undone' ? (
        <DoneStep run={run} />
      ) : (
        <CheckStep run={run} onRemap={() => setRemapping(true)} />
      )}
    </div>
  );
}
