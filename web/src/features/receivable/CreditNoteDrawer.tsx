import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../app/session';
import { FormDrawer } from '../../ui/FormDrawer';
import { AmountItem, DayItem, ReasonItem } from '../../ui/fields';
import { useCommand } from '../../ui/useCommand';
import { CurrencyItem } from '../org/CurrencyItem';
import { CustomerItem } from '../party/CustomerItem';
import { issueCreditNote } from './queries';

interface Value {
  customer_id: string;
  number?: string;
  date: string;
  currency: string;
  amount: string;
  reason: string;
}

export function CreditNoteDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { company } = useSession();
  const [form] = Form.useForm<Value>();
  const currency = Form.useWatch('currency', form) ?? company.currency;
  const send = useCommand(
    ({ amount, currency, number, ...rest }: Value, key) =>
      issueCreditNote({ ...rest, ...(number ? { number } : {}), amount: { amount: amount.replaceAll(',', ''), currency } }, key),
    { done: onClose, said: t('receivable.issued') },
  );
  return (
    <FormDrawer
      title={t('receivable.newCreditNote')}
      open
      onClose={onClose}
      form={form}
      initial={{ date: company.today, currency: company.currency }}
      onSend={(value) => send.mutate(value)}
      sending={send.isPending}
      error={send.error}
    >
      <CustomerItem name="customer_id" />
      <CurrencyItem />
      <AmountItem name="amount" label={t('receivable.field.amount')} currency={currency} />
      <DayItem name="date" label={t('receivable.field.date')} />
      <Form.Item name="number" label={t('receivable.number')}>
        <Input maxLength={60} />
      </Form.Item>
      <ReasonItem />
    </FormDrawer>
  );
}
