import { Alert, App, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../app/session';
import { minorToDecimal } from '../../format/money';
import { FormDrawer } from '../../ui/FormDrawer';
import { AmountItem, DayItem, ReasonItem } from '../../ui/fields';
import { useCommand } from '../../ui/useCommand';
import { cancelOrder, closeOrder, deliverOrder, type OrderRow } from './queries';

interface Delivery {
  amount: string;
  date: string;
  number?: string;
}

export function DeliveryDrawer({ row, onClose }: { row: OrderRow; onClose: () => void }) {
  const { t } = useTranslation();
  const { company } = useSession();
  const { modal } = App.useApp();
  const [form] = Form.useForm<Delivery>();
  const send = useCommand(
    ({ amount, ...rest }: Delivery, key) =>
      deliverOrder(row.id, { ...rest, amount: { amount: amount.replaceAll(',', ''), currency: row.currency } }, key),
    {
      done: ({ hold_id }) => {
        if (hold_id) modal.warning({ title: t('order.deliveryHeld') });
        onClose();
      },
      said: t('app.form.saved'),
    },
  );
  return (
    <FormDrawer
      title={`${t('order.deliver')} · ${row.number}`}
      open
      onClose={onClose}
      form={form}
      initial={{ amount: minorToDecimal(row.amount_minor - row.delivered_minor, row.currency), date: company.today }}
      onSend={(value) => send.mutate(value)}
      sending={send.isPending}
      error={send.error}
      submit={t('order.deliver')}
    >
      <AmountItem name="amount" label={t('order.field.amount')} currency={row.currency} />
      <DayItem name="date" label={t('order.field.deliveryDate')} />
      <Form.Item name="number" label={t('order.field.deliveryNumber')}>
        <Input maxLength={60} />
      </Form.Item>
    </FormDrawer>
  );
}

export function EndDrawer({ row, end, onClose }: { row: OrderRow; end: 'close' | 'cancel'; onClose: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ reason: string }>();
  const send = useCommand(({ reason }: { reason: string }, key) => (end === 'close' ? closeOrder : cancelOrder)(row.id, reason, key), {
    done: onClose,
  });
  return (
    <FormDrawer
      title={`${t(`order.${end}`)} · ${row.number}`}
      open
      onClose={onClose}
      form={form}
      onSend={(value) => send.mutate(value)}
      sending={send.isPending}
      error={send.error}
      submit={t(`order.${end}`)}
    >
      <Alert type="info" title={t(`order.${end}Hint`)} style={{ marginBottom: 16 }} />
      <ReasonItem />
    </FormDrawer>
  );
}
