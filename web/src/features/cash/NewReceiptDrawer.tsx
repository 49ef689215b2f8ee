import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../app/session';
import { FormDrawer } from '../../ui/FormDrawer';
import { AmountItem, DayItem } from '../../ui/fields';
import { useCommand } from '../../ui/useCommand';
import { CurrencyItem } from '../org/CurrencyItem';
import { CustomerItem } from '../party/CustomerItem';
import { type Method, recordReceipt } from './queries';

interface Value {
  customer_id: string;
  method: Method;
  value_date: string;
  maturity_date?: string;
  currency: string;
  amount: string;
  number?: string;
  reference?: string;
}

const methods: Method[] = ['bank_transfer', 'acceptance_bill', 'cheque', 'automatic_debit', 'cash'];

interface Props {
  customer?: { id: string; name: string };
  onClose: () => void;
  onDone: (id: string) => void;
}

export function NewReceiptDrawer({ customer, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const { company } = useSession();
  const [form] = Form.useForm<Value>();
  const currency = Form.useWatch('currency', form) ?? company.currency;
  const method = Form.useWatch('method', form);
  const send = useCommand(
    ({ amount, currency, number, reference, maturity_date, ...rest }: Value, key) =>
      recordReceipt(
        {
          ...rest,
          amount: { amount: amount.replaceAll(',', ''), currency },
          ...(number ? { number } : {}),
          ...(reference ? { reference } : {}),
          ...(maturity_date ? { maturity_date } : {}),
        },
        key,
      ),
    { done: ({ id }) => onDone(id), said: t('cash.recorded') },
  );
  return (
    <FormDrawer
      title={t('cash.newReceipt')}
      open
      onClose={onClose}
      form={form}
      initial={{
        method: 'bank_transfer',
        value_date: company.today,
        currency: company.currency,
        ...(customer ? { customer_id: customer.id } : {}),
      }}
      onSend={(value) => send.mutate(value)}
      sending={send.isPending}
      error={send.error}
    >
      <CustomerItem name="customer_id" known={customer} autoFocus />
      <CurrencyItem />
      <AmountItem name="amount" label={t('cash.field.amount')} currency={currency} />
      <DayItem name="value_date" label={t('cash.field.valueDate')} />
      <Form.Item name="method" label={t('cash.field.method')}>
        <Select options={methods.map((value) => ({ value, label: t(`cash.method.${value}`) }))} />
      </Form.Item>
      {method === 'acceptance_bill' && <DayItem name="maturity_date" label={t('cash.field.maturity')} hint={t('cash.maturityHint')} />}
      <Form.Item name="reference" label={t('cash.field.reference')}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="number" label={t('receivable.number')}>
        <Input maxLength={60} />
      </Form.Item>
    </FormDrawer>
  );
}
