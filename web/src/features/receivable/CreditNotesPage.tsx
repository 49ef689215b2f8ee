import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMay } from '../../app/session';
import { type Column, DataTable } from '../../ui/DataTable';
import { DateText } from '../../ui/DateText';
import { EmptyHint } from '../../ui/EmptyHint';
import { FilterBar, SearchField } from '../../ui/FilterBar';
import { Money } from '../../ui/Money';
import { PageHeader } from '../../ui/PageHeader';
import { useFilters } from '../../ui/useFilters';
import { CreditNoteDrawer } from './CreditNoteDrawer';
import { type CreditNote, creditNotes, exportOf } from './queries';
import { SetOffDrawer } from './SetOffDrawer';

export default function CreditNotesPage() {
  const { t } = useTranslation();
  const [filters, change] = useFilters(['q', 'customer', 'from', 'to'] as const);
  const [issuing, setIssuing] = useState(false);
  const [settingOff, setSettingOff] = useState<CreditNote>();
  const may = useMay();
  const columns: Column<CreditNote>[] = [
    {
      key: 'number',
      title: t('receivable.field.number'),
      width: 140,
      sort: true,
      card: 'title',
      render: ({ id, number }) => <Link to={`/credit-notes/${id}`}>{number}</Link>,
    },
    {
      key: 'customer',
      title: t('receivable.field.customer'),
      width: 215,
      render: ({ customer }) => <Link to={`/customers/${customer.id}`}>{customer.name}</Link>,
    },
    {
      key: 'amount',
      title: t('receivable.field.amount'),
      width: 130,
      align: 'end',
      card: 'figure',
      render: (row) => <Money minor={row.amount_minor} currency={row.currency} />,
    },
    {
      key: 'open',
      title: t('receivable.remaining'),
      width: 130,
      align: 'end',
      render: (row) => <Money minor={row.open_minor} currency={row.currency} strong />,
    },
    { key: 'date', title: t('receivable.field.date'), width: 110, sort: true, render: ({ date }) => <DateText day={date} /> },
    {
      key: 'invoice',
      title: t('receivable.field.invoice'),
      width: 140,
      render: ({ invoice }) => (invoice ? <Link to={`/invoices/${invoice.id}`}>{invoice.number}</Link> : '–'),
    },
    { key: 'reason', title: t('receivable.field.reason'), width: 130, render: ({ reason }) => reason ?? '–' },
    {
      key: 'act',
      title: t('receivable.setOff'),
      width: 100,
      render: (row) =>
        may('post_cash') && (row.open_minor ?? 0) > 0 ? (
          <Button size="small" onClick={() => setSettingOff(row)}>
            {t('receivable.setOff')}
          </Button>
        ) : (
          '–'
        ),
    },
  ];
  return (
    <div className="page">
      <PageHeader
        title={t('receivable.creditNotes')}
        note={t('receivable.creditNotesNote')}
        actions={
          may('post_receivables') && (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setIssuing(true)}>
              {t('receivable.newCreditNote')}
            </Button>
          )
        }
      />
      <FilterBar onReset={filters.q ? () => change({ q: undefined }) : undefined}>
        <SearchField label={t('receivable.filter.search')} value={filters.q} onChange={(q) => change({ q })} />
      </FilterBar>
      <DataTable
        name="credit-notes"
        label={t('receivable.creditNotes')}
        columns={columns}
        rowKey={({ id }) => id}
        query={(page) => creditNotes(filters, page)}
        exportAs={exportOf('credit-notes', filters)}
        empty={filters.q ? undefined : <EmptyHint title={t('receivable.creditNoteEmpty')} hint={t('receivable.creditNoteEmptyHint')} />}
      />
      {issuing && <CreditNoteDrawer onClose={() => setIssuing(false)} />}
      {settingOff && <SetOffDrawer note={settingOff} onClose={() => setSettingOff(undefined)} />}
    </div>
  );
}
