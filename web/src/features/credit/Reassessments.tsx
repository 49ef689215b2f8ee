import { useSuspenseQuery } from '@tanstack/react-query';
import { Alert, Button, Form, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMay } from '../../app/session';
import { formatHundredths } from '../../format/money';
import { DateText } from '../../ui/DateText';
import { EmptyHint } from '../../ui/EmptyHint';
import { FormDrawer } from '../../ui/FormDrawer';
import { ScrollTable } from '../../ui/ScrollTable';
import { useCommand } from '../../ui/useCommand';
import { AssessmentRuns } from './AssessmentRuns';
import { queue, type Run, tryReassessing, type WhyDue, whys } from './assessmentQueries';
import { beginRun } from './runQueries';

/** Who is to be looked at again and why; the run over them, first as a trial; the runs so far. */
export function Reassessments() {
  const { t } = useTranslation();
  const may = useMay()('assess_credit');
  const [why, setWhy] = useState<WhyDue>();
  const { data } = useSuspenseQuery(queue(why));
  const [run, setRun] = useState<Run>();
  const trial = useCommand((_: object, key) => tryReassessing(why, key), { done: setRun, said: t('assessment.runPreview') });
  const options = [{ value: '', label: t('assessment.all') }, ...whys.map((value) => ({ value, label: t(`assessment.whyDue.${value}`) }))];
  return (
    <>
      <AssessmentRuns />
      <section className="panel">
        <p className="muted">{t('assessment.queueNote')}</p>
        <div className="credit-filter">
          <div className="scroll">
            <Segmented options={options} value={why ?? ''} onChange={(value) => setWhy((value || undefined) as WhyDue | undefined)} />
          </div>
          {may && data.count > 0 && (
            <Button type="primary" loading={trial.isPending} onClick={() => trial.mutate({})}>
              {t('assessment.runPreview')}
            </Button>
          )}
        </div>
        {data.count === 0 ? (
          <EmptyHint title={t('assessment.nobody')} />
        ) : (
          <>
            <p>
              <b>{t('assessment.due', { count: data.count })}</b>{' '}
              {data.rows.length < data.count && <span className="muted">{t('assessment.shown', { count: data.rows.length })}</span>}
            </p>
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
                {data.rows.map((row) => (
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
          </>
        )}
        {run && <RunDrawer run={run} why={why} onClose={() => setRun(undefined)} />}
      </section>
    </>
  );
}

function RunDrawer({ run, why, onClose }: { run: Run; why: WhyDue | undefined; onClose: () => void }) {
  const { t } = useTranslation();
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
      <dl className="facts">
        {(['worse', 'refused', 'better', 'first', 'same'] as const).map((outcome) => (
          <div key={outcome}>
            <dt>{t(`assessment.outcome.${outcome}`)}</dt>
            <dd className="num">{run.by_outcome[outcome] ?? 0}</dd>
          </div>
        ))}
      </dl>
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
          {run.rows.map((row) => (
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
    </FormDrawer>
  );
}
