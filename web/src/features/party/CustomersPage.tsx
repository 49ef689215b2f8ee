import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { lookupsQuery } from '../../app/session';
import { type Column, DataTable } from '../../ui/DataTable';
import { EmptyHint } from '../../ui/EmptyHint';
import { FilterBar, SearchField, SelectField } from '../../ui/FilterBar';
import { Money } from '../../ui/Money';
import { PageHeader } from '../../ui/PageHeader';
import { useFilters } from '../../ui/useFilters';
import { exportOf } from '../receivable/queries';
import { OverdueDays } from '../receivable/Stage';
import { type CustomerRow, customers } from './queries';

const names = ['q', 'group', 'region', 'rep'] as const;

export default function CustomersPage() {
  const { t } = useTranslation();
  const lookups = useQuery(lookupsQuery).data;
  const [filters, change] = useFilters(names);
  const filtered = Object.keys(filters).length > 0;
  const texts = (values: string[] | undefined) => (values ?? []).map((value) => ({ value, label: value }));
  const columns: Column<CustomerRow>[] = [
    {
      key: 'name',
      title: t('party.field.customer'),
      width: 260,
      sort: true,
      card: 'title',
      render: ({ id, name, name_alt }) => (
        <>
          <Link to={`/customers/${id}`}>{name}</Link>
          {name_alt && <span className="sub">{name_alt}</span>}
        </>
      ),
    },
    { key: 'code', title: t('party.field.code'), width: 130, sort: true, render: ({ code }) => code },
    {
      key: 'open_minor',
      title: t('party.field.open'),
      width: 160,
      align: 'end',
      sort: true,
      card: 'figure',
      render: (row) => <Money minor={row.open_minor} currency={row.currency} strong />,
    },
    {
      key: 'overdue_minor',
      title: t('party.field.overdue'),
      width: 160,
      align: 'end',
      sort: true,
      render: (row) => (
        <span className={row.overdue_minor > 0 ? 'bad' : 'muted'}>
          <Money minor={row.overdue_minor} currency={row.currency} />
        </span>
      ),
    },
    {
      key: 'overdue_days_max',
      title: t('party.field.days'),
      width: 120,
      align: 'end',
      sort: true,
      render: ({ overdue_days_max }) => <OverdueDays days={overdue_days_max} />,
    },
    { key: 'rep', title: t('party.field.rep'), width: 130, render: ({ rep }) => rep?.name ?? '–' },
    { key: 'group', title: t('party.field.group'), width: 130, render: ({ group }) => group ?? '–' },
    { key: 'country', title: t('party.field.country'), width: 110, hidden: true, render: ({ country }) => country ?? '–' },
  ];
  return (
    <div className="page">
      <PageHeader title={t('party.title')} note={t('party.note')} />
      <FilterBar onReset={filtered ? () => change(Object.fromEntries(names.map((name) => [name, undefined]))) : undefined}>
        <SearchField label={t('party.search')} value={filters.q} onChange={(q) => change({ q })} />
        {(lookups?.customer_groups.length ?? 0) > 0 && (
          <SelectField
            label={t('party.field.group')}
            value={filters.group}
            onChange={(group) => change({ group })}
            options={texts(lookups?.customer_groups)}
          />
        )}
        {(lookups?.regions.length ?? 0) > 0 && (
          <SelectField
            label={t('party.field.region')}
            value={filters.region}
            onChange={(region) => change({ region })}
            options={texts(lookups?.regions)}
          />
        )}
        <SelectField
          label={t('party.field.rep')}
          value={filters.rep}
          onChange={(rep) => change({ rep })}
          options={(lookups?.reps ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </FilterBar>
      <DataTable
        name="customers"
        label={t('party.title')}
        columns={columns}
        rowKey={({ id }) => id}
        query={(page) => customers(filters, page)}
        totalNames={[t('party.field.open'), t('party.field.overdue')]}
        exportAs={exportOf('customers', filters)}
        empty={
          filtered ? undefined : (
            <EmptyHint
              title={t('party.empty')}
              hint={t('party.emptyHint')}
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
