import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSettings } from '../../app/settings';
import { formatMoney, minorToDecimal } from '../../format/money';
import { FormDrawer } from '../../ui/FormDrawer';
import { AmountItem, ReasonItem } from '../../ui/fields';
import { useCommand } from '../../ui/useCommand';
import { type OpenItem, writeOff } from './queries';

interface Value {
  amount: string;
  reason: string;
}

export function WriteOffDrawer({ item, onClose }: { item: OpenItem; onClose: () => void }) {
  const { t } = useTranslation();
  const { language } = useSettings();
  const [form] = Form.useForm<Value>();
  const send = useCommand(
    ({ amount, reason }: Value, key) =>
      writeOff(item.id, { amount: { amount: amount.replaceAll(',', ''), currency: item.currency }, reason }, key),
    { done: onClose, said: t('receivable.writtenOff') },
  );
  return (
    <FormDrawer
      title={`${t('receivable.writeOff')} · ${item.number}`}
      open
      onClose={onClose}
      form={form}
      initial={{ amount: minorToDecimal(item.open_minor, item.currency) }}
      onSend={(value) => send.mutate(value)}
      sending={send.isPending}
      error={send.error}
      submit={t('receivable.writeOff')}
    >
      <AmountItem
        name="amount"
        label={t('receivable.field.amount')}
        currency={item.currency}
        hint={t('receivable.writeOffHint', { open: formatMoney(item.open_minor, item.currency, language) })}
      />
      <ReasonItem />
    </FormDrawer>
  );
}
