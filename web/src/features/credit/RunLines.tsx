import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMay } from '../../app/session';
import { formatHundredths } from '../../format/money';
import { ErrorBox } from '../../ui/ErrorBox';
import { Pager } from '../../ui/Pager';
import { ScrollTable } from '../../ui/ScrollTable';
import { usePageHere } from '../../ui/usePage';
import { exportOf } from '../receivable/queries';
import { type AssessmentRun, type ChangedOutcome, changedOutcomes, type RunLine, runLines } from './runQueries';

/** Everybody whose grade a run changed, whom it could not assess or passed over, the worse first. */
export function RunLines({ run }: { run: AssessmentRun }) {
  const { t } = useTranslation();
  const mayExport = useMay()('export_files');
  const [outcome, setOutcome] = useState<ChangedOutcome>();
  const page = usePageHere();
  const { data, error } = useQuery({ ...runLines(run.id, outcome, page.now), placeholderData: keepPreviousData });
  const file = exportOf('reassessment-lines', { run: run.id, outcome });
  const options = [
    { value: '', label: t('run.all') },
    ...changedOutcomes.map((value) => ({ value, label: `${t(`run.outcome.${value}`)} ${run.by_outcome[value] ?? 0}` })),
  ];
  const choose = (value: string) => {
    setOutcome((value || undefined) as ChangedOutcome | undefined);
    page.resize(page.now.limit);
  };
  return (
    <>
      <div className="credit-filter">
        <div className="scroll">
          <Segmented options={options} value={outcome ?? ''} onChange={choose} />
        </div>
        {mayExport && data && data.totals.count > 0 && (
          <span>
            {(['xlsx', 'csv'] as const).map((format) => (
              <Button key={format} size="small" type="link" href={file(format)}>
                {t('run.file', { format: format.toUpperCase() })}
              </Button>
            ))}
          </span>
        )}
      </div>
      {error && <ErrorBox error={error} />}
      {data && (
        <>
          <p>
            <b>{data.totals.count > 0 ? t('run.listed', { count: data.totals.count }) : t('run.nothing')}</b>{' '}
            {(run.by_outcome.skipped ?? 0) > 0 && (
              <span className="muted">
                {t('run.outcome.skipped')}: {t('run.skippedHint')}
              </span>
            )}
          </p>
          {data.totals.count > 0 && <LineTable rows={data.rows} />}
          <Pager page={page} next={data.next_cursor ?? undefined} count={data.totals.count} />
        </>
      )}
    </>
  );
}

function LineTable({ rows }: { rows: RunLine[] }) {
  const { t } = useTranslation();
  return (
    <ScrollTable label={t('run.all')} look="textual">
      <thead>
        <tr>
          <th scope="col">{t('assessment.customer')}</th>
          <th scope="col">{t('assessment.why')}</th>
          <th scope="col">{t('assessment.change')}</th>
          <th scope="col">{t('assessment.score')}</th>
          <th scope="col">{t('assessment.moved')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.customer.id}>
            <th scope="row">
              <Link to={`/credit/customers/${row.customer.id}`}>{row.customer.name}</Link>
            </th>
            <td>{t(`assessment.whyDue.${row.why}`)}</td>
            <td className={row.outcome === 'worse' ? 'bad' : row.outcome === 'better' ? 'good' : undefined}>
              {row.grade_after ? `${row.grade ?? '–'} → ${row.grade_after}` : t(`run.outcome.${row.outcome}`)}
            </td>
            <td className="num">{row.score_x100 === null ? '–' : formatHundredths(row.score_x100)}</td>
            <td>{row.refused ?? (row.moved.join(' · ') || t(`run.outcome.${row.outcome}`))}</td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
