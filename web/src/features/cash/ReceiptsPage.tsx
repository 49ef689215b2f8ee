import { PlusOutlined } from '@ant-design/icons';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useMay } from '../../app/session';
import { type Column, DataTable } from '../../ui/DataTable';
import { DateText } from '../../ui/DateText';
import { EmptyHint } from '../../ui/EmptyHint';
import { DayField, FilterBar, SearchField } from '../../ui/FilterBar';
import { Money } from '../../ui/Money';
import { PageHeader } from '../../ui/PageHeader';
import { useFilters } from '../../ui/useFilters';
import { exportOf } from '../receivable/queries';
import { NewReceiptDrawer } from './NewReceiptDrawer';
import { type ReceiptFilter, type ReceiptRow, receipts } from './queries';
import { ReceiptState } from './ReceiptState';

const names = ['q', 'status', 'customer', 'from', 'to'] as const;

export default function ReceiptsPage() {
  const { t } = useTranslation();
  const may = useMay();
  const navigate = useNavigate();
  const [filters, change] = useFilters(names);
  const [recording, setRecording] = useState(false);
  const filtered = Object.keys(filters).some((name) => name !== 'status');
  const columns: Column<ReceiptRow>[] = [
    {
      key: 'number',
      title: t('cash.field.number'),
      width: 145,
      sort: true,
      card: 'title',
      render: ({ id, number }) => <Link to={`/receipts/${id}`}>{number}</Link>,
    },
    {
      key: 'customer',
      title: t('cash.field.customer'),
      width: 205,
      render: ({ customer }) => <Link to={`/customers/${customer.id}`}>{customer.name}</Link>,
    },
    {
      key: 'amount_minor',
      title: t('cash.field.amount'),
      width: 140,
      align: 'end',
      sort: true,
      card: 'figure',
      render: (row) => <Money minor={row.amount_minor} currency={row.currency} strong />,
    },
    {
      key: 'open_minor',
      title: t('cash.field.unapplied'),
      width: 130,
      align: 'end',
      sort: true,
      render: (row) => <Money minor={row.open_minor} currency={row.currency} />,
    },
    { key: 'state', title: t('cash.field.state'), width: 115, render: (row) => <ReceiptState row={row} /> },
    { key: 'value_date', title: t('cash.field.valueDate'), width: 115, sort: true, render: (row) => <DateText day={row.value_date} /> },
    { key: 'method', title: t('cash.field.method'), width: 105, render: ({ method }) => t(`cash.method.${method}`) },
    { key: 'reference', title: t('cash.field.reference'), width: 145, card: 'none', render: ({ reference }) => reference || '–' },
  ];
  const empty =
    filters.status === 'unapplied' ? (
      <EmptyHint title={t('cash.allApplied')} hint={t('cash.allAppliedHint')} />
    ) : (
      <EmptyHint title={t('cash.empty')} hint={t('cash.emptyHint')} />
    );
  return (
    <div className="page">
      <PageHeader
        title={t('cash.title')}
        note={t('cash.note')}
        actions={
          may('post_cash') && (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setRecording(true)}>
              {t('cash.newReceipt')}
            </Button>
          )
        }
      />
      <FilterBar onReset={filtered ? () => change(Object.fromEntries(names.map((name) => [name, undefined]))) : undefined}>
        <SearchField label={t('cash.search')} value={filters.q} onChange={(q) => change({ q })} />
        <Segmented
          aria-label={t('cash.status.label')}
          value={filters.status ?? 'all'}
          onChange={(status) => change({ status: status === 'all' ? undefined : status })}
          options={(['all', 'unapplied'] as const).map((value) => ({ value, label: t(`cash.status.${value}`) }))}
        />
        <DayField label={t('cash.field.valueDate')} value={filters.from} onChange={(from) => change({ from })} clearable />
        <DayField label="–" value={filters.to} onChange={(to) => change({ to })} clearable />
      </FilterBar>
      <DataTable
        name="receipts"
        label={t('cash.title')}
        columns={columns}
        rowKey={({ id }) => id}
        query={(page) => receipts(filters as ReceiptFilter, page)}
        exportAs={exportOf('receipts', filters)}
        empty={filtered ? undefined : empty}
      />
      {recording && <NewReceiptDrawer onClose={() => setRecording(false)} onDone={(id) => navigate(`/receipts/${id}`)} />}
    </div>
  );
}
