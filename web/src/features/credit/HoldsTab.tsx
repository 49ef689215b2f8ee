import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMay } from '../../app/session';
import { type Column, DataTable } from '../../ui/DataTable';
import { DateText } from '../../ui/DateText';
import { EmptyHint } from '../../ui/EmptyHint';
import { Money } from '../../ui/Money';
import { type Hold, holds } from './queries';
import { Reasons } from './Reasons';
import { ReleaseDrawer } from './ReleaseDrawer';

export function HoldsTab() {
  const { t } = useTranslation();
  const may = useMay()('manage_orders');
  const [releasing, setReleasing] = useState<Hold>();
  const columns: Column<Hold>[] = [
    {
      key: 'order',
      title: t('limit.field.order'),
      width: 130,
      card: 'title',
      render: ({ order, checkpoint }) => (
        <>
          <Link to={`/orders/${order.id}`}>{order.number}</Link>
          <span className="sub">{t(`limit.checkpoint.${checkpoint}`)}</span>
        </>
      ),
    },
    {
      key: 'customer',
      title: t('limit.field.customer'),
      width: 170,
      render: ({ customer }) => <Link to={`/customers/${customer.id}?tab=limit`}>{customer.name}</Link>,
    },
    {
      key: 'amount',
      title: t('limit.field.amount'),
      width: 135,
      align: 'end',
      card: 'figure',
      render: (row) => <Money minor={row.amount_minor} currency={row.currency} strong />,
    },
    { key: 'reasons', title: t('limit.field.reasons'), width: 345, card: 'wide', render: ({ reasons }) => <Reasons reasons={reasons} /> },
    { key: 'review', title: t('limit.field.review'), width: 110, render: ({ review_date }) => <DateText day={review_date} /> },
    ...(may
      ? [
          {
            key: 'release',
            title: t('limit.release'),
            width: 115,
            card: 'action' as const,
            render: (row: Hold) => <Button onClick={() => setReleasing(row)}>{t('limit.release')}</Button>,
          },
        ]
      : []),
  ];
  return (
    <>
      <DataTable
        name="credit-holds"
        label={t('limit.tab.holds')}
        columns={columns}
        rowKey={({ id }) => id}
        query={(page) => holds(page)}
        empty={<EmptyHint title={t('limit.holdsNone')} hint={t('limit.holdsNoneHint')} />}
      />
      {releasing && <ReleaseDrawer hold={{ id: releasing.id, number: releasing.order.number }} onClose={() => setReleasing(undefined)} />}
    </>
  );
}
