import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type Column, DataTable } from '../../ui/DataTable';
import { DateText } from '../../ui/DateText';
import { EmptyHint } from '../../ui/EmptyHint';
import { DayField, FilterBar, SearchField } from '../../ui/FilterBar';
import { Money } from '../../ui/Money';
import { PageHeader } from '../../ui/PageHeader';
import { useFilters } from '../../ui/useFilters';
import { exportOf, type Invoice, invoices } from './queries';

const names = ['q', 'from', 'to', 'customer'] as const;

export default function InvoicesPage() {
  const { t } = useTranslation();
  const [filters, change] = useFilters(names);
  const filtered = Object.keys(filters).length > 0;
  const columns: Column<Invoice>[] = [
    {
      key: 'number',
      title: t('receivable.field.number'),
      width: 180,
      sort: true,
      card: 'title',
      render: ({ id, number }) => <Link to={`/invoices/${id}`}>{number}</Link>,
    },
    {
      key: 'customer',
      title: t('receivable.field.customer'),
      width: 240,
      sort: true,
      render: ({ customer }) => <Link to={`/customers/${customer.id}`}>{customer.name}</Link>,
    },
    {
      key: 'amount_minor',
      title: t('receivable.field.amount'),
      width: 160,
      align: 'end',
      sort: true,
      card: 'figure',
      render: (row) => <Money minor={row.amount_minor} currency={row.currency} />,
    },
    {
      key: 'open',
      title: t('receivable.field.open'),
      width: 160,
      align: 'end',
      render: (row) => <Money minor={row.open_minor} currency={row.currency} strong />,
    },
    { key: 'date', title: t('receivable.field.date'), width: 120, sort: true, render: ({ date }) => <DateText day={date} /> },
    {
      key: 'contract',
      title: t('receivable.field.contract'),
      width: 150,
      card: 'none',
      render: ({ contract }) => (contract ? <Link to={`/contracts/${contract.id}`}>{contract.number}</Link> : '–'),
    },
  ];
  return (
    <div className="page">
      <PageHeader title={t('receivable.invoices')} note={t('receivable.invoicesNote')} />
      <FilterBar onReset={filtered ? () => change({ q: undefined, from: undefined, to: undefined, customer: undefined }) : undefined}>
        <SearchField label={t('receivable.filter.search')} value={filters.q} onChange={(q) => change({ q })} />
        <DayField label={t('receivable.allDates')} value={filters.from} onChange={(from) => change({ from })} clearable />
        <DayField label="–" value={filters.to} onChange={(to) => change({ to })} clearable />
      </FilterBar>
      <DataTable
        name="invoices"
        label={t('receivable.invoices')}
        columns={columns}
        rowKey={({ id }) => id}
        query={(page) => invoices(filters, page)}
        exportAs={exportOf('invoices', filters)}
        empty={filtered ? undefined : <EmptyHint title={t('receivable.invoiceEmpty')} hint={t('receivable.invoiceEmptyHint')} />}
      />
    </div>
  );
}
