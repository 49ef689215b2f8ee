import { useQuery } from '@tanstack/react-query';
import { Form, Input, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../app/session';
import { decimalToMinor } from '../../format/money';
import { FormDrawer } from '../../ui/FormDrawer';
import { AmountItem, DayItem } from '../../ui/fields';
import { useCommand } from '../../ui/useCommand';
import { CreditPreview } from '../credit/CreditPreview';
import { checkCredit } from '../credit/queries';
import { CurrencyItem } from '../org/CurrencyItem';
import { CustomerItem } from '../party/CustomerItem';
import { placeOrder } from './queries';

interface Value {
  customer_id: string;
  currency: string;
  amount: string;
  prepaid?: string;
  date: string;
  ship_date?: string;
  term_days?: number;
  number?: string;
}

/** The gauge and the reasons stand beside the amount before anything is sent. */
export function NewOrderDrawer({ onClose, onDone }: { onClose: () => void; onDone: (id: string) => void }) {
  const { t } = useTranslation();
  const { company } = useSession();
  const [form] = Form.useForm<Value>();
  const currency = Form.useWatch('currency', form) ?? company.currency;
  const customer = Form.useWatch('customer_id', form);
  const amount = Form.useWatch('amount', form);
  const prepaid = Form.useWatch('prepaid', form);
  const days = Form.useWatch('term_days', form);
  const known = (text: string | undefined) => (text ? decimalToMinor(text, currency) : null);
  const minor = known(amount);
  const ready = Boolean(customer) && minor !== null && minor > 0 && (!prepaid || (known(prepaid) ?? minor + 1) <= minor);
  const money = (text: string) => ({ amount: text.replaceAll(',', ''), currency });
  const check = useQuery({
    ...checkCredit({
      customer_id: customer ?? '',
      checkpoint: 'order',
      amount: money(amount ?? ''),
      ...(prepaid ? { prepaid: money(prepaid) } : {}),
      ...(typeof days === 'number' ? { term_days: days } : {}),
    }),
    enabled: ready,
  });
  const send = useCommand(
    ({ amount, prepaid, currency: _, ...rest }: Value, key) =>
      placeOrder({ ...rest, amount: money(amount), ...(prepaid ? { prepaid: money(prepaid) } : {}) }, key),
    { done: ({ id }) => onDone(id) },
  );
  return (
    <FormDrawer
      title={t('order.new')}
      open
      onClose={onClose}
      form={form}
      initial={{ currency: company.currency, date: company.today }}
      onSend={(value) => send.mutate(value)}
      sending={send.isPending}
      error={send.error}
    >
      <CustomerItem name="customer_id" autoFocus />
      <CurrencyItem />
      <AmountItem name="amount" label={t('order.field.amount')} currency={currency} />
      <AmountItem name="prepaid" label={t('order.field.prepaid')} currency={currency} required={false} hint={t('order.prepaidHint')} />
      <Form.Item name="term_days" label={t('order.field.termDays')}>
        <InputNumber min={0} max={3650} precision={0} className="wide" />
      </Form.Item>
      <DayItem name="date" label={t('order.field.date')} />
      <DayItem name="ship_date" label={t('order.field.shipDate')} required={false} />
      <Form.Item name="number" label={t('order.field.number')}>
        <Input maxLength={60} />
      </Form.Item>
      {ready && check.data && <CreditPreview of={check.data} />}
    </FormDrawer>
  );
}
