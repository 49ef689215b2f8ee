import { PlusOutlined } from '@ant-design/icons';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useMay } from '../../app/session';
import { type Column, DataTable } from '../../ui/DataTable';
import { DateText } from '../../ui/DateText';
import { EmptyHint } from '../../ui/EmptyHint';
import { FilterBar, SearchField } from '../../ui/FilterBar';
import { Money } from '../../ui/Money';
import { PageHeader } from '../../ui/PageHeader';
import { useFilters } from '../../ui/useFilters';
import { NewOrderDrawer } from './NewOrderDrawer';
import { OrderStatus } from './OrderStatus';
import { type OrderFilter, type OrderRow, orders } from './queries';

const names = ['q', 'status', 'customer'] as const;

export default function OrdersPage() {
  const { t } = useTranslation();
  const may = useMay()('manage_orders');
  const navigate = useNavigate();
  const [filters, change] = useFilters(names);
  const [placing, setPlacing] = useState(false);
  const filtered = Object.keys(filters).length > 0;
  const columns: Column<OrderRow>[] = [
    {
      key: 'number',
      title: t('order.field.number'),
      width: 150,
      sort: true,
      card: 'title',
      render: ({ id, number }) => <Link to={`/orders/${id}`}>{number}</Link>,
    },
    {
      key: 'customer',
      title: t('order.field.customer'),
      width: 205,
      sort: true,
      render: ({ customer }) => <Link to={`/customers/${customer.id}`}>{customer.name}</Link>,
    },
    {
      key: 'amount_minor',
      title: t('order.field.amount'),
      width: 145,
      align: 'end',
      sort: true,
      card: 'figure',
      render: (row) => <Money minor={row.amount_minor} currency={row.currency} strong />,
    },
    {
      key: 'delivered',
      title: t('order.field.delivered'),
      width: 140,
      align: 'end',
      render: (row) => <Money minor={row.delivered_minor} currency={row.currency} />,
    },
    { key: 'status', title: t('order.field.status'), width: 110, render: (row) => <OrderStatus row={row} /> },
    { key: 'date', title: t('order.field.date'), width: 115, sort: true, render: (row) => <DateText day={row.date} /> },
  ];
  return (
    <div className="page">
      <PageHeader
        title={t('order.title')}
        note={t('order.note')}
        actions={
          may && (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setPlacing(true)}>
              {t('order.new')}
            </Button>
          )
        }
      />
      <FilterBar onReset={filtered ? () => change(Object.fromEntries(names.map((name) => [name, undefined]))) : undefined}>
        <SearchField label={t('order.search')} value={filters.q} onChange={(q) => change({ q })} />
        <Segmented
          aria-label={t('order.filter.label')}
          value={filters.status ?? 'all'}
          onChange={(status) => change({ status: status === 'all' ? undefined : status })}
          options={(['all', 'open', 'held', 'closed', 'imported'] as const).map((value) => ({ value, label: t(`order.filter.${value}`) }))}
        />
      </FilterBar>
      <DataTable
        name="orders"
        label={t('order.title')}
        columns={columns}
        rowKey={({ id }) => id}
        query={(page) => orders(filters as OrderFilter, page)}
        empty={filtered ? undefined : <EmptyHint title={t('order.empty')} hint={t('order.emptyHint')} />}
      />
      {placing && <NewOrderDrawer onClose={() => setPlacing(false)} onDone={(id) => navigate(`/orders/${id}`)} />}
    </div>
  );
}
