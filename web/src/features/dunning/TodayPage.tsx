import { useQuery } from '@tanstack/react-query';
import { Button, Collapse, Popconfirm, Progress } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session';
import { useSettings } from '../../app/settings';
import { formatDay } from '../../format/day';
import { EmptyHint } from '../../ui/EmptyHint';
import { ErrorBox } from '../../ui/ErrorBox';
import { PageHeader } from '../../ui/PageHeader';
import { PageSkeleton } from '../../ui/PageSkeleton';
import { useCommand } from '../../ui/useCommand';
import { OutcomeDrawer } from './OutcomeDrawer';
import { runDayEnd, type Task, today } from './queries';
import { TaskCard } from './TaskCard';

export default function TodayPage() {
  const { t } = useTranslation();
  const { language } = useSettings();
  const found = useQuery(today);
  const [recording, setRecording] = useState<Task>();
  if (found.isPending) return <PageSkeleton />;
  if (found.error && !found.data) return <ErrorBox error={found.error} onRetry={() => void found.refetch()} page />;
  const { business_date, run, rows, done_count, total_count } = found.data;
  const open = rows.filter(({ done_at }) => !done_at);
  const done = rows.filter(({ done_at }) => done_at);
  const percent = total_count > 0 ? Math.floor((done_count * 100) / total_count) : 100;
  return (
    <div className="page">
      <PageHeader
        title={t('dunning.title')}
        note={
          <>
            {formatDay(business_date, language)} ·{' '}
            {run ? t('dunning.dayEndDone', { date: formatDay(run.date, language) }) : t('dunning.dayEndNot')}
            <br />
            {t('dunning.note')}
          </>
        }
        actions={<DayEndButton date={business_date} />}
      />
      {total_count > 0 && (
        <section className="panel row" aria-label={t('dunning.progress', { done: done_count, total: total_count })}>
          <b className="num">{t('dunning.progress', { done: done_count, total: total_count })}</b>
          <Progress
            percent={percent}
            showInfo={false}
            style={{ flex: 1, minWidth: 160 }}
            aria-label={t('dunning.progress', { done: done_count, total: total_count })}
          />
        </section>
      )}
      {open.length === 0 && (
        <section className="panel">
          {total_count > 0 ? (
            <EmptyHint title={t('dunning.allDone')} hint={t('dunning.allDoneHint')} />
          ) : (
            <EmptyHint title={t('dunning.none')} hint={t('dunning.noneHint')} />
          )}
        </section>
      )}
      <ol className="tasks">
        {open.map((task, index) => (
          <TaskCard key={task.id} task={task} rank={index + 1} onRecord={() => setRecording(task)} />
        ))}
      </ol>
      {done.length > 0 && (
        <Collapse
          ghost
          items={[
            {
              key: 'done',
              label: t('dunning.showDone', { count: done.length }),
              children: (
                <ol className="tasks">
                  {done.map((task) => (
                    <TaskCard key={task.id} task={task} />
                  ))}
                </ol>
              ),
            },
          ]}
        />
      )}
      {recording && <OutcomeDrawer task={recording} onClose={() => setRecording(undefined)} />}
    </div>
  );
}

function DayEndButton({ date }: { date: string }) {
  const { t } = useTranslation();
  const may = useMay();
  const { language } = useSettings();
  const send = useCommand(() => runDayEnd(date), { said: t('dunning.dayEndStarted') });
  if (!may('run_day_end')) return null;
  return (
    <>
      <Popconfirm
        title={t('dunning.dayEndHint', { date: formatDay(date, language) })}
        onConfirm={() => send.mutate(undefined)}
        okText={t('app.form.confirm')}
        cancelText={t('app.form.cancel')}
      >
        <Button loading={send.isPending}>{t('dunning.dayEnd')}</Button>
      </Popconfirm>
      {send.error && <ErrorBox error={send.error} />}
    </>
  );
}
