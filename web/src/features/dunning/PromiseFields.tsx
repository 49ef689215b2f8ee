import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { AmountItem, DayItem } from '../../ui/fields';
import { promiseChannels } from './promiseQueries';

export interface PromiseValue {
  promised_date: string;
  amount: string;
  channel: (typeof promiseChannels)[number];
  note?: string;
}

/** By when, how much and by which way: what every form asks about a promise. */
export function PromiseFields({ currency, open }: { currency: string; open: string }) {
  const { t } = useTranslation();
  return (
    <>
      <DayItem name="promised_date" label={t('promise.field.promised')} />
      <AmountItem name="amount" label={t('promise.field.amount')} currency={currency} hint={t('promise.openOf', { amount: open })} />
      <Form.Item name="channel" label={t('promise.field.channel')}>
        <Select options={promiseChannels.map((value) => ({ value, label: t(`promise.channel.${value}`) }))} />
      </Form.Item>
    </>
  );
}

export function PromiseNote() {
  const { t } = useTranslation();
  return (
    <Form.Item name="note" label={t('promise.field.note')}>
      <Input.TextArea rows={3} placeholder={t('promise.notePlaceholder')} maxLength={2000} />
    </Form.Item>
  );
}
