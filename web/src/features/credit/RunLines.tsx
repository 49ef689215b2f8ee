import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMay } from '../../app/session';
import { ErrorBox } from '../../ui/ErrorBox';
import { FilterBar, SelectField } from '../../ui/FilterBar';
import { Pager } from '../../ui/Pager';
import { RowsTable } from '../../ui/RowsTable';
import { usePageHere } from '../../ui/usePage';
import { exportOf } from '../receivable/queries';
import { type AssessmentRun, type ChangedOutcome, changedOutcomes, type RunLine, runLines } from './runQueries';
import { useGradeColumns } from './useGradeColumns';

/** Everybody whose grade a run changed, whom it could not assess or passed over, the worse first. */
export function RunLines({ run }: { run: AssessmentRun }) {
  const { t } = useTranslation();
  const mayExport = useMay()('export_files');
  const [outcome, setOutcome] = useState<ChangedOutcome>();
  const page = usePageHere();
  const { data, error } = useQuery({ ...runLines(run.id, outcome, page.now), placeholderData: keepPreviousData });
  const file = exportOf('reassessment-lines', { run: run.id, outcome });
  const choose = (value: string | undefined) => {
    setOutcome(value as ChangedOutcome | undefined);
    page.resize(page.now.limit);
  };
  return (
    <>
      <div className="credit-filter">
        <FilterBar>
          <SelectField
            label={t('run.all')}
            value={outcome}
            onChange={choose}
            options={changedOutcomes.map((value) => ({ value, label: `${t(`run.outcome.${value}`)} (${run.by_outcome[value] ?? 0})` }))}
          />
        </FilterBar>
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
  const columns = useGradeColumns();
  return (
    <RowsTable
      label={t('run.all')}
      columns={[
        {
          key: 'customer',
          title: t('assessment.customer'),
          render: ({ customer }) => <Link to={`/credit/customers/${customer.id}`}>{customer.name}</Link>,
        },
        { key: 'why', title: t('assessment.whyHead'), render: ({ why }) => t(`assessment.whyDue.${why}`) },
        ...columns,
      ]}
      rows={rows}
      rowKey={({ customer }) => customer.id}
    />
  );
}
