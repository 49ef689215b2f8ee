import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useMay } from '../../app/session';
import { type Column, DataTable } from '../../ui/DataTable';
import { DateText } from '../../ui/DateText';
import { EmptyHint } from '../../ui/EmptyHint';
import { FilterBar, SearchField, SelectField } from '../../ui/FilterBar';
import { Money } from '../../ui/Money';
import { PageHeader } from '../../ui/PageHeader';
import { useFilters } from '../../ui/useFilters';
import { exportOf } from '../receivable/queries';
import { ContractStatus } from './ContractStatus';
import { NewContractDrawer } from './NewContractDrawer';
import { type ContractRow, contracts } from './queries';

const names = ['q', 'customer', 'status'] as const;

export default function ContractsPage() {
  const { t } = useTranslation();
  const may = useMay();
  const navigate = useNavigate();
  const [filters, change] = useFilters(names);
  const [writing, setWriting] = useState(false);
  const filtered = Object.keys(filters).length > 0;
  const columns: Column<ContractRow>[] = [
    {
      key: 'number',
      title: t('contract.field.number'),
      width: 150,
      sort: true,
      card: 'title',
      render: ({ id, number }) => <Link to={`/contracts/${id}`}>{number}</Link>,
    },
    {
      key: 'customer',
      title: t('contract.field.customer'),
      width: 190,
      render: ({ customer }) => <Link to={`/customers/${customer.id}`}>{customer.name}</Link>,
    },
    { key: 'title', title: t('contract.field.title'), width: 205, render: ({ title }) => title },
    {
      key: 'amount_minor',
      title: t('contract.field.amount'),
      width: 150,
      align: 'end',
      sort: true,
      card: 'figure',
      render: (row) => <Money minor={row.amount_minor} currency={row.currency} strong />,
    },
    { key: 'signed_date', title: t('contract.field.signed'), width: 115, sort: true, render: (row) => <DateText day={row.signed_date} /> },
    { key: 'status', title: t('contract.field.status'), width: 95, render: ({ status }) => <ContractStatus status={status} /> },
    { key: 'rep', title: t('contract.field.rep'), width: 110, render: ({ rep }) => rep?.name ?? '–' },
  ];
  return (
    <div className="page">
      <PageHeader
        title={t('contract.title')}
        note={t('contract.note')}
        actions={
          <>
            {may('review_contracts') && <Button onClick={() => change({ status: 'in_review' })}>{t('gate.queue')}</Button>}
            {may('manage_contracts') && (
              <Button type="primary" icon={<PlusOutlined />} onClick={() => setWriting(true)}>
                {t('contract.new')}
              </Button>
            )}
          </>
        }
      />
      <FilterBar onReset={filtered ? () => change({ q: undefined, customer: undefined, status: undefined }) : undefined}>
        <SearchField label={t('contract.search')} value={filters.q} onChange={(q) => change({ q })} />
        <SelectField
          label={t('contract.field.status')}
          value={filters.status}
          onChange={(status) => change({ status })}
          options={(['draft', 'returned', 'in_review', 'approved', 'signed'] as const).map((value) => ({
            value,
            label: t(`contract.status.${value}`),
          }))}
        />
      </FilterBar>
      <DataTable
        name="contracts"
        label={t('contract.title')}
        columns={columns}
        rowKey={({ id }) => id}
        query={(page) => contracts(filters, page)}
        exportAs={exportOf('contracts', filters)}
        empty={filtered ? undefined : <EmptyHint title={t('contract.empty')} hint={t('contract.emptyHint')} />}
      />
      {writing && <NewContractDrawer onClose={() => setWriting(false)} onDone={(id) => navigate(`/contracts/${id}`)} />}
    </div>
  );
}
