import { useTranslation } from 'react-i18next';
import type { OrderRow } from './queries';

const looks = { imported: 'chip', confirmed: 'chip good', held: 'chip bad', closed: 'chip', cancelled: 'chip' };

export function OrderStatus({ row }: { row: OrderRow }) {
  const { t } = useTranslation();
  const status = row.hold_id ? 'held' : row.status;
  return <span className={looks[status]}>{t(`order.status.${status}`)}</span>;
}
