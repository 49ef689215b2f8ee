import { keepPreviousData, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Alert, Button, Form, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session';
import { DateText } from '../../ui/DateText';
import { ErrorBox } from '../../ui/ErrorBox';
import { FormDrawer } from '../../ui/FormDrawer';
import { Pager } from '../../ui/Pager';
import { RowsTable } from '../../ui/RowsTable';
import { useCommand } from '../../ui/useCommand';
import { useFilters } from '../../ui/useFilters';
import { usePage, usePageHere } from '../../ui/usePage';
import { AssessmentRuns } from './AssessmentRuns';
import { queue, trialRun, type WhyDue, whys } from './assessmentQueries';
import { CustomerList } from './CustomerList';
import { beginRun } from './runQueries';
import { useGradeColumns } from './useGradeColumns';

const names = ['why'] as const;

/** Who is to be looked at again and why; the run over them, first as a trial; the runs so far. */
export function Reassessments() {
  const { t } = useTranslation();
  const may = useMay()('assess_credit');
  const [filters, change] = useFilters(names);
  const why = whys.find((one) => one === filters.why);
  const page = usePage();
  const { data } = useSuspenseQuery(queue(why, page.now));
  const [trying, setTrying] = useState(false);
  const named = (each: WhyDue) => t(`assessment.whyDue.${each}`);
  return (
    <div className="stack">
      <AssessmentRuns />
      <section aria-label={t('assessment.reassess')}>
        <CustomerList
          label={t('assessment.reassess')}
          note={t('assessment.queueNote')}
          filter={{ label: t('assessment.whyHead'), value: why, options: whys, named, onChange: (next) => change({ why: next }) }}
          found={{ count: data.count, of: data.by_why, rows: data.rows }}
          counted={(count) => t('assessment.due', { count })}
          nothing={t('assessment.nobody')}
          columns={[
            { key: 'why', title: t('assessment.whyHead'), render: (row) => named(row.why) },
            { key: 'grade', title: t('assessment.grade'), render: ({ grade }) => grade ?? t('assessment.noGrade') },
            { key: 'until', title: t('assessment.ratedTo'), render: ({ valid_to_date }) => <DateText day={valid_to_date} /> },
            { key: 'last', title: t('assessment.lastAssessed'), render: ({ assessed_date }) => <DateText day={assessed_date} /> },
          ]}
          action={
            may &&
            data.count > 0 && (
              <Button type="primary" onClick={() => setTrying(true)}>
                {t('assessment.runPreview')}
              </Button>
            )
          }
          pager={<Pager page={page} next={data.next_cursor ?? undefined} count={data.count} />}
        />
      </section>
      {trying && <RunDrawer why={why} onClose={() => setTrying(false)} />}
    </div>
  );
}

/** What the run would change, tried page by page; then the run. */
function RunDrawer({ why, onClose }: { why: WhyDue | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const page = usePageHere();
  const { data: run, error } = useQuery({ ...trialRun(why, page.now), placeholderData: keepPreviousData });
  const [form] = Form.useForm<object>();
  const columns = useGradeColumns();
  const send = useCommand((_: object, key) => beginRun(why, key), { done: onClose, said: t('run.begun') });
  return (
    <FormDrawer
      title={t('assessment.runTitle')}
      open
      onClose={onClose}
      form={form}
      onSend={() => send.mutate({})}
      sending={send.isPending}
      error={send.error}
      submit={t('assessment.confirm')}
      width={860}
    >
      <Alert type="info" title={t('assessment.runHint')} style={{ marginBottom: 16 }} />
      {error && <ErrorBox error={error} />}
      {!run && !error && <Skeleton active />}
      {run && (
        <>
          <dl className="facts">
            {(['worse', 'refused', 'better', 'first', 'same'] as const).map((outcome) => (
              <div key={outcome}>
                <dt>{t(`run.outcome.${outcome}`)}</dt>
                <dd className="num">{run.by_outcome[outcome] ?? 0}</dd>
              </div>
            ))}
          </dl>
          <RowsTable
            label={t('assessment.runTitle')}
            columns={[{ key: 'customer', title: t('assessment.customer'), render: ({ customer }) => customer.name }, ...columns]}
            rows={run.rows}
            rowKey={({ customer }) => customer.id}
          />
          <Pager page={page} next={run.next_cursor ?? undefined} count={run.count - (run.by_outcome.same ?? 0)} />
        </>
      )}
    </FormDrawer>
  );
}
