import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, InputNumber } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemError } from '../../api/problem';
import { useSettings } from '../../app/settings';
import { formatDay } from '../../format/day';
import { decimalToMinor, formatMoney, minorToDecimal } from '../../format/money';
import { FormDrawer } from '../../ui/FormDrawer';
import { AmountItem, DayItem } from '../../ui/fields';
import { useCommand } from '../../ui/useCommand';
import { useSettled } from '../../ui/useSettled';
import { CreditPreview } from '../credit/CreditPreview';
import { type ChangeBody, changeCheck, changeOrder, type OrderRow, order } from './queries';

interface Value {
  amount: string;
  prepaid?: string;
  ship_date?: string;
  term_days?: number;
}

/** What was agreed becomes something else; the check is shown before it is sent. `row` follows the book, `seen` what was opened. */
export function ChangeOrderDrawer({ row, onClose }: { row: OrderRow; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [form] = Form.useForm<Value>();
  const [seen, setSeen] = useState(row);
  const { currency } = seen;
  const body = useSettled(bodyOf(Form.useWatch([], form), currency));
  const check = useQuery({ ...changeCheck(seen, body ?? emptyBody), enabled: body !== null && seen.version === row.version });
  const send = useCommand((value: ChangeBody, key) => changeOrder(seen, value, key), { done: onClose, said: t('order.changed') });
  const overtaken = send.error instanceof ProblemError && send.error.problem.code === 'receivable.order_changed';
  useEffect(() => {
    if (overtaken) void queries.invalidateQueries(order(row.id));
  }, [overtaken, queries, row.id]);
  const again = () => {
    send.reset();
    setSeen(row);
    form.setFieldsValue(formOf(row));
  };
  return (
    <FormDrawer
      title={`${t('order.change')} · ${row.number}`}
      open
      onClose={onClose}
      form={form}
      initial={formOf(seen)}
      onSend={(value) => {
        const wanted = bodyOf(value, currency);
        if (wanted) send.mutate(wanted);
      }}
      sending={send.isPending}
      error={send.error}
      submit={t('order.change')}
    >
      {row.version !== seen.version && <Overtaken seen={seen} now={row} onAgain={again} />}
      <Alert type="info" title={t('order.changeHint')} style={{ marginBottom: 16 }} />
      <AmountItem name="amount" label={t('order.field.amount')} currency={currency} />
      <AmountItem name="prepaid" label={t('order.field.prepaid')} currency={currency} required={false} hint={t('order.prepaidHint')} />
      <Form.Item name="term_days" label={t('order.field.termDays')}>
        <InputNumber min={0} max={3650} precision={0} className="wide" />
      </Form.Item>
      <DayItem name="ship_date" label={t('order.field.shipDate')} required={false} />
      {check.data && <CreditPreview of={check.data} />}
    </FormDrawer>
  );
}

/** Somebody else was first: what they made of it, beside what was opened. */
function Overtaken({ seen, now, onAgain }: { seen: OrderRow; now: OrderRow; onAgain: () => void }) {
  const { t } = useTranslation();
  const { language } = useSettings();
  const money = (minor: number) => formatMoney(minor, now.currency, language);
  const day = (text: string | null) => (text ? formatDay(text, language) : '–');
  const fields: [string, string, string][] = [
    [t('order.field.amount'), money(seen.amount_minor), money(now.amount_minor)],
    [t('order.field.prepaid'), money(seen.prepaid_minor), money(now.prepaid_minor)],
    [t('order.field.termDays'), String(seen.term_days ?? '–'), String(now.term_days ?? '–')],
    [t('order.field.shipDate'), day(seen.ship_date), day(now.ship_date)],
    [t('order.field.delivered'), money(seen.delivered_minor), money(now.delivered_minor)],
    [t('order.field.status'), t(`order.status.${seen.status}`), t(`order.status.${now.status}`)],
  ];
  return (
    <Alert
      type="warning"
      style={{ marginBottom: 16 }}
      title={t('order.overtaken')}
      description={
        <ul className="reasons">
          {fields
            .filter(([, before, after]) => before !== after)
            .map(([name, before, after]) => (
              <li key={name}>{t('order.overtakenField', { name, before, after })}</li>
            ))}
        </ul>
      }
      action={<Button onClick={onAgain}>{t('order.overtakenAgain')}</Button>}
    />
  );
}

const emptyBody: ChangeBody = { amount: { amount: '0', currency: '' } };

/** Nothing while the form says nothing that could be an order. */
function bodyOf(value: Value | undefined, currency: string): ChangeBody | null {
  const amount = value?.amount ? decimalToMinor(value.amount, currency) : null;
  const prepaid = value?.prepaid ? decimalToMinor(value.prepaid, currency) : 0;
  if (!value || amount === null || amount <= 0 || prepaid === null || prepaid > amount) return null;
  const money = (text: string) => ({ amount: text.replaceAll(',', ''), currency });
  return {
    amount: money(value.amount),
    ...(value.prepaid ? { prepaid: money(value.prepaid) } : {}),
    ...(value.ship_date ? { ship_date: value.ship_date } : {}),
    ...(typeof value.term_days === 'number' ? { term_days: value.term_days } : {}),
  };
}

function formOf(row: OrderRow): Value {
  return {
    amount: minorToDecimal(row.amount_minor, row.currency),
    prepaid: row.prepaid_minor > 0 ? minorToDecimal(row.prepaid_minor, row.currency) : '',
    ...(row.ship_date ? { ship_date: row.ship_date } : {}),
    ...(row.term_days === null ? {} : { term_days: row.term_days }),
  };
}
