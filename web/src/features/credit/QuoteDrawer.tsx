import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Drawer, Form, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../app/session';
import { decimalToMinor } from '../../format/money';
import { AmountItem } from '../../ui/fields';
import { useReturnFocus } from '../../ui/useReturnFocus';
import { useSettled } from '../../ui/useSettled';
import { CurrencyItem } from '../org/CurrencyItem';
import { CreditPreview } from './CreditPreview';
import { checkCredit } from './queries';

interface Value {
  amount?: string;
  prepaid?: string;
  currency: string;
  term_days?: number;
}

/** What a quote to this customer would meet: nothing is written. */
export function QuoteDrawer({ customer, onClose }: { customer: { id: string; name: string }; onClose: () => void }) {
  const { t } = useTranslation();
  const { company } = useSession();
  useReturnFocus();
  const [form] = Form.useForm<Value>();
  const currency = Form.useWatch('currency', form) ?? company.currency;
  const value = useSettled(Form.useWatch([], form) as Value | undefined | null);
  const minor = value?.amount ? decimalToMinor(value.amount, currency) : null;
  const prepaid = value?.prepaid ? decimalToMinor(value.prepaid, currency) : 0;
  const money = (text: string | undefined) => ({ amount: (text ?? '').replaceAll(',', ''), currency });
  const check = useQuery({
    ...checkCredit({
      customer_id: customer.id,
      checkpoint: 'quote',
      amount: money(value?.amount),
      ...(value?.prepaid ? { prepaid: money(value.prepaid) } : {}),
      ...(typeof value?.term_days === 'number' ? { term_days: value.term_days } : {}),
    }),
    enabled: minor !== null && minor > 0 && prepaid !== null && prepaid <= minor,
  });
  return (
    <Drawer
      title={`${t('limit.quote')} · ${customer.name}`}
      aria-label={t('limit.quote')}
      open
      onClose={onClose}
      size={480}
      closable={false}
      footer={
        <div className="drawer-foot">
          <Button onClick={onClose}>{t('app.form.close')}</Button>
        </div>
      }
    >
      <Alert type="info" title={t('limit.quoteHint')} style={{ marginBottom: 16 }} />
      <Form form={form} layout="vertical" requiredMark={false} initialValues={{ currency: company.currency }}>
        <CurrencyItem />
        <AmountItem name="amount" label={t('limit.field.amount')} currency={currency} />
        <AmountItem name="prepaid" label={t('order.field.prepaid')} currency={currency} required={false} />
        <Form.Item name="term_days" label={t('order.field.termDays')}>
          <InputNumber min={0} max={3650} precision={0} className="wide" />
        </Form.Item>
      </Form>
      {check.data && <CreditPreview of={check.data} />}
    </Drawer>
  );
}
