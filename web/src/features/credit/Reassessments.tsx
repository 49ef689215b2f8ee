import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Alert, Button, Form, Segmented, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMay } from '../../app/session';
import { formatHundredths } from '../../format/money';
import { DateText } from '../../ui/DateText';
import { EmptyHint } from '../../ui/EmptyHint';
import { ErrorBox } from '../../ui/ErrorBox';
import { FormDrawer } from '../../ui/FormDrawer';
import { Pager } from '../../ui/Pager';
import { ScrollTable } from '../../ui/ScrollTable';
import { useCommand } from '../../ui/useCommand';
import { useFilters } from '../../ui/useFilters';
import { usePage, usePageHere } from '../../ui/usePage';
import { AssessmentRuns } from './AssessmentRuns';
import { type Due, queue, type Run, trialRun, type WhyDue, whys } from './assessmentQueries';
import { beginRun } from './runQueries';

const names = ['why'] as const;

/** Who is to be looked at again and why; the run over them, first as a trial; the runs so far. */
export function Reassessments() {
  const { t } = useTranslation();
  const may = useMay()('assess_credit');
  const [filters, change] = useFilters(names);
  const why = whys.find((each) => each === filters.why);
  const page = usePage();
  const { data, error } = useQuery({ ...queue(why, page.now), placeholderData: keepPreviousData });
  const [trying, setTrying] = useState(false);
  const options = [
    { value: '', label: t('assessment.all') },
    ...whys.map((value) => ({ value, label: `${t(`assessment.whyDue.${value}`)} ${data?.by_why[value] ?? ''}`.trim() })),
  ];
  return (
    <>
      <AssessmentRuns />
      <section className="panel">
        <p className="muted">{t('assessment.queueNote')}</p>
        <div className="credit-filter">
          <div className="scroll">
            <Segmented options={options} value={why ?? ''} onChange={(value) => change({ why: value || undefined })} />
          </div>
          {may && data && data.count > 0 && (
            <Button type="primary" onClick={() => setTrying(true)}>
              {t('assessment.runPreview')}
            </Button>
          )}
        </div>
        {error && <ErrorBox error={error} />}
        {!data && !error && <Skeleton active />}
        {data?.count === 0 && <EmptyHint title={t('assessment.nobody')} />}
        {data && data.count > 0 && (
          <>
            <p>
              <b>{t('assessment.due', { count: data.count })}</b>
            </p>
            <DueTable rows={data.rows} />
            <Pager page={page} next={data.next_cursor ?? undefined} count={data.count} />
          </>
        )}
        {trying && <RunDrawer why={why} onClose={() => setTrying(false)} />}
      </section>
    </>
  );
}

function DueTable({ rows }: { rows: Due[] }) {
  const { t } = useTranslation();
  return (
    <ScrollTable label={t('assessment.reassess')} look="textual">
      <thead>
        <tr>
          <th scope="col">{t('assessment.customer')}</th>
          <th scope="col">{t('assessment.why')}</th>
          <th scope="col">{t('assessment.grade')}</th>
          <th scope="col">{t('assessment.ratedTo')}</th>
          <th scope="col">{t('assessment.lastAssessed')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.customer.id}>
            <th scope="row">
              <Link to={`/credit/customers/${row.customer.id}`}>{row.customer.name}</Link>
            </th>
            <td>{t(`assessment.whyDue.${row.why}`)}</td>
            <td>{row.grade ?? t('assessment.noGrade')}</td>
            <td>{row.valid_to_date ? <DateText day={row.valid_to_date} /> : '–'}</td>
            <td>{row.assessed_date ? <DateText day={row.assessed_date} /> : '–'}</td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}

/** What the run would change, tried page by page; then the run. */
function RunDrawer({ why, onClose }: { why: WhyDue | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const page = usePageHere();
  const { data: run, error } = useQuery({ ...trialRun(why, page.now), placeholderData: keepPreviousData });
  const [form] = Form.useForm<object>();
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
                <dt>{t(`assessment.outcome.${outcome}`)}</dt>
                <dd className="num">{run.by_outcome[outcome] ?? 0}</dd>
              </div>
            ))}
          </dl>
          <TrialTable rows={run.rows} />
          <Pager page={page} next={run.next_cursor ?? undefined} count={run.count - (run.by_outcome.same ?? 0)} />
        </>
      )}
    </FormDrawer>
  );
}

function TrialTable({ rows }: { rows: Run['rows'] }) {
  const { t } = useTranslation();
  return (
    <ScrollTable label={t('assessment.runTitle')} look="textual">
      <thead>
        <tr>
          <th scope="col">{t('assessment.customer')}</th>
          <th scope="col">{t('assessment.change')}</th>
          <th scope="col">{t('assessment.score')}</th>
          <th scope="col">{t('assessment.moved')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.customer.id}>
            <th scope="row">{row.customer.name}</th>
            <td className={row.outcome === 'worse' ? 'bad' : row.outcome === 'better' ? 'good' : undefined}>
              {row.grade_after ? `${row.grade ?? '–'} → ${row.grade_after}` : t('assessment.outcome.refused')}
            </td>
            <td className="num">{row.score_x100 === null ? '–' : formatHundredths(row.score_x100)}</td>
            <td>{row.refused ?? (row.moved.join(' · ') || t(`assessment.outcome.${row.outcome}`))}</td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
