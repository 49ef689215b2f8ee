import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSettings } from '../../app/settings';
import { formatDay } from '../../format/day';
import { type Column, DataTable } from '../../ui/DataTable';
import { DateText } from '../../ui/DateText';
import { EmptyHint } from '../../ui/EmptyHint';
import { Money } from '../../ui/Money';
import { type ReceiptRow, receipts } from '../cash/queries';
import { ReceiptState } from '../cash/ReceiptState';
import { type ContractRow, contracts } from '../contract/queries';
import { useOpenItemColumns } from '../receivable/openItemColumns';
import { openItems } from '../receivable/queries';

export function CustomerItems({ id }: { id: string }) {
  const { t } = useTranslation();
  const columns = useOpenItemColumns().filter(({ key }) => key !== 'customer' && key !== 'rep');
  return (
    <DataTable
      name="customer-items"
      label={t('party.tab.items')}
      columns={columns}
      rowKey={(row) => row.id}
      query={(page) => openItems({ customer: id }, page)}
      empty={<EmptyHint title={t('receivable.empty')} />}
    />
  );
}

export function CustomerReceipts({ id }: { id: string }) {
  const { t } = useTranslation();
  const columns: Column<ReceiptRow>[] = [
    {
      key: 'number',
      title: t('cash.field.number'),
      width: 160,
      card: 'title',
      render: (row) => <Link to={`/receipts/${row.id}`}>{row.number}</Link>,
    },
    {
      key: 'amount',
      title: t('cash.field.amount'),
      width: 150,
      align: 'end',
      card: 'figure',
      render: (row) => <Money minor={row.amount_minor} currency={row.currency} strong />,
    },
    {
      key: 'open',
      title: t('cash.field.unapplied'),
      width: 140,
      align: 'end',
      render: (row) => <Money minor={row.open_minor} currency={row.currency} />,
    },
    { key: 'state', title: t('cash.field.state'), width: 110, render: (row) => <ReceiptState row={row} /> },
    { key: 'value_date', title: t('cash.field.valueDate'), width: 120, render: (row) => <DateText day={row.value_date} /> },
    { key: 'method', title: t('cash.field.method'), width: 110, render: (row) => t(`cash.method.${row.method}`) },
  ];
  return (
    <DataTable
      name="customer-receipts"
      label={t('party.tab.receipts')}
      columns={columns}
      rowKey={(row) => row.id}
      query={(page) => receipts({ customer: id }, page)}
      empty={<EmptyHint title={t('cash.empty')} />}
    />
  );
}

export function CustomerContracts({ id }: { id: string }) {
  const { t } = useTranslation();
  const { language } = useSettings();
  const columns: Column<ContractRow>[] = [
    {
      key: 'number',
      title: t('contract.field.number'),
      width: 160,
      card: 'title',
      render: (row) => <Link to={`/contracts/${row.id}`}>{row.number}</Link>,
    },
    { key: 'title', title: t('contract.field.title'), width: 220, render: (row) => row.title },
    {
      key: 'amount',
      title: t('contract.field.amount'),
      width: 150,
      align: 'end',
      card: 'figure',
      render: (row) => <Money minor={row.amount_minor} currency={row.currency} strong />,
    },
    {
      key: 'signed_date',
      title: t('contract.field.signed'),
      width: 120,
      render: (row) => (row.signed_date ? formatDay(row.signed_date, language) : '–'),
    },
  ];
  return (
    <DataTable
      name="customer-contracts"
      label={t('party.tab.contracts')}
      columns={columns}
      rowKey={(row) => row.id}
      query={(page) => contracts({ customer: id }, page)}
      empty={<EmptyHint title={t('contract.empty')} />}
    />
  );
}
