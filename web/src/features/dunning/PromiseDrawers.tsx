import { useQuery } from '@tanstack/react-query';
import { Alert, Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../app/session';
import { useSettings } from '../../app/settings';
import { formatDay } from '../../format/day';
import { formatMoney, minorToDecimal } from '../../format/money';
import { FormDrawer } from '../../ui/FormDrawer';
import { ReasonItem, useRequired } from '../../ui/fields';
import { useCommand } from '../../ui/useCommand';
import { type OpenItem, openItems } from '../receivable/queries';
import { PromiseFields, PromiseNote, type PromiseValue } from './PromiseFields';
import { type Promised, recordPromise, withdrawPromise } from './promiseQueries';

interface Value extends PromiseValue {
  items: string[];
}

const openOf = (items: OpenItem[]) => items.reduce((sum, { open_minor }) => sum + open_minor, 0);

export function RecordPromiseDrawer({ customer, onClose }: { customer: { id: string; name: string }; onClose: () => void }) {
  const { t } = useTranslation();
  const { language } = useSettings();
  const { company } = useSession();
  const needed = useRequired();
  const [form] = Form.useForm<Value>();
  const chosen = Form.useWatch('items', form) ?? [];
  const found = useQuery(openItems({ customer: customer.id, status: 'open', sort: 'due_date' }, { limit: 200 }));
  const rows = found.data?.rows ?? [];
  const picked = rows.filter(({ id }) => chosen.includes(id));
  const currency = picked[0]?.currency ?? company.currency;
  const money = (minor: number, code: string) => formatMoney(minor, code, language);
  const send = useCommand(
    ({ amount, note, ...rest }: Value, key) =>
      recordPromise(customer.id, { ...rest, amount: { amount: amount.replaceAll(',', ''), currency }, ...(note ? { note } : {}) }, key),
    { done: onClose, said: t('promise.recorded') },
  );
  return (
    <FormDrawer
      title={`${t('promise.record')} · ${customer.name}`}
      open
      onClose={onClose}
      form={form}
      initial={{ channel: 'phone' }}
      onSend={(value) => send.mutate(value)}
      sending={send.isPending}
      error={send.error}
      submit={t('promise.record')}
    >
      <Alert type="info" title={t('promise.recordHint')} style={{ marginBottom: 16 }} />
      <Form.Item
        name="items"
        label={t('promise.field.items')}
        rules={[
          needed(t('promise.field.items')),
          {
            validator: () =>
              new Set(picked.map((row) => row.currency)).size > 1 ? Promise.reject(new Error(t('promise.oneCurrency'))) : Promise.resolve(),
          },
        ]}
      >
        <Select
          mode="multiple"
          loading={found.isPending}
          placeholder={t('promise.pickItems')}
          notFoundContent={t('promise.noItems')}
          optionFilterProp="label"
          onChange={(ids: string[]) =>
            form.setFieldValue(
              'amount',
              minorToDecimal(openOf(rows.filter(({ id }) => ids.includes(id))), rows.find(({ id }) => id === ids[0])?.currency ?? currency),
            )
          }
          options={rows.map((row) => ({
            value: row.id,
            label: t('promise.item', {
              number: row.number,
              due: formatDay(row.due_date, language),
              amount: money(row.open_minor, row.currency),
            }),
          }))}
        />
      </Form.Item>
      <PromiseFields currency={currency} open={money(openOf(picked), currency)} />
      <PromiseNote />
    </FormDrawer>
  );
}

export function WithdrawPromiseDrawer({ promise, onClose }: { promise: Promised; onClose: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ reason: string }>();
  const send = useCommand(({ reason }: { reason: string }, key) => withdrawPromise(promise.id, reason, key), {
    done: onClose,
    said: t('promise.withdrawn'),
  });
  return (
    <FormDrawer
      title={t('promise.withdrawTitle', { name: promise.customer.name })}
      open
      onClose={onClose}
      form={form}
      onSend={(value) => send.mutate(value)}
      sending={send.isPending}
      error={send.error}
      submit={t('promise.withdraw')}
    >
      <Alert type="info" title={t('promise.withdrawHint')} style={{ marginBottom: 16 }} />
      <ReasonItem />
    </FormDrawer>
  );
}
