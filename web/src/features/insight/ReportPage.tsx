import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { lookupsQuery, useSession } from '../../app/session';
import { useSettings } from '../../app/settings';
import { EmptyHint } from '../../ui/EmptyHint';
import { ErrorBox } from '../../ui/ErrorBox';
import { DayField, FilterBar, SelectField } from '../../ui/FilterBar';
import { PageHeader } from '../../ui/PageHeader';
import { Refusal } from '../../ui/Refusal';
import { useFilters } from '../../ui/useFilters';
import { type ReportName, type ReportQuery, report, reports } from './queries';
import { ReportTable } from './ReportTable';
import { reportFilterNames, shapeOf } from './reportShape';

export default function ReportPage() {
  const { t } = useTranslation();
  const { company } = useSession();
  const { language } = useSettings();
  const { name = '' } = useParams();
  const lookups = useQuery(lookupsQuery).data;
  const catalogue = useQuery(reports);
  const [filters, change] = useFilters(reportFilterNames);
  const info = catalogue.data?.find((one) => one.name === name);
  const query = { ...filters, as_of: filters.as_of ?? company.today } as unknown as ReportQuery;
  const found = useQuery({ ...report(name as ReportName, query), enabled: Boolean(info) });
  if (catalogue.data && !info) return <Refusal kind="notFound" />;
  const shape = shapeOf(name);
  const choice = (values: readonly string[], say: (value: string) => string) => values.map((value) => ({ value, label: say(value) }));
  const dirty = Object.keys(filters).length > 0;
  return (
    <div className="page">
      <PageHeader
        title={info ? t(`insight.report.${info.name}`) : t('insight.reports')}
        note={info?.formula[language === 'zh-CN' ? 'zh' : 'en']}
        back={{ to: '/reports', label: t('insight.backReports') }}
      />
      <FilterBar onReset={dirty ? () => change(Object.fromEntries(reportFilterNames.map((one) => [one, undefined]))) : undefined}>
        <DayField
          label={t('insight.asOf')}
          value={query.as_of}
          onChange={(day) => change({ as_of: day === company.today ? undefined : day })}
        />
        {shape.range && (
          <>
            <DayField label={t('insight.parameter.from')} value={filters.from} onChange={(from) => change({ from })} clearable />
            <DayField label={t('insight.parameter.to')} value={filters.to} onChange={(to) => change({ to })} clearable />
          </>
        )}
        <SelectField
          label={t('insight.parameter.by')}
          value={filters.by}
          onChange={(by) => change({ by })}
          options={shape.by.map((value) => ({ value, label: t(`insight.by.${value}`) }))}
        />
        {(info?.variants.length ?? 0) > 1 && (
          <SelectField
            label={t('insight.parameter.variant')}
            value={filters.variant}
            onChange={(variant) => change({ variant })}
            options={choice(info?.variants ?? [], (value) => value)}
          />
        )}
        {shape.basis && (
          <SelectField
            label={t('insight.parameter.basis')}
            value={filters.basis}
            onChange={(basis) => change({ basis })}
            options={(['due', 'invoice'] as const).map((value) => ({ value, label: t(`receivable.filter.${value}`) }))}
          />
        )}
        {shape.window && (
          <SelectField
            label={t('insight.parameter.window')}
            value={filters.window_days}
            onChange={(window_days) => change({ window_days })}
            options={choice(['30', '90', '183', '365'], (value) => value)}
          />
        )}
        {shape.settled && (
          <SelectField
            label={t('insight.parameter.settled')}
            value={filters.open ? 'open' : filters.settled ? 'settled' : undefined}
            onChange={(chosen) =>
              change({ open: chosen === 'open' ? 'true' : undefined, settled: chosen === 'settled' ? 'true' : undefined })
            }
            options={[
              { value: 'open', label: t('insight.parameter.open') },
              { value: 'settled', label: t('insight.parameter.settledOnly') },
            ]}
          />
        )}
        {(lookups?.currencies.length ?? 0) > 1 && (
          <SelectField
            label={t('insight.currency')}
            value={filters.currency}
            onChange={(currency) => change({ currency })}
            options={choice(lookups?.currencies ?? [], (value) => value)}
          />
        )}
      </FilterBar>
      <section className="panel">
        {found.error || catalogue.error ? (
          <ErrorBox error={found.error ?? catalogue.error} onRetry={() => void Promise.all([found.refetch(), catalogue.refetch()])} />
        ) : !found.data ? (
          <Skeleton active />
        ) : found.data.groups.length === 0 ? (
          <EmptyHint title={t('insight.empty')} hint={t('insight.emptyHint')} />
        ) : (
          <ReportTable report={found.data} query={query} />
        )}
      </section>
    </div>
  );
}
