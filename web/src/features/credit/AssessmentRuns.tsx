import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Alert, Button, Progress } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session';
import { ErrorBox } from '../../ui/ErrorBox';
import { type Listed, RowsTable } from '../../ui/RowsTable';
import { useCommand } from '../../ui/useCommand';
import { useFilters } from '../../ui/useFilters';
import { useInstant } from '../access/useInstant';
import { RunLines } from './RunLines';
import { type AssessmentRun, cancelRun, resumeRun, runs } from './runQueries';

const names = ['run'] as const;

/** The mass reassessments so far, the one under way with its progress; one of them open with all that it changed. */
export function AssessmentRuns() {
  const { t } = useTranslation();
  const [filters, change] = useFilters(names);
  const { data } = useSuspenseQuery(runs());
  const newest = data.rows[0];
  useFreshWhenOver(newest);
  if (!newest) return null;
  const opened = data.rows.find((run) => run.id === filters.run);
  const moving = newest.state === 'running' || newest.state === 'interrupted';
  return (
    <section className="stack" aria-label={t('run.title')}>
      <h2>{t('run.title')}</h2>
      {moving && <Moving run={newest} />}
      <RunTable rows={data.rows} opened={opened?.id} onOpen={(run) => change({ run })} />
      {opened && <RunLines key={opened.id} run={opened} />}
    </section>
  );
}

/** When the run ends everything else on the page may have changed. */
function useFreshWhenOver(run: AssessmentRun | undefined) {
  const queries = useQueryClient();
  const was = useRef(run?.state);
  useEffect(() => {
    if (was.current === 'running' && run && run.state !== 'running') void queries.invalidateQueries();
    was.current = run?.state;
  }, [run, queries]);
}

function Moving({ run }: { run: AssessmentRun }) {
  const { t } = useTranslation();
  const may = useMay()('assess_credit');
  const { done, total } = run.progress;
  const stop = useCommand((_: object, key) => cancelRun(run.id, key), { said: t('run.cancelled') });
  const said = t(`run.state.${run.state}`);
  return (
    <div className="stack" aria-live="polite">
      {run.state === 'interrupted' && <Alert type="warning" title={t('run.interruptedHint')} />}
      <Progress
        percent={total > 0 ? Math.floor((done * 100) / total) : 0}
        status={run.state === 'running' ? 'active' : 'normal'}
        aria-label={said}
      />
      <div className="row">
        <span className="muted num">{t('run.progress', { done, total })}</span>
        <span className="grow" />
        {may && run.state === 'running' && (
          <Button disabled={run.cancel_asked} loading={stop.isPending} onClick={() => stop.mutate({})}>
            {run.cancel_asked ? t('run.stopping') : t('run.cancel')}
          </Button>
        )}
      </div>
      {stop.error && <ErrorBox error={stop.error} />}
    </div>
  );
}

interface TableProps {
  rows: AssessmentRun[];
  opened: string | undefined;
  onOpen: (id: string) => void;
}

function RunTable({ rows, opened, onOpen }: TableProps) {
  const { t } = useTranslation();
  const instant = useInstant();
  const may = useMay()('assess_credit');
  const resume = useCommand((id: string, key) => resumeRun(id, key), { said: t('run.resumed') });
  const newest = rows[0]?.id;
  const columns: Listed<AssessmentRun>[] = [
    { key: 'started', title: t('run.started'), render: ({ started_at }) => <span className="num">{instant(started_at)}</span> },
    { key: 'by', title: t('run.by'), render: ({ by }) => by ?? '–' },
    {
      key: 'status',
      title: t('run.status'),
      render: ({ state, progress }) => (
        <>
          {t(`run.state.${state}`)} <span className="muted num">{t('run.progress', progress)}</span>
        </>
      ),
    },
    { key: 'changed', title: t('run.changed'), align: 'end', render: ({ changed }) => t('run.changedCount', { count: changed }) },
    {
      key: 'open',
      title: t('run.open'),
      align: 'end',
      card: 'action',
      render: ({ id, state }) => (
        <>
          <Button size="small" onClick={() => onOpen(id)}>
            {t('run.open')}
          </Button>{' '}
          {may && id === newest && (state === 'cancelled' || state === 'interrupted') && (
            <Button size="small" type="primary" loading={resume.isPending} onClick={() => resume.mutate(id)}>
              {t('run.resume')}
            </Button>
          )}
        </>
      ),
    },
  ];
  return (
    <>
      {resume.error && <ErrorBox error={resume.error} />}
      <RowsTable label={t('run.title')} columns={columns} rows={rows} rowKey={({ id }) => id} current={({ id }) => id === opened} />
    </>
  );
}
