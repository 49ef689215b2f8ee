import { useQuery } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { lookupsQuery, useSession } from '../../app/session';
import { AgingBar } from '../../ui/AgingBar';
import type { Bucket } from '../../ui/buckets';
import { DataTable } from '../../ui/DataTable';
import { EmptyHint } from '../../ui/EmptyHint';
import { DayField, FilterBar, SearchField, SelectField } from '../../ui/FilterBar';
import { PageHeader } from '../../ui/PageHeader';
import { useFilters } from '../../ui/useFilters';
import { useOpenItemColumns } from './openItemColumns';
import { type AgeStage, exportOf, type OpenItemFilter, openItems } from './queries';

const names = ['q', 'as_of', 'status', 'bucket', 'basis', 'customer', 'rep', 'team', 'region', 'stage', 'disputed', 'currency'] as const;
const stages: AgeStage[] = ['none', 'remind', 'written_notice', 'instalment_agreement', 'legal'];

export default function ReceivablesPage() {
  const { t } = useTranslation();
  const { company } = useSession();
  const lookups = useQuery(lookupsQuery).data;
  const [filters, change] = useFilters(names);
  const columns = useOpenItemColumns();
  const query = filters as OpenItemFilter;
  const asOf = filters.as_of ?? company.today;
  const filtered = Object.keys(filters).length > 0;
  const texts = (values: string[] | undefined) => (values ?? []).map((value) => ({ value, label: value }));
  return (
    <div className="page">
      <PageHeader title={t('receivable.title')} note={t('receivable.note')} />
      <FilterBar onReset={filtered ? () => change(Object.fromEntries(names.map((name) => [name, undefined]))) : undefined}>
        <SearchField label={t('receivable.filter.search')} value={filters.q} onChange={(q) => change({ q })} />
        <Segmented
          aria-label={t('receivable.filter.status')}
          value={filters.status ?? 'open'}
          onChange={(status) => change({ status: status === 'open' ? undefined : status })}
          options={(['open', 'overdue', 'all'] as const).map((value) => ({ value, label: t(`receivable.filter.${value}`) }))}
        />
        <DayField label={t('app.list.asOf')} value={asOf} onChange={(day) => change({ as_of: day === company.today ? undefined : day })} />
        <SelectField
          label={t('receivable.field.stage')}
          value={filters.stage}
          onChange={(stage) => change({ stage })}
          options={stages.map((value) => ({ value, label: t(`receivable.stage.${value}`) }))}
        />
        <SelectField
          label={t('receivable.field.rep')}
          value={filters.rep}
          onChange={(rep) => change({ rep })}
          options={(lookups?.reps ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
        {(lookups?.regions.length ?? 0) > 0 && (
          <SelectField
            label={t('receivable.field.region')}
            value={filters.region}
            onChange={(region) => change({ region })}
            options={texts(lookups?.regions)}
          />
        )}
        <SelectField
          label={t('receivable.filter.disputed')}
          value={filters.disputed}
          onChange={(disputed) => change({ disputed })}
          options={[
            { value: 'true', label: t('receivable.filter.disputedYes') },
            { value: 'false', label: t('receivable.filter.disputedNo') },
          ]}
        />
        {(lookups?.currencies.length ?? 0) > 1 && (
          <SelectField
            label={t('receivable.filter.currency')}
            value={filters.currency}
            onChange={(currency) => change({ currency })}
            options={texts(lookups?.currencies)}
          />
        )}
        <SelectField
          label={t('receivable.filter.basis')}
          value={filters.basis}
          onChange={(basis) => change({ basis, bucket: undefined })}
          options={(['due', 'invoice'] as const).map((value) => ({ value, label: t(`receivable.filter.${value}`) }))}
        />
      </FilterBar>
      <DataTable
        name="receivables"
        label={t('receivable.title')}
        columns={columns}
        rowKey={({ id }) => id}
        query={(page) => openItems(query, page)}
        exportAs={exportOf('open-items', filters)}
        above={({ buckets }) =>
          buckets.length > 0 && (
            <section className="panel" aria-label={t('receivable.agingTitle')}>
              {currenciesOf(buckets).map((currency) => (
                <AgingBar
                  key={currency}
                  buckets={buckets.filter((bucket) => (bucket.currency ?? company.currency) === currency)}
                  currency={currency ?? company.currency}
                  active={filters.bucket}
                  to={(code) => `?${withBucket(filters, code)}`}
                />
              ))}
            </section>
          )
        }
        empty={
          filtered ? undefined : (
            <EmptyHint
              title={t('receivable.empty')}
              hint={t('receivable.emptyHint')}
              action={
                <Link to="/import">
                  <Button tabIndex={-1}>{t('receivable.goImport')}</Button>
                </Link>
              }
            />
          )
        }
      />
    </div>
  );
}

/** Amounts of different currencies are never added: each has a bar of its own. */
const currenciesOf = (buckets: Bucket[]) => [...new Set(buckets.map(({ currency }) => currency))];

/** The same list for one bucket; the active bucket leads back to all of them. */
function withBucket(filters: Partial<Record<string, string>>, code: string): string {
  const next = new URLSearchParams(filters as Record<string, string>);
  if (filters.bucket === code) next.delete('bucket');
  else next.set('bucket', code);
  return next.toString();
}
