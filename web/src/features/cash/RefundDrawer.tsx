import { Alert, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../app/session';
import { minorToDecimal } from '../../format/money';
import { FormDrawer } from '../../ui/FormDrawer';
import { AmountItem, DayItem, ReasonItem } from '../../ui/fields';
import { useCommand } from '../../ui/useCommand';
import { type Refund, type RefundBody, refund, reverseRefund, type Source } from './refundQueries';

type Values = Omit<RefundBody, 'amount'> & { amount: string };
const methods = ['bank_transfer', 'cash'] as const;

export function RefundDrawer({ source, onClose }: { source: Source; onClose: () => void }) {
  const { t } = useTranslation();
  const { company } = useSession();
  const [form] = Form.useForm<Values>();
  const send = useCommand(
    ({ amount, ...rest }: Values, key) => refund(source, { ...rest, amount: { amount, currency: source.currency } }, key),
    { done: onClose, said: t('refund.paid') },
  );
  return (
    <FormDrawer
      title={`${t('refund.pay')} · ${source.number}`}
      open
      onClose={onClose}
      form={form}
      initial={{ amount: minorToDecimal(source.left, source.currency), date: company.today, method: 'bank_transfer' }}
      onSend={(value) => send.mutate(value)}
      sending={send.isPending}
      error={send.error}
      submit={t('refund.pay')}
    >
      <Alert type="info" title={t('refund.hint')} style={{ marginBottom: 16 }} />
      <AmountItem name="amount" label={t('cash.field.amount')} currency={source.currency} />
      <DayItem name="date" label={t('refund.date')} />
      <Form.Item name="method" label={t('cash.field.method')}>
        <Select options={methods.map((value) => ({ value, label: t(`cash.method.${value}`) }))} />
      </Form.Item>
      <Form.Item name="reference" label={t('cash.field.reference')}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="reason" label={t('refund.reason')}>
        <Input maxLength={500} />
      </Form.Item>
    </FormDrawer>
  );
}

export function ReverseRefundDrawer({ row, onClose }: { row: Refund; onClose: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ reason: string }>();
  const send = useCommand(({ reason }: { reason: string }, key) => reverseRefund(row.id, reason, key), {
    done: onClose,
    said: t('refund.reversed'),
  });
  return (
    <FormDrawer
      title={t('refund.reverseTitle')}
      open
      onClose={onClose}
      form={form}
      onSend={(value) => send.mutate(value)}
      sending={send.isPending}
      error={send.error}
      submit={t('refund.reverse')}
    >
      <Alert type="info" title={t('refund.reverseHint')} style={{ marginBottom: 16 }} />
      <ReasonItem />
    </FormDrawer>
  );
}
