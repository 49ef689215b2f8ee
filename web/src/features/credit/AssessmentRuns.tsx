import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Alert, Button, Progress } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useMay } from '../../app/session';
import { ErrorBox } from '../../ui/ErrorBox';
import { ScrollTable } from '../../ui/ScrollTable';
import { useCommand } from '../../ui/useCommand';
import { useInstant } from '../access/useInstant';
import { RunLines } from './RunLines';
import { type AssessmentRun, cancelRun, resumeRun, runs } from './runQueries';

/** The mass reassessments so far, the one under way with its progress; one of them open with all that it changed. */
export function AssessmentRuns() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const { data } = useSuspenseQuery(runs());
  const newest = data.rows[0];
  useFreshWhenOver(newest);
  if (!newest) return null;
  const opened = data.rows.find((run) => run.id === search.get('run'));
  const moving = newest.state === 'running' || newest.state === 'interrupted';
  return (
    <section className="panel stack" aria-label={t('run.title')}>
      <h2>{t('run.title')}</h2>
      {moving && <Moving run={newest} />}
      <RunTable rows={data.rows} opened={opened?.id} onOpen={(id) => setSearch({ run: id })} />
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
  return (
    <>
      {resume.error && <ErrorBox error={resume.error} />}
      <ScrollTable label={t('run.title')} look="textual">
        <thead>
          <tr>
            <th scope="col">{t('run.started')}</th>
            <th scope="col">{t('run.by')}</th>
            <th scope="col">{t('run.status')}</th>
            <th scope="col">{t('run.changed')}</th>
            <th scope="col" aria-label={t('run.open')} />
          </tr>
        </thead>
        <tbody>
          {rows.map((run, at) => (
            <tr key={run.id} aria-current={run.id === opened || undefined}>
              <th scope="row">{instant(run.started_at)}</th>
              <td>{run.by ?? '–'}</td>
              <td>
                {t(`run.state.${run.state}`)} <span className="muted num">{t('run.progress', run.progress)}</span>
              </td>
              <td className="num">{t('run.changedCount', { count: run.changed })}</td>
              <td>
                <Button size="small" onClick={() => onOpen(run.id)}>
                  {t('run.open')}
                </Button>{' '}
                {may && at === 0 && (run.state === 'cancelled' || run.state === 'interrupted') && (
                  <Button size="small" type="primary" loading={resume.isPending} onClick={() => resume.mutate(run.id)}>
                    {t('run.resume')}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </>
  );
}
